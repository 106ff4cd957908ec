"""A first plan: what a relaxation finds cheap, made whole."""

from collections.abc import Sequence

import numpy as np

from visitplanner.engine.answer import Answer, Infeasible, LimitHit
from visitplanner.engine.greedy import By, exchanged, filled
from visitplanner.engine.limits import Limits
from visitplanner.engine.presolve import binding
from visitplanner.engine.relaxation import Guide
from visitplanner.engine.search import least_of_sum
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Objective

AT_FIRST = 4_000
"""Columns that may be used at first, or twice as many as are; twice as many each time."""
WORK = 8.0
"""Work for each number of columns (`least_by_cpsat`)."""
SHARE = 0.4
"""Of the time that is left, for each number of columns."""
BY_HAND = 0.4
"""Of the time that is left, for a plan by hand."""
NEAR = 0.005
"""Share by which values may miss the relaxation in the last but one of the costs."""
USED = 1e-6
"""Further than this from its lower bound, a column is used by the relaxation."""


def first_values(
    matrix: Matrix, costs: Sequence[Ints], hand: Ints | None, limits: Limits, guide: Guide
) -> Ints | None:
    """Values that satisfy all rows and are good by a sum of objectives; None: none were found.

    First by hand (`visitplanner.engine.greedy`), where the empty plan is one. Then the columns that
    the relaxation of this sum uses, and those that would cost the least besides, are made whole;
    then twice as many, until that gives nothing more, or could give more of the last objective
    only, or is not soon solved. `costs` are those of all objectives, `hand` is what was made by
    hand before. Where no relaxation was solved in time, it is left at that.
    """
    best = best_by_hand(matrix, [hand], limits, guide)
    if not guide.solved:
        return None if best is None else best.values
    used = guide.point.values > matrix.lower + USED
    order = np.argsort(guide.reduced, kind="stable")
    lowest = float(guide.cost @ guide.point.values)
    rises = guide.reduced[order]
    size = max(AT_FIRST, 2 * int(used.sum()))
    while True:
        kept = used.copy() if best is None else used | (best.values > matrix.lower)
        kept[order[:size]] = True
        try:
            found = made_whole(matrix, guide.cost, kept, best, limits)
        except Infeasible:
            found = None
        except LimitHit:
            break
        if found is not None:
            if best is not None and found.value >= best.value:
                break
            best = found
            least = size < len(rises) and found.value - lowest < rises[size]
            if not found.proven or least or _reaches(found.values, costs, guide):
                break
        if size >= matrix.columns or limits.deadline.over:
            break
        size *= 2
    return None if best is None else best.values


def best_by_hand(
    matrix: Matrix, made: Sequence[Ints | None], limits: Limits, guide: Guide
) -> Answer | None:
    """The best of what was made before and what is made by hand now, further improved.

    None where none was made and the empty plan is none.
    """
    cost, deadline, seed = guide.cost, limits.deadline.farewell(BY_HAND), limits.seed
    by = guide if guide.solved else By.CHEAPEST
    now = filled(matrix, cost, by, seed=seed, deadline=deadline)
    known = [values for values in (*made, now) if values is not None]
    if not known:
        return None
    best = min(known, key=lambda values: int(cost @ values))
    best = exchanged(matrix, cost, best, seed=seed, deadline=deadline)
    value = int(cost @ best)
    return Answer(best, value, value)


def _reaches(values: Ints, costs: Sequence[Ints], guide: Guide) -> bool:
    """Whether values are as good as the relaxation by all costs but the last.

    By the last but one, if it is not the first, it is enough to be near: little is left to be found
    of that, and on a core.
    """
    missed = [int(cost @ values) - float(cost @ guide.point.values) for cost in costs[:-1]]
    if len(missed) > 1:
        missed[-1] -= NEAR * abs(float(costs[-2] @ guide.point.values))
    return all(each < 1 for each in missed)


def made_whole(
    matrix: Matrix, cost: Ints, kept: Bools, known: Answer | None, limits: Limits
) -> Answer:
    """The best whole values where all but the kept columns stay at their lower bounds.

    Raises `Infeasible` and `LimitHit`.
    """
    upper = np.where(kept, matrix.upper, matrix.lower)
    smaller, free = matrix.within(matrix.lower, upper).without_fixed()
    smaller = binding(smaller)
    if (smaller.row_lower > smaller.row_upper).any():
        raise Infeasible
    own = cost[free]
    column = np.flatnonzero(own)
    ends = np.where(own > 0, smaller.lower, smaller.upper)
    objective = Objective(column, own[column], least=int(own @ ends))
    answer = least_of_sum(
        smaller,
        objective,
        hint=None if known is None else known.values[free],
        limits=limits.briefly(WORK, SHARE),
    )
    values = matrix.lower.copy()
    values[free] = answer.values
    outside = int(cost @ values) - answer.value
    return Answer(values, answer.value + outside, answer.bound + outside)
