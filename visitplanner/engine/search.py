"""Objectives in turn by search: for what is small, and for the cores that a relaxation leaves.

CP-SAT and SCIP take turns, each time with more work allowed: the one is strong where little of the
relaxation holds, the other where it is close. What one has found, the other begins with.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from visitplanner.engine.answer import Answer, Infeasible, LimitHit, Outcome
from visitplanner.engine.branching import least_by_branching
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

LARGE = 20_000
"""Columns: from so many on, SCIP begins, as CP-SAT takes long to load them."""
WORK = 2.0
"""Of the first turn of CP-SAT; each further turn is allowed four times as much."""
NODES = 20
"""Of the first turn of SCIP; each further turn is allowed eight times as many."""

Turn = Callable[..., Answer]
"""Takes a matrix, an objective, a hint, a seed and a deadline."""


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
    known = start is not None and matrix.keeps(start)
    values, hint = start if known else matrix.empty_plan, start
    bounds: list[int] = []
    nothing = Objective(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    for objective in objectives or [nothing]:
        answer = _as_it_stands(objective, values)
        if answer is None or not answer.proven:
            answer = _minimised(matrix, objective, hint, answer, limits)
            hint = answer.values
        values = answer.values
        bounds.append(answer.bound)
        limits.tell(len(bounds) - 1, answer.value, answer.bound)
        if len(bounds) < len(objectives):
            matrix = matrix.with_row(objective, answer.value)
    if values is None:
        raise AssertionError("there is always something to solve")
    return Outcome.of(values, objectives, bounds[: len(objectives)])


def least_of_sum(
    matrix: Matrix, objective: Objective, *, hint: Ints | None, limits: Limits
) -> Answer:
    """The least value of one objective, as far as time and work suffice.

    `hint` is (columns,), values that satisfy all rows. Raises `Infeasible` and `LimitHit`.
    """
    known = _as_it_stands(objective, matrix.empty_plan if hint is None else hint)
    return _minimised(matrix, objective, hint, known, limits)


def _minimised(
    matrix: Matrix, objective: Objective, hint: Ints | None, known: Answer | None, limits: Limits
) -> Answer:
    """The least value of an objective, as far as time and work suffice.

    `known` is the best known so far, if only the empty plan: near that little is found, so it is
    no hint.
    """
    best, bound = known, objective.least
    for number, turn in enumerate(_turns(matrix, limits)):
        if limits.deadline.over and (number or best is not None):
            break
        asked = Objective(objective.column, objective.coefficient, least=bound)
        try:
            found = turn(matrix, asked, hint=hint, seed=limits.seed, deadline=limits.deadline)
        except LimitHit:
            continue
        except Infeasible:
            if best is None:
                raise
            continue  # values are known, so what this solver says is wrong and proves nothing
        bound = max(bound, found.bound)
        if best is None or found.value < best.value:
            best, hint = found, found.values
        if best.value <= bound:
            break
    if best is None:
        raise LimitHit
    return Answer(best.values, best.value, min(best.value, bound))


def _turns(matrix: Matrix, limits: Limits) -> Iterator[Turn]:
    """The solvers in turn, until the time or the work is over; a first turn there is always."""
    round_ = 0
    while round_ == 0 or not limits.deadline.over:
        turns: list[Turn] = [
            partial(least_by_cpsat, work=WORK * 4**round_),
            partial(least_by_branching, nodes=NODES * 8**round_),
        ]
        yield from reversed(turns) if matrix.columns > LARGE else turns
        round_ += 1
        if limits.work is not None and WORK * 4**round_ > limits.work:
            return


def _as_it_stands(objective: Objective, values: Ints | None) -> Answer | None:
    """The value of what was found before; only what the objective means is proven."""
    if values is None:
        return None
    value = value_of(objective, values)
    return Answer(values, value, min(value, objective.least))
