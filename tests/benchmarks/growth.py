"""How cost grows with people while choice stays the same: `python -m tests.benchmarks.growth`.

Families of regions of a hundred people each (`tests/benchmarks/families.py`): whatever the number
of people, everybody has as many options, and what nothing connects is planned by itself. Ten times
the people should then take about ten times as long.
"""

import argparse
import math
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.families import FAMILIES
from tests.benchmarks.measure import Case, Run, measure
from tests.benchmarks.page import machine
from tests.benchmarks.table import gap, row_of, seconds

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "growth.md"
SIZES = (100, 1_000, 10_000, 100_000)
LIMIT = 3_600.0
"""Seconds for each measurement: none is meant to hit it."""
REGIONAL = tuple(name for name in FAMILIES if name.startswith("regional-"))
HEAD = ("family", "people", "options", "seconds", "MiB", "values", "gap", "grows as")


def main(words: Sequence[str]) -> None:
    """Measure, print the table, and write the page where that is asked for."""
    asked = _parser().parse_args(words)
    table = [row_of(HEAD), f"|{'---|' * len(HEAD)}"]
    for family in asked.families.split(","):
        found: dict[int, Case] = {}
        for people in (size for size in SIZES if size <= asked.most):
            print(f"{family}, {people} people", file=sys.stderr, flush=True)
            found[people] = measure(family, people, runs=1, limit=LIMIT, peers=("ours",))
        table += rows_of(found)
    print("\n".join(table))
    if asked.write:
        command = shlex.join(["python", "-m", "tests.benchmarks.growth", *words])
        text = _TEXT.format(machine=machine(), command=command, table="\n".join(table))
        PAGE.write_text(text, encoding="utf-8")


def rows_of(found: Mapping[int, Case]) -> list[str]:
    """Rows of the table: one family at several sizes."""
    rows = []
    before: tuple[int, float] | None = None
    for people, case in found.items():
        run = case.lines[0].best
        grows = "" if before is None or not run.seconds else exponent(before, (people, run.seconds))
        before = (people, run.seconds) if run.seconds else before
        rows.append(row_of((case.family, f"{people:,}", f"{case.options:,}", *_cells(run), grows)))
    return rows


def exponent(small: tuple[int, float], large: tuple[int, float]) -> str:
    """`n^1.1`: how seconds grow from one number of people to another."""
    power = math.log(large[1] / small[1]) / math.log(large[0] / small[0])
    return f"n^{power:.2f}"


def _cells(run: Run) -> tuple[str, ...]:
    if run.seconds is None:
        return ("", "", run.note, "")
    memory = "" if run.memory is None else f"{run.memory:,.0f}"
    values = " / ".join(str(value) for value in run.values.values())
    return (seconds(run.seconds), memory, values, gap(run.values, run.bounds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument(
        "--families", default=",".join(REGIONAL), help=f"some of {', '.join(FAMILIES)}"
    )
    parser.add_argument("--most", type=int, default=max(SIZES), help="people of the largest size")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    return parser


_TEXT = """<!-- Made by `python -m tests.benchmarks.growth --write`; change\
 tests/benchmarks/growth.py, not this page. -->

# How cost grows with people

Here the number of people grows and everybody's choice stays the same: regions of a hundred people,
each with forty slots of its own at hosts of the region. Repeat it with

```text
pip install -e ".[test]" --group benchmarks
{command}
```

Each line is one run of `schedule()` in a process of its own, without a limit that it could hit
({machine}). Other work may run beside it: read how it grows, not the seconds. Values are the goals
in their order: people placed, steps below the first choice, placements without a common language,
days of waiting. The last column compares with the size measured before: n^1 is ten times as long
for ten times the people. [Performance](performance.md) has the same shapes in regions as large as
there are people, where options of each person grow too; so do those of families here whose name
does not begin with `regional`.

{table}
"""


if __name__ == "__main__":
    main(sys.argv[1:])
