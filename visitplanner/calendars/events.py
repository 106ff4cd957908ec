"""What a calendar file says, as plain values, and what makes them writable.

An `Event` is one entry in somebody's calendar, a `Calendar` is one file. They know nothing of
iCalendar's text form: `visitplanner.calendars.ical.to_ical` writes them. `check_calendar` holds the
conditions that the standards set (RFC 5545: the format, RFC 5546: invitations, RFC 7986: names).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from math import gcd
from typing import Literal
from uuid import UUID, uuid5

from visitplanner.errors import CalendarError
from visitplanner.model.base import is_email

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL", "REPLY"]
Answer = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]

_SINGLE_DAYS = UUID("6f1b7c1e-5b0f-5a55-9a43-2f0c6f4d7e91")
"""Namespace of the UIDs of single days; changing it would orphan every entry already sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or office with an e-mail address, as ORGANIZER or ATTENDEE (RFC 5545, 3.8.4)."""

    name: str
    """Shown to readers (parameter CN); empty: no name is written."""
    email: str
    """A plain address such as `office@example.org`: ASCII, without `mailto:`."""
    answer: Answer = "NEEDS-ACTION"
    """What an attendee has answered so far (parameter PARTSTAT); of no meaning for an organiser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry: a stay of whole days, or hours on each of the days worked.

    Without `hours` it is one all-day entry from `first_day` to `last_day`. With `hours` it takes
    place on exactly `days`, from the first to the second time, by the clocks of `zone`. A time that
    the clocks skip or repeat is read as RFC 5545, 3.3.5 says (as `fold=0` in Python).
    """

    uid: str
    """Opaque, stable and unique name (RFC 7986, 5.3): no person, host or domain in it."""
    summary: str
    """The title."""
    first_day: date
    """First day of the stay."""
    last_day: date
    """Last day of the stay, included."""
    days: tuple[date, ...]
    """The days worked: ascending, each once, inside first and last day."""
    hours: tuple[time, time] | None
    """Beginning and end on each day, local to `zone`; the end is later on the same day."""
    zone: str
    """IANA name such as `Europe/Berlin`."""
    description: str = ""
    """Longer text; may hold newlines."""
    location: str = ""
    """Where, in words."""
    status: Status = "CONFIRMED"
    """RFC 5545, 3.8.1.11."""
    sequence: int = 0
    """Revision, counted from 0 (RFC 5545, 3.8.7.4)."""
    categories: tuple[str, ...] = ()
    """Labels, in the order given."""
    organizer: Contact | None = None
    """Who invites."""
    attendees: tuple[Contact, ...] = ()
    """Who is invited, in the order given."""
    transparent: bool = False
    """Whether the time stays free in the reader's calendar (RFC 5545, 3.8.2.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One file."""

    name: str
    """Shown to readers (RFC 7986, 5.1); empty: none is written."""
    method: Method | None
    """What the file asks of the reader (RFC 5546, 1.4); None: it is just a calendar."""
    events: tuple[Event, ...]
    """At least one (RFC 5545, 3.6), each with its own UID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """A recurrence rule from the first to the last of some days, and the days it hits in vain."""

    frequency: Literal["WEEKLY", "DAILY"]
    """Unit of `interval` (RFC 5545, 3.3.10); weeks begin on Monday."""
    interval: int
    """1: each week or day, 2: every other one, and so on."""
    weekdays: tuple[int, ...]
    """Of a weekly rule: days of the week, Monday is 0; empty for a daily rule."""
    skipped: tuple[date, ...]
    """Days that the rule hits though they are none of the days, ascending."""


def repetition(days: tuple[date, ...]) -> Repetition | None:
    """Return the rule for ascending `days` that skips the fewest days; None for a single day.

    Weekly on the weekdays that occur is preferred where a daily rule is no better, for it is how
    people say it.
    """
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    every_day = tuple(first + timedelta(n) for n in range((last - first).days + 1))
    monday = first - timedelta(first.weekday())
    weekdays = tuple(sorted({day.weekday() for day in days}))
    weeks = gcd(*((day - monday).days // 7 for day in days)) or 1
    weekly = {
        day
        for day in every_day
        if day.weekday() in weekdays and (day - monday).days // 7 % weeks == 0
    }
    step = gcd(*((day - first).days for day in days))
    daily = set(every_day[::step])
    if len(weekly) <= len(daily):
        skipped = tuple(sorted(weekly.difference(days)))
        return Repetition(frequency="WEEKLY", interval=weeks, weekdays=weekdays, skipped=skipped)
    skipped = tuple(sorted(daily.difference(days)))
    return Repetition(frequency="DAILY", interval=step, weekdays=(), skipped=skipped)


def single_days(event: Event) -> tuple[Event, ...]:
    """Split an event with hours into one event per day worked.

    Several entries may not share a UID unless they belong to one series (RFC 5545, 3.8.4.7), so
    each gets its own: the version-5 UUID (RFC 9562, 5.5) of the event's UID and the day in ISO
    form, in a namespace of this module. The same event and day have the same UID in every run.
    """
    return tuple(
        replace(
            event,
            uid=str(uuid5(_SINGLE_DAYS, f"{event.uid} {day.isoformat()}")),
            first_day=day,
            last_day=day,
            days=(day,),
        )
        for day in event.days
    )


# What can be written.

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What RFC 5545, 3.1 calls CONTROL, but for the newline, which TEXT can escape; the C1 controls;
what else Unicode takes for a line break; lone surrogates, which are no text."""

