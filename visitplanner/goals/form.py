"""The form every goal has.

A goal is one file with one `GOAL`: what it says, how it is measured on a plan, and what the solver
is told. The property tests hold the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Sense
from visitplanner.model.roster import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A soft aim, measured in a whole number."""

    name: str
    says: str
    """The goal in one sentence."""
    unit: str
    """What is counted."""
    sense: Sense
    measure: Callable[[Roster], int]
    """The definition: the value of a plan."""
    objective: Callable[[Problem], Objective]
    """What the solver makes as small as can be: the value where least is best, its negative
    where most is."""

    @property
    def sign(self) -> int:
        """Turns a value into what is made small, and back."""
        return -1 if self.sense == "most" else 1
