"""Words to dates and lengths: every form that is read, and every one that is refused and why."""

from datetime import date

import pytest

from visitplanner.errors import VisitPlannerError, WordsError
from visitplanner.model.vocabulary import LENGTH_LIMITS, MONTH_WORDS, MONTHS, Unit
from visitplanner.model.windows import parse_length, parse_window
from visitplanner.model.words import read_length, read_window

READ = {
    # ISO 8601
    "2023-05-16": "2023-05-16 2023-05-16",
    "2023-05-16/2023-05-31": "2023-05-16 2023-05-31",
    "2023-05-16..2023-05-31": "2023-05-16 2023-05-31",
    "2023-05-16 - 2023-05-31": "2023-05-16 2023-05-31",
    "2023-05-16–2023-05-31": "2023-05-16 2023-05-31",
    "2023-05-16 to 2023-05-31": "2023-05-16 2023-05-31",
    "2023-05": "2023-05-01 2023-05-31",
    # days, English
    "15-26 May 2023": "2023-05-15 2023-05-26",
    "15–26 may 2023": "2023-05-15 2023-05-26",
    "  15 -  26   MAY\t2023 ": "2023-05-15 2023-05-26",
    "15 May - 26 May 2023": "2023-05-15 2023-05-26",
    "15th to 26th May 2023": "2023-05-15 2023-05-26",
    "28 April - 3 May 2023": "2023-04-28 2023-05-03",
    "28 April 2023 - 3 May": "2023-04-28 2023-05-03",
    "28 December 2023 - 3 January 2024": "2023-12-28 2024-01-03",
    "16 May 2023": "2023-05-16 2023-05-16",
    "16th of May, 2023": "2023-05-16 2023-05-16",
    "May 16, 2023": "2023-05-16 2023-05-16",
    "May 15-26, 2023": "2023-05-15 2023-05-26",
    "Sept. 3 - Oct. 2, 2023": "2023-09-03 2023-10-02",
    "from 3 to 17 October 2023": "2023-10-03 2023-10-17",
    "from 3 October to 17 October 2023": "2023-10-03 2023-10-17",
    "between 3 and 17 October 2023": "2023-10-03 2023-10-17",
    "29 February 2024": "2024-02-29 2024-02-29",
    # days, German
    "15.-26. Mai 2023": "2023-05-15 2023-05-26",
    "15. bis 26. Mai 2023": "2023-05-15 2023-05-26",
    "15.05.2023": "2023-05-15 2023-05-15",
    "3. 10. 2023": "2023-10-03 2023-10-03",
    "15.05.2023 - 26.05.2023": "2023-05-15 2023-05-26",
    "15.05. - 26.05.2023": "2023-05-15 2023-05-26",
    "15.-26.5.2023": "2023-05-15 2023-05-26",
    "vom 3. bis 17. Oktober 2023": "2023-10-03 2023-10-17",
    "zwischen 3. und 17. Oktober 2023": "2023-10-03 2023-10-17",
    "3.-5. März 2023": "2023-03-03 2023-03-05",
    "3.-5. Ma\u0308rz 2023": "2023-03-03 2023-03-05",  # decomposed
    # days, Ukrainian
    "з 3 до 17 жовтня 2023": "2023-10-03 2023-10-17",
    "15–26 травня 2023": "2023-05-15 2023-05-26",
    "15–26 травня 2023 року": "2023-05-15 2023-05-26",
    "15–26 травня 2023 р.": "2023-05-15 2023-05-26",
    "з 3 по 17 жовтня 2023 року": "2023-10-03 2023-10-17",
    "з 28 квітня до 3 травня 2023": "2023-04-28 2023-05-03",
    "між 3 та 17 жовтня 2023": "2023-10-03 2023-10-17",
    # whole months
    "May 2023": "2023-05-01 2023-05-31",
    "in May 2023": "2023-05-01 2023-05-31",
    "Mai 2023": "2023-05-01 2023-05-31",
    "травень 2023": "2023-05-01 2023-05-31",
    "у травні 2023": "2023-05-01 2023-05-31",
    "February 2024": "2024-02-01 2024-02-29",
    "May - June 2023": "2023-05-01 2023-06-30",
    "from December 2023 to January 2024": "2023-12-01 2024-01-31",
    # numbers with one reading only
    "13/04/2023": "2023-04-13 2023-04-13",
    "04/13/2023": "2023-04-13 2023-04-13",
    "04/04/2023": "2023-04-04 2023-04-04",
    "03.04.2023": "2023-04-03 2023-04-03",
    "2023/05/16": "2023-05-16 2023-05-16",
    "15-05-2023": "2023-05-15 2023-05-15",
    "15/05/2023 - 26/05/2023": "2023-05-15 2023-05-26",
}

