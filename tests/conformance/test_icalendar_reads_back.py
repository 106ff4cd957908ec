"""The files as an independent reader, `icalendar`, understands them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from visitplanner.calendars.events import Calendar, Contact, Event
from visitplanner.calendars.ical import to_ical
from visitplanner.errors import CalendarError

NOW = datetime(2023, 4, 3, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
SERIAL = count()

CHANGES = [
    *(date(2023, 3, 26), date(2023, 10, 29)),
    *(date(2024, 3, 31), date(2024, 10, 27)),
    *(date(2025, 3, 30), date(2025, 10, 26)),
    *(date(2026, 3, 29), date(2026, 10, 25)),
    *(date(2027, 3, 28), date(2027, 10, 31)),
]
"""Sundays on which the clocks change in the EU and in Ukraine."""


def an_event(uid: str, days: tuple[date, ...], hours: tuple[time, time] | None, zone: str) -> Event:
    return Event(
        uid=uid,
        summary="s",
        first_day=days[0],
        last_day=days[-1],
        days=days,
        hours=hours,
        zone=zone,
    )


def written(*events: Event) -> bytes:
    return to_ical(Calendar(name="", method=None, events=events), now=NOW)


def read(data: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def renamed(data: bytes, zone: str) -> bytes:
    """Call the zone by a name that no database has, so that only the file defines it."""
    new = f"Test/Zone{next(SERIAL)}".encode()
    assert len(new) <= len(zone)  # so no line gets too long
    return data.replace(zone.encode(), new)


def half_hours(day: date, zone: str) -> Iterator[Event]:
    """Give events of half an hour from six hours before a day to its noon, by the clock."""
    start = datetime.combine(day, time()) - 12 * HALF_HOUR
    for number in range(36):
        begin = start + number * HALF_HOUR
        end = min(begin + HALF_HOUR, datetime.combine(begin.date(), time(23, 59)))
        yield an_event(begin.isoformat(), (begin.date(),), (begin.time(), end.time()), zone)


@pytest.mark.parametrize("known", [True, False], ids=["known zone", "zone of the file"])
@pytest.mark.parametrize("day", CHANGES, ids=str)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Kyiv"])
def test_half_hours_around_every_change_of_the_clocks(zone: str, day: date, known: bool) -> None:  # noqa: FBT001  # pytest passes it by name
    info = ZoneInfo(zone)
    before, after = (datetime.combine(day + timedelta(n), time(), info).utcoffset() for n in (0, 1))
    assert before != after
    events, refused = [], []
    for event in half_hours(day, zone):
        try:
            written(event)
            events.append(event)
        except CalendarError:
            refused.append(event)
    # Only the last half hour of the gap has no time to be in: 02:30-03:00 would end as it begins,
    # or earlier.
    assert len(refused) == (1 if day.month == 3 else 0)
    data = written(*events)
    data = data if known else renamed(data, zone)
    found = {str(event["UID"]): event for event in read(data)}
    assert len(found) == len(events) >= 35
    for event in events:
        assert event.hours is not None
        for name, hour in zip(("DTSTART", "DTEND"), event.hours, strict=True):
            expected = datetime.combine(event.days[0], hour, info).astimezone(UTC)
            assert found[event.uid][name].dt.astimezone(UTC) == expected


def test_each_expressible_half_hour_is_reached() -> None:
    """Each instant around a change has its time, but for the second run of a repeated hour."""
    info = ZoneInfo("Europe/Berlin")
    for day in CHANGES:
        starts = {
            event["DTSTART"].dt.astimezone(UTC)
            for event in read(
                written(
                    *(
                        event
                        for event in half_hours(day, "Europe/Berlin")
                        if (day.month, event.days[0], (event.hours or (time(),))[0])
                        != (3, day, time(2, 30))
                    )
                )
            )
        }
        first = datetime.combine(day, time(), info).astimezone(UTC) - 12 * HALF_HOUR
        wanted = {first + n * HALF_HOUR for n in range(34)}
        repeated = {moment for moment in wanted if moment.astimezone(info).fold}
        assert wanted - repeated <= starts
        assert len(repeated) == (0 if day.month == 3 else 2)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Kyiv", "America/New_York"])
def test_the_definition_in_the_file_gives_the_offsets_of_the_database(zone: str) -> None:
    """icalendar's conversion of the VTIMEZONE, at every half hour beside a change."""
    ends = (date(2023, 1, 1), date(2027, 12, 31))
    data = written(*(an_event(str(day), (day,), (time(8), time(9)), zone) for day in ends))
    definition: Any
    (definition,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    tz = definition.to_tz(lookup_tzid=False)
    info = ZoneInfo(zone)
    for day in CHANGES:
        for number in range(-48, 96):
            moment = datetime.combine(day, time(), UTC) + number * HALF_HOUR
            local = moment.astimezone(info)
            if not local.fold:
                assert local.replace(tzinfo=tz).utcoffset() == local.utcoffset()


def occurrences(event: Any) -> list[datetime]:
    """Expand RRULE and EXDATE of an event with dateutil."""
    start = event["DTSTART"].dt
    rules = rruleset()
    if "RRULE" in event:
        rules.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))  # type: ignore[arg-type]  # a plain rule
    else:
        rules.rdate(start)
    exceptions = event.get("EXDATE", [])
    for exception in exceptions if isinstance(exceptions, list) else [exceptions]:
        for entry in exception.dts:
            assert entry.dt in rules  # no exception without effect
            rules.exdate(entry.dt)
    return list(rules)


