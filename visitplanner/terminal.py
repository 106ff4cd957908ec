"""What the command line shows, as rich renderables: a plan in tables that fit the terminal."""

import textwrap
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

import visitplanner as vp
from visitplanner.language.catalogue import say
from visitplanner.language.report_words import RULE_NAMES
from visitplanner.report.grouping import (
    LeftOut,
    day_runs,
    duty_groups,
    headline,
    left_out,
    local_name,
    names,
    stay_groups,
)

if TYPE_CHECKING:
    from visitplanner.outputs import Outputs
    from visitplanner.solve.levels import Progress as Step

GAP = 2
_NARROWEST = 8
QUIET_SECONDS = 1.0
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PHASES = {
    "options": "Looking who could go where",
    "model": "Putting the rules together",
    "reasons": "Looking why people are left out",
    "check": "Checking the plan",
}


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
            max(width, 2 * _NARROWEST),
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        yield Text("\n".join(wrapped))


def remark(line: str, *, width: int) -> Text:
    """A line that stands alone; what is too long goes on below, a little further in."""
    wrapped = textwrap.wrap(
        safe(line), max(width, 2 * _NARROWEST), subsequent_indent="  ", break_on_hyphens=False
    )
    return Text("\n".join(wrapped))


# --- tables -------------------------------------------------------------------------------------


def tables(
    titles: Sequence[str],
    parts: Sequence[tuple[str, Sequence[Sequence[str]]]],
    *,
    width: int,
    right: Sequence[int] = (),
    flexible: Sequence[int] = (),
) -> Iterator[Table | Text]:
    """Rows under headings, all with the same columns.

    Args:
        titles: Heads of the columns.
        parts: A heading, or an empty text for none, and its rows.
        width: Columns of the terminal.
        right: Numbers of the columns that stand right.
        flexible: Numbers of the columns that may wrap where the terminal is narrow.
    """
    clean = [(head, [[safe(cell) for cell in row] for row in rows]) for head, rows in parts]
    widths = _widths([titles, *(row for _, rows in clean for row in rows)], width, flexible)
    yield _table([titles], widths, right=right, style="dim")
    for head, rows in clean:
        if head:
            yield heading(head)
        yield _table(rows, widths, right=right)


def _widths(rows: Sequence[Sequence[str]], width: int, flexible: Sequence[int]) -> list[int]:
    """Widths of the columns; the widest of the flexible ones give way first."""
    widths = [max(Text(cell).cell_len for cell in cells) for cells in zip(*rows, strict=True)]
    excess = sum(widths) + GAP * (len(widths) - 1) - width
    for _ in range(max(0, excess)):
        widest = max(flexible, key=lambda column: widths[column], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], *, right: Sequence[int], style: str = ""
) -> Table:
    table = Table.grid(padding=(0, GAP, 0, 0))
    for number, width in enumerate(widths):
        last = number == len(widths) - 1
        table.add_column(
            justify="right" if number in right else "left",
            width=None if last and number not in right else width,
            max_width=width,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell, style=style) for cell in row))
    return table


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


def _years(days: Iterable[date]) -> str:
    years = sorted({day.year for day in days})
    return "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))


# --- a plan -------------------------------------------------------------------------------------


def plan_summary(programme: vp.Programme, plan: vp.Plan) -> Text:
    """One line: how many have a place, and how good that is."""
    found = headline(programme, plan)
    text = Text()
    text.append(
        f"{found.placed} of {count(found.wanted, 'person', 'people')} placed",
        style="bold green" if found.placed == found.wanted else "bold yellow",
    )
    if plan.status == "optimal":
        text.append(", proven best on every level")
    elif plan.status == "feasible":
        text.append(f", proven best on {found.proven} of {found.levels} levels (a limit was hit)")
    return text


def placements(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Table | Text]:
    """Who is where, delegation by delegation."""
    groups = stay_groups(programme, plan)
    parts = []
    for delegation in programme.delegations:
        mine = [group for group in groups if group.delegation == delegation.id]
        year = _years(day for group in mine for day in (group.first_day, group.last_day))
        rows = [
            (
                names(group.people),
                group.offer.site.name,
                group.offer.title,
                span(group.first_day, group.last_day),
                str(len(group.days)),
            )
            for group in mine
        ]
        if rows:
            parts.append((f"{delegation.name} ({delegation.id}), {year}", rows))
    if parts:
        titles = ("Who", "Site", "Slot", "Stay", "Days")
        yield from tables(titles, parts, width=width, right=(4,), flexible=(0, 1, 2))