ASSUMED = {
    "2nd half of May 2023": "2023-05-16 2023-05-31",
    "second half of May 2023": "2023-05-16 2023-05-31",
    "2. Maihälfte 2023": "2023-05-16 2023-05-31",
    "zweite Maihälfte 2023": "2023-05-16 2023-05-31",
    "zweite Hälfte Mai 2023": "2023-05-16 2023-05-31",
    "2. Hälfte des Mai 2023": "2023-05-16 2023-05-31",
    "друга половина травня 2023": "2023-05-16 2023-05-31",
    "2-га половина травня 2023": "2023-05-16 2023-05-31",
    "у другій половині травня 2023 року": "2023-05-16 2023-05-31",
    "first half of June 2023": "2023-06-01 2023-06-15",
    "second half of June 2023": "2023-06-16 2023-06-30",
    "1. Februarhälfte 2023": "2023-02-01 2023-02-14",
    "2nd half of February 2023": "2023-02-15 2023-02-28",
    "2nd half of February 2024": "2024-02-15 2024-02-29",
    "end of February 2023": "2023-02-19 2023-02-28",
    "late February 2024": "2024-02-20 2024-02-29",
    "end of May 2023": "2023-05-22 2023-05-31",
    "Ende Februar 2023": "2023-02-19 2023-02-28",
    "кінець лютого 2023": "2023-02-19 2023-02-28",
    "в кінці лютого 2023": "2023-02-19 2023-02-28",
    "наприкінці лютого 2023": "2023-02-19 2023-02-28",
    "beginning of May 2023": "2023-05-01 2023-05-10",
    "start of May 2023": "2023-05-01 2023-05-10",
    "early May 2023": "2023-05-01 2023-05-10",
    "Anfang Februar 2023": "2023-02-01 2023-02-10",
    "на початку лютого 2023": "2023-02-01 2023-02-10",
    "початок лютого 2023": "2023-02-01 2023-02-10",
    "middle of May 2023": "2023-05-11 2023-05-21",
    "mid May 2023": "2023-05-11 2023-05-21",
    "mid-May 2023": "2023-05-11 2023-05-21",
    "Mitte Februar 2023": "2023-02-11 2023-02-18",
    "середина лютого 2023": "2023-02-11 2023-02-18",
    "в середині лютого 2023": "2023-02-11 2023-02-18",
    "week 20 of 2023": "2023-05-15 2023-05-21",
    "week 20, 2023": "2023-05-15 2023-05-21",
    "2023-W20": "2023-05-15 2023-05-21",
    "2023W20": "2023-05-15 2023-05-21",
    "2023 week 20": "2023-05-15 2023-05-21",
    "KW 20 2023": "2023-05-15 2023-05-21",
    "KW 20/2023": "2023-05-15 2023-05-21",
    "20. KW 2023": "2023-05-15 2023-05-21",
    "Kalenderwoche 20 2023": "2023-05-15 2023-05-21",
    "тиждень 20 2023": "2023-05-15 2023-05-21",
    "20 тиждень 2023": "2023-05-15 2023-05-21",
    "20-й тиждень 2023 року": "2023-05-15 2023-05-21",
    "week 1 of 2025": "2024-12-30 2025-01-05",
    "week 53 of 2020": "2020-12-28 2021-01-03",
    "28 December - 3 January 2024": "2023-12-28 2024-01-03",
    "28 December 2023 - 3 January": "2023-12-28 2024-01-03",
    "December - January 2024": "2023-12-01 2024-01-31",
}