_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_LONGEST_UID = 255  # octets; RFC 7986, 5.3
_HIGHEST_SEQUENCE = 2**31 - 1  # RFC 5545, 3.3.8


def check_calendar(calendar: Calendar) -> None:
    """Raise `CalendarError` with the first thing that a calendar file may not or cannot say."""
    _check_text("calendar name", calendar.name)
    if not calendar.events:
        raise CalendarError(
            f"calendar {calendar.name!r}: no events, but a calendar file needs one (RFC 5545, 3.6)"
        )
    seen: set[str] = set()
    for event in calendar.events:
        if event.uid in seen:
            raise CalendarError(f"event {event.uid!r}: its UID is used twice in one calendar")
        seen.add(event.uid)
        _check_event(event)
        _check_people(event)
        _check_method(event, calendar.method)
    if calendar.method in {"REQUEST", "CANCEL", "REPLY"} and len(seen) > 1:
        raise CalendarError(
            f"calendar {calendar.name!r}: {len(seen)} events with METHOD:{calendar.method}, "
            "but all entries of such a file must have one UID (RFC 5546, 3.2)"
        )


def _check_event(event: Event) -> None:
    where = f"event {event.uid!r}"
    _check_text(f"{where}, UID", event.uid, one_line=True)
    if not 0 < len(event.uid.encode()) <= _LONGEST_UID:
        raise CalendarError(f"{where}: the UID must have 1 to {_LONGEST_UID} octets")
    _check_text(f"{where}, summary", event.summary)
    _check_text(f"{where}, description", event.description)
    _check_text(f"{where}, location", event.location)
    for category in event.categories:
        _check_text(f"{where}, category", category)
        if not category:
            raise CalendarError(f"{where}: a category is empty")
    if not 0 <= event.sequence <= _HIGHEST_SEQUENCE:
        raise CalendarError(
            f"{where}: sequence {event.sequence} is not between 0 and {_HIGHEST_SEQUENCE}"
        )
    if not _FIRST_YEAR <= event.first_day.year <= event.last_day.year <= _LAST_YEAR:
        raise CalendarError(
            f"{where}: {event.first_day} to {event.last_day} is not a span within the years "
            f"{_FIRST_YEAR} to {_LAST_YEAR}"
        )
    _check_days(event, where)


