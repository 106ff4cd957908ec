"""Words to dates and lengths: "2nd half of May 2023", "10 working days".

The grammar decides and never guesses: what has two readings is refused with both of them, and a
reading that needs a convention says so in an assumption. English, German and Ukrainian words are
first turned into one small language (`visitplanner.model.vocabulary`); each form below is one
pattern of that language and one small function.

The functions give plain values; `visitplanner.model.windows` makes models of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from dateutil.relativedelta import relativedelta

from visitplanner.errors import WordsError
from visitplanner.model.vocabulary import (
    FRACTION_WORDS,
    LENGTH_EXAMPLES,
    MONTH_NUMBERS,
    MONTHS,
    NUMBER_WORDS,
    UNIT_WORDS,
    WINDOW_EXAMPLES,
    Unit,
    UnreadableError,
    backwards_problem,
    canonical,
    length_problem,
    normalise,
    shorten,
    span_text,
    suggestion,
    unreadable,
    year_problem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowReading:
    """What the words of a date window say."""

    first: date
    """First day, included."""
    last: date
    """Last day, included."""
    words: str | None
    """The text as written; None where it was nothing but ISO 8601 dates."""
    assumption: str | None
    """One sentence on how the words were read; None where no convention was needed."""


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as written, perhaps without its year; not yet known to exist."""

    day: int
    month: int
    year: int | None


_Reader: TypeAlias = Callable[[re.Match[str], int | None], _Span | None]


def _month_end(year: int, month: int) -> date:
    return date(year, month, 1) + relativedelta(day=31)


def _existing(day: int, month: int, year: int) -> date:
    problem = year_problem(year)
    if problem:
        raise UnreadableError(problem)
    if not 1 <= month <= 12:
        raise UnreadableError(f"there is no month {month}, allowed are 1 to 12")
    length = _month_end(year, month).day
    if not 1 <= day <= length:
        name = f"{MONTHS[month - 1]} {year}"
        raise UnreadableError(f"{name} has {length} days, so there is no {day} {name}")
    return date(year, month, day)


def _written_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    if len(digits) == 2:
        raise UnreadableError(
            f"the year '{digits}' has two digits; write all four, as in 20{digits}"
        )
    return int(digits)


def _one_year(digits: str | None, default: int | None) -> tuple[int, tuple[str, ...]]:
    """Return the year that is written or else the default one, and the reason to state."""
    written = _written_year(digits)
    year, reasons = _default_year(default) if written is None else (written, ())
    problem = year_problem(year)
    if problem:
        raise UnreadableError(problem)
    return year, reasons


def _default_year(default: int | None) -> tuple[int, tuple[str, ...]]:
    if default is None:
        raise UnreadableError("the year is missing; write it, as in '16-31 May 2023'")
    return default, (f"no year is written, so {default} is taken",)


def _two_years(left: _Day, right: _Day, default: int | None) -> tuple[int, int, tuple[str, ...]]:
    """Return the years of both ends. Where one is not written, it is that of the other end.

    From a later to an earlier month, such as December to January, the turn of the year lies
    between them, if that makes the window half a year at most.
    """
    reasons: tuple[str, ...] = ()
    known = right.year if left.year is None else left.year
    if known is None:
        known, reasons = _default_year(default)
    turn = left.month - right.month >= 6 and (left.year is None or right.year is None)
    if turn:
        reasons += ("the turn of the year lies inside the window",)
    if right.year is None:
        return known, known + turn, reasons
    return (right.year - turn if left.year is None else left.year), right.year, reasons


def _between(first: date, last: date, reasons: tuple[str, ...]) -> _Span:
    if last < first:
        raise UnreadableError(backwards_problem(first, last))
    return _Span(first, last, reasons)


def _day_span(left: _Day, right: _Day, default: int | None) -> _Span:
    first_year, last_year, reasons = _two_years(left, right, default)
    first = _existing(left.day, left.month, first_year)
    return _between(first, _existing(right.day, right.month, last_year), reasons)


