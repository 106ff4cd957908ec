"""Level by level: each goal proven best before the next is looked at, and then kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective
from visitplanner.model.plan import GoalValue
from visitplanner.solve.engines.cpsat import Answer, CpSat, LimitHit
from visitplanner.solve.model import Model


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
    value: int | None = None
    """Value of the goal, once it is known."""
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values of all columns, and what every level has reached."""

    values: Ints
    goals: tuple[GoalValue, ...]

    @property
    def proven(self) -> bool:
        """Whether every level is proven."""
        return all(goal.proven for goal in self.goals)


class Deadline:
    """The time that is left, of a limit in seconds; None: all the time in the world."""

    def __init__(self, seconds: float | None) -> None:
        self._begin = time.monotonic()
        self._seconds = seconds

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begin

    @property
    def left(self) -> float | None:
        """Seconds left, at least zero; None without a limit."""
        return None if self._seconds is None else max(0.0, self._seconds - self.spent)


def solve_levels(
    model: Model,
    *,
    seed: int,
    deadline: Deadline,
    tell: Callable[[str, GoalValue | None], None],
) -> Solved:
    """Minimise each level in order; a limit that is hit leaves a value above its bound.

    Raises `Infeasible` where the pins contradict the rules, `LimitHit` where time ran out before
    any plan was found that keeps the pins.
    """
    engine = CpSat(model.matrix, seed=seed)
    # Where nothing is fixed by hand the empty plan keeps every rule: something to start from.
    values = model.matrix.empty_plan
    goals: list[GoalValue] = []
    for stage in model.stages:
        objective = stage.objective
        tell(stage.name, None)
        try:
            answer = engine.minimise(objective, hint=values, seconds=deadline.left)
        except LimitHit:
            if values is None:
                raise
            answer = _as_it_stands(objective, values)
        engine.fix(objective, answer.value)
        values = answer.values
        value, bound = (
            stage.sign * (end + objective.constant) for end in (answer.value, answer.bound)
        )
        goals.append(
            GoalValue(
                level=stage.level,
                name=stage.name,
                value=value,
                bound=bound,
                sense=stage.sense,
                unit=stage.unit,
            )
        )
        tell(stage.name, goals[-1])
    if values is None:
        raise AssertionError("a policy has at least one goal")
    return Solved(values, tuple(goals))


def _as_it_stands(objective: Objective, values: Ints) -> Answer:
    """The value of what was found for the level before; nothing but the meaning is proven."""
    value = int(objective.coefficient @ values[objective.column])
    return Answer(values, value, min(value, objective.least))
