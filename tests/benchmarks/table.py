"""What was measured, as one Markdown table."""

from collections.abc import Iterable, Mapping

from tests.benchmarks.measure import Case, Line
from tests.benchmarks.processes import Measured

HEAD = (
    "family",
    "people",
    "options",
    "what",
    "seconds",
    "MiB",
    "values",
    "gap",
    "`schedule()` takes",
)


def lines_of(found: Iterable[Case], processes: Iterable[Measured]) -> list[str]:
    """The table, line by line."""
    rows = [_process(each) for each in processes]
    rows += [row for case in found for row in _rows(case)]
    return [row_of(HEAD), f"|{'---|' * len(HEAD)}", *map(row_of, rows)]


def row_of(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


def _process(found: Measured) -> tuple[str, ...]:
    row = found.row
    against = f"{row.name}, against {row.against} ({seconds(found.theirs)} s)"
    return ("May", "32", "", against, seconds(found.ours), "", "", "", times(found.ratio))


def _rows(case: Case) -> Iterable[tuple[str, ...]]:
    for line in case.lines:
        first = line is case.lines[0]
        head = (case.family, f"{case.people:,}", f"{case.options:,}") if first else ("", "", "")
        yield (*head, *_cells(case, line))


def _cells(case: Case, line: Line) -> tuple[str, ...]:
    run = line.best
    if line.seconds is None:
        return (line.peer.says, "", "", run.note, "", "")
    memory = "" if line.memory is None else f"{line.memory:,.0f}"
    ratio = None if case.ours is None else line.ratio_of(case.ours)
    return (
        line.peer.says,
        seconds(line.seconds),
        memory,
        " / ".join(str(value) for value in run.values.values()) or "",
        gap(run.values, run.bounds) if line.peer.exact else "",
        "" if line is case.ours or ratio is None else times(ratio),
    )


def gap(values: Mapping[str, int], bounds: Mapping[str, int]) -> str:
    """`proven`, or the first goal that is not, with how far it is from its bound at the most.

    Where that is more than the bound itself, the goal is open.
    """
    if not values:
        return "nothing found"
    for name, value in values.items():
        bound = bounds.get(name)
        if bound is None or abs(value - bound) > abs(bound) > 0 or (value and not bound):
            return f"{name}: open"
        if bound != value:
            return f"{name}: {abs(value - bound) / abs(bound):.2%}"
    return "proven"


def seconds(value: float) -> str:
    """Two digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def times(ratio: float) -> str:
    """`0.42 x`."""
    return f"{ratio:.0f} x" if ratio >= 10 else f"{ratio:.2g} x"