def duties(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Table | Text]:
    """Who supervises where and when, delegation by delegation."""
    groups = duty_groups(programme, plan)
    parts = []
    for delegation in programme.delegations:
        mine = [group for group in groups if group.person.delegation == delegation.id]
        rows = [
            (local_name(group.person), group.site.name, spans(group.days), str(len(group.days)))
            for group in mine
        ]
        if rows:
            year = _years(day for group in mine for day in group.days)
            parts.append((f"{delegation.name} ({delegation.id}), {year}", rows))
    if parts:
        titles = ("On duty", "Site", "Dates", "Days")
        yield from tables(titles, parts, width=width, right=(3,), flexible=(0, 1, 2))


def goals(plan: vp.Plan, *, width: int) -> Iterator[Table | Text]:
    """What every level has reached, and what is proven of it."""
    rows = []
    for goal in plan.goals:
        best = "at most" if goal.sense == "most" else "at least"
        proof = "proven best" if goal.proven else f"{best} {goal.bound} possible"
        name = goal.name.replace("_", " ")
        rows.append((str(goal.level), name, str(goal.value), goal.unit, proof))
    if rows:
        titles = ("Level", "Goal", "Value", "Counted in", "Proof")
        yield from tables(titles, [("", rows)], width=width, right=(0, 2), flexible=(1, 3, 4))


def left_out_lines(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Text]:
    """Who has no place, the smallest fix, and the reasons in short."""
    for group in left_out(programme, plan):
        yield Text(safe(f"{group.delegation}: {names(group.people)}"), style="yellow")
        yield from listed(_why(group), width=width)


def _why(group: LeftOut) -> Iterator[str]:
    if group.smallest_fix:
        each = ", for each of them" if len(group.people) > 1 else ""
        yield f"smallest fix{each}: {group.smallest_fix}"
    for reason in group.reasons:
        more = (
            f" (and {count(reason.ways - 1, 'more way', 'more ways')})" if reason.ways > 1 else ""
        )
        rule = RULE_NAMES.get(reason.rule)
        name = say(rule, "en") if rule else reason.rule.replace("_", " ")
        yield f"{name}: {reason.example}{more}"


def file_lines(folder: Path, outputs: "Outputs") -> Iterator[Text]:
    """Where everything is, and what could not be written."""
    hosts, people, letters = (outputs.count(part) for part in outputs.folders)
    rows = [
        ("report.html", "the plan to look at and to print"),
        ("plan.json", "the plan for programs"),
    ]
    if hosts:
        rows.append((outputs.folders[0], f"{count(hosts, 'calendar', 'calendars')}, one per site"))
    if people:
        rows.append(
            (outputs.folders[1], f"{count(people, 'calendar', 'calendars')}, one per person")
        )
    if letters:
        rows.append((outputs.folders[2], f"{count(letters, 'invitation', 'invitations')} to send"))
    width = max(len(name) for name, _ in rows)
    yield Text(safe(f"in {folder}:"))
    for name, about in rows:
        yield Text(f"  {name.ljust(width)}  {about}")
    if not outputs.inviting:
        why = "the programme names no coordinator with an e-mail address"
        yield Text(f"No invitations: {why}.", style="yellow")
    elif outputs.uninvited:
        sites = ", ".join(outputs.uninvited)
        yield Text(safe(f"No invitation, for want of an e-mail address: {sites}."), style="yellow")


def counts(programme: vp.Programme) -> str:
    """How much a programme holds, in one line."""
    people = list(programme.people.values())
    needs = sum(len(person.needs) for person in people)
    places = sum(offer.slot.places for offer in programme.offers.values())
    slots = count(len(programme.offers), "slot", "slots")
    return ", ".join(
        (
            count(len(people), "person", "people"),
            count(needs, "need", "needs"),
            f"{count(places, 'place', 'places')} at {slots}",
            count(len(programme.pins), "pin", "pins"),
        )
    )


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


# --- progress -----------------------------------------------------------------------------------


class Ticker:
    """Shows how far planning has come, once it has taken longer than a second.

    Nothing is shown where the console is no terminal.
    """

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            TextColumn("step {task.completed} of {task.total}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("Planning", total=None)
        self._timer = None
        if console.is_terminal and not quiet:
            self._timer = threading.Timer(QUIET_SECONDS, self._bar.start)
            self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._timer is not None:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._bar.live.is_started:
            self._bar.stop()

    def tell(self, progress: "Step") -> None:
        """Take in how far planning has come."""
        name = progress.phase.replace("_", " ")
        words = _PHASES.get(progress.phase, f"Goal: {name}")
        if progress.value is not None:
            words = f"{words} {progress.value}"
        self._bar.update(
            self._task, description=words, completed=progress.step, total=progress.steps
        )