WITHOUT_YEAR = {
    "first half of June": "2023-06-01 2023-06-15",
    "15-26 May": "2023-05-15 2023-05-26",
    "15.-26.5.": "2023-05-15 2023-05-26",
    "May 5": "2023-05-05 2023-05-05",
    "end of February": "2023-02-19 2023-02-28",
    "week 20": "2023-05-15 2023-05-21",
    "у травні": "2023-05-01 2023-05-31",
    "28 December - 3 January": "2023-12-28 2024-01-03",
}

REFUSED = {
    # what the message must name
    "": ("it is empty",),
    " \n\t ": ("it is empty",),
    "May\x002023": ("control characters", "May?2023"),
    "x" * 201: ("201 characters", "allowed are 200", "x" * 60 + "…"),
    "30 February 2023": ("February 2023 has 28 days", "no 30 February 2023"),
    "29 February 2023": ("February 2023 has 28 days",),
    "31 June 2023": ("June 2023 has 30 days",),
    "0 May 2023": ("May 2023 has 31 days",),
    "15.13.2023": ("there is no month 13", "1 to 12"),
    "13/13/2023": ("there is no month 13",),
    "00/05/2023": ("there is no 0 May",),
    "2023-13": ("there is no month 13",),
    "2023-02-30": ("February 2023 has 28 days",),
    "26-15 May 2023": ("15 May 2023, is before the first, 26 May 2023",),
    "26 May - 15 May 2023": ("is before the first, 26 May 2023",),
    "17 June - 3 May 2023": ("is before the first",),
    "3 January 2024 - 28 December 2023": ("is before the first",),
    "03/04/2023": ("3 April 2023 or 4 March 2023", "two readings"),
    "3/4/2023": ("3 April 2023 or 4 March 2023",),
    "03-04-2023": ("3 April 2023 or 4 March 2023",),
    "3/4/2023 - 20/4/2023": ("3 April 2023 or 4 March 2023",),
    "May 23": ("two readings", "23 May or the whole of May 2023"),
    "15 May 23": ("'23' has two digits", "2023"),
    "15.05.23": ("'23' has two digits",),
    "2nd half of May 23": ("'23' has two digits",),
    "May '23": ("two digits",),
    "first half of June": ("the year is missing", "16-31 May 2023"),
    "15-26 May": ("the year is missing",),
    "week 20": ("the year is missing",),
    "May": ("the year is missing",),
    "week 53 of 2023": ("there is no week 53 in 2023", "1 to 52"),
    "week 0 of 2023": ("there is no week 0 in 2023",),
    "3rd half of May 2023": ("two halves",),
    "Mya 2023": ("'mya' is not known", "did you mean 'May'?"),
    "15-26 Febuary 2023": ("did you mean 'February'?",),
    "15-26 Ferbuar 2023": ("did you mean 'Februar'?",),
    "15-26 травння 2023": ("did you mean 'травня'?",),
    "qqqqq 2023": ("'qqqqq' is not known",),
    "summer 2023": ("season",),
    "Sommer 2023": ("season",),
    "влітку 2023": ("season",),
    "next week": ("never depends on the day it is read",),
    "Monday 15 - Friday 26 May 2023": ("leave the weekday out",),
    "16 May 1899": ("the year 1899 is out of range", "1900 to 2200"),
    "May 2201": ("2201", "1900 to 2200"),
    "16 May 12023": ("the year 12023",),
    "1 May 0000 - 3 May 2023": ("the year 0",),
    "2023-05-16T10:00": ("a time of day",),
    "16 May 2023 ☃": ("'☃' has no place",),
    "from 3 October 2023": ("its form is not known",),
    "3 and 17 October 2023": ("its form is not known",),
    "half of May 2023": ("its form is not known",),
    "15-26 2023": ("its form is not known",),
    "1 - 2 - 3 May 2023": ("its form is not known",),
    "1 - 2023-05": ("its form is not known",),
    "after 3 May 2023": ("the word 'after' is not known; write",),
    "2023": ("its form is not known",),
    "-": ("its form is not known",),
    "of the": ("its form is not known",),
}


