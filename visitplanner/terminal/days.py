"""Days in words, as short as can be."""

from collections.abc import Iterable
from datetime import date

from visitplanner.report.grouping import day_runs

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span(first: date, last: date) -> str:
    """Days without their year: `2–15 May`, `30 Apr – 6 May`."""
    if first == last:
        return f"{first.day} {_month(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(last)}"
    return f"{first.day} {_month(first)} – {last.day} {_month(last)}"


def spans(days: Iterable[date]) -> str:
    """Days as short as can be: `16–17, 22–26 May`."""
    runs = day_runs(days)
    words = []
    for number, (first, last) in enumerate(runs):
        after = runs[number + 1] if number + 1 < len(runs) else None
        same = after is not None and {(d.year, d.month) for d in (first, last, *after)} == {
            (last.year, last.month)
        }
        said = span(first, last)
        words.append(said.removesuffix(f" {_month(last)}") if same else said)
    return ", ".join(words)


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def years(days: Iterable[date]) -> str:
    """The year of the days, or the first and the last of several."""
    found = sorted({day.year for day in days})
    return "–".join(dict.fromkeys(str(year) for year in (*found[:1], *found[-1:])))
