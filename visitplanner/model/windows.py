"""Date windows, lengths of stay and hours of a day: the model's values for time.

Each is frozen and may be written as words; the words are read by `visitplanner.model.words`, and
the reading is kept. Days are dates without a zone; nothing here knows the clock or the locale.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Annotated, Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from visitplanner.errors import WordsError
from visitplanner.model.base import Name, Text, Written
from visitplanner.model.vocabulary import (
    HOURS_EXAMPLES,
    LENGTH_EXAMPLES,
    WINDOW_EXAMPLES,
    Unit,
    UnreadableError,
    backwards_problem,
    length_problem,
    normalise,
    shorten,
    span_text,
    unreadable,
    year_problem,
)
from visitplanner.model.words import read_length, read_window

__all__ = ["DateWindow", "Hours", "Length", "Unit", "parse_hours", "parse_length", "parse_window"]

_ONE_DAY = timedelta(days=1)
_UNIT_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7}


def _iso_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise WordsError(f"found '{shorten(value)}', which is no date: {error}") from None
    raise WordsError(f"found {shorten(repr(value))}, allowed is a date such as 2023-05-16")


class DateWindow(Written):
    """A first and a last day, both included.

    Validates from another window, from a mapping of its fields, from a date (a window of one day)
    or from words (see `parse_window`). Where words name no year, it is taken from the validation
    context, `context={"year": 2023}`. Serialises as a mapping of its fields, which reads back
    to an equal window.

    Raises:
        ValidationError: the last day is before the first, a day lies outside the years 1900 to
            2200, a date has a time of day, or the words cannot be read.
    """

    _as_text: ClassVar[Mapping[str, object]] = {
        "description": "A date, two dates, or words for a window (English, German, Ukrainian).",
        "examples": ["2023-05-16", *WINDOW_EXAMPLES],
    }

    first: date
    """First day, included."""
    last: date
    """Last day, included."""
    words: Name | None = None
    """The words as written, if it was words."""
    assumption: Text | None = None
    """How the words were read, in one English sentence, if that needed a convention."""

    @model_validator(mode="before")
    @classmethod
    def _accept(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            year = info.context.get("year") if isinstance(info.context, Mapping) else None
            reading = read_window(value, year)
            return {name: getattr(reading, name) for name in cls.model_fields}
        if isinstance(value, date):
            return {"first": value, "last": value}
        if isinstance(value, Mapping | DateWindow):
            return value
        raise WordsError(
            f"found {shorten(repr(value))}, allowed is a date window such as "
            f"'{WINDOW_EXAMPLES[0]}' or a mapping with 'first' and 'last'"
        )

    @field_validator("first", "last", mode="before")
    @classmethod
    def _date_only(cls, value: object) -> date:
        return _iso_date(value)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        problem = year_problem(self.first.year) or year_problem(self.last.year)
        if problem or self.last < self.first:
            raise ValueError(problem or backwards_problem(self.first, self.last))
        return self

    @classmethod
    def parse(cls, text: str, *, year: int | None = None) -> "DateWindow":
        """Read a window from words; the same as `parse_window`."""
        return parse_window(text, year)

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return span_text(self.first, self.last)

    def dates(self) -> tuple[date, ...]:
        """Return every day of the window, in order."""
        return tuple(self.first + timedelta(days=n) for n in range(self.days))

    def overlap(self, other: "DateWindow") -> "DateWindow | None":
        """Return the days in both windows, without words, or None if there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return DateWindow(first=first, last=last) if first <= last else None

    def starts(self, length: "Length") -> tuple[date, ...]:
        """Return each day on which a stay of `length` can start and still end in the window.

        Raises:
            ValueError: the length is in working days, which depend on a calendar of holidays.
        """
        # A later start never ends earlier, so the first that does not fit ends the search.
        return tuple(takewhile(lambda day: length.last_day(day) <= self.last, self.dates()))


class Length(Written):
    """How long a stay lasts: a count of a unit.

    Validates from another length, from a mapping of its fields or from words (see `parse_length`).
    Serialises as English words, such as "10 working days", which read back to an equal length.

    Raises:
        ValidationError: the count is no whole number from 1 to about ten years of the unit, or the
            words cannot be read.
    """

    _as_text: ClassVar[Mapping[str, object]] = {
        "description": "A count and a unit in words (English, German, Ukrainian).",
        "examples": list(LENGTH_EXAMPLES),
    }

    count: Annotated[int, Field(strict=True)]
    """How many of the unit, 1 or more."""
    unit: Unit
    """The unit. `nights` counts the nights between the first and the last day."""

    @model_validator(mode="before")
    @classmethod
    def _accept(cls, value: Any) -> Any:
        if isinstance(value, str):
            count, unit = read_length(value)
            return {"count": count, "unit": unit}
        if isinstance(value, Mapping | Length):
            return value
        raise WordsError(
            f"found {shorten(repr(value))}, allowed is a count and a unit, "
            f"such as '{LENGTH_EXAMPLES[0]}'"
        )

    @model_validator(mode="after")
    def _limited(self) -> Self:
        problem = length_problem(self.count, self.unit)
        if problem:
            raise ValueError(problem)
        return self

    @classmethod
    def parse(cls, text: str) -> "Length":
        """Read a length from words; the same as `parse_length`."""
        return parse_length(text)

    @model_serializer
    def __str__(self) -> str:
        name = self.unit.replace("_", " ")
        return f"{self.count} {name if self.count > 1 else name.removesuffix('s')}"

    @property
    def is_calendar(self) -> bool:
        """Whether the first day alone settles the last: true of every unit but working days."""
        return self.unit != "working_days"

    def last_day(self, first: date) -> date:
        """Return the last day, included, of a stay that starts on `first`.

        Nights include the day of departure: 14 nights from 16 May end on 30 May. A month ends on
        the day before the one with the same number, and if its last month has no such day, on the
        last of that month: from 16 May on 15 June, from 31 January on 28 (or 29) February, as
        in the German Civil Code, sections 187 (2) and 188 (2) and (3). Years likewise.

        Raises:
            ValueError: the length is in working days, which depend on a calendar of holidays, or
                the stay would end after the year 9999.
        """
        if self.unit == "working_days":
            raise ValueError(f"the last day of {self} depends on the calendar of working days")
        try:
            if self.unit == "nights":
                return first + timedelta(days=self.count)
            if self.unit in _UNIT_DAYS:
                return first + timedelta(days=self.count * _UNIT_DAYS[self.unit] - 1)
            months = self.count * (12 if self.unit == "years" else 1)
            same_day: date = first + relativedelta(months=months)
        except (OverflowError, ValueError):
            raise ValueError(f"{self} from {first} end after the year {date.max.year}") from None
        return same_day if same_day.day < first.day else same_day - _ONE_DAY


