"""Programme and plan -> entries: who sees what.

A host sees, of the people at its own site only: name (or placeholder), role, delegation, activity
and slot, days and hours, who accompanies or interprets, and the coordinator as contact.
Participants see where they are, when, with whom (on duty: whom they accompany), and whom to ask at
the host and at the coordination. Nothing else of a programme reaches a calendar: no birth dates,
ages, languages, preferences or notes, and nobody at other hosts.

- A placement at a slot with hours is one recurring event on the days worked, by the clocks of the
  site; without hours it is one whole-day stay from the first day to the last.
- A duty is one recurring event on the days of duty, from the earliest to the latest hour at which
  those are at the site whom it is for. Where these hours are not known it is whole days: one
  event for each run of days in a row, as one whole-day event would also cover the days between.
- What is not settled yet is TENTATIVE (RFC 5545, 3.8.1.11) and says so in its title. Participants
  read which of their documents are missing; hosts read only that papers are, and nobody's at all.
- Whole days leave the time free (TRANSP:TRANSPARENT, RFC 5545, 3.8.2.7): at which hours anybody is
  busy is not known, and a host goes on with its work.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time

from visitplanner.calendars.agenda import Agenda, Place, Stay, Watch, runs
from visitplanner.calendars.events import Event
from visitplanner.calendars.identity import duty_uid, placement_uid
from visitplanner.language import calendar_words as words
from visitplanner.language.catalogue import Language, say, span_words
from visitplanner.model.base import Contact
from visitplanner.model.people import Person
from visitplanner.model.windows import Hours


def stay_at_host(agenda: Agenda, stay: Stay, language: Language) -> Event:
    """A placement as the host reads it, in its calendar and on the invitation."""
    activity = say(words.ACTIVITIES[stay.slot.activity], language)
    slot = _slot(stay)
    summary = say(words.STAY_AT_HOST, language, activity=activity, who=stay.person.title, slot=slot)
    lines = [
        *_person(agenda, stay.person, language),
        say(words.ACTIVITY_LINE, language, activity=activity),
        say(words.SLOT_LINE, language, slot=slot),
        *_times(stay.days, stay.slot.hours, language),
        *_companions(agenda, stay, language),
        *_not_settled(_seen_by_host(stay, language), language),
        *_contacts(agenda, stay.person, language),
    ]
    return _stay(agenda, stay, _title(stay, summary, language), lines, activity)


def stay_of_participant(agenda: Agenda, stay: Stay, language: Language) -> Event:
    """A placement as the participant reads it."""
    activity = say(words.ACTIVITIES[stay.slot.activity], language)
    slot, place = _slot(stay), stay.place.title
    summary = say(words.STAY_OF_PARTICIPANT, language, activity=activity, slot=slot, place=place)
    lines = [
        say(words.HOST_LINE, language, place=place),
        say(words.ACTIVITY_LINE, language, activity=activity),
        say(words.SLOT_LINE, language, slot=slot),
        *_times(stay.days, stay.slot.hours, language),
        *_companions(agenda, stay, language),
        *_not_settled(_seen_by_participant(stay, language), language),
        *_host_contact(stay.place, language),
        *_coordinator(agenda, language),
    ]
    return _stay(agenda, stay, _title(stay, summary, language), lines, activity)


def duty_at_host(agenda: Agenda, watch: Watch, language: Language) -> tuple[Event, ...]:
    """A duty as the host reads it."""

    def lines(days: tuple[date, ...]) -> Iterator[str]:
        yield from _person(agenda, watch.person, language)
        yield from _times(days, watch.hours, language)
        yield from _contacts(agenda, watch.person, language)

    return _duty(agenda, watch, watch.person.title, lines, language)


def duty_of_participant(agenda: Agenda, watch: Watch, language: Language) -> tuple[Event, ...]:
    """A duty as the person on duty reads it."""

    def lines(days: tuple[date, ...]) -> Iterator[str]:
        yield say(words.HOST_LINE, language, place=watch.place.title)
        yield from _times(days, watch.hours, language)
        yield from _charges(agenda, watch, days, language)
        yield from _host_contact(watch.place, language)
        yield from _coordinator(agenda, language)

    return _duty(agenda, watch, watch.place.title, lines, language)


# Events.


def _stay(agenda: Agenda, stay: Stay, summary: str, lines: Iterable[str], activity: str) -> Event:
    return Event(
        uid=placement_uid(
            programme=agenda.programme.id,
            participant=stay.person.id,
            need=stay.need,
            site=stay.place.site.id,
            field=stay.field,
        ),
        summary=summary,
        first_day=stay.first_day,
        last_day=stay.last_day,
        days=stay.days,
        hours=_clock(stay.slot.hours),
        zone=stay.place.time_zone,
        description="\n".join(lines),
        location=stay.place.address,
        status="TENTATIVE" if stay.tentative else "CONFIRMED",
        categories=(activity,),
        transparent=stay.slot.hours is None,
    )


def _duty(
    agenda: Agenda,
    watch: Watch,
    subject: str,
    lines: Callable[[tuple[date, ...]], Iterable[str]],
    language: Language,
) -> tuple[Event, ...]:
    """One event with hours, or whole days run by run; `lines` says what is read on its days."""
    task = say(words.TASKS[watch.task], language)
    summary = say(words.DUTY, language, task=task, subject=subject)
    return tuple(
        Event(
            uid=duty_uid(
                programme=agenda.programme.id,
                participant=watch.person.id,
                site=watch.place.site.id,
                task=watch.task,
                first_day=days[0] if watch.hours is None else None,
            ),
            summary=summary,
            first_day=days[0],
            last_day=days[-1],
            days=days,
            hours=_clock(watch.hours),
            zone=watch.place.time_zone,
            description="\n".join(lines(days)),
            location=watch.place.address,
            categories=(task,),
            transparent=watch.hours is None,
        )
        for days in (runs(watch.days) if watch.hours is None else (watch.days,))
    )


def _clock(hours: Hours | None) -> tuple[time, time] | None:
    return None if hours is None else (hours.start, hours.end)


# Lines of the description.


def _slot(stay: Stay) -> str:
    return stay.slot.title or stay.slot.id


def _title(stay: Stay, summary: str, language: Language) -> str:
    if not stay.tentative:
        return summary
    return say(words.TENTATIVE, language, title=summary)


def _not_settled(reasons: Iterable[str], language: Language) -> Iterator[str]:
    if found := ", ".join(dict.fromkeys(reasons)):
        yield say(words.NOT_SETTLED_LINE, language, reasons=found)


def _seen_by_participant(stay: Stay, language: Language) -> Iterator[str]:
    """What is not settled, with the names of the own documents."""
    for reason in stay.tentative:
        kind, _, name = reason.partition(": ")
        if kind == "documents" and name:
            yield name
        else:
            yield _without_names(kind, language)


def _seen_by_host(stay: Stay, language: Language) -> Iterator[str]:
    """What is not settled, without saying whose papers they are or which."""
    for reason in stay.tentative:
        yield _without_names(reason.partition(": ")[0], language)


def _without_names(kind: str, language: Language) -> str:
    return say(words.UNSETTLED.get(kind, words.UNSETTLED_OTHERWISE), language)


def _person(agenda: Agenda, person: Person, language: Language) -> Iterator[str]:
    delegation = agenda.programme.delegations_by_id[person.delegation].name
    yield say(words.ROLE_LINE, language, role=say(words.ROLES[person.role], language))
    yield say(words.DELEGATION_LINE, language, delegation=delegation)


def _times(days: tuple[date, ...], hours: Hours | None, language: Language) -> Iterator[str]:
    if days:
        text = _days(days, language)
        yield say(words.DAYS_LINE, language, count=len(days), days=text)
    if hours is not None:
        start, end = (moment.isoformat("minutes") for moment in (hours.start, hours.end))
        yield say(words.HOURS_LINE, language, start=start, end=end)


def _days(days: tuple[date, ...], language: Language) -> str:
    return "; ".join(span_words(run[0], run[-1], language) for run in runs(days))


def _companions(agenda: Agenda, stay: Stay, language: Language) -> Iterator[str]:
    people = _people(agenda.companions(stay), stay.days, language)
    if people:
        yield say(words.COMPANIONS_LINE, language, people=people)
    interpreters = _people(agenda.interpreters(stay), stay.days, language)
    if interpreters:
        yield say(words.INTERPRETERS_LINE, language, people=interpreters)


def _charges(
    agenda: Agenda, watch: Watch, days: tuple[date, ...], language: Language
) -> Iterator[str]:
    people = _people(agenda.charges(watch, days), days, language)
    if people:
        yield say(words.CHARGES_LINE, language, people=people)


def _people(
    people: Iterable[tuple[Person, tuple[date, ...]]],
    whole: tuple[date, ...],
    language: Language,
) -> str:
    """Names, with their days where these are not the whole."""
    return ", ".join(
        person.title
        if days == whole
        else say(words.PERSON_ON, language, who=person.title, days=_days(days, language))
        for person, days in people
    )


def _contacts(agenda: Agenda, person: Person, language: Language) -> Iterator[str]:
    """Whom a host may ask: in the delegation, and the coordinator."""
    contact = agenda.programme.delegations_by_id[person.delegation].contact
    if contact is not None:
        who = agenda.programme.people[f"{person.delegation}/{contact}"].title
        yield say(words.DELEGATION_CONTACT_LINE, language, who=who)
    yield from _coordinator(agenda, language)


def _coordinator(agenda: Agenda, language: Language) -> Iterator[str]:
    coordinator = agenda.programme.coordinator
    if coordinator is not None:
        text = _joined(coordinator.name, coordinator.phone, coordinator.email)
        yield say(words.COORDINATOR_LINE, language, contact=text)


def _host_contact(place: Place, language: Language) -> Iterator[str]:
    contact: Contact | None = place.contact
    if contact is not None:
        text = _joined(contact.name, contact.phone, contact.email)
        yield say(words.HOST_CONTACT_LINE, language, contact=text)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