def days(text: str) -> tuple[date, date]:
    first, last = text.split()
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_form_that_needs_no_convention(text: str, expected: str) -> None:
    reading = read_window(text)
    assert (reading.first, reading.last) == days(expected)
    assert reading.assumption is None


@pytest.mark.parametrize(("text", "expected"), ASSUMED.items())
def test_form_that_states_its_convention(text: str, expected: str) -> None:
    reading = read_window(text)
    assert (reading.first, reading.last) == days(expected)
    assert reading.words == text
    assert reading.assumption is not None
    assert reading.assumption.startswith(f"'{text}' is read as {parse_window(text)} (")


@pytest.mark.parametrize(("text", "expected"), WITHOUT_YEAR.items())
def test_default_year_is_taken_and_stated(text: str, expected: str) -> None:
    reading = read_window(text, 2023)
    assert (reading.first, reading.last) == days(expected)
    assert reading.assumption is not None
    assert "no year is written, so 2023 is taken" in reading.assumption


@pytest.mark.parametrize("text", [*READ, *ASSUMED])
def test_written_year_wins_over_the_default(text: str) -> None:
    assert read_window(text, 1999) == read_window(text)


@pytest.mark.parametrize(("text", "named"), REFUSED.items())
def test_refusal_says_why(text: str, named: tuple[str, ...]) -> None:
    with pytest.raises(WordsError) as caught:
        read_window(text)
    message = str(caught.value)
    for part in named:
        assert part in message
    assert "write for example '16-31 May 2023'" in message
    assert len(message) < 350
    assert message.isprintable()
    assert isinstance(caught.value, VisitPlannerError | ValueError)


def test_default_year_does_not_settle_what_is_ambiguous() -> None:
    with pytest.raises(WordsError, match="two readings"):
        read_window("May 23", 2023)


def test_default_year_has_limits() -> None:
    with pytest.raises(WordsError, match="the year 23 is out of range"):
        read_window("15-26 May", 23)


def test_assumption_is_a_readable_sentence() -> None:
    assert read_window("End of  February 2023").assumption == (
        "'End of February 2023' is read as 19-28 February 2023 (the last ten days of the month)"
    )
    assert read_window("first half of June", 2023).assumption == (
        "'first half of June' is read as 1-15 June 2023 (the first half of a month is taken as "
        "days 1 to 15; no year is written, so 2023 is taken)"
    )


@pytest.mark.parametrize(
    "text", ["2023-05-16", "2023-05-16/2023-05-31", "2023-05-16 to 2023-05-31"]
)
def test_iso_dates_are_no_words(text: str) -> None:
    assert read_window(text).words is None


def test_words_are_kept_as_written_but_for_spaces() -> None:
    assert read_window("  15.-26.  Mai 2023\n").words == "15.-26. Mai 2023"


def test_every_word_for_a_month_is_read() -> None:
    for word, month in MONTH_WORDS.items():
        number = [name.casefold() for name in MONTHS].index(month) + 1
        assert read_window(f"16 {word.upper()} 2023").first == date(2023, number, 16), word


