"""Tables that fit the terminal: columns that wrap where it is narrow."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from visitplanner.terminal.lines import heading
from visitplanner.terminal.text import NARROWEST, safe

GAP = 2
"""Columns between two cells."""


class Trimmed:
    """A table without the blanks at the ends of its lines."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render it, line by line."""
        for line in console.render_lines(self._table, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
            yield from line
            yield Segment.line()


def tables(
    titles: Sequence[str],
    parts: Sequence[tuple[str, Sequence[Sequence[str]]]],
    *,
    width: int,
    right: Sequence[int] = (),
    flexible: Sequence[int] = (),
) -> Iterator[Trimmed | Text]:
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
        if widest is None or widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], *, right: Sequence[int], style: str = ""
) -> Trimmed:
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
    return Trimmed(table)