def _check_days(event: Event, where: str) -> None:
    if event.last_day < event.first_day:
        raise CalendarError(
            f"{where}: the last day {event.last_day} is before the first, {event.first_day}"
        )
    if any(later <= earlier for earlier, later in zip(event.days, event.days[1:], strict=False)):
        raise CalendarError(f"{where}: the days are not in ascending order, or one comes twice")
    if event.days and not event.first_day <= event.days[0] <= event.days[-1] <= event.last_day:
        raise CalendarError(
            f"{where}: the days {event.days[0]} to {event.days[-1]} reach beyond "
            f"{event.first_day} to {event.last_day}"
        )
    if event.hours is None:
        return
    if not event.days:
        raise CalendarError(f"{where}: it has hours, but no days to work on")
    begin, end = event.hours
    if any(moment.tzinfo or moment.microsecond for moment in (begin, end)):
        raise CalendarError(
            f"{where}: the hours must be plain times of day in whole seconds, found {begin}-{end}"
        )
    if end <= begin:
        raise CalendarError(f"{where}: the hours {begin}-{end} do not end after they begin")


def _check_people(event: Event) -> None:
    where = f"event {event.uid!r}"
    organizers = () if event.organizer is None else (event.organizer,)
    for role, contacts in (("organizer", organizers), ("attendee", event.attendees)):
        for contact in contacts:
            _check_contact(f"{where}, {role}", contact)
    if event.attendees and event.organizer is None:
        raise CalendarError(
            f"{where}: it has attendees, so it needs an organizer (RFC 5545, 3.8.4.3)"
        )


def _check_contact(where: str, contact: Contact) -> None:
    _check_text(f"{where}, name", contact.name)
    # A parameter has no backslash escapes (RFC 5545, 3.2), yet the reader `icalendar` undoes them
    # there (7.3 and before), and RFC 6868 offers no other way to write a backslash.
    if re.search(r"\\[\\,;:]", contact.name):
        raise CalendarError(
            f"{where}, name: a backslash before a backslash, comma, semicolon or colon is read in "
            f"different ways by calendar programs, found {contact.name!r}"
        )
    if not is_email(contact.email):
        raise CalendarError(
            f"{where}: {contact.email!r} is no e-mail address that calendars can carry: "
            "name@domain in ASCII (a domain with other letters in its xn-- form)"
        )


def _check_text(where: str, text: str, *, one_line: bool = False) -> None:
    match = _UNWRITABLE.search(text) or (re.search(r"[\t\n]", text) if one_line else None)
    if match is not None:
        raise CalendarError(
            f"{where}: the character U+{ord(match[0]):04X} at position {match.start()} "
            "is a control character, which a calendar file cannot carry"
        )


def _check_method(event: Event, method: Method | None) -> None:
    """Check one event by RFC 5546, 3.2.1 PUBLISH, 3.2.2 REQUEST, 3.2.3 REPLY and 3.2.5 CANCEL."""
    attendees = len(event.attendees)
    scheduling = method in {"REQUEST", "CANCEL", "REPLY"}
    replied = [contact.answer for contact in event.attendees] != ["NEEDS-ACTION"]
    problems: Iterable[tuple[bool, str]] = (
        (method is not None and event.organizer is None, "an organizer is needed"),
        (method == "PUBLISH" and attendees > 0, "attendees are not allowed"),
        (method == "REQUEST" and attendees == 0, "an attendee is needed"),
        (method == "REQUEST" and not event.summary, "a summary is needed"),
        (method == "REQUEST" and event.status == "CANCELLED", "the status may not be CANCELLED"),
        (method == "REPLY" and attendees != 1, "exactly one attendee is needed"),
        (method == "REPLY" and not replied, "the attendee must have answered"),
        (method == "CANCEL" and event.status != "CANCELLED", "the status must be CANCELLED"),
    )
    for wrong, message in problems:
        if wrong:
            kind = "scheduling" if scheduling else "publishing"
            raise CalendarError(
                f"event {event.uid!r}: {message} for {kind} with METHOD:{method} (RFC 5546, 3.2)"
            )
