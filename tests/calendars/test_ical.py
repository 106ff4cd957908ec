"""What `to_ical` writes, line by line, and what it refuses."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from visitplanner.calendars.events import (
    Calendar,
    Contact,
    Event,
    Method,
    repetition,
    single_days,
)
from visitplanner.calendars.ical import as_written, to_ical
from visitplanner.errors import CalendarError

NOW = datetime(2023, 4, 3, 9, 30, 15, 999, tzinfo=UTC)
ORGANIZER = Contact(name="Office", email="office@example.org")
HOST = Contact(name="Workshop 2", email="w2@example.org")
MAY = tuple(date(2023, 5, day) for day in (16, 17, 19, 22, 23, 24, 25, 26, 30, 31))


def an_event(**changes: Any) -> Event:
    event = Event(
        uid="0c9fbd1e-6f1e-5d3c-a1c5-4f54ab1b2a01",
        summary="Internship",
        first_day=date(2023, 5, 16),
        last_day=date(2023, 5, 31),
        days=MAY,
        hours=(time(8), time(14, 30)),
        zone="Europe/Berlin",
    )
    return replace(event, **changes)


def on(day: date, **changes: Any) -> Event:
    return an_event(first_day=day, last_day=day, days=(day,), **changes)


def written(*events: Event, method: Method | None = None, name: str = "") -> bytes:
    return to_ical(Calendar(name=name, method=method, events=events), now=NOW)


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def properties(data: bytes, name: str, component: str = "VEVENT") -> list[str]:
    """Give parameters and value of each such property inside one kind of component."""
    found, inside = [], False
    for line in lines(data):
        if line in {f"BEGIN:{component}", f"END:{component}"}:
            inside = line.startswith("BEGIN")
        elif inside and re.match(rf"{name}[;:]", line):
            found.append(line.removeprefix(name))
    return found


# The form of the file.


def test_the_head_comes_before_the_zones_and_these_before_the_events() -> None:
    event = an_event(organizer=ORGANIZER, attendees=(HOST,))
    found = lines(written(event, method="REQUEST", name="Workshop 2"))
    assert found[:8] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//visitplanner//visitplanner//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "NAME;VALUE=TEXT:Workshop 2",
        "X-WR-CALNAME;VALUE=TEXT:Workshop 2",
        "BEGIN:VTIMEZONE",
    ]
    assert found.index("END:VTIMEZONE") + 1 == found.index("BEGIN:VEVENT")
    assert found[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_every_line_ends_with_crlf_and_has_at_most_75_octets_of_whole_characters() -> None:
    data = written(an_event(summary="Ä🚜\\;" * 300, description="x" * 1000 + "\n" * 200))
    assert data.endswith(b"END:VCALENDAR\r\n")
    physical = data.split(b"\r\n")[:-1]
    assert all(b"\r" not in line and b"\n" not in line for line in physical)
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode()


def test_a_fold_does_not_separate_an_escape() -> None:
    names = [Contact(name="^" * n + '"' * 99, email="a@example.org") for n in range(75)]
    events = [
        an_event(uid=str(n), summary="x" * n + "\\" * 99, organizer=name)
        for n, name in enumerate(names)
    ]
    for line in written(*events).split(b"\r\n"):
        assert len(re.search(rb"\\*$", line)[0]) % 2 == 0  # type: ignore[index]  # it always matches
        assert not line.endswith(b"^") or line.endswith(b"^^")


def test_one_megabyte_of_text_is_written() -> None:
    data = written(an_event(description="Ж" * 500_000))
    assert "Ж" * 500_000 in data.decode().replace("\r\n ", "")


def test_the_bytes_do_not_depend_on_the_order_of_events_nor_on_hashes() -> None:
    events = [an_event(uid=str(n), hours=(time(8 + n % 3), time(16))) for n in range(10)]
    assert written(*events) == written(*reversed(events))
    program = (
        "from datetime import *; from visitplanner.calendars.events import *\n"
        "from visitplanner.calendars.ical import to_ical\n"
        "people = tuple(Contact(name=n, email=f'{n}@example.org') for n in 'zebra yak'.split())\n"
        "day = date(2023, 5, 16)\n"
        "event = Event(uid='1', summary='s', first_day=day, last_day=day, days=(), hours=None,"
        " zone='UTC', categories=('b', 'a', 'c'), organizer=people[0], attendees=people)\n"
        "calendar = Calendar(name='n', method=None, events=(event,))\n"
        "print(to_ical(calendar, now=datetime(2023, 1, 1, tzinfo=UTC)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_the_events_module_does_not_load_ics() -> None:
    program = "import sys, visitplanner.calendars.events; sys.exit('ics' in sys.modules)"
    subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, check=True
    )


def test_dtstamp_is_now_in_utc_and_whole_seconds() -> None:
    calendar = Calendar(name="", method=None, events=(an_event(),))
    late = datetime(2023, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert properties(to_ical(calendar, now=late), "DTSTAMP") == [":20221231T223000Z"]
    assert properties(to_ical(calendar, now=NOW), "DTSTAMP") == [":20230403T093015Z"]
    with pytest.raises(CalendarError, match="zone"):
        to_ical(calendar, now=datetime(2023, 1, 1))  # noqa: DTZ001  # naive is the point


# Days and hours.


def test_a_stay_is_one_all_day_event_with_exclusive_end() -> None:
    data = written(an_event(hours=None, transparent=True))
    assert properties(data, "DTSTART") == [";VALUE=DATE:20230516"]
    assert properties(data, "DTEND") == [";VALUE=DATE:20230601"]
    assert properties(data, "TRANSP") == [":TRANSPARENT"]
    assert b"RRULE" not in data
    assert b"VTIMEZONE" not in data


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_all_day_does_not_shift_with_the_zone(zone: str) -> None:
    data = written(on(date(2023, 5, 16), hours=None, zone=zone))
    assert properties(data, "DTSTART") == [";VALUE=DATE:20230516"]
    assert properties(data, "DTEND") == [";VALUE=DATE:20230517"]


def test_the_working_days_of_may_2023_are_one_recurring_event() -> None:
    data = written(an_event())
    assert properties(data, "DTSTART") == [";TZID=Europe/Berlin:20230516T080000"]
    assert properties(data, "DTEND") == [";TZID=Europe/Berlin:20230516T143000"]
    assert properties(data, "RRULE") == [
        ":FREQ=WEEKLY;UNTIL=20230531T060000Z;BYDAY=MO,TU,WE,TH,FR;WKST=MO"
    ]
    assert properties(data, "EXDATE") == [
        ";TZID=Europe/Berlin:20230518T080000",
        ";TZID=Europe/Berlin:20230529T080000",
    ]
    assert properties(data, "TRANSP") == [":OPAQUE"]


def test_a_single_day_has_no_rule() -> None:
    data = written(on(date(2023, 5, 16)))
    assert properties(data, "RRULE") == []


def test_the_rule_skips_as_few_days_as_it_can() -> None:
    def rule(*numbers: int) -> tuple[str, int, int]:
        found = repetition(tuple(date(2023, 5, 1) + timedelta(n) for n in numbers))
        assert found is not None
        return found.frequency, found.interval, len(found.skipped)

    assert repetition((date(2023, 5, 1),)) is None
    assert rule(0, 7, 14) == ("WEEKLY", 1, 0)
    assert rule(0, 1, 14, 15) == ("WEEKLY", 2, 0)
    assert rule(0, 4) == ("WEEKLY", 1, 0)
    assert rule(4, 7) == ("WEEKLY", 1, 0)  # Friday and the Monday after it
    assert rule(0, 3, 6, 9, 12) == ("DAILY", 3, 0)
    assert rule(0, 1, 2, 3, 4, 5, 6, 8) == ("WEEKLY", 1, 1)


def test_the_zone_utc_needs_no_definition() -> None:
    data = written(an_event(zone="UTC"))
    assert properties(data, "DTSTART") == [":20230516T080000Z"]
    assert properties(data, "EXDATE") == [":20230518T080000Z", ":20230529T080000Z"]
    assert b"VTIMEZONE" not in data


def test_a_zone_without_yearly_rule_falls_back_to_single_events_in_utc() -> None:
    event = an_event(zone="Africa/Casablanca")
    data = written(event)
    assert properties(data, "DTSTART") == [f":{day:%Y%m%d}T070000Z" for day in MAY]
    assert properties(data, "DTEND") == [f":{day:%Y%m%d}T133000Z" for day in MAY]
    assert b"RRULE" not in data
    assert b"TZID" not in data
    uids = properties(data, "UID")
    assert len(set(uids)) == len(MAY)
    # Sent calendars hold these names: they must never change.
    assert uids[0] == ":5ddd75d9-74ec-538c-bf89-a12cf4bd8163"
    assert as_written(event) == single_days(event)


def test_an_invitation_has_one_uid_also_where_the_zone_has_no_rule() -> None:
    event = an_event(zone="Africa/Casablanca", organizer=ORGANIZER, attendees=(HOST,))
    with pytest.raises(CalendarError, match="as_written"):
        written(event, method="REQUEST")
    for entry in as_written(event):
        assert b"METHOD:REQUEST" in written(entry, method="REQUEST")


def test_zones_are_defined_once_and_for_the_whole_span() -> None:
    days = [date(2023, 5, 16), date(2025, 1, 8)]
    kyiv = [on(day, uid=f"kyiv {day}", zone="Europe/Kyiv") for day in days]
    berlin = [on(day, uid=f"berlin {day}") for day in days]
    data = written(*kyiv, *berlin)
    assert properties(data, "TZID", "VTIMEZONE") == [":Europe/Berlin", ":Europe/Kyiv"]
    assert b"DTSTART:20210328T030000" in data


def test_a_change_between_numbered_days_is_written_by_days_of_the_month() -> None:
    found = lines(written(on(date(2024, 5, 16), zone="Asia/Jerusalem")))
    rules = [line for line in found if line.startswith("RRULE:FREQ=YEARLY")]
    assert rules == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=FR",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


def test_a_zone_that_never_changes_is_one_standard_time() -> None:
    data = written(an_event(zone="Asia/Tokyo"))
    assert properties(data, "DTSTART", "STANDARD") == [":20210101T000000"]
    assert properties(data, "RRULE", "STANDARD") == []


def test_an_odd_offset_has_its_sign_and_minutes() -> None:
    data = written(an_event(zone="America/St_Johns"))
    assert properties(data, "TZOFFSETFROM", "VTIMEZONE") == [":-0330", ":-0230"]


def test_hours_over_a_change_of_the_clocks_become_single_days() -> None:
    days = (date(2023, 3, 25), date(2023, 3, 26), date(2023, 3, 27))
    night = an_event(first_day=days[0], last_day=days[2], days=days, hours=(time(1), time(5)))
    data = written(night)
    assert properties(data, "DTSTART") == [
        ";TZID=Europe/Berlin:20230325T010000",
        ";TZID=Europe/Berlin:20230326T010000",
        ";TZID=Europe/Berlin:20230327T010000",
    ]
    assert b"RRULE:FREQ=WEEKLY" not in data
    assert as_written(night) == single_days(night)
    assert as_written(an_event()) == (an_event(),)
    assert as_written(an_event(hours=None)) == (an_event(hours=None),)


def test_times_that_are_skipped_or_repeated_are_written_in_utc() -> None:
    """RFC 5545, 3.3.5: as the offset before the gap has it; the first of two."""
    skipped = written(on(date(2023, 3, 26), hours=(time(2, 30), time(4))))
    assert properties(skipped, "DTSTART") == [":20230326T013000Z"]
    repeated = written(on(date(2023, 10, 29), hours=(time(2, 30), time(4))))
    assert properties(repeated, "DTSTART") == [":20231029T003000Z"]
    assert b"VTIMEZONE" not in skipped + repeated
    with pytest.raises(CalendarError, match="clocks"):
        written(on(date(2023, 3, 26), hours=(time(2, 30), time(3))))


# People.


def test_people_are_written_in_the_order_given() -> None:
    guests = tuple(Contact(name="", email=f"{n}@example.org") for n in (3, 1, 2, 5, 4))
    data = written(an_event(organizer=ORGANIZER, attendees=(HOST, *guests)), method="REQUEST")
    assert properties(data, "ORGANIZER") == [';CN="Office":mailto:office@example.org']
    part = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    assert properties(data, "ATTENDEE") == [
        f';CN="Workshop 2";{part}:mailto:w2@example.org',
        *(f";{part}:mailto:{n}@example.org" for n in (3, 1, 2, 5, 4)),
    ]


def test_names_are_quoted_by_rfc_6868() -> None:
    contact = Contact(name='Dr. "Ж", ^Chef^; a:b\nc', email="x@example.org")
    data = written(an_event(organizer=contact))
    assert properties(data, "ORGANIZER") == [
        """;CN="Dr. ^'Ж^', ^^Chef^^; a:b^nc":mailto:x@example.org"""
    ]


def test_addresses_are_encoded_for_the_uri() -> None:
    contact = Contact(name="", email="a+b/c&d=e%f'g@example.org")
    data = written(an_event(organizer=contact))
    assert properties(data, "ORGANIZER") == [":mailto:a+b%2Fc%26d%3De%25f'g@example.org"]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "nobody",
        "@example.org",
        "a@",
        "a b@example.org",
        "a@b@example.org",
        "<a@example.org>",
        '"a"@example.org',
        "a,b@example.org",
        "a;b@example.org",
        "a:b@example.org",
        ".a@example.org",
        "a..b@example.org",
        "a@-example.org",
        "a@example..org",
        "ä@example.org",
        "a@exämple.org",
        "a@example.org\n",
        "a@example.org\r\nX-EVIL:1",
        "mailto:a@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b." * 130 + "org",
    ],
)
def test_what_is_no_address_is_refused(email: str) -> None:
    event = an_event(organizer=Contact(name="", email=email))
    with pytest.raises(CalendarError, match="e-mail address"):
        written(event)


# What cannot be written.


@pytest.mark.parametrize(
    "bad", ["\r", "\r\n", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"]
)
@pytest.mark.parametrize("field", ["uid", "summary", "description", "location"])
def test_control_characters_are_refused(field: str, bad: str) -> None:
    with pytest.raises(CalendarError, match=rf"{field}.*U\+|UID.*U\+"):
        written(an_event(**{field: f"a{bad}b"}))
    with pytest.raises(CalendarError, match=r"category.*U\+"):
        written(an_event(categories=("ok", f"a{bad}b")))
    with pytest.raises(CalendarError, match=r"organizer, name.*U\+"):
        written(an_event(organizer=Contact(name=f"a{bad}b", email="a@example.org")))
    with pytest.raises(CalendarError, match=r"calendar name.*U\+"):
        written(an_event(), name=f"a{bad}b")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"uid": ""}, "1 to 255 octets"),
        ({"uid": "ä" * 128}, "1 to 255 octets"),
        ({"uid": "a\nb"}, r"U\+000A"),
        ({"uid": "a\tb"}, r"U\+0009"),
        ({"categories": ("",)}, "category is empty"),
        ({"sequence": -1}, "sequence -1"),
        ({"sequence": 2**31}, "sequence 2147483648"),
        ({"first_day": date(1969, 12, 31)}, "years 1970"),
        ({"last_day": date(9999, 12, 31)}, "years 1970"),
        ({"last_day": date(2023, 5, 15)}, "before the first"),
        ({"last_day": date(2023, 5, 30)}, "reach beyond"),
        ({"first_day": date(2023, 5, 17)}, "reach beyond"),
        ({"days": MAY[::-1]}, "ascending"),
        ({"days": MAY[:1] * 2}, "ascending"),
        ({"days": ()}, "no days"),
        ({"hours": (time(8), time(8))}, "do not end after"),
        ({"hours": (time(22), time(6))}, "do not end after"),
        ({"hours": (time(8, tzinfo=UTC), time(9))}, "plain times"),
        ({"hours": (time(8), time(9, microsecond=1))}, "plain times"),
        ({"zone": "Europe/Lueneburg"}, "unknown time zone"),
        ({"zone": "/etc/passwd"}, "unknown time zone"),
        ({"zone": "Europe"}, "unknown time zone"),
        ({"zone": "UTC\r\nX-EVIL:1"}, "unknown time zone"),
        ({"zone": "\x00"}, "unknown time zone"),
        ({"attendees": (HOST,)}, "organizer"),
        ({"organizer": Contact(name="a\\,b", email="a@example.org")}, "backslash"),
    ],
)
def test_what_has_no_sense_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CalendarError, match=message):
        written(an_event(**changes))


def test_a_calendar_has_events_and_each_its_own_uid() -> None:
    with pytest.raises(CalendarError, match="no events"):
        written()
    with pytest.raises(CalendarError, match="twice"):
        written(an_event(), an_event())


@pytest.mark.parametrize(
    ("method", "changes", "message"),
    [
        ("PUBLISH", {}, "organizer is needed"),
        ("PUBLISH", {"organizer": ORGANIZER, "attendees": (HOST,)}, "attendees are not allowed"),
        ("REQUEST", {}, "organizer is needed"),
        ("REQUEST", {"organizer": ORGANIZER}, "attendee is needed"),
        (
            "REQUEST",
            {"organizer": ORGANIZER, "attendees": (HOST,), "summary": ""},
            "summary is needed",
        ),
        (
            "REQUEST",
            {"organizer": ORGANIZER, "attendees": (HOST,), "status": "CANCELLED"},
            "not be CANCELLED",
        ),
        ("CANCEL", {"organizer": ORGANIZER, "attendees": (HOST,)}, "must be CANCELLED"),
        ("REPLY", {"organizer": ORGANIZER, "attendees": (HOST, HOST)}, "exactly one"),
        ("REPLY", {"organizer": ORGANIZER, "attendees": (HOST,)}, "must have answered"),
    ],
)
def test_what_rfc_5546_forbids_is_refused(
    method: Method, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(CalendarError, match=message):
        written(an_event(**changes), method=method)


def test_messages_of_each_method_are_written() -> None:
    invited = an_event(organizer=ORGANIZER, attendees=(HOST,), sequence=2, status="TENTATIVE")
    request = written(invited, method="REQUEST")
    assert properties(request, "SEQUENCE") == [":2"]
    assert properties(request, "STATUS") == [":TENTATIVE"]
    assert b"STATUS:CANCELLED" in written(replace(invited, status="CANCELLED"), method="CANCEL")
    assert b"METHOD:PUBLISH" in written(replace(invited, attendees=()), method="PUBLISH")
    answered = replace(invited, attendees=(replace(HOST, answer="ACCEPTED"),))
    assert properties(written(answered, method="REPLY"), "ATTENDEE") == [
        ';CN="Workshop 2";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:w2@example.org'
    ]


def test_an_invitation_is_a_file_of_its_own() -> None:
    events = [an_event(uid=uid, organizer=ORGANIZER, attendees=(HOST,)) for uid in "ab"]
    with pytest.raises(CalendarError, match="one UID"):
        written(*events, method="REQUEST")
