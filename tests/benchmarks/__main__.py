"""Measure and print one table: `python -m tests.benchmarks [RUNS]`.

Every row is a whole process against another, in turns, so that a machine that is busy for a while
is busy for both; quoted is the median of the ratios of the pairs. Nothing here is a test: a ratio
is a claim for people to repeat, not a limit that a busy machine could break.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

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


def _rows(folder: str) -> list[Row]:
    plan = (
        "import visitplanner as vp\n"
        f"programme = vp.Programme.load({MAY!r})\n"
        "assert vp.schedule(programme).status == 'optimal'"
    )
    command = (
        "import sys\n"
        f"sys.argv = ['visitplanner', 'plan', {MAY!r}, '-o', {folder!r}, '--quiet']\n"
        "from visitplanner.cli import main\n"
        "main()"
    )
    needed = "import ortools.sat.python.cp_model, ics, typer, rich, babel, holidays, yaml, pydantic"
    return [
        Row("import visitplanner", "import visitplanner", "import pydantic, define the same models",
            _models_again()),
        Row("plan May, whole process", plan, "import of what it needs",
            "import ortools.sat.python.cp_model, holidays, yaml, pydantic"),
        Row("visitplanner plan (72 files)", command, "import of what it needs", needed),
    ]  # fmt: skip


def _seconds(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    return time.perf_counter() - began


def main(runs: int) -> None:
    """Measure every row and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print("| what | seconds | against | seconds | ratio |\n|---|---|---|---|---|")
        for row in _rows(folder):
            _seconds(row.ours)
            pairs = [(_seconds(row.ours), _seconds(row.theirs)) for _ in range(runs)]
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(mine / other for mine, other in pairs)
            print(f"| {row.name} | {ours:.2f} | {row.against} | {theirs:.2f} | {ratio:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
