"""Whole processes against whole processes, and May in a warm process against an import."""

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
MAY = str(ROOT / "examples" / "may-2023.yaml")


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured, against what."""

    name: str
    ours: str
    """Python code."""
    against: str
    """What the other code does, in words."""
    theirs: str
    """Python code."""
    inside: bool = False
    """Whether each code prints its seconds itself; else its whole process is measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of a row."""

    row: Row
    ours: float
    theirs: float
    ratio: float
    """Median of the ratios of each turn."""


def measure_processes(runs: int) -> list[Measured]:
    """Measure every row, in turns."""
    found = []
    with TemporaryDirectory() as folder:
        for row in _rows(folder):
            _seconds(row.ours, inside=row.inside)
            pairs = [
                (_seconds(row.ours, inside=row.inside), _seconds(row.theirs, inside=row.inside))
                for _ in range(runs)
            ]
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(mine / other for mine, other in pairs)
            found.append(Measured(row, ours, theirs, ratio))
    return found


def _rows(folder: str) -> list[Row]:
    plan = (
        "import visitplanner as vp\n"
        f"programme = vp.Programme.load({MAY!r})\n"
        "assert vp.schedule(programme).status == 'optimal'\n"
    )
    command = (
        "import sys\n"
        f"sys.argv = ['visitplanner', 'plan', {MAY!r}, '-o', {folder!r}, '--quiet']\n"
        "from visitplanner.cli import main\n"
        "main()"
    )
    needed = "import ortools.sat.python.cp_model, ics, typer, rich, babel, holidays, yaml, pydantic"
    solver = "import ortools.sat.python.cp_model"
    return [
        Row("`import visitplanner`", "import visitplanner", "import pydantic, define such models",
            _models_again()),
        Row("plan May, whole process", plan, "import of what it needs",
            "import ortools.sat.python.cp_model, holidays, yaml, pydantic"),
        Row("`visitplanner plan` (72 files)", command, "import of what it needs", needed),
        Row("`schedule()` of May, warm", plan + _timed("vp.schedule(programme)"),
            "importing `cp_model`", _timed(solver), inside=True),
    ]  # fmt: skip


def _timed(code: str) -> str:
    return f"import time\nbegan = time.perf_counter()\n{code}\nprint(time.perf_counter() - began)"


def _models_again() -> str:
    """Code that imports pydantic and defines as many models, of the same fields and types.

    The types of fields that are models themselves, and all checks of our own, are left out: the
    floor of what defining these models costs.
    """
    script = (
        "import visitplanner, pydantic\n"
        "from visitplanner.model.base import Model\n"
        "def below(cls):\n"
        "    for each in cls.__subclasses__():\n"
        "        yield each\n"
        "        yield from below(each)\n"
        "seen = list(dict.fromkeys(below(Model)))\n"
        "print(repr([(each.__name__, [(name, field.is_required()) for name, field in "
        "each.model_fields.items()]) for each in seen]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return (
        "import pydantic, typing, datetime\n"
        f"for name, fields in {done.stdout.decode().strip()}:\n"
        "    pydantic.create_model(name, __config__=pydantic.ConfigDict(frozen=True, "
        "extra='forbid'), **{field: (typing.Annotated[tuple[str, ...], "
        "pydantic.Field(max_length=9)] | None, ...) if must else "
        "(datetime.date | str | None, None) for field, must in fields})\n"
    )


def _seconds(code: str, *, inside: bool) -> float:
    script = code if inside else _WHOLE
    words = [sys.executable, "-c", script, *([] if inside else [code])]
    # Compiled modules are kept, as they are for whoever installs the package.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=kept)
    return float(done.stdout.splitlines()[-1])


_WHOLE = (
    "import subprocess, sys, time\n"
    "began = time.perf_counter()\n"
    "subprocess.run([sys.executable, '-c', sys.argv[1]], check=False, capture_output=True)\n"
    "print(time.perf_counter() - began)"
)