def _numeric(m: re.Match[str]) -> _Day:
    """Read 15.05.2023 (day first, always), 15/05/2023 and 15-05-2023 (if there is one reading)."""
    one, two, year = int(m["one"]), int(m["two"]), _written_year(m["y"])
    if m["sep"] == "." or one == two or one > 12 or not (one and two):
        return _Day(one, two, year)
    if two > 12:
        return _Day(two, one, year)
    readings = f"{one} {MONTHS[two - 1]} {year} or {two} {MONTHS[one - 1]} {year}"
    raise UnreadableError(f"'{m[0]}' has two readings, {readings}; write the month as a word")


def _plain(m: re.Match[str]) -> _Day:
    """Read what can only be read in one way."""
    month = MONTH_NUMBERS.get(m["m"]) or int(m["m"])
    return _Day(int(m["d"]), month, _written_year(m.groupdict().get("y")))


_M = "|".join(MONTH_NUMBERS)
_Y = r"(?: (?P<y>[0-9]+))?"
# `re` compiles and keeps each pattern when it is first used, so that importing stays light.
_DAY_FORMS: tuple[tuple[str, Callable[[re.Match[str]], _Day]], ...] = (
    (r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})", _plain),
    (r"(?P<one>[0-9]{1,2})(?P<sep>[-/.])(?P<two>[0-9]{1,2})(?P=sep)(?P<y>[0-9]+)", _numeric),
    (r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})", _plain),
    (rf"(?P<d>[0-9]{{1,2}}) (?P<m>{_M}){_Y}", _plain),
    (rf"(?P<m>{_M}) (?P<d>[0-9]{{1,2}}){_Y}", _plain),
)


def _day(text: str) -> _Day | None:
    for pattern, reader in _DAY_FORMS:
        match = re.fullmatch(pattern, text)
        if match:
            return reader(match)
    return None


# Forms of a window ---------------------------------------------------------------------------


def _read_day(m: re.Match[str], default: int | None) -> _Span | None:
    """16 May 2023; May 16 2023; 16.05.2023; 2023-05-16."""
    day = _day(m["day"])
    return _day_span(day, day, default) if day else None


def _read_days(m: re.Match[str], default: int | None) -> _Span | None:
    """28 April - 3 May 2023; 15.05. - 26.05.2023; 2023-05-16 - 2023-05-31."""
    left, right = _day(m["left"]), _day(m["right"])
    return _day_span(left, right, default) if left and right else None


def _read_days_of_month(m: re.Match[str], default: int | None) -> _Span | None:
    """15-26 May 2023; May 15-26 2023."""
    month, year = MONTH_NUMBERS[m["m"]], _written_year(m["y"])
    return _day_span(_Day(int(m["d1"]), month, year), _Day(int(m["d2"]), month, year), default)


def _read_day_to_day(m: re.Match[str], default: int | None) -> _Span | None:
    """15.-26.5.2023."""
    right = _day(m["right"])
    if right is None:
        return None
    return _day_span(_Day(int(m["d1"]), right.month, right.year), right, default)


def _read_short_year(m: re.Match[str], _default: int | None) -> _Span | None:
    """May 23, which is a day to some readers and a month to others."""
    month = m["m"].capitalize()
    raise UnreadableError(
        f"it has two readings, {int(m['n'])} {month} or the whole of {month} 20{m['n']}; "
        f"write '{int(m['n'])} {month}' and the year, or '{month} 20{m['n']}'"
    )


def _read_month(m: re.Match[str], default: int | None) -> _Span | None:
    """May 2023; 2023-05."""
    year, reasons = _one_year(m["y"], default)
    first = _existing(1, MONTH_NUMBERS.get(m["m"]) or int(m["m"]), year)
    return _Span(first, _month_end(year, first.month), reasons)


def _read_months(m: re.Match[str], default: int | None) -> _Span | None:
    """May - June 2023."""
    left = _Day(1, MONTH_NUMBERS[m["m1"]], _written_year(m["y1"]))
    right = _Day(1, MONTH_NUMBERS[m["m2"]], _written_year(m["y2"]))
    span = _day_span(left, right, default)
    return _Span(span.first, _month_end(span.last.year, span.last.month), span.reasons)


