"""What stops a command, in plain lines with an exit code."""

import re
from collections.abc import Sequence
from pathlib import Path

import visitplanner as vp
from visitplanner.terminal.text import count

PROBLEMS = 1
"""Exit code: the document was read, and there are problems in it."""
UNREADABLE = 2
"""Exit code: a file cannot be read or written, or the command line itself is wrong."""
FAULT = 3
"""Exit code: visitplanner itself went wrong."""
STOPPED = 130
"""Exit code: stopped by the keyboard."""

_PIN = re.compile(r"pins\[[0-9]+\]")


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """A command goes no further: the lines that say why, and the exit code."""

    def __init__(self, *lines: str, code: int) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


def refuse_problems(about: str, problems: Sequence[str]) -> None:
    """Each problem on a line of its own, then how many there are of what; none is no refusal."""
    if problems:
        total = f"{about}; {count(len(problems), 'problem', 'problems')}"
        raise Refusal(*problems, total, code=PROBLEMS)


def in_words(error: Exception, source: Path | None) -> tuple[Sequence[str], int]:
    """The lines that tell of an error, and the exit code that goes with it.

    `source` is the file of the programme, in which contradicting pins are looked up.
    """
    if isinstance(error, Refusal):
        return error.lines, error.code
    if isinstance(error, vp.ContradictionError) and source:
        error = _placed(error, source)
    if isinstance(error, vp.DocumentError):
        placed = any(problem.where for problem in error.problems)
        return str(error).splitlines(), PROBLEMS if placed else UNREADABLE
    if isinstance(error, vp.VisitPlannerError):
        return str(error).splitlines(), PROBLEMS
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return [f"{where}{error.strerror or error}"], UNREADABLE
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return [
        f"visitplanner itself went wrong: {said}",
        "Try again with --debug, and report it.",
    ], FAULT


def _placed(error: vp.ContradictionError, source: Path) -> vp.DocumentError:
    """The contradiction in the form of any other mistake: with its file and lines."""
    from visitplanner.files.read import line_in_file  # noqa: PLC0415 - loaded when needed

    problems = []
    for said in str(error).splitlines():
        paths = list(dict.fromkeys(_PIN.findall(said)))
        where, colon, message = said.partition(": ")
        if not colon or not _PIN.match(where):
            where, message = ", ".join(error.pins), said
            paths = list(error.pins)
        line = line_in_file(source, paths[0]) if paths else None
        problems.append(vp.Problem(where=where, message=message, line=line))
    return vp.DocumentError(problems, source=str(source))
