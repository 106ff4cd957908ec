"""The page of the documentation that shows the table."""

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance.md"
LIBRARIES = ("ortools", "numpy", "pydantic", "scipy", "matching")


def machine() -> str:
    """Cores, Python and the versions of what is measured."""
    found = [f"{name} {_version(name)}" for name in LIBRARIES]
    cores = f"{os.cpu_count()} cores of {platform.machine()}"
    return f"{cores}, Python {platform.python_version()} on {sys.platform}, {', '.join(found)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def text_of(table: Sequence[str], command: str) -> str:
    """The whole page."""
    return _TEXT.format(machine=machine(), command=command, table="\n".join(table))


_TEXT = """<!-- Made by `python -m tests.benchmarks --write`; change\
 tests/benchmarks/page.py, not this page. -->

# Performance

How long planning takes, measured against what else one could do. Repeat it with

```text
pip install -e ".[test]" --group benchmarks
{command}
```

Speed is a ratio measured in one run, not a number of seconds: the machine of this page ({machine})
is not yours.

## How it is measured

Every line is a process of its own. All lines of a programme run one after another, then all again;
what takes more than five seconds runs once. Quoted are medians. Time is that of the work alone:
libraries are loaded, data stand ready, and a tiny programme has gone the same way before.

| column | what it says |
|---|---|
| family | the shape of the programme, made from a seed (`tests/benchmarks/families.py`) |
| people | who asks for a placement |
| options | person, slot and first day, as far as nothing forbids it: what there is to choose from |
| what | `schedule()` from parsed models to a checked plan, and what it is measured against |
| seconds | median |
| MiB | peak memory of the process, Python and all libraries included |
| values | what the goals reached, in their order: people placed, steps below the\
 first choice, placements without a common language, days of waiting; for nepal, metres of way |
| gap | `proven`, or the first goal that is not, and how far it is from what is proven at the most |
| `schedule()` takes | so many times as long as this line; below 1 it is faster |

## What it is measured against

- **Reading the JSON with pydantic**: what the user pays anyway.
- **The engine called by hand** on arrays that stand ready. For networks, where only places bind,
  that is OR-Tools' min-cost flow: once with all goals in one sum, which does not keep their order,
  and goal by goal, which does. The sum is measured again with the table of options made before it,
  from models: no way to plan does with less, and it gives neither a plan nor reasons nor a check.
  For all others it is CP-SAT with `linearization_level` 2 and one worker, on the whole model.
- **A plain CP-SAT model** as a good engineer writes it: a column for each option, a row for each
  person, place and day, default parameters on all cores. Goals are one weighted sum where that is
  exact, and one after another where it is not.
- **`matching`** looks for stable matchings, which is another aim: nobody envies anybody, and more
  people may be left out. **SciPy's `linear_sum_assignment`** wants a full matrix with a column for
  every single place.

The models by hand do not come from our own rules: they are written a second time, from the words of
the reference. Where both are proven, the tests hold their values equal.

A line that ends at its limit shows the best plan and its gap. `schedule()` is given the same limit.

## The families

| family | shape |
|---|---|
| sessions | slots of one week; only places bind |
| matching | residents who rank hospitals: one term, only places bind |
| groups | sessions, a third of them from four to eight people on |
| company | groups, with pairs who stay together and pairs who stay apart |
| free-start | slots open for weeks, a stay of five days begins on any day |
| mixed | free starts, groups and company in one |
| rotations | a week in each of three fields |
| clerkships | 12 disciplines of one to four weeks up to 100 students, then 24: electives,\
 orders, smallest groups; the shape of the published medical student scheduling problem |
| supervision | minors, and for each thirty of them three teachers who stay where they work;\
 six (roomy), two (tight), or three who come by while mentors look after them (visiting); as few\
 places as in sessions (full) |
| one-component | no structure: any start, any length, everything overlaps |
| nepal | exam centres of the Kathmandu valley: 395 schools, 62,296 pupils, 143 centres with\
 62,457 seats; at most 200 or 100 of a school at a centre, and then at least 10 if any. Published\
 data, not part of this repository |

## The table

{table}
"""