@st.composite
def days_worked(draw: st.DrawFn) -> tuple[date, ...]:
    first = draw(st.dates(date(2023, 1, 1), date(2027, 12, 1)))
    numbers = draw(st.sets(st.integers(0, draw(st.sampled_from([6, 14, 60, 400]))), min_size=1))
    return tuple(first + timedelta(number) for number in sorted(numbers))


@settings(deadline=None)  # what is read is tested, not how fast
@given(
    days=days_worked(),
    zone=st.sampled_from(
        ["Europe/Berlin", "Europe/Kyiv", "America/New_York", "Asia/Jerusalem", "UTC"]
    ),
    start=st.sampled_from([time(8), time(6, 30), time(22)]),
)
def test_recurrences_are_exactly_the_days_worked(
    days: tuple[date, ...], zone: str, start: time
) -> None:
    (event,) = read(written(an_event("u", days, (start, time(23)), zone)))
    info = ZoneInfo(zone)
    expected = [datetime.combine(day, start, info) for day in days]
    assert [moment.astimezone(UTC) for moment in occurrences(event)] == [
        moment.astimezone(UTC) for moment in expected
    ]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Kyiv"])
@pytest.mark.parametrize("day", CHANGES, ids=str)
def test_a_series_over_a_change_keeps_its_clock_time(zone: str, day: date) -> None:
    days = tuple(day + timedelta(n) for n in range(-8, 9) if n != 2)
    (event,) = read(renamed(written(an_event("u", days, (time(8), time(16)), zone)), zone))
    found = occurrences(event)
    assert [(moment.date(), moment.time()) for moment in found] == [(d, time(8)) for d in days]
    expected = [datetime.combine(d, time(8), ZoneInfo(zone)).astimezone(UTC) for d in days]
    assert [moment.astimezone(UTC) for moment in found] == expected


@settings(deadline=None)  # what is read is tested, not how fast
@given(days=days_worked())
def test_a_zone_without_rule_gives_the_same_instants(days: tuple[date, ...]) -> None:
    zone = "Africa/Casablanca"
    found = read(written(an_event("u", days, (time(8), time(16)), zone)))
    expected = [datetime.combine(day, time(8), ZoneInfo(zone)).astimezone(UTC) for day in days]
    assert [event["DTSTART"].dt for event in found] == expected
    assert len({event["UID"] for event in found}) == len(days)


@settings(deadline=None)  # what is read is tested, not how fast
@given(first=st.dates(date(1970, 1, 1), date(9998, 1, 1)), length=st.integers(1, 300))
def test_stays_end_on_their_last_day(first: date, length: int) -> None:
    last = first + timedelta(length - 1)
    event = Event(
        uid="u",
        summary="s",
        first_day=first,
        last_day=last,
        days=(),
        hours=None,
        zone="Europe/Berlin",
    )
    (found,) = read(written(event))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (first, last + timedelta(1))
    assert found.duration.days == length


def test_an_invitation_is_read_whole() -> None:
    office = Contact(name='Partnership office "Lüneburg", room 3', email="office@example.org")
    host = Contact(name="Кваша, Олена; ^W2^", email="w2@example.org")
    day = date(2023, 5, 16)
    event = Event(
        uid="u",
        summary="Internship; auto, 2",
        first_day=day,
        last_day=day,
        days=(day,),
        hours=(time(8), time(16)),
        zone="Europe/Berlin",
        description="Line 1\nLine 2",
        organizer=office,
        attendees=(host,),
    )
    data = to_ical(Calendar(name="k", method="REQUEST", events=(event,)), now=NOW)
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["METHOD"] == "REQUEST"
    found: Any
    (found,) = calendar.walk("VEVENT")
    assert found["SUMMARY"] == event.summary
    assert found["DESCRIPTION"] == event.description
    assert found["SEQUENCE"] == 0
    assert found["DTSTAMP"].dt == NOW
    assert found["ORGANIZER"] == "mailto:office@example.org"
    assert found["ORGANIZER"].params["CN"] == office.name
    assert found["ATTENDEE"] == "mailto:w2@example.org"
    assert dict(found["ATTENDEE"].params) == {
        "CN": host.name,
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert calendar.errors == found.errors == []
