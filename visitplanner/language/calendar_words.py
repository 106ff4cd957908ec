"""What people read in their calendars: titles and descriptions of entries.

Names of people, hosts and places are filled in as they stand in the programme. Labels come before
a colon, so that no name has to be declined.
"""

from collections.abc import Mapping
from typing import Literal

from visitplanner.language.catalogue import Message
from visitplanner.model.base import Role
from visitplanner.model.hosts import Activity
from visitplanner.model.plan import Task

ACTIVITIES: Mapping[Activity, Message] = {
    "internship": {"en": "Internship", "de": "Praktikum", "uk": "Практика"},
    "observation": {"en": "Observation", "de": "Hospitation", "uk": "Спостереження"},
    "training": {"en": "Training", "de": "Ausbildung", "uk": "Навчання"},
}
"""What is done at a slot."""

TASKS: Mapping[Task, Message] = {
    "supervision": {"en": "Accompanying", "de": "Begleitung", "uk": "Супровід"},
    "interpretation": {"en": "Interpreting", "de": "Dolmetschen", "uk": "Усний переклад"},
}
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
    "en": "{task}: {subject}",
    "de": "{task}: {subject}",
    "uk": "{task}: {subject}",
}
"""Title of a duty: the host reads who, the person on duty where."""

TENTATIVE: Message = {
    "en": "{title} – tentative",
    "de": "{title} – vorläufig",
    "uk": "{title} – попередньо",
}
"""Title of a placement that is not settled yet."""

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

INTERPRETERS_LINE: Message = {
    "en": "Interprets: {people}",
    "de": "Dolmetscht: {people}",
    "uk": "Перекладає: {people}",
}

NOT_SETTLED_LINE: Message = {
    "en": "Not settled yet: {reasons}",
    "de": "Noch nicht geklärt: {reasons}",
    "uk": "Ще не узгоджено: {reasons}",
}
"""What is missing before a tentative placement is firm."""

UNSETTLED: Mapping[str, Message] = {
    "documents": {
        "en": "papers are still missing",
        "de": "es fehlen noch Unterlagen",
        "uk": "ще бракує документів",
    },
    "partnership": {
        "en": "the partnership is not agreed yet",
        "de": "die Partnerschaft ist noch nicht vereinbart",
        "uk": "про партнерство ще не домовлено",
    },
}
"""What is not settled of a placement, without naming a document or a person."""

UNSETTLED_OTHERWISE: Message = {
    "en": "details are still open",
    "de": "Einzelheiten sind noch offen",
    "uk": "подробиці ще з’ясовують",
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

VISITING: Message = {"en": "Visit", "de": "Besuch", "uk": "Візит"}
"""What a visit is called among the other entries."""

VISIT: Message = {
    "en": "{visiting}: {visit}",
    "de": "{visiting}: {visit}",
    "uk": "{visiting}: {visit}",
}
"""Title of a visit."""

TAKING_PART_LINE: Message = {
    "en": {
        "one": "Taking part: {count} person ({delegations})",
        "other": "Taking part: {count} people ({delegations})",
    },
    "de": {
        "one": "Teilnahme: {count} Person ({delegations})",
        "other": "Teilnahme: {count} Personen ({delegations})",
    },
    "uk": {
        "one": "Беруть участь: {count} особа ({delegations})",
        "few": "Беруть участь: {count} особи ({delegations})",
        "many": "Беруть участь: {count} осіб ({delegations})",
        "other": "Беруть участь: {count} особи ({delegations})",
    },
}
"""How many people come, of which delegations."""

HANDOVER_LINE: Message = {
    "en": "Handover: {what} ({way})",
    "de": "Übergabe: {what} ({way})",
    "uk": "Передача: {what} ({way})",
}
"""What is brought along, from whom to whom."""

JOURNEYS: Mapping[Literal["arrival", "departure", "shuttle"], Message] = {
    "arrival": {"en": "Arrival", "de": "Anreise", "uk": "Приїзд"},
    "departure": {"en": "Departure", "de": "Abreise", "uk": "Від'їзд"},
    "shuttle": {"en": "Shuttle", "de": "Pendelbus", "uk": "Автобус до місця практики"},
}
"""What a journey is called."""

SHUTTLE_LINE: Message = {
    "en": "Shuttle: {name}",
    "de": "Pendelbus: {name}",
    "uk": "Автобус: {name}",
}
"""On which of several shuttles somebody has a seat."""

ORIGIN_LINE: Message = {"en": "From: {place}", "de": "Von: {place}", "uk": "Звідки: {place}"}

DESTINATION_LINE: Message = {"en": "To: {place}", "de": "Nach: {place}", "uk": "Куди: {place}"}
