"""Lines of text for the terminal: safe, wrapped, and days and counts in words."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from rich.text import Text

from visitplanner.report.grouping import day_runs

NARROWEST = 8
"""Columns below which nothing is squeezed."""
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def safe(text: str) -> str:
    """A text in which no character can steer the terminal or reorder its neighbours."""
    return "".join(
        "\ufffd"
        if (unicodedata.category(each) in _UNSAFE and each not in "\n\t") or each in _BIDI_CONTROLS
        else each
        for each in text
    )


def section(text: str) -> Text:
    """The title of a part of the output."""
    return Text(safe(text), style="bold cyan")


def heading(text: str) -> Text:
    """A line above a table."""
    return Text(safe(text), style="bold")


def listed(lines: Iterable[str], *, width: int) -> Iterator[Text]:
    """Lines with a dash before each; what is too long goes on below its beginning."""
    for line in lines:
        wrapped = textwrap.wrap(
            safe(line),
            max(width, 2 * NARROWEST),
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        yield Text("\n".join(wrapped))


def remark(line: str, *, width: int) -> Text:
    """A line that stands alone; what is too long goes on below, a little further in."""
    wrapped = textwrap.wrap(
        safe(line), max(width, 2 * NARROWEST), subsequent_indent="  ", break_on_hyphens=False
    )
    return Text("\n".join(wrapped))


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


# --- days ---------------------------------------------------------------------------------------


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
