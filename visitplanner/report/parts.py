"""Pieces of HTML: text that is always escaped, tables, strips of days."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import NewType

from babel.dates import format_date, format_interval, format_skeleton, get_day_names

from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, day_words, say
from visitplanner.model.workdays import WorkCalendar
from visitplanner.report.grouping import StayGroup, day_runs

Html = NewType("Html", str)
"""HTML that is safe to show; plain text becomes it only through `text`."""

NOTHING = Html("")
MOST_DAYS = 62
"""A strip of more days than these has a column for each week instead."""
MOST_COLUMNS = 130
"""Of a plan that would need more columns than these no strip is drawn."""


def text(value: object) -> Html:
    """Any text, escaped for content and attributes alike."""
    return Html(escape(str(value)))


def element(name: str, *children: Html, **attributes: str | None) -> Html:
    """An element; `aria_hidden` is written `aria-hidden`, and `class_` without its underscore.

    Attributes that are None are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{''.join(children)}</{name}>")


def joined(parts: Iterable[Html]) -> Html:
    """Pieces one after the other."""
    return Html("".join(parts))


def bullets(lines: Iterable[Html]) -> Html:
    """A list with a bullet for each line; nothing where there are none."""
    found = joined(element("li", line) for line in lines)
    return element("ul", found) if found else NOTHING


def english(sentence: str, language: Language) -> Html:
    """A sentence that comes in English only, marked as such on pages in other languages."""
    return text(sentence) if language == "en" else element("span", text(sentence), lang="en")


def how_many(count: int, language: Language) -> Html:
    """How many people, in small print; nothing for one alone."""
    if count == 1:
        return NOTHING
    return joined([text(" "), people_count(count, language)])


def people_count(count: int, language: Language) -> Html:
    """A number of people in small print, which stays on one line."""
    return element("small", text(say(words.PEOPLE, language, count=count)), class_="dates")


def interval(first: date, last: date, language: Language) -> str:
    """Days from first to last as the language writes them: `2–15 May 2023`."""
    return _interval(first, last, "yMMMd", language)


def _interval(first: date, last: date, skeleton: str, language: Language) -> str:
    """Days in the form of a skeleton, the same with any edition of the language data.

    Newer ones put spaces between the two days of one month in English, and a longer dash in
    Ukrainian.
    """
    found = str(format_interval(first, last, skeleton=skeleton, locale=locale_of(language)))
    found = re.sub(r"^(\d+)\s–\s(?=\d)", r"\1–", found)
    return re.sub(r"\s—\s", " – ", found)


def intervals(days: Iterable[date], language: Language) -> str:
    """Any days as short as can be."""
    return "; ".join(interval(first, last, language) for first, last in day_runs(days))


def unbroken(line: str) -> Html:
    """Spans of days parted by `; `, each of which stays on one line."""
    spans = (element("span", text(span), class_="dates") for span in line.split("; "))
    return Html("; ".join(spans))


def locale_of(language: Language) -> str:
    """Babel's name of the language; English days are written as in Britain."""
    return "en_GB" if language == "en" else language


def table(
    titles: Sequence[str],
    rows: Iterable[Sequence[Html]],
    *,
    numbers: Sequence[int] = (),
    kind: str | None = None,
) -> Html:
    """A table whose first column heads its rows.

    Args:
        titles: Heads of the columns; an empty one leaves a cell empty.
        rows: Cells of each row.
        numbers: Columns of numbers, which stand right.
        kind: Its class in the style sheet.
    """

    def side(column: int) -> str | None:
        return "number" if column in numbers else None

    head = joined(
        element("th", text(title), scope="col", class_=side(column)) if title else element("td")
        for column, title in enumerate(titles)
    )
    body = (
        joined(
            [
                element("th", row[0], scope="row", class_=side(0)),
                *(
                    element("td", cell, class_=side(column))
                    for column, cell in enumerate(row[1:], start=1)
                ),
            ]
        )
        for row in rows
    )
    found = element(
        "table",
        element("thead", element("tr", head)),
        element("tbody", joined(element("tr", cells) for cells in body)),
        class_=kind,
    )
    return scrolling(found)


def scrolling(wide: Html) -> Html:
    """A frame in which something wide can be moved sideways, by keyboard, too."""
    return element("div", wide, class_="scroll", tabindex="0")


# --- strips of days -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a strip: each is one day, or one week from Monday."""

    starts: tuple[date, ...]
    weeks: bool

    def days(self, start: date) -> Iterator[date]:
        """The days of a column."""
        for number in range(7 if self.weeks else 1):
            yield start + timedelta(number)


