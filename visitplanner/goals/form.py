"""The form every goal has.

A goal is one file with one `GOAL`: what it says, how it is measured on a plan, and what the solver
is told. The property tests hold the two together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Plan, Sense
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster


def always(_programme: Programme, _previous: Plan | None) -> bool:
    """For a goal that every programme has something for."""
    return True


def on_request(_programme: Programme, _previous: Plan | None) -> bool:
    """For a goal that no programme has unless its policy names it."""
    return False


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
    applies: Callable[[Programme, Plan | None], bool] = always
    """Whether the standard levels have it: whether the programme, with the plan before it, gives it
    something to do."""
    when: str = "always"
    """When that is, in words."""
    several: Callable[[Problem], Iterator[tuple[str, Objective]]] | None = None
    """For a goal of several stages: unit and objective of each, the first before the second."""
    measures: Callable[[Roster], tuple[int, ...]] | None = None
    """For a goal of several stages: the value of each."""

    @property
    def sign(self) -> int:
        """Turns a value into what is made small, and back."""
        return -1 if self.sense == "most" else 1

    def stages(self, problem: Problem) -> Iterator[tuple[str, Objective]]:
        """Unit and objective of every stage; most goals have one."""
        if self.several is not None:
            yield from self.several(problem)
        else:
            yield self.unit, self.objective(problem)

    def values(self, roster: Roster) -> tuple[int, ...]:
        """The value of every stage; most goals have one."""
        return self.measures(roster) if self.measures is not None else (self.measure(roster),)