def _read_half(m: re.Match[str], default: int | None) -> _Span | None:
    """2 half may 2023: days 1-15 and 16 to the end; in February 1-14 and 15 to the end."""
    if m["n"] not in {"1", "2"}:
        raise UnreadableError(f"a month has two halves, there is no half {m['n']}")
    year, reasons = _one_year(m["y"], default)
    month = MONTH_NUMBERS[m["m"]]
    middle = 14 if month == 2 else 15
    name = "February" if month == 2 else "a month"
    if m["n"] == "1":
        why = f"the first half of {name} is taken as days 1 to {middle}"
        return _Span(date(year, month, 1), date(year, month, middle), (why, *reasons))
    why = f"the second half of {name} is taken as day {middle + 1} to its end"
    return _Span(date(year, month, middle + 1), _month_end(year, month), (why, *reasons))


def _read_part(m: re.Match[str], default: int | None) -> _Span | None:
    """End may 2023: the first ten days, the last ten, or the days between them."""
    year, reasons = _one_year(m["y"], default)
    end = _month_end(year, MONTH_NUMBERS[m["m"]])
    first, last, why = {
        "beginning": (1, 10, "the first ten days of the month"),
        "middle": (11, end.day - 10, "the month without its first and last ten days"),
        "end": (end.day - 9, end.day, "the last ten days of the month"),
    }[m["part"]]
    return _Span(end.replace(day=first), end.replace(day=last), (why, *reasons))


def _read_week(m: re.Match[str], default: int | None) -> _Span | None:
    """Week 20 2023; 20 week 2023; 2023-w20: Monday to Sunday (ISO 8601)."""
    year, reasons = _one_year(m["y"], default)
    week, weeks = int(m["n"]), date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise UnreadableError(f"there is no week {week} in {year}, allowed are 1 to {weeks}")
    why = f"the ISO 8601 week {week}, Monday to Sunday"
    monday = date.fromisocalendar(year, week, 1)
    return _Span(monday, date.fromisocalendar(year, week, 7), (why, *reasons))


_LONG = r"(?: (?P<y{}>[0-9]{{3,}}))?"  # after a month alone, two digits would be a day
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (rf"(?P<m>{_M}){_LONG.format('')}", _read_month),
    (rf"(?P<m>{_M}) (?P<n>0[1-9]|[12][0-9]|3[01])", _read_short_year),
    (r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})", _read_month),
    (rf"(?P<m1>{_M}){_LONG.format(1)} - (?P<m2>{_M}){_LONG.format(2)}", _read_months),
    (rf"(?P<n>[0-9]+) half (?P<m>{_M}){_Y}", _read_half),
    (rf"(?P<part>beginning|middle|end) (?P<m>{_M}){_Y}", _read_part),
    (r"week (?P<n>[0-9]{1,2})(?: /)?" + _Y, _read_week),
    (r"(?P<n>[0-9]{1,2}) week(?: /)?" + _Y, _read_week),
    (r"(?P<y>[0-9]{4}) week (?P<n>[0-9]{1,2})", _read_week),
    (r"(?P<y>[0-9]{4})-?w(?P<n>[0-9]{1,2})", _read_week),
    (rf"(?P<d1>[0-9]{{1,2}}) - (?P<d2>[0-9]{{1,2}}) (?P<m>{_M}){_Y}", _read_days_of_month),
    (rf"(?P<m>{_M}) (?P<d1>[0-9]{{1,2}}) - (?P<d2>[0-9]{{1,2}}){_Y}", _read_days_of_month),
    (r"(?P<d1>[0-9]{1,2}) - (?P<right>[0-9]+[-/.][-/.0-9]+)", _read_day_to_day),
    (r"(?P<left>.+?) - (?P<right>.+)", _read_days),
    (r"(?P<left>[0-9-]{8,10}) / (?P<right>[0-9-]{8,10})", _read_days),
    (r"(?P<day>.+)", _read_day),
)
_ISO_ONLY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [-/] [0-9]{4}-[0-9]{2}-[0-9]{2})?")


