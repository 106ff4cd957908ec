"""Events -> the bytes of an iCalendar file (RFC 5545), through the `ics` package.

This is the only module that imports `ics`. Its objects hold a calendar, its events and people;
what they look like as text is decided here, by serializers on the `Meta` hook that `ics` offers.
The package's own serializers would put METHOD behind the events, leave out DTSTAMP, folding and the
last line break, break names that hold a comma or a quote, list attendees in the order of their
memory addresses, and let a line break in a field begin a new line.
"""

# mypy: allow-subclassing-any
# (`ics` ships no types, so its classes are Any to mypy; its hook is to subclass them.)

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import ics
from ics.grammar.parse import Container, ContentLine
from ics.serializers.serializer import Serializer

from visitplanner.calendars.content import (
    encoded,
    escaped,
    local,
    mailto_address,
    plain_day,
    quoted,
    utc,
    utc_offset,
)
from visitplanner.calendars.events import (
    Calendar,
    Contact,
    Event,
    Repetition,
    check_calendar,
    repetition,
    single_days,
)
from visitplanner.calendars.zones import Observance, ZoneRules, load_zone, vtimezone
from visitplanner.errors import CalendarError

PRODID = "-//visitplanner//visitplanner//EN"
"""Names the program (RFC 5545, 3.7.3), without a version: a release does not change the bytes."""

