"""DateWindow, Length and Hours as values: what they accept, refuse, say and keep."""

import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from visitplanner.errors import WordsError
from visitplanner.model import windows
from visitplanner.model.windows import (
    DateWindow,
    Hours,
    Length,
    Unit,
    parse_hours,
    parse_length,
    parse_window,
)

MAY = DateWindow(first=date(2023, 5, 16), last=date(2023, 5, 31))


class Stay(BaseModel):
    window: DateWindow
    length: Length = Length(count=2, unit="weeks")
    hours: Hours | None = None


def message(model: type[BaseModel], value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return "; ".join(error["msg"] for error in caught.value.errors())


# DateWindow


@pytest.mark.parametrize(
    "value",
    [
        MAY,
        {"first": "2023-05-16", "last": "2023-05-31"},
        {"first": date(2023, 5, 16), "last": date(2023, 5, 31)},
        "2023-05-16/2023-05-31",
    ],
)
def test_window_accepts(value: Any) -> None:
    assert DateWindow.model_validate(value) == MAY
    assert Stay.model_validate({"window": value}).window == MAY


@pytest.mark.parametrize("value", [date(2023, 5, 16), "2023-05-16"])
def test_date_alone_is_a_window_of_one_day(value: Any) -> None:
    window = DateWindow.model_validate(value)
    assert window == DateWindow(first=date(2023, 5, 16), last=date(2023, 5, 16))
    assert window.days == 1


def test_words_and_reading_are_kept() -> None:
    window = DateWindow.model_validate("2nd half of May 2023")
    assert (window.first, window.last) == (MAY.first, MAY.last)
    assert window.words == "2nd half of May 2023"
    assert window.assumption is not None
    assert window == parse_window("2nd half of May 2023") == DateWindow.parse(window.words)
    assert window != MAY, "the words are part of the value"


def test_default_year_comes_from_the_context() -> None:
    stay = Stay.model_validate({"window": "first half of June"}, context={"year": 2023})
    assert (stay.window.first, stay.window.last) == (date(2023, 6, 1), date(2023, 6, 15))
    assert stay.window == DateWindow.parse("first half of June", year=2023)


@pytest.mark.parametrize("context", [None, {}, {"year": None}, 2023])
def test_without_a_year_in_the_context_it_must_be_written(context: Any) -> None:
    with pytest.raises(ValidationError, match="the year is missing"):
        Stay.model_validate({"window": "first half of June"}, context=context)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"first": "2023-05-31", "last": "2023-05-16"}, "16 May 2023, is before the first, 31 May"),
        ({"from": "2023-05-16", "to": "2023-05-31"}, "Extra inputs are not permitted"),
        ({"first": "2023-05-16"}, "Field required"),
        ({"first": "1899-12-31", "last": "1900-01-01"}, "the year 1899 is out of range"),
        ({"first": "2200-12-31", "last": "2201-01-01"}, "the year 2201 is out of range"),
        ({"first": "2023-02-30", "last": "2023-03-01"}, "'2023-02-30', which is no date"),
        ({"first": "2023-W20-2", "last": "2023-05-31"}, "found '2023-W20-2'"),
        ({"first": 0, "last": 1}, "found 0, allowed is a date such as 2023-05-16"),
        ({"first": datetime(2023, 5, 16, tzinfo=UTC), "last": MAY.last}, "allowed is a date"),
        (datetime(2023, 5, 16, tzinfo=UTC), "allowed is a date"),
        (2023, "found 2023, allowed is a date window"),
        (None, "found None, allowed is a date window"),
        (["2023-05-16", "2023-05-31"], "allowed is a date window"),
        ("30 February 2023", "February 2023 has 28 days"),
        ({"first": "2023-05-16", "last": "2023-05-31", "words": "a\x00b"}, "control character"),
    ],
)
def test_window_refuses(value: Any, named: str) -> None:
    assert named in message(DateWindow, value)


def test_window_is_frozen_and_hashable() -> None:
    with pytest.raises(ValidationError):
        MAY.first = date(2023, 5, 1)  # type: ignore[misc]  # refused, which is the point
    assert len({MAY, DateWindow(first=MAY.first, last=MAY.last)}) == 1


@pytest.mark.parametrize("text", ["2nd half of May 2023", "2023-05-16", "Ende Februar 2023"])
def test_window_round_trips(text: str) -> None:
    window = parse_window(text)
    assert DateWindow.model_validate(window.model_dump()) == window
    assert DateWindow.model_validate_json(window.model_dump_json()) == window
    assert DateWindow.model_validate(window.model_dump(mode="json")) == window
    assert pickle.loads(pickle.dumps(window)) == window


def test_window_reads_json_text() -> None:
    assert DateWindow.model_validate_json('"2023-05-16/2023-05-31"') == MAY


