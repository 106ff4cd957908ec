"""How an engine is to work: from which seed, how long, and whom it tells how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from visitplanner.engine.answer import Deadline

ATTEMPT = 0.15
"""Share of the time that is left for one attempt."""


@dataclass(frozen=True, slots=True)
class Note:
    """How far solving has come."""

    part: int
    """Number of the part that is solved, from 1."""
    parts: int
    objective: int
    """Number of the objective, from 0."""
    best: int | None = None
    """Of this objective in this part, the best found; None: it has just been begun."""
    bound: int | None = None
    """What is proven of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From which seed, how long, and who is told."""

    seed: int
    deadline: Deadline
    work: float | None = None
    """Of CP-SAT for each objective of each part; None: any."""
    relaxed: bool = False
    """Whether this is what a relaxation has left over, so that another would find nothing new."""
    part: int = 1
    parts: int = 1
    watch: Callable[[Note], None] | None = None

    def inside(self, work: float | None, deadline: Deadline) -> Self:
        """For what a relaxation has left over; nobody is told of it.

        Where the work is limited it is an attempt, for which a part of the time has to do.
        """
        deadline = deadline if work is None else deadline.share(ATTEMPT)
        return replace(self, work=work, deadline=deadline, relaxed=True, watch=None)

    def briefly(self, work: float, share: float) -> Self:
        """With so much work, and a share of the time that is left; nobody is told of it."""
        return replace(self, work=work, deadline=self.deadline.share(share), watch=None)

    def within(self, share: float) -> Self:
        """With a share of the time that is left."""
        return replace(self, deadline=self.deadline.share(share))

    def of_part(self, number: int, parts: int, share: float) -> Self:
        """For one of several parts, with a share of the time that is left."""
        return replace(self, part=number, parts=parts, deadline=self.deadline.share(share))

    def tell(self, objective: int, best: int | None = None, bound: int | None = None) -> None:
        """Tell how far solving has come."""
        if self.watch is not None:
            self.watch(Note(self.part, self.parts, objective, best, bound))
