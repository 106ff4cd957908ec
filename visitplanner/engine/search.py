"""Objectives in turn by CP-SAT alone: for what is small, and for the cores that are left over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Answer, LimitHit, Outcome
from visitplanner.engine.cpsat import CpSat
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import least_of
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

LARGEST = 2**40
"""Objectives are joined to one, the earlier with larger weights, while all sums stay below."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """Some objectives as one: the least of it is the least of the first, then of the second ..."""

    objective: Objective
    parts: tuple[Objective, ...]
    weights: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    """The least and the most that each part can be by the bounds of the columns."""

    def bounds(self, answer: Answer) -> list[int]:
        """What is proven of each part, given that those before stand where they stand."""
        if answer.proven:
            return [value_of(each, answer.values) for each in self.parts]
        rest = [most * weight for (_, most), weight in zip(self.ranges, self.weights, strict=True)]
        proven = -(-(answer.bound - sum(rest[1:])) // self.weights[0])
        return [max(proven, self.ranges[0][0]), *(low for low, _ in self.ranges[1:])]


def least_by_search(
    matrix: Matrix,
    objectives: Sequence[Objective],
    *,
    start: Ints | None,
    limits: Limits,
) -> Outcome:
    """The least of each objective, the first before the second.

    `start` are (columns,) values near which to begin. Raises `Infeasible`, and `LimitHit` where
    nothing was found in time.
    """
    engine = CpSat(matrix, seed=limits.seed)
    empty = matrix.empty_plan
    known = start is not None and matrix.keeps(start)
    values, hint = start if known else empty, start
    bounds: list[int] = []
    nothing = Objective(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    for joined in _joined(matrix, objectives or [nothing]):
        answer = _as_it_stands(joined.objective, values)
        if answer is None or not answer.proven:
            try:
                answer = _minimised(engine, joined.objective, hint, values, limits)
                hint = answer.values
            except LimitHit:
                if answer is None:
                    raise
        values = answer.values
        for part, bound in zip(joined.parts, joined.bounds(answer), strict=True):
            limits.tell(len(bounds), value_of(part, values), bound)
            engine.fix(part, value_of(part, values))
            bounds.append(bound)
    if values is None:
        raise AssertionError("there is always something to solve")
    return Outcome.of(values, objectives, bounds[: len(objectives)])


def _joined(matrix: Matrix, objectives: Sequence[Objective]) -> list[_Joined]:
    """As many objectives in one as their sums allow."""
    found: list[_Joined] = []
    waiting = list(objectives)
    while waiting:
        count = 1
        joined = _join(matrix, waiting[:1])
        while count < len(waiting):
            further = _join(matrix, waiting[: count + 1])
            if _reach(further) >= LARGEST:
                break
            joined, count = further, count + 1
        found.append(joined)
        waiting = waiting[count:]
    return found


def _reach(joined: _Joined) -> int:
    return sum(
        max(abs(low), abs(high)) * weight
        for (low, high), weight in zip(joined.ranges, joined.weights, strict=True)
    )


def _join(matrix: Matrix, parts: Sequence[Objective]) -> _Joined:
    ranges = [_range(matrix, each) for each in parts]
    weights, weight = [1] * len(parts), 1
    for number in range(len(parts) - 1, -1, -1):
        weights[number] = weight
        weight *= ranges[number][1] - ranges[number][0] + 1
    if len(parts) == 1:
        return _Joined(parts[0], tuple(parts), (1,), tuple(ranges))
    cost = np.zeros(matrix.columns, dtype=np.int64)
    for part, each in zip(parts, weights, strict=True):
        cost += each * costs_of(part, matrix.columns)
    column = np.flatnonzero(cost)
    least = sum(low * each for (low, _), each in zip(ranges, weights, strict=True))
    return _Joined(
        Objective(column, cost[column], least=least), tuple(parts), tuple(weights), tuple(ranges)
    )


def _range(matrix: Matrix, objective: Objective) -> tuple[int, int]:
    column, coefficient = objective.column, objective.coefficient
    low = max(objective.least, least_of(column, coefficient, matrix))
    return low, max(low, -least_of(column, -coefficient, matrix))


def _minimised(
    engine: CpSat,
    objective: Objective,
    hint: Ints | None,
    known: Ints | None,
    limits: Limits,
) -> Answer:
    """The least value of an objective, as far as the time suffices.

    Where there is nothing to start from but the empty plan, half of the time is for finding a start
    without it: near the empty plan the solver finds little, but away from it sometimes nothing.
    """
    deadline, work = limits.deadline, limits.work
    if hint is not None or known is None or deadline.left is None:
        return engine.minimise(objective, hint=hint, deadline=deadline, work=work)
    start, bound = known, objective.least
    try:
        found = engine.minimise(objective, deadline=deadline.share(0.5), work=work)
        if found.proven:
            return found
        start, bound = found.values, found.bound
    except LimitHit:
        pass
    best = engine.minimise(objective, hint=start, deadline=deadline, work=work)
    return Answer(best.values, best.value, max(best.bound, bound))


def _as_it_stands(objective: Objective, values: Ints | None) -> Answer | None:
    """The value of what was found before; only what the objective means is proven."""
    if values is None:
        return None
    value = value_of(objective, values)
    return Answer(values, value, min(value, objective.least))