def test_days_and_dates_include_both_ends() -> None:
    assert MAY.days == 16
    assert MAY.dates()[0] == MAY.first
    assert MAY.dates()[-1] == MAY.last
    assert len(MAY.dates()) == 16
    assert MAY.first in MAY
    assert MAY.last in MAY
    assert MAY.first - timedelta(days=1) not in MAY
    assert MAY.last + timedelta(days=1) not in MAY


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("15-26 May 2023", "16-26 May 2023"),
        ("31 May - 3 June 2023", "31 May 2023"),
        ("May 2023", "16-31 May 2023"),
        ("1-15 May 2023", None),
        ("June 2023", None),
    ],
)
def test_overlap(other: str, expected: str | None) -> None:
    window = parse_window(other)
    assert MAY.overlap(window) == window.overlap(MAY)
    assert str(MAY.overlap(window)) == str(expected)


@pytest.mark.parametrize(
    ("length", "days"),
    [
        ("14 days", (16, 17, 18)),
        ("2 weeks", (16, 17, 18)),
        ("14 nights", (16, 17)),
        ("16 days", (16,)),
        ("17 days", ()),
        ("1 month", ()),
    ],
)
def test_starts_in_the_second_half_of_may(length: str, days: tuple[int, ...]) -> None:
    assert MAY.starts(parse_length(length)) == tuple(date(2023, 5, day) for day in days)


def test_starts_need_a_calendar_length() -> None:
    with pytest.raises(ValueError, match="10 working days depends on the calendar"):
        MAY.starts(parse_length("10 working days"))


@pytest.mark.parametrize(
    "text",
    [
        "16-31 May 2023",
        "28 April - 3 May 2023",
        "28 December 2023 - 3 January 2024",
        "16 May 2023",
        "16 May 2023 - 16 May 2024",
    ],
)
def test_window_in_words(text: str) -> None:
    assert str(parse_window(text)) == text


# Length


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Length(count=2, unit="weeks"), "2 weeks"),
        ({"count": 10, "unit": "working_days"}, "10 working days"),
        ("ein Arbeitstag", "1 working day"),
        ("1 year", "1 year"),
        ("14 Nächte", "14 nights"),
    ],
)
def test_length_is_written_in_english(value: Any, text: str) -> None:
    length = Length.model_validate(value)
    written: object = length.model_dump()
    assert str(length) == text
    assert written == text
    assert length.model_dump_json() == f'"{text}"'
    assert Length.model_validate(text) == length
    assert Stay(window=MAY, length=length).model_dump()["length"] == text
    assert hash(length) == hash(Length.model_validate(text))


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"count": 0, "unit": "weeks"}, "found 0 weeks, allowed are 1 to 522 weeks"),
        ({"count": -1, "unit": "weeks"}, "found -1 weeks, allowed are 1 to 522 weeks"),
        ({"count": 4000, "unit": "days"}, "found 4000 days, allowed are 1 to 3660 days"),
        ({"count": 1.5, "unit": "weeks"}, "valid integer"),
        ({"count": True, "unit": "weeks"}, "valid integer"),
        ({"count": "2", "unit": "weeks"}, "valid integer"),
        ({"count": 2, "unit": "decades"}, "Input should be 'days'"),
        ({"count": 2, "unit": "weeks", "about": True}, "Extra inputs"),
        (14, "found 14, allowed is a count and a unit, such as '2 weeks'"),
        (1.5, "found 1.5"),
        (None, "found None"),
        ("1.5 weeks", "found the number '1.5'"),
    ],
)
def test_length_refuses(value: Any, named: str) -> None:
    assert named in message(Length, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 day", "2023-05-16", "2023-05-16"),
        ("14 days", "2023-05-16", "2023-05-29"),
        ("2 weeks", "2023-05-16", "2023-05-29"),
        ("1 night", "2023-05-16", "2023-05-17"),
        ("14 nights", "2023-05-16", "2023-05-30"),
        ("1 month", "2023-05-16", "2023-06-15"),
        ("1 month", "2023-05-01", "2023-05-31"),
        ("1 month", "2023-01-28", "2023-02-27"),
        ("1 month", "2023-01-29", "2023-02-28"),
        ("1 month", "2023-01-31", "2023-02-28"),
        ("1 month", "2024-01-31", "2024-02-29"),
        ("1 month", "2023-02-28", "2023-03-27"),
        ("3 months", "2023-12-01", "2024-02-29"),
        ("1 year", "2023-05-16", "2024-05-15"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("4 years", "2024-02-29", "2028-02-28"),
    ],
)
def test_last_day(text: str, first: str, last: str) -> None:
    assert parse_length(text).last_day(date.fromisoformat(first)) == date.fromisoformat(last)