def _plain_range(text: str) -> str:
    """Return "from A - B" and "between A and B" as "A - B"; other text stays as it is."""
    if text.startswith("between ") and text.count(" and ") == 1:
        return text.removeprefix("between ").replace(" and ", " - ")
    return text.removeprefix("from ") if " - " in text else text


def _span(text: str, default: int | None) -> _Span:
    for pattern, reader in _FORMS:
        match = re.fullmatch(pattern, text)
        span = reader(match, default) if match else None
        if span:
            return span
    raise UnreadableError("its form is not known")


def read_window(text: str, year: int | None = None) -> WindowReading:
    """Read the words of a date window in English, German or Ukrainian.

    Args:
        text: such as "15-26 May 2023", "2. Maihälfte 2023" or "наприкінці лютого 2023".
        year: taken where the text names none, and then stated in the assumption.

    Conventions, each stated in the assumption: the first half of a month is days 1 to 15 (of
    February, 1 to 14) and the second half is the rest; the beginning and the end of a month are its
    first and its last ten days, the middle is what lies between; weeks are those of ISO 8601.

    Raises:
        WordsError: the text cannot be read, has two readings, names a day that does not exist or
            one outside the years 1900 to 2200, is backwards, or names no year where none is given.
    """
    try:
        found = canonical(text)
        span = _span(_plain_range(found), year)
    except UnreadableError as error:
        raise WordsError(unreadable(text, "a date window", error, WINDOW_EXAMPLES)) from None
    words = " ".join(text.split())
    said = f"'{shorten(words)}' is read as {span_text(span.first, span.last)}"
    return WindowReading(
        first=span.first,
        last=span.last,
        words=None if _ISO_ONLY.fullmatch(found) else words,
        assumption=f"{said} ({'; '.join(span.reasons)})" if span.reasons else None,
    )


# Lengths -------------------------------------------------------------------------------------


_LENGTH = re.compile(r"(?P<sign>[-+]?)(?P<number>[0-9][-0-9.,/:]*|[^\W\d_]\S*) ?(?P<unit>.*)")


def _count(number: str) -> int:
    if re.fullmatch("[0-9]+", number):
        return int(number)
    if number in NUMBER_WORDS:
        return NUMBER_WORDS[number]
    if number[0] in "0123456789":
        raise UnreadableError(f"found the number '{number}', allowed are whole numbers from 1")
    hint = suggestion(number, NUMBER_WORDS)
    raise UnreadableError(f"the number '{shorten(number)}' is not known{hint}")


def _length(text: str) -> tuple[int, Unit]:
    flat = normalise(text)
    if FRACTION_WORDS & set(flat.split()):
        raise UnreadableError("allowed are whole numbers; take a smaller unit, as in '6 months'")
    if "werktag" in flat:
        raise UnreadableError("'Werktage' may count Saturdays; write 'Arbeitstage' or 'Tage'")
    match = _LENGTH.fullmatch(re.sub(r"(?<=\w)-(?=[^\W\d_])", " ", flat))
    if match is None:
        raise UnreadableError("it starts with no number")
    count = _count(match["number"])
    if not match["unit"]:
        raise UnreadableError("the unit is missing")
    if match["unit"] not in UNIT_WORDS:
        hint = suggestion(match["unit"], UNIT_WORDS)
        raise UnreadableError(f"the unit '{shorten(match['unit'])}' is not known{hint}")
    factor, unit = UNIT_WORDS[match["unit"]]
    count *= -factor if match["sign"] == "-" else factor
    problem = length_problem(count, unit)
    if problem:
        raise UnreadableError(problem)
    return count, unit


@lru_cache(maxsize=1024)
def read_length(text: str) -> tuple[int, Unit]:
    """Read a length such as "2 weeks", "zehn Arbeitstage" or "14 ночей" as count and unit.

    Raises:
        WordsError: the text cannot be read, or the count is no whole number from 1.
    """
    try:
        return _length(text)
    except UnreadableError as error:
        raise WordsError(unreadable(text, "a length", error, LENGTH_EXAMPLES)) from None
