"""What the command line prints, on which stream. `rich` loads when there is something to show."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from visitplanner.terminal.text import safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from visitplanner.solve.progress import Progress


def _console(*, stderr: bool = False) -> "Console":
    from rich.console import Console  # noqa: PLC0415 - loaded when needed

    return Console(stderr=stderr, highlight=False, emoji=False, markup=False)


def say(line: str) -> None:
    """Print a line as it is."""
    _console().print(safe(line), soft_wrap=True)


def complain(line: str) -> None:
    """Print a line about what went wrong, where errors go."""
    _console(stderr=True).print(safe(line), soft_wrap=True)


def note(line: str) -> None:
    """Print a remark, wrapped."""
    from visitplanner.terminal.lines import remark  # noqa: PLC0415 - as above

    out = _console()
    out.print(remark(line, width=out.width), soft_wrap=True)


def show(parts: Callable[[int], Iterable["RenderableType"]]) -> None:
    """Print everything there is to show at the width of the terminal, in columns."""
    out = _console()
    for part in parts(out.width):
        out.print(part)


@contextmanager
def ticking(*, quiet: bool) -> Iterator[Callable[["Progress"], None] | None]:
    """Show how far planning has come; yields whom to tell, or None where nobody wants to know."""
    if quiet:
        yield None
        return
    from visitplanner.terminal.progress import Ticker  # noqa: PLC0415 - as above

    with Ticker(_console(stderr=True)) as ticker:
        yield ticker.tell