@pytest.mark.parametrize("text", ["2 days", "1 night", "1 week", "1 month", "1 year"])
def test_last_day_after_the_end_of_dates(text: str) -> None:
    with pytest.raises(ValueError, match=f"{text} from 9999-12-31 end after the year 9999"):
        parse_length(text).last_day(date.max)


def test_working_days_have_no_last_day_without_a_calendar() -> None:
    length = parse_length("10 working days")
    assert not length.is_calendar
    with pytest.raises(ValueError, match="depends on the calendar of working days"):
        length.last_day(MAY.first)


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years", "nights"])
def test_calendar_units(unit: Unit) -> None:
    assert Length(count=1, unit=unit).is_calendar


# Hours


@pytest.mark.parametrize(
    "value",
    [
        "8-16",
        {"start": "08:00", "end": "16:00"},
        {"start": time(8), "end": time(16)},
        Hours(start=time(8), end=time(16)),
    ],
)
def test_hours_are_written_with_minutes(value: Any) -> None:
    hours = Hours.model_validate(value)
    written: object = hours.model_dump()
    assert str(hours) == "08:00-16:00"
    assert written == "08:00-16:00"
    assert Hours.model_validate_json(hours.model_dump_json()) == hours
    assert hours.minutes == 480


def test_minutes() -> None:
    assert Hours(start=time(8, 45), end=time(10, 15)).minutes == 90


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("22:00-06:00", "a night shift cannot be written"),
        ({"start": "16:00", "end": "08:00"}, "the end, 08:00, is not after the start, 16:00"),
        ({"start": "08:00:30", "end": "16:00"}, "whole minutes"),
        ({"start": time(8, tzinfo=UTC), "end": time(16, tzinfo=UTC)}, "without a zone"),
        ({"start": time(8, tzinfo=UTC), "end": time(16)}, "without a zone"),
        ({"start": 8, "end": 16}, "found 8, allowed is a time such as '08:00'"),
        (8, "found 8, allowed are hours such as '08:00-16:00'"),
        ({"start": "08:00"}, "Field required"),
    ],
)
def test_hours_refuse(value: Any, named: str) -> None:
    assert named in message(Hours, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "08:00-16:00": "08:00-16:00",
        "8-16": "08:00-16:00",
        "8:00 – 16:30": "08:00-16:30",
        "08:00 bis 16:00": "08:00-16:00",
        "von 8 bis 16.30 Uhr": "08:00-16:30",
        "from 8 to 16": "08:00-16:00",
        "з 8:00 до 16:00": "08:00-16:00",
        "0-23:59": "00:00-23:59",
    }.items(),
)
def test_hours(text: str, expected: str) -> None:
    assert str(parse_hours(text)) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    {
        "22:00-06:00": "a night shift cannot be written",
        "08:00-08:00": "is not after the start, 08:00",
        "8-24": "there is no 24:00",
        "8:60-9": "there is no 8:60",
        "all day": "its form is not known",
        "08:00:30-09:00": "its form is not known",
        "8am-4pm": "its form is not known",
        "": "it is empty",
    }.items(),
)
def test_refused_hours_say_why(text: str, named: str) -> None:
    with pytest.raises(WordsError) as caught:
        parse_hours(text)
    assert named in str(caught.value)
    assert "write for example '08:00-16:00'" in str(caught.value)


# All of them


@pytest.mark.parametrize("model", [DateWindow, Length, Hours])
def test_schema_allows_text_or_mapping(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    assert [option["type"] for option in schema["anyOf"]] == ["string", "object"]
    assert schema["title"] == model.__name__
    for example in schema["anyOf"][0]["examples"]:
        model.model_validate(example)


def test_schema_of_a_document_refers_to_the_values() -> None:
    schema = TypeAdapter(Stay).json_schema()
    assert set(schema["$defs"]) == {"DateWindow", "Length", "Hours"}
    assert schema["properties"]["window"] == {"$ref": "#/$defs/DateWindow"}


def test_schema_of_what_is_written() -> None:
    assert DateWindow.model_json_schema(mode="serialization")["type"] == "object"
    assert Length.model_json_schema(mode="serialization")["type"] == "string"
    assert Hours.model_json_schema(mode="serialization")["type"] == "string"


def test_refused_words_are_our_error_when_parsed_directly() -> None:
    with pytest.raises(WordsError):
        DateWindow.parse("sometime")


def test_import_stays_light() -> None:
    code = (
        "import sys, types\n"
        "package = types.ModuleType('visitplanner')\n"  # without what the package itself imports
        "package.__path__ = [sys.argv[1]]\n"
        "sys.modules['visitplanner'] = package\n"
        "import visitplanner.model.windows\n"
        "heavy = {'dateutil.parser', 'dateutil.rrule', 'dateutil.tz', 'numpy', 'ortools', 'yaml'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    home = Path(windows.__file__).parent.parent
    subprocess.run([sys.executable, "-c", code, str(home)], check=True)