def columns_of(groups: Sequence[StayGroup]) -> Columns | None:
    """Columns for everybody's stay; None where there are none, or too many to draw."""
    if not groups:
        return None
    first = min(group.first_day for group in groups)
    last = max(group.last_day for group in groups)
    weeks = (last - first).days >= MOST_DAYS
    if weeks:
        first -= timedelta(first.weekday())
    step = 7 if weeks else 1
    count = (last - first).days // step + 1
    if count > MOST_COLUMNS:
        return None
    return Columns(tuple(first + timedelta(step * number) for number in range(count)), weeks)


def strip_head(columns: Columns, language: Language) -> Html:
    """Months over days (or weeks) as the head of a strip."""
    locale = locale_of(language)
    months = [
        element(
            "th",
            text(_month(date(year, month, 1), language)),
            scope="colgroup",
            colspan=str(len(list(found))),
            class_="month",
        )
        for (year, month), found in groupby(columns.starts, key=lambda day: (day.year, day.month))
    ]
    corner = element(
        "th", text(say(words.SITE, language)), scope="col", rowspan="2", class_="corner"
    )
    letters = get_day_names("narrow", locale=locale)
    days = [
        element(
            "th",
            text(start.day),
            *(() if columns.weeks else (Html("<br>"), text(letters[start.weekday()]))),
            scope="col",
            title=day_words(start, language),
            class_="off" if start.weekday() > 4 and not columns.weeks else None,
        )
        for start in columns.starts
    ]
    return element("thead", element("tr", corner, *months), element("tr", *days))


def _month(first: date, language: Language) -> str:
    if language == "uk":  # the short names are in the genitive: "of May"
        return str(format_date(first, "LLLL y", locale=language))
    return str(format_skeleton("yMMM", first, locale=locale_of(language)))


def why_tentative(group: StayGroup, language: Language) -> Html:
    """What is not settled of a stay, in small print; nothing where it is firm."""
    if not group.tentative:
        return NOTHING
    why = "; ".join(_unsettled(reason, language) for reason in group.tentative)
    said = say(words.TENTATIVE, language, why=why)
    return element("small", text(said), class_="warn")


def _unsettled(reason: str, language: Language) -> str:
    kind, _, name = reason.partition(": ")
    known = {"documents": words.LACKS_DOCUMENTS, "partnership": words.LACKS_PARTNERSHIP}.get(kind)
    return say(known, language, name=name.replace("_", " ")) if known else reason


def strip_row(head: Html, group: StayGroup, columns: Columns, language: Language) -> Html:
    """One group's stay, a cell for each column."""
    worked = set(group.days)
    cells = [element("th", head, scope="row")]
    for start in columns.starts:
        if any(day in worked for day in columns.days(start)):
            kind = "on tentative" if group.tentative else "on"
            cells.append(element("td", text(len(group.people)), class_=kind))
            continue
        why = None if columns.weeks else day_off(group.calendar, start, language)
        label = f"{day_words(start, language)}: {why}" if why else None
        cells.append(element("td", title=label, class_="off" if why else None))
    return element("tr", *cells)


def day_off(calendar: WorkCalendar, day: date, language: Language) -> str | None:
    """Why nobody works on a day, in the language of the reader; None on a working day."""
    if calendar.why_off(day) is None:
        return None
    holiday = _holiday(calendar, day, language)
    if holiday:
        return say(words.OFF_HOLIDAY, language, name=holiday)
    if calendar.offer.region and calendar.offer.region.is_school_free(day):
        return say(words.OFF_SCHOOL, language)
    if any(day in window for window in calendar.offer.site.closed):
        return say(words.OFF_CLOSED, language)
    return say(words.OFF_WEEKDAY, language)


def _holiday(calendar: WorkCalendar, day: date, language: Language) -> str | None:
    region = calendar.offer.region
    name = "en_US" if language == "en" else language
    return region.holiday(day, language=name) if region else None


def days_off(groups: Sequence[StayGroup], columns: Columns, language: Language) -> Html:
    """The public holidays and school-free days in a strip, by name, weekends left out."""
    shown = [day for start in columns.starts for day in columns.days(start) if day.weekday() < 5]
    reasons: dict[str, list[date]] = {}
    for calendar in {
        (each.calendar.offer.id, each.calendar.minor): each.calendar for each in groups
    }.values():
        for day in shown:
            if calendar.why_off(day) is None:
                continue
            region = calendar.offer.region
            name = _holiday(calendar, day, language)
            if name is None and region and region.is_school_free(day):
                name = say(words.OFF_SCHOOL, language)
            if name:
                reasons.setdefault(name, []).append(day)
    skeleton = "MMMd" if len({day.year for day in shown}) == 1 else "yMMMd"
    found = sorted(
        (first, f"{_interval(first, last, skeleton, language)} {name}")
        for name, days in reasons.items()
        for first, last in day_runs(days)
    )
    if not found:
        return NOTHING
    said = say(words.DAYS_OFF, language, days=", ".join(line for _, line in found))
    return element("p", text(said), class_="soft")
