"""Calendars to read: one file for each host site and for each participant.

They carry no METHOD: a file without one is a snapshot of a calendar and asks for nothing (RFC 5545,
3.7.2), so it can be imported or subscribed to, and needs no coordinator with an address. To be
accepted or declined there are the invitations (`visitplanner.calendars.invite`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from visitplanner.calendars import entries
from visitplanner.calendars.agenda import Agenda, Stay, Watch, agenda_of
from visitplanner.calendars.events import Calendar, Event
from visitplanner.calendars.ical import to_ical
from visitplanner.calendars.journeys import journeys_of_participants
from visitplanner.calendars.outcome import CalendarFile, file_names
from visitplanner.calendars.visits import Entries, visits_at_sites, visits_of_participants
from visitplanner.errors import CalendarError
from visitplanner.language.calendar_words import TITLE
from visitplanner.language.catalogue import LANGUAGES, Language, say
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme


def host_calendars(
    programme: Programme,
    plan: Plan,
    *,
    language: Language = "en",
    now: datetime | None = None,
) -> tuple[CalendarFile, ...]:
    """Write a calendar for each host site that has placements, duties or visits.

    Args:
        programme: Who comes and who hosts.
        plan: Who is where; made by `schedule`, or by hand and checked.
        language: Language of the entries; names stay as they are.
        now: Time of writing (DTSTAMP), with its zone; the clock is read once if it is left out.
            Give it for files that are the same byte for byte in every run.

    Returns:
        One file for each site, in the order of the document.

    Raises:
        CalendarError: the plan does not fit the programme, `now` has no zone, the language is not
            known, or something cannot stand in a calendar.
    """
    names = {site.id: site.name for host in programme.hosts for site in host.sites}
    return _calendars(
        agenda_of(programme, plan),
        names,
        _Views(
            lambda each: each.place.site.id,
            entries.stay_at_host,
            entries.duty_at_host,
            (visits_at_sites(programme, plan, checked_language(language)),),
        ),
        checked_language(language),
        checked_now(now),
    )


def participant_calendars(
    programme: Programme,
    plan: Plan,
    *,
    language: Language = "en",
    now: datetime | None = None,
) -> tuple[CalendarFile, ...]:
    """Write a calendar for each participant who has a placement, a duty, a visit or a journey.

    Arguments, errors and order are those of `host_calendars`.
    """
    names = {person.id: person.title for person in programme.people.values()}
    return _calendars(
        agenda_of(programme, plan),
        names,
        _Views(
            lambda each: each.person.id,
            entries.stay_of_participant,
            entries.duty_of_participant,
            (
                visits_of_participants(programme, plan, checked_language(language)),
                journeys_of_participants(programme, plan, checked_language(language)),
            ),
        ),
        checked_language(language),
        checked_now(now),
    )


def checked_now(now: datetime | None) -> datetime:
    """Return the time given, or the clock's; refuse a time without a zone."""
    if now is None:
        return datetime.now(UTC)
    if now.utcoffset() is None:
        raise CalendarError(
            f"now={now.isoformat()}: a time with its zone is needed, "
            "such as datetime(2023, 3, 1, tzinfo=timezone.utc)"
        )
    if not 1970 < now.year < 9999:
        raise CalendarError(f"now={now.isoformat()}: must be a time in the years 1971 to 9998")
    return now


def checked_language(language: Language) -> Language:
    """Return the language; refuse one that has no texts."""
    if language not in LANGUAGES:
        raise CalendarError(f"language {language!r}: allowed are {', '.join(LANGUAGES)}")
    return language


def written(calendar: Calendar, where: str, *, now: datetime) -> bytes:
    """Write a calendar; an error says where it came up."""
    try:
        return to_ical(calendar, now=now)
    except CalendarError as error:
        raise CalendarError(f"{where}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Views:
    """How one kind of reader sees a plan."""

    reader: Callable[[Stay | Watch], str]
    """Id of the reader whom a placement or duty concerns."""
    stay: Callable[[Agenda, Stay, Language], Event]
    duty: Callable[[Agenda, Watch, Language], tuple[Event, ...]]
    others: tuple[Entries, ...]
    """What else each reader has."""


def _calendars(
    agenda: Agenda,
    names: Mapping[str, str],
    views: _Views,
    language: Language,
    now: datetime,
) -> tuple[CalendarFile, ...]:
    found: dict[str, list[Event]] = {}
    for stay in agenda.stays:
        found.setdefault(views.reader(stay), []).append(views.stay(agenda, stay, language))
    for watch in agenda.watches:
        found.setdefault(views.reader(watch), []).extend(views.duty(agenda, watch, language))
    for entries_of in views.others:
        for reader, events in entries_of.items():
            found.setdefault(reader, []).extend(events)
    # Names are given out over all readers, so that a plan does not decide who gets which.
    filenames = dict(zip(names, file_names(names), strict=True))
    programme = agenda.programme.name
    files = []
    for each in filter(found.__contains__, names):
        title = say(TITLE, language, programme=programme, whose=names[each])
        calendar = Calendar(name=title, method=None, events=tuple(found[each]))
        files.append(
            CalendarFile(
                id=each,
                filename=filenames[each],
                title=title,
                content=written(calendar, f"calendar of '{each}'", now=now),
                events=calendar.events,
            )
        )
    return tuple(files)
