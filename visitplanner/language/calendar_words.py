"""What people read in their calendars: titles and descriptions of entries.

Names of people, hosts and places are filled in as they stand in the programme. Labels come before
a colon, so that no name has to be declined.
"""

from collections.abc import Mapping

from visitplanner.language.catalogue import Message
from visitplanner.model.base import Role
from visitplanner.model.hosts import Activity

ACTIVITIES: Mapping[Activity, Message] = {
    "internship": {"en": "Internship", "de": "Praktikum", "uk": "Практика"},
    "observation": {"en": "Observation", "de": "Hospitation", "uk": "Спостереження"},
    "training": {"en": "Training", "de": "Ausbildung", "uk": "Навчання"},
}
"""What is done at a slot."""

ACCOMPANYING: Message = {"en": "Accompanying", "de": "Begleitung", "uk": "Супровід"}
"""What is done on duty."""

ROLES: Mapping[Role, Message] = {
    "pupil": {
        "en": "pupil",
        "de": "Schülerin oder Schüler",
        "uk": "учень або учениця",
    },
    "professional": {"en": "professional", "de": "Fachkraft", "uk": "фахівець або фахівчиня"},
    "accompanying_person": {
        "en": "accompanying person",
        "de": "Begleitperson",
        "uk": "супровідна особа",
    },
    "interpreter": {
        "en": "interpreter",
        "de": "Dolmetscherin oder Dolmetscher",
        "uk": "перекладач або перекладачка",
    },
}

TITLE: Message = {
    "en": "{programme} – {whose}",
    "de": "{programme} – {whose}",
    "uk": "{programme} – {whose}",
}
"""Name of a calendar."""

STAY_AT_HOST: Message = {
    "en": "{activity}: {who} ({slot})",
    "de": "{activity}: {who} ({slot})",
    "uk": "{activity}: {who} ({slot})",
}
"""Title of a placement, as the host reads it."""

STAY_OF_PARTICIPANT: Message = {
    "en": "{activity}: {slot} ({place})",
    "de": "{activity}: {slot} ({place})",
    "uk": "{activity}: {slot} ({place})",
}
"""Title of a placement, as the participant reads it."""

DUTY: Message = {
    "en": "{accompanying}: {subject}",
    "de": "{accompanying}: {subject}",
    "uk": "{accompanying}: {subject}",
}
"""Title of a duty: the host reads who, the accompanying person where."""

ROLE_LINE: Message = {"en": "Role: {role}", "de": "Rolle: {role}", "uk": "Роль: {role}"}

DELEGATION_LINE: Message = {
    "en": "Delegation: {delegation}",
    "de": "Delegation: {delegation}",
    "uk": "Делегація: {delegation}",
}

ACTIVITY_LINE: Message = {
    "en": "Activity: {activity}",
    "de": "Tätigkeit: {activity}",
    "uk": "Вид діяльності: {activity}",
}

SLOT_LINE: Message = {"en": "Slot: {slot}", "de": "Einsatz: {slot}", "uk": "Напрям: {slot}"}
"""A line of its own, as titles of slots often name the activity again."""

HOST_LINE: Message = {
    "en": "Host: {place}",
    "de": "Gastgeber: {place}",
    "uk": "Сторона, що приймає: {place}",
}

DAYS_LINE: Message = {
    "en": {"one": "{count} day: {days}", "other": "{count} days: {days}"},
    "de": {"one": "{count} Tag: {days}", "other": "{count} Tage: {days}"},
    "uk": {
        "one": "{count} день: {days}",
        "few": "{count} дні: {days}",
        "many": "{count} днів: {days}",
        "other": "{count} дня: {days}",
    },
}

HOURS_LINE: Message = {
    "en": "Hours: {start}–{end} (local time)",
    "de": "Uhrzeit: {start}–{end} Uhr (Ortszeit)",
    "uk": "Години: {start}–{end} (за місцевим часом)",
}

COMPANIONS_LINE: Message = {
    "en": "Accompanied by: {people}",
    "de": "Begleitung durch: {people}",
    "uk": "Супровід: {people}",
}

CHARGES_LINE: Message = {
    "en": "You accompany: {people}",
    "de": "Zu begleiten: {people}",
    "uk": "Кого супроводжувати: {people}",
}
"""Minors, as the accompanying person reads it; it does not say that they are minors."""

PERSON_ON: Message = {
    "en": "{who} ({days})",
    "de": "{who} ({days})",
    "uk": "{who} ({days})",
}
"""Somebody who accompanies, or is accompanied, on some of the days only."""

DELEGATION_CONTACT_LINE: Message = {
    "en": "Contact in the delegation: {who}",
    "de": "Ansprechperson der Delegation: {who}",
    "uk": "Контактна особа делегації: {who}",
}

COORDINATOR_LINE: Message = {
    "en": "Coordination: {contact}",
    "de": "Koordination: {contact}",
    "uk": "Координація: {contact}",
}

HOST_CONTACT_LINE: Message = {
    "en": "Contact at the host: {contact}",
    "de": "Ansprechperson beim Gastgeber: {contact}",
    "uk": "Контактна особа на місці: {contact}",
}
