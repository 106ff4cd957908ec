"""Everything that visitplanner raises on purpose.

One base class, `VisitPlannerError`; a caller who catches it has caught all of them. A message says
what is wrong, where (the path in the document), what was found and what is allowed. A plan that
cannot place everybody is a result, not an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass


def one_line(text: str) -> str:
    """The text with everything that does not print, line breaks too, written as an escape."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


class VisitPlannerError(Exception):
    """Base of every error that visitplanner raises on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a document, placed where its author can find it."""

    where: str
    """Path in the document, such as `hosts[0].sites[1].id`; empty: the whole document."""
    message: str
    """What is wrong, what was found and what is allowed, in one sentence."""
    line: int | None = None
    """Line in the file, counted from 1, where the format has lines."""

    def __post_init__(self) -> None:
        """Whatever stood in the document, a problem is told on one line."""
        object.__setattr__(self, "where", one_line(self.where))
        object.__setattr__(self, "message", one_line(self.message))

    def __str__(self) -> str:
        place = self.where or "(document)"
        return (
            f"line {self.line}: {place}: {self.message}"
            if self.line
            else f"{place}: {self.message}"
        )


class DocumentError(VisitPlannerError, ValueError):
    """A document (a programme, a plan) that cannot be read as what it should be.

    `problems` holds every mistake found, in the order of the document.
    """

    def __init__(self, problems: Iterable[Problem], *, source: str = "document") -> None:
        self.problems = tuple(problems)
        self.source = source
        count = len(self.problems)
        title = f"{source}: {count} problem{'s' if count != 1 else ''}"
        super().__init__("\n".join([title, *(f"  {problem}" for problem in self.problems)]))


class WordsError(VisitPlannerError, ValueError):
    """Words for a date window, a length or a headcount that cannot be read, or only ambiguously."""


class ContradictionError(VisitPlannerError):
    """What was fixed by hand contradicts itself or the rules, so no plan can exist.

    `pins` holds the paths of the pins that cannot stand together (`pins[0]`, `pins[3]`).
    """

    def __init__(self, message: str, *, pins: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.pins = tuple(pins)


class TimeLimitError(VisitPlannerError):
    """The time limit passed before any plan was found, or before anything could be planned."""


class CalendarError(VisitPlannerError, ValueError):
    """Something a calendar cannot carry, such as an address that is no e-mail address."""