LENGTHS: dict[str, tuple[int, Unit]] = {
    "2 weeks": (2, "weeks"),
    "10 working days": (10, "working_days"),
    "10  Working  Days": (10, "working_days"),
    "10 working_days": (10, "working_days"),
    "14 nights": (14, "nights"),
    "1 year": (1, "years"),
    "a week": (1, "weeks"),
    "two weeks": (2, "weeks"),
    "two-week": (2, "weeks"),
    "2weeks": (2, "weeks"),
    "a fortnight": (2, "weeks"),
    "14 days": (14, "days"),
    "6 months": (6, "months"),
    "+3 days": (3, "days"),
    "2 Wochen": (2, "weeks"),
    "zwei Wochen": (2, "weeks"),
    "10 Arbeitstage": (10, "working_days"),
    "zehn Arbeitstagen": (10, "working_days"),
    "14 Nächte": (14, "nights"),
    "14 Na\u0308chte": (14, "nights"),
    "dreißig Tage": (30, "days"),
    "1 Jahr": (1, "years"),
    "ein Jahr": (1, "years"),
    "ein Monat": (1, "months"),
    "2 тижні": (2, "weeks"),
    "два тижні": (2, "weeks"),
    "10 робочих днів": (10, "working_days"),
    "14 ночей": (14, "nights"),
    "1 рік": (1, "years"),
    "14 днів": (14, "days"),
    "П’ять днів": (5, "days"),
    "три місяці": (3, "months"),
    "3660 days": (3660, "days"),
}

REFUSED_LENGTHS = {
    "": "it is empty",
    "14": "the unit is missing",
    "weeks": "number 'weeks' is not known",
    "0 weeks": "found 0 weeks, allowed are 1 to 522 weeks",
    "-2 weeks": "found -2 weeks, allowed are 1 to 522 weeks",
    "−2 weeks": "found -2 weeks",
    "1.5 weeks": "found the number '1.5', allowed are whole numbers",
    "1,5 Wochen": "found the number '1,5'",
    "1/2 year": "found the number '1/2'",
    "2-3 weeks": "found the number '2-3'",
    "half a year": "allowed are whole numbers",
    "ein halbes Jahr": "allowed are whole numbers",
    "½ year": "the number '½' is not known",
    "- weeks": "it starts with no number",
    "3661 days": "found 3661 days, allowed are 1 to 3660",
    "600 weeks": "allowed are 1 to 522",
    "11 years": "allowed are 1 to 10 years",
    "3000 working days": "allowed are 1 to 2610 working days",
    "9" * 190 + " days": "allowed are 1 to 3660",
    "2 weks": "the unit 'weks' is not known (did you mean 'weeks'?)",
    "tow weeks": "the number 'tow' is not known (did you mean 'two'?)",
    "10 Werktage": "may count Saturdays",
    "2 weeks and 3 days": "is not known",
    "x" * 300: "it has 300 characters",
    "2\x00weeks": "control characters",
}


@pytest.mark.parametrize(("text", "expected"), LENGTHS.items())
def test_length(text: str, expected: tuple[int, Unit]) -> None:
    assert read_length(text) == expected
    length = parse_length(text)
    assert (length.count, length.unit) == expected


@pytest.mark.parametrize(("text", "named"), REFUSED_LENGTHS.items())
def test_refused_length_says_why(text: str, named: str) -> None:
    with pytest.raises(WordsError) as caught:
        read_length(text)
    assert named in str(caught.value)
    assert "write for example '2 weeks'" in str(caught.value)


@pytest.mark.parametrize("unit", LENGTH_LIMITS)
def test_greatest_length_is_about_ten_years(unit: Unit) -> None:
    name = unit.replace("_", " ")
    assert read_length(f"{LENGTH_LIMITS[unit]} {name}") == (LENGTH_LIMITS[unit], unit)
    with pytest.raises(WordsError, match="allowed are"):
        read_length(f"{LENGTH_LIMITS[unit] + 1} {name}")