_CLOCK = r"(?P<h{0}>[0-9]{{1,2}})(?:[:.](?P<m{0}>[0-9]{{2}}))?(?: ?(?:uhr|h|год\.?))?"
_HOURS = re.compile(
    "(?:(?:from|von|з|від) )?" + _CLOCK.format(1) + " ?(?:-|to|bis|до|по) ?" + _CLOCK.format(2)
)


def _night_shift(start: time, end: time) -> str:
    return (
        f"the end, {end:%H:%M}, is not after the start, {start:%H:%M}; "
        "hours lie within one day, so a night shift cannot be written"
    )


def _clock(hour: str, minute: str | None) -> time:
    if int(hour) > 23 or int(minute or 0) > 59:
        raise UnreadableError(f"there is no {hour}:{minute or '00'}, allowed are 00:00 to 23:59")
    return time(int(hour), int(minute or 0))


def _clocks(text: str) -> dict[str, time]:
    match = _HOURS.fullmatch(normalise(text))
    if match is None:
        raise UnreadableError("its form is not known")
    start, end = _clock(match["h1"], match["m1"]), _clock(match["h2"], match["m2"])
    if end <= start:
        raise UnreadableError(_night_shift(start, end))
    return {"start": start, "end": end}


def _read_hours(text: str) -> dict[str, time]:
    try:
        return _clocks(text)
    except UnreadableError as error:
        raise WordsError(unreadable(text, "hours", error, HOURS_EXAMPLES)) from None


class Hours(Written):
    """Hours of one day, in the local time of the place, to the minute.

    Validates from other hours, from a mapping of its fields or from text (see `parse_hours`).
    Serialises as text, such as "08:00-16:00".

    Raises:
        ValidationError: the end is not after the start (a night shift), a time has seconds or a
            zone, or the text cannot be read.
    """

    _as_text: ClassVar[Mapping[str, object]] = {
        "description": "Start and end within one day, local time, to the minute.",
        "examples": list(HOURS_EXAMPLES),
    }

    start: time
    """When the hours start."""
    end: time
    """When the hours end, later on the same day."""

    @model_validator(mode="before")
    @classmethod
    def _accept(cls, value: Any) -> Any:
        if isinstance(value, str):
            return _read_hours(value)
        if isinstance(value, Mapping | Hours):
            return value
        raise WordsError(
            f"found {shorten(repr(value))}, allowed are hours such as '{HOURS_EXAMPLES[0]}'"
        )

    @field_validator("start", "end", mode="before")
    @classmethod
    def _text_or_time(cls, value: object) -> object:
        if isinstance(value, time | str):
            return value
        raise WordsError(f"found {shorten(repr(value))}, allowed is a time such as '08:00'")

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        for moment in (self.start, self.end):
            if moment.tzinfo or moment.second or moment.microsecond:
                raise ValueError(f"found {moment}, allowed are whole minutes without a zone")
        if self.end <= self.start:
            raise ValueError(_night_shift(self.start, self.end))
        return self

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Read hours of one day from words; the same as `parse_hours`."""
        return parse_hours(text)

    @model_serializer
    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def minutes(self) -> int:
        """Minutes from start to end."""
        start, end = self.start, self.end
        return (end.hour - start.hour) * 60 + end.minute - start.minute


def parse_window(text: str, year: int | None = None) -> DateWindow:
    """Read a date window from words in English, German or Ukrainian.

    Args:
        text: such as "15-26 May 2023", "2nd half of May 2023", "KW 20/2023" or "2023-05-16".
        year: taken where the text names none, and then stated in the window's assumption.

    Raises:
        WordsError: the text cannot be read, has two readings, names a day that does not exist or
            one outside the years 1900 to 2200, is backwards, or names no year where none is given.
    """
    reading = read_window(text, year)
    return DateWindow(
        first=reading.first,
        last=reading.last,
        words=reading.words,
        assumption=reading.assumption,
    )


def parse_length(text: str) -> Length:
    """Read a length from words, such as "2 weeks", "10 Arbeitstage" or "14 ночей".

    Raises:
        WordsError: the text cannot be read, or the count is no whole number from 1.
    """
    count, unit = read_length(text)
    return Length(count=count, unit=unit)


def parse_hours(text: str) -> Hours:
    """Read hours of one day, such as "08:00-16:00", "8-16" or "8 bis 16:30 Uhr" (local time).

    Raises:
        WordsError: the text cannot be read, or the end is not after the start.
    """
    return Hours(**_read_hours(text))