_UTC_NAMES = frozenset({"UTC", "Etc/UTC"})
"""Zones written as UTC (`...Z`), which needs no definition (RFC 5545, 3.2.19)."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def to_ical(calendar: Calendar, *, now: datetime) -> bytes:
    """Write a calendar as one iCalendar file: UTF-8, CRLF, folded; same input, same bytes.

    An event with hours is one recurring entry in its zone, whose definition is in the file, or in
    UTC for the zone UTC. Where one entry cannot say it (see `as_written`), it becomes one entry per
    day worked, with the UIDs of `single_days`, and in UTC where the zone has no yearly rule.

    Args:
        calendar: What to write.
        now: DTSTAMP of all events (RFC 5545, 3.8.7.2), in any zone; fractions of a second are cut.

    Raises:
        CalendarError: `now` has no zone; or the calendar cannot be carried (a control character, an
            address that is none, hours that do not exist on a day) or is not valid for its method.
    """
    if now.utcoffset() is None:
        raise CalendarError(f"now={now.isoformat()}: a time with its zone is needed for DTSTAMP")
    check_calendar(calendar)
    spans: dict[str, tuple[date, date]] = {}
    for event in calendar.events:
        if event.hours is not None and event.zone not in _UTC_NAMES:
            first, last = spans.get(event.zone, (event.days[0], event.days[-1]))
            spans[event.zone] = (min(first, event.days[0]), max(last, event.days[-1]))
    zones = {zone: vtimezone(zone, *span) for zone, span in sorted(spans.items())}
    events = [entry for event in calendar.events for entry in _entries(event, zones)]
    if calendar.method in {"REQUEST", "CANCEL", "REPLY"} and len(events) > 1:
        raise CalendarError(
            f"event {calendar.events[0].uid!r}: its hours in {calendar.events[0].zone} cannot be "
            f"said in one entry, which METHOD:{calendar.method} needs (RFC 5546, 3.2); write one "
            "file for each event of as_written()"
        )
    return encoded(_VCalendar(calendar, events, zones, now).serialize())


def as_written(event: Event) -> tuple[Event, ...]:
    """Return the entries that a file of its own would hold for `event`.

    This is the event itself, or `single_days(event)` where one recurring entry cannot say it. That
    is so if its zone has no yearly rule for the clocks; if the clocks change during the hours of
    one of the days, as each occurrence has the same exact duration (RFC 5545, 3.8.5.3); and if they
    skip or repeat the beginning or end on one of the days. Such a day by itself is written in UTC.

    Raises:
        CalendarError: the zone is not known, or hours do not exist on one of the days.
    """
    if event.hours is None or event.zone in _UTC_NAMES:
        return (event,)
    return _entries(event, {event.zone: vtimezone(event.zone, event.days[0], event.days[-1])})


def _entries(event: Event, zones: dict[str, ZoneRules | None]) -> tuple[Event, ...]:
    if event.hours is None:
        return (event,)
    durations = set()
    for day in event.days:
        length = _moments(event.zone, event.hours, day).length
        durations.add(length)
        if length <= timedelta():
            raise CalendarError(
                f"event {event.uid!r}: on {day} the clocks in {event.zone} change so that "
                f"{event.hours[0]}-{event.hours[1]} does not end after it begins"
            )
    local = event.zone in _UTC_NAMES or _tzid(event, zones) is not None
    if len(event.days) == 1 or (local and len(durations) == 1):
        return (event,)
    return single_days(event)


def _tzid(event: Event, zones: dict[str, ZoneRules | None]) -> str | None:
    """Return the zone to write the hours of an event in, or None for UTC.

    Times that the clocks skip or repeat are read as RFC 5545, 3.3.5 says by zoneinfo, but not by
    dateutil (skipped times) nor by ical.js (repeated ones), so they are written in UTC.
    """
    if event.hours is None or zones.get(event.zone) is None:
        return None
    clear = all(_moments(event.zone, event.hours, day).clear for day in event.days)
    return event.zone if clear else None


class _Moments(NamedTuple):
    """Hours on one day."""

    begin: datetime
    end: datetime
    length: timedelta
    """What passes between them by any clock."""
    clear: bool
    """Whether the clocks neither skip nor repeat one of them."""


@lru_cache(maxsize=4096)
def _moments(zone: str, hours: tuple[time, time], day: date) -> _Moments:
    """Return beginning and end on one day, read as RFC 5545, 3.3.5 says.

    The same few hours and days stand in the calendars of all who are there.
    """
    info = load_zone(zone)
    begin, end = (datetime.combine(day, hour.replace(fold=0), info) for hour in hours)
    clear = all(each.utcoffset() == each.replace(fold=1).utcoffset() for each in (begin, end))
    return _Moments(begin, end, end.astimezone(UTC) - begin.astimezone(UTC), clear)


# Lines.


def _moment(name: str, moment: datetime, tzid: str | None) -> ContentLine:
    """Write a time, local to a zone that the file defines or else in UTC (RFC 5545, 3.3.5)."""
    if tzid is None:
        return _property(name, utc(moment))
    return _property(name, local(moment), TZID=tzid)


def _property(name: str, value: str, **parameters: str) -> ContentLine:
    return ContentLine(name, {key: [value] for key, value in parameters.items()}, value)


def _rrule(rule: Repetition, last: datetime) -> ContentLine:
    """Write a recurrence rule (RFC 5545, 3.3.10); UNTIL is in UTC, as it must be with a zone."""
    parts = [f"FREQ={rule.frequency}", f"UNTIL={utc(last)}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        parts += ["BYDAY=" + ",".join(_WEEKDAYS[day] for day in rule.weekdays), "WKST=MO"]
    return _property("RRULE", ";".join(parts))


def _observance(observance: Observance) -> Container:
    lines = [
        _property("DTSTART", local(observance.start)),
        _property("TZOFFSETFROM", utc_offset(observance.offset_from)),
        _property("TZOFFSETTO", utc_offset(observance.offset_to)),
        _property("TZNAME", escaped(observance.name)),
    ]
    rule = observance.rule
    if rule is not None:
        parts = ["FREQ=YEARLY", f"BYMONTH={rule.month}"]
        if rule.days_of_month:
            parts.append("BYMONTHDAY=" + ",".join(map(str, rule.days_of_month)))
        parts.append(f"BYDAY={rule.nth or ''}{_WEEKDAYS[rule.weekday]}")
        lines.append(_property("RRULE", ";".join(parts)))
    return Container("DAYLIGHT" if observance.daylight else "STANDARD", *lines)


def _vtimezone(rules: ZoneRules) -> Container:
    observances = (_observance(observance) for observance in rules.observances)
    return Container("VTIMEZONE", _property("TZID", rules.zone), *observances)


# The objects of `ics`, and how they are written. `ics` calls all `serialize_...` functions of a
# serializer with the object and the lines so far.


class _OrganizerSerializer(Serializer):
    @staticmethod
    def serialize_1_name(person: ics.Organizer, line: ContentLine) -> None:
        if person.common_name:
            line.params["CN"] = [quoted(person.common_name)]


class _AttendeeSerializer(_OrganizerSerializer):
    @staticmethod
    def serialize_2_part(person: ics.Attendee, line: ContentLine) -> None:
        line.params["ROLE"] = [person.role]
        line.params["PARTSTAT"] = [person.partstat]
        if person.rsvp:
            line.params["RSVP"] = ["TRUE"]


class _Organizer(ics.Organizer):
    class Meta(ics.Organizer.Meta):
        serializer = _OrganizerSerializer

    def __init__(self, contact: Contact) -> None:
        super().__init__(mailto_address(contact.email))
        self.common_name = contact.name  # `ics` would take the address for an empty name


class _Attendee(ics.Attendee):
    class Meta(ics.Attendee.Meta):
        serializer = _AttendeeSerializer

    def __init__(self, contact: Contact, *, rsvp: bool) -> None:
        answer = contact.answer
        super().__init__(
            mailto_address(contact.email), rsvp=rsvp, role="REQ-PARTICIPANT", partstat=answer
        )
        self.common_name = contact.name


class _EventSerializer(Serializer):
    @staticmethod
    def serialize_lines(event: "_VEvent", container: Container) -> None:
        container.append(_property("UID", escaped(event.uid)))
        container.append(_property("DTSTAMP", utc(event.created.datetime)))
        container.append(_property("SEQUENCE", str(event.sequence)))
        container.extend(event.when)
        container.append(_property("SUMMARY", escaped(event.name)))
        for name, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
            if text:
                container.append(_property(name, escaped(text)))
        if event.categories:
            container.append(_property("CATEGORIES", ",".join(map(escaped, event.categories))))
        container.append(_property("STATUS", event.status))
        container.append(_property("TRANSP", "TRANSPARENT" if event.transparent else "OPAQUE"))
        if event.organizer:
            container.append(event.organizer.serialize())
        container.extend(attendee.serialize() for attendee in event.attendees)


class _VEvent(ics.Event):
    """An event of `ics` with what it has no place for: recurrence, zone, revision and order."""

    class Meta(ics.Event.Meta):
        serializer = _EventSerializer

    def __init__(
        self, event: Event, *, tzid: str | None, method: str | None, now: datetime
    ) -> None:
        super().__init__(
            name=event.summary,
            uid=event.uid,
            description=event.description,
            location=event.location,
            created=now,
            status=event.status,
            transparent=event.transparent,
            organizer=_Organizer(event.organizer) if event.organizer else None,
        )
        # Sequences where `ics` has sets, which follow memory addresses and hashes.
        self.categories = event.categories
        self.attendees = [_Attendee(contact, rsvp=method != "REPLY") for contact in event.attendees]
        self.sequence = event.sequence
        self.when = _all_day(event) if event.hours is None else _timed(event, event.hours, tzid)


def _all_day(event: Event) -> list[ContentLine]:
    """Whole days; DTEND is the day after the last (RFC 5545, 3.6.1)."""
    after = event.last_day + timedelta(days=1)
    return [
        _property("DTSTART", plain_day(event.first_day), VALUE="DATE"),
        _property("DTEND", plain_day(after), VALUE="DATE"),
    ]


def _timed(event: Event, hours: tuple[time, time], tzid: str | None) -> list[ContentLine]:
    """Hours on the first of the days, and how they come back on the others."""
    first = _moments(event.zone, hours, event.days[0])
    lines = [_moment("DTSTART", first.begin, tzid), _moment("DTEND", first.end, tzid)]
    rule = repetition(event.days)
    if rule is not None:
        lines.append(_rrule(rule, _moments(event.zone, hours, event.days[-1]).begin))
        skipped = (_moments(event.zone, hours, day).begin for day in rule.skipped)
        lines += [
            _moment("EXDATE", moment, tzid) for moment in skipped
        ]  # not all readers take a list
    return lines


class _CalendarSerializer(Serializer):
    @staticmethod
    def serialize_lines(calendar: "_VCalendar", container: Container) -> None:
        container.append(_property("VERSION", "2.0"))
        container.append(_property("PRODID", calendar.creator))
        container.append(_property("CALSCALE", calendar.scale))
        if calendar.method:
            container.append(_property("METHOD", calendar.method))
        if calendar.name:
            # Both are TEXT by default (RFC 5545, 3.8.8.2; RFC 7986, 5.1), which icalendar 7 does
            # not know: it undoes the escapes only where the type is named.
            for name in ("NAME", "X-WR-CALNAME"):
                container.append(_property(name, escaped(calendar.name), VALUE="TEXT"))
        container.extend(map(_vtimezone, calendar.zone_rules))
        container.extend(event.serialize() for event in calendar.events)


class _VCalendar(ics.Calendar):
    class Meta(ics.Calendar.Meta):
        serializer = _CalendarSerializer

    def __init__(
        self,
        calendar: Calendar,
        events: list[Event],
        zones: dict[str, ZoneRules | None],
        now: datetime,
    ) -> None:
        super().__init__(creator=PRODID)
        self.scale = "GREGORIAN"
        self.method = calendar.method
        self.name = calendar.name
        # A list where `ics` has a set, in an order that does not depend on the caller's.
        placed = [(event, _tzid(event, zones)) for event in sorted(events, key=_position)]
        self.events = [
            _VEvent(event, tzid=tzid, method=calendar.method, now=now) for event, tzid in placed
        ]
        used = {tzid for _, tzid in placed}
        self.zone_rules = [rules for zone, rules in zones.items() if rules and zone in used]


def _position(event: Event) -> tuple[date, time, str]:
    if event.hours is None:
        return event.first_day, time.min, event.uid
    return event.days[0], event.hours[0].replace(fold=0), event.uid
