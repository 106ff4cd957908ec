"""How far planning has come, told to whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass

from visitplanner.engine.answer import Deadline
from visitplanner.engine.limits import Note
from visitplanner.solve.model import Stage

BEFORE = ("options", "model")
AFTER = ("reasons", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far planning has come."""

    phase: str
    """`options`, `model`, a goal by its name, `reasons` or `check`."""
    step: int
    """Number of the phase, from 1."""
    steps: int
    seconds: float
    """Seconds since planning began."""
    component: int = 1
    """The programme falls into components that nothing connects; the number of the one that is
    planned, from 1."""
    components: int = 1
    best: int | None = None
    """Value of the goal, once it is known; with several components, what this one adds to it."""
    bound: int | None = None
    """What is proven of it: no plan is better than this."""

    @property
    def gap(self) -> int | None:
        """How far apart best and bound are; 0 where it is proven."""
        return None if self.best is None or self.bound is None else abs(self.best - self.bound)


class Steps:
    """Counts the steps of planning, and tells of each."""

    def __init__(
        self, levels: int, deadline: Deadline, progress: Callable[[Progress], None] | None
    ) -> None:
        self._levels = levels
        self._components = 1
        self._deadline = deadline
        self._progress = progress

    def begin(self, phase: str) -> None:
        """One of the phases before and after the goals."""
        goals = self._levels * self._components
        step = 1 + (*BEFORE, *[""] * goals, *AFTER).index(phase)
        self._tell(phase, step, Note(self._components, self._components, 0))

    def goal(self, stage: Stage, note: Note) -> None:
        """One of the goals; the stages of a level are one step."""
        self._components = note.parts
        step = len(BEFORE) + (note.part - 1) * self._levels + stage.level
        # What every plan has is no part's own.
        constant = stage.objective.constant if note.parts == 1 else 0
        ends = (
            None if end is None else stage.sign * (end + constant)
            for end in (note.best, note.bound)
        )
        self._tell(stage.name, step, note, *ends)

    def _tell(
        self, phase: str, step: int, note: Note, best: int | None = None, bound: int | None = None
    ) -> None:
        if self._progress is None:
            return
        self._progress(
            Progress(
                phase=phase,
                step=step,
                steps=len(BEFORE) + self._levels * self._components + len(AFTER),
                seconds=self._deadline.spent,
                component=note.part,
                components=note.parts,
                best=best,
                bound=bound,
            )
        )
