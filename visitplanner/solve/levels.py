"""Level by level: each goal proven best before the next is looked at, and then kept."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.limits import Limits, Note
from visitplanner.engine.solve import solve
from visitplanner.matrix.options import Ints
from visitplanner.model.plan import GoalValue
from visitplanner.solve.model import Model, Stage


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values of all columns, and what every level has reached."""

    values: Ints
    goals: tuple[GoalValue, ...]

    @property
    def proven(self) -> bool:
        """Whether every level is proven."""
        return all(goal.proven for goal in self.goals)


Tell = Callable[[Stage, Note], None]
"""Is told what is being made small, and how far that has come."""


def solve_levels(
    model: Model,
    *,
    seed: int,
    deadline: Deadline,
    tell: Tell | None = None,
    executor: Executor | None = None,
) -> Solved:
    """Minimise each level in order; a limit that is hit leaves a value above its bound.

    Raises `Infeasible` where the pins contradict the rules, `LimitHit` where time ran out before
    any plan was found that keeps the pins.
    """

    def watch(note: Note) -> None:
        if tell is not None and note.objective < len(model.stages):
            tell(model.stages[note.objective], note)

    objectives = [stage.objective for stage in model.stages]
    if model.visiting is not None:
        # Of plans that are equally good on every level, one in which nobody comes by in vain.
        objectives.append(model.visiting)
    limits = Limits(seed=seed, deadline=deadline, watch=watch)
    found = solve(model.matrix, objectives, limits=limits, executor=executor)
    goals = tuple(_goal(stage, found, number) for number, stage in enumerate(model.stages))
    return Solved(found.values, goals)


def _goal(stage: Stage, found: Outcome, number: int) -> GoalValue:
    """What a goal has reached, in its own words: the most is the negative of the least."""
    value, bound = (
        stage.sign * (end + stage.objective.constant)
        for end in (found.reached[number], found.bounds[number])
    )
    return GoalValue(
        level=stage.level,
        name=stage.name,
        value=value,
        bound=bound,
        sense=stage.sense,
        unit=stage.unit,
    )
