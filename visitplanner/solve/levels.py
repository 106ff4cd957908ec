"""Level by level: each goal proven best before the next is looked at, and then kept."""

import time
from collections.abc import Callable
from contextlib import suppress
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
    # Where nothing is fixed by hand the empty plan keeps every rule: better than nothing, though as
    # a hint it would only keep the solver near to it.
    values = model.matrix.empty_plan
    hint: Ints | None = None
    goals: list[GoalValue] = []
    for stage in model.stages:
        objective = stage.objective
        tell(stage.name, None)
        answer = _as_it_stands(objective, values)
        if answer is None or answer.value > answer.bound:
            try:
                answer = _minimised(engine, objective, hint, values, deadline)
                hint = answer.values
            except LimitHit:
                if answer is None:
                    raise
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
    if model.visiting is not None and deadline.left != 0:
        # Of plans that are equally good on every level, one in which nobody comes by in vain.
        with suppress(LimitHit):
            values = engine.minimise(model.visiting, hint=values, seconds=deadline.left).values
    return Solved(values, tuple(goals))


def _minimised(
    engine: CpSat, objective: Objective, hint: Ints | None, empty: Ints | None, deadline: Deadline
) -> Answer:
    """The least value of an objective, as far as the time suffices.

    Where there is nothing to start from but the empty plan, half of the time is for finding a start
    without it: near the empty plan the solver finds little, but away from it sometimes nothing.
    """
    left = deadline.left
    if hint is not None or empty is None or left is None:
        return engine.minimise(objective, hint=hint, seconds=left)
    start, bound = empty, objective.least
    try:
        found = engine.minimise(objective, seconds=left / 2)
        if found.value == found.bound:
            return found
        start, bound = found.values, found.bound
    except LimitHit:
        pass
    best = engine.minimise(objective, hint=start, seconds=deadline.left)
    return Answer(best.values, best.value, max(best.bound, bound))


def _as_it_stands(objective: Objective, values: Ints | None) -> Answer | None:
    """The value of what was found for the level before; only what the goal means is proven."""
    if values is None:
        return None
    value = int(objective.coefficient @ values[objective.column])
    return Answer(values, value, min(value, objective.least))
