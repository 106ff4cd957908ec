"""How far planning has come, in one line that moves."""

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from visitplanner.solve.progress import Progress as Step

QUIET_SECONDS = 1.0
_LONGEST_PHASE = 24
_PHASES = {
    "options": "Looking who could go where",
    "model": "Putting the rules together",
    "reasons": "Looking why people are left out",
    "check": "Checking the plan",
}


class Ticker:
    """Shows how far planning has come, once it has taken longer than a second.

    Nothing is shown where the console is no terminal.
    """

    def __init__(self, console: Console) -> None:
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
        self._step = 0
        self._timer = None
        if console.is_terminal:
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
        words = _PHASES.get(progress.phase) or f"Goal: {_short(progress.phase)}"
        if progress.components > 1:
            words = f"{words} ({progress.component}/{progress.components})"
        if progress.best is not None:
            words = f"{words} {progress.best}"
        if progress.gap:
            words = f"{words} (bound {progress.bound})"
        # A level of several stages takes more steps than were counted.
        step = max(self._step, min(progress.step, progress.steps))
        self._step = step
        self._bar.update(self._task, description=words, completed=step, total=progress.steps)


def _short(level: str) -> str:
    """The name of a level, cut where it is long: a weighted sum names all its goals."""
    name = level.replace("_", " ")
    return name if len(name) <= _LONGEST_PHASE else f"{name[: _LONGEST_PHASE - 3].rstrip(' +')}..."
