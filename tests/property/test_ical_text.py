"""Any text in any field is refused, or adds no line and comes back unchanged in `icalendar`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import unquote

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from visitplanner.calendars.events import Calendar, Contact, Event
from visitplanner.calendars.ical import to_ical
from visitplanner.errors import CalendarError

NOW = datetime(2023, 4, 3, tzinfo=UTC)
DAYS = (date(2023, 5, 16), date(2023, 5, 17), date(2023, 5, 19))
PERSON = Contact(name="n", email="n@example.org")
BASE = Event(
    uid="u",
    summary="s",
    first_day=DAYS[0],
    last_day=DAYS[-1],
    days=DAYS,
    hours=(time(8), time(16)),
    zone="Europe/Berlin",
    description="d",
    location="l",
    categories=("c", "k"),
    organizer=PERSON,
    attendees=(PERSON,),
)

Reader = Callable[[Any, Any], object]
"""From icalendar's calendar and event to the text of a field."""

FIELDS: dict[str, tuple[Callable[[str], Calendar], Reader]] = {
    "calendar name": (
        lambda text: Calendar(name=text, method="REQUEST", events=(BASE,)),
        lambda calendar, _: calendar["NAME"],
    ),
    "old calendar name": (
        lambda text: Calendar(name=text, method="REQUEST", events=(BASE,)),
        lambda calendar, _: calendar["X-WR-CALNAME"],
    ),
    **{
        field: (
            lambda text, field=field: _request(replace(BASE, **{field: text})),  # type: ignore[misc]  # mypy infers no lambda with a default
            lambda _, event, field=field: event[field.upper()],  # type: ignore[misc]  # same
        )
        for field in ("uid", "summary", "description", "location")
    },
    "category": (
        lambda text: _request(replace(BASE, categories=("c", text))),
        lambda _, event: event["CATEGORIES"].cats[1],
    ),
    "organizer": (
        lambda text: _request(replace(BASE, organizer=replace(PERSON, name=text))),
        lambda _, event: event["ORGANIZER"].params["CN"],
    ),
    "attendee": (
        lambda text: _request(replace(BASE, attendees=(replace(PERSON, name=text),))),
        lambda _, event: event["ATTENDEE"].params["CN"],
    ),
    "address": (
        lambda text: _request(replace(BASE, organizer=replace(PERSON, email=text))),
        lambda _, event: unquote(event["ORGANIZER"].removeprefix("mailto:")),
    ),
}

LETTERS = st.sampled_from(list("\\^\"',;:=%n N2C5\t\n\räЖ🚜\u2028\x85\x00-@."))
TEXTS = st.text() | st.text(LETTERS) | st.text(st.characters(codec="utf-8", categories=["L", "P"]))
ADDRESSES = st.emails() | st.from_regex(r"[!-~]{1,9}@[a-z.-]{1,9}", fullmatch=True)


def _request(event: Event) -> Calendar:
    return Calendar(name="k", method="REQUEST", events=(event,))


def _lines(data: bytes) -> list[str]:
    """Unfold by the letter of RFC 5545, 3.1, after a look at each physical line."""
    physical = data.split(b"\r\n")
    assert physical.pop() == b""
    for line in physical:
        assert len(line) <= 75
        assert len(line.decode().splitlines()) == 1
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


SHAPE = [line.split(":")[0].split(";")[0] for line in _lines(to_ical(_request(BASE), now=NOW))]


@pytest.mark.parametrize("field", FIELDS)
@settings(deadline=None)  # what is written is tested, not how fast
@given(text=TEXTS | ADDRESSES)
@example(text="BEGIN:VEVENT\r\nUID:2")
@example(text="\nBEGIN:VALARM\nEND:VALARM")
@example(text='";X-EVIL="1')
@example(text='a":mailto:b@example.org')
@example(text="\\")
@example(text="\\n\\N\\\\n")
@example(text="%2C %5C %25")
@example(text="^n^^^'^")
@example(text=" " * 200)
@example(text="ä" * 100)
@example(text="'")
def test_any_text_in_any_field(field: str, text: str) -> None:
    build, read = FIELDS[field]
    try:
        data = to_ical(build(text), now=NOW)
    except CalendarError:
        return
    optional = {"calendar name", "old calendar name", "description", "location"}
    if text == "" and field in optional | {"organizer", "attendee"}:
        return  # not written at all
    assert [line.split(":")[0].split(";")[0] for line in _lines(data)] == SHAPE
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert read(calendar, event) == text


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"address"}))
@settings(deadline=None)  # what is written is tested, not how fast
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_ordinary_text_is_never_refused(field: str, text: str) -> None:
    if "\\" not in text and len(text.encode()) < 200:
        to_ical(FIELDS[field][0](text), now=NOW)
