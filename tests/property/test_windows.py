"""Whatever the dates and the language: words, dates and lengths agree."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.errors import WordsError
from visitplanner.model.vocabulary import LENGTH_LIMITS, MONTHS, Unit
from visitplanner.model.windows import (
    DateWindow,
    Hours,
    Length,
    parse_hours,
    parse_length,
    parse_window,
)

GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
UKRAINIAN = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
]
CALENDAR_UNITS: tuple[Unit, ...] = ("days", "weeks", "months", "years", "nights")

years = st.integers(1901, 2199)
months = st.integers(1, 12)
days = st.dates(date(1901, 1, 1), date(2199, 12, 31))
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
short_spans = st.tuples(days, st.integers(0, 60)).map(
    lambda pair: (pair[0], min(pair[0] + timedelta(days=pair[1]), date(2199, 12, 31)))
)


@st.composite
def lengths(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(LENGTH_LIMITS)) -> Length:
    unit = draw(st.sampled_from(units))
    return Length(count=draw(st.integers(1, LENGTH_LIMITS[unit])), unit=unit)


def read(text: str) -> tuple[date, date]:
    window = parse_window(text)
    return window.first, window.last


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@given(spans)
def test_full_dates_in_every_language_and_form(span: tuple[date, date]) -> None:
    first, last = span
    for names in (MONTHS, GERMAN, UKRAINIAN):
        one = f"{first.day} {names[first.month - 1]} {first.year}"
        two = f"{last.day} {names[last.month - 1]} {last.year}"
        assert read(one) == (first, first)
        for text in (f"{one} - {two}", f"from {one} to {two}", f"з {one} по {two} року"):
            assert read(text) == span
    one, two = f"{first:%d.%m.}{first.year}", f"{last.day}.{last.month}.{last.year}"
    assert read(f"{one} bis {two}") == span
    for middle in ("/", "..", " - ", " to ", " – "):
        assert read(f"{first}{middle}{last}") == span
    named = (f"{MONTHS[day.month - 1]} {day.day}, {day.year}" for day in span)
    assert read(" - ".join(named)) == span


@given(years, months, st.data())
def test_days_of_one_month(year: int, month: int, data: st.DataObject) -> None:
    end = month_end(year, month).day
    one = data.draw(st.integers(1, end))
    two = data.draw(st.integers(one, end))
    expected = date(year, month, one), date(year, month, two)
    english, german, ukrainian = (names[month - 1] for names in (MONTHS, GERMAN, UKRAINIAN))
    for text in (
        f"{one}-{two} {english} {year}",
        f"{english} {one}–{two}, {year}",
        f"between {one} and {two} {english} {year}",
        f"{one}.-{two}. {german} {year}",
        f"vom {one}. bis {two}. {german} {year}",
        f"{one}.-{two}.{month}.{year}",
        f"{one}.{month}. - {two}.{month}.{year}",
        f"{one}–{two} {ukrainian} {year} року",
        f"з {one} до {two} {ukrainian} {year}",
    ):
        assert read(text) == expected, text
    if one < two:
        with pytest.raises(WordsError, match="is before the first"):
            parse_window(f"{two}-{one} {english} {year}")
    with pytest.raises(WordsError, match=f"{english} {year} has {end} days"):
        parse_window(f"{end + 1} {english} {year}")


@given(years, months)
def test_parts_of_a_month_make_up_the_month(year: int, month: int) -> None:
    english, german, ukrainian = (names[month - 1] for names in (MONTHS, GERMAN, UKRAINIAN))
    whole = DateWindow(first=date(year, month, 1), last=month_end(year, month)).dates()
    halves = (
        (f"first half of {english} {year}", f"2nd half of {english} {year}"),
        (f"1. {german}hälfte {year}", f"zweite Hälfte {german} {year}"),
        (f"перша половина {ukrainian} {year}", f"2-га половина {ukrainian} {year}"),
    )
    thirds = (
        (f"early {english} {year}", f"mid-{english} {year}", f"end of {english} {year}"),
        (f"Anfang {german} {year}", f"Mitte {german} {year}", f"Ende {german} {year}"),
        (
            f"на початку {ukrainian} {year}",
            f"середина {ukrainian} {year}",
            f"наприкінці {ukrainian} {year}",
        ),
    )
    for parts in (*halves, *thirds):
        windows = [parse_window(part) for part in parts]
        assert tuple(day for window in windows for day in window.dates()) == whole
        assert all(window.assumption for window in windows)
    for text in (f"{english} {year}", f"{german} {year}", f"{ukrainian} {year}"):
        window = parse_window(text)
        assert window.dates() == whole
        assert window.assumption is None


@given(days)
def test_week_of_a_day_holds_the_day(day: date) -> None:
    iso = day.isocalendar()
    for text in (
        f"week {iso.week} of {iso.year}",
        f"KW {iso.week}/{iso.year}",
        f"{iso.year}-W{iso.week:02}",
        f"{iso.week} тиждень {iso.year}",
    ):
        window = parse_window(text)
        assert day in window
        assert window.days == 7
        assert window.first.isoweekday() == 1


@given(spans)
def test_window_in_words_reads_back(span: tuple[date, date]) -> None:
    window = DateWindow(first=span[0], last=span[1])
    assert read(str(window)) == span
    assert DateWindow.model_validate_json(window.model_dump_json()) == window
    again = parse_window(str(window))
    assert DateWindow.model_validate_json(again.model_dump_json()) == again


@given(short_spans, st.data())
def test_default_year_is_the_same_as_the_written_year(
    span: tuple[date, date], data: st.DataObject
) -> None:
    form = data.draw(
        st.sampled_from(["2nd half of {m}", "{d}. {m}", "end of {m}", "{m}", "1-{d} {m}"])
    )
    text = form.format(m=MONTHS[span[0].month - 1], d=span[0].day)
    default, written = parse_window(text, span[0].year), parse_window(f"{text} {span[0].year}")
    assert (default.first, default.last) == (written.first, written.last)
    assert default.assumption is not None
    with pytest.raises(WordsError, match="the year is missing"):
        parse_window(text)


@given(short_spans, short_spans)
def test_overlap_is_the_common_days(one: tuple[date, date], two: tuple[date, date]) -> None:
    left, right = (DateWindow(first=span[0], last=span[1]) for span in (one, two))
    shifted = DateWindow(first=left.first + timedelta(days=7), last=left.last + timedelta(days=9))
    for other in (right, shifted):
        common = left.overlap(other)
        expected = tuple(day for day in left.dates() if day in other)
        assert (common.dates() if common else ()) == expected


@given(short_spans, lengths(CALENDAR_UNITS))
def test_starts_are_the_days_from_which_the_length_fits(
    span: tuple[date, date], length: Length
) -> None:
    window = DateWindow(first=span[0], last=span[1])
    for candidate in (length, Length(count=min(length.count, 31), unit="days")):
        fitting = tuple(day for day in window.dates() if candidate.last_day(day) in window)
        assert window.starts(candidate) == fitting


def naive_last_day(first: date, length: Length) -> date:
    if length.unit in {"days", "weeks", "nights"}:
        per = 7 if length.unit == "weeks" else 1
        last = first
        for _ in range(length.count * per - (length.unit != "nights")):
            last += timedelta(days=1)
        return last
    months = length.count * (12 if length.unit == "years" else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    end = month_end(year, month + 1)
    return end if first.day > end.day else end.replace(day=first.day) - timedelta(days=1)


@given(days, lengths(CALENDAR_UNITS))
def test_last_day_agrees_with_counting(first: date, length: Length) -> None:
    assert length.last_day(first) == naive_last_day(first, length)


@given(days, lengths(CALENDAR_UNITS))
def test_later_start_never_ends_earlier(first: date, length: Length) -> None:
    assert length.last_day(first) <= length.last_day(first + timedelta(days=1))


@given(lengths())
def test_length_in_words_reads_back(length: Length) -> None:
    assert parse_length(str(length)) == length
    assert Length.model_validate_json(length.model_dump_json()) == length
    assert Length.model_validate({"count": length.count, "unit": length.unit}) == length


@given(st.times(), st.times())
def test_hours_read_back_or_are_refused(one: object, two: object) -> None:
    texts = [str(moment)[:5] for moment in sorted((str(one), str(two)))]
    text = "-".join(texts)
    if texts[0] == texts[1]:
        with pytest.raises(WordsError):
            parse_hours(text)
        return
    hours = parse_hours(text)
    assert str(hours) == text
    assert Hours.model_validate_json(hours.model_dump_json()) == hours
    assert 0 < hours.minutes < 24 * 60


VALID = (
    "15-26 May 2023",
    "2nd half of May 2023",
    "2. Maihälfte 2023",
    "vom 3. bis 17. Oktober 2023",
    "28 December - 3 January 2024",
    "друга половина травня 2023 року",
    "з 3 по 17 жовтня 2023",
    "week 20 of 2023",
    "2023-05-16/2023-05-31",
    "15.-26.5.2023",
    "03/14/2023",
    "10 working days",
    "two weeks",
    "14 ночей",
    "08:00-16:00",
)
SNIPPETS = (
    "",
    " ",
    "-",
    "–",
    ".",
    "/",
    ",",
    "0",
    "99",
    "2023",
    "may",
    "half",
    "'",
    "\x00",
    "W",
    "е́",
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        until = draw(st.integers(at, min(at + 4, len(text))))
        text = text[:at] + draw(st.sampled_from(SNIPPETS) | st.text(max_size=3)) + text[until:]
    return text


def outcome(
    reader: Callable[[str], DateWindow | Length | Hours], text: str
) -> DateWindow | Length | Hours | WordsError:
    try:
        return reader(text)
    except WordsError as error:
        return error


pieces = st.sampled_from([word for text in VALID for word in text.split()] + list(SNIPPETS))


@given(
    st.text() | damaged() | st.lists(pieces, max_size=8).map(" ".join),
    st.none() | st.integers(1890, 2210),
)
def test_no_text_does_worse_than_a_words_error(text: str, year: int | None) -> None:
    def read_window_text(window: str) -> DateWindow:
        return parse_window(window, year)

    for reader in (read_window_text, parse_length, parse_hours):
        value = outcome(reader, text)
        if isinstance(value, WordsError):
            assert len(str(value)) < 500
            assert str(value).isprintable()
        else:
            assert type(value).model_validate(value.model_dump()) == value
