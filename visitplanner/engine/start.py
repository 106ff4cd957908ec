"""A first plan: what a relaxation finds cheap, made whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from visitplanner.engine.agreement import Agreed, agreed
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
"""Columns that may be used at first besides those that are; twice as many each time."""
AT_MOST = 32_000
"""Columns: before more may be used, more of what a plan and a relaxation agree on is let go."""
BRIEFLY = 8_000
"""Columns that may be used where only the last objective can become better."""
WORK = 8.0
"""Work for each number of columns (`least_by_cpsat`)."""
SHARE = 0.4
"""Of the time that is left, for each number of columns."""
BY_HAND = 0.4
"""Of the time that is left, for a plan by hand."""
USED = 1e-6
"""Further than this from its lower bound, a column is used by the relaxation."""


def first_values(
    matrix: Matrix, costs: Sequence[Ints], hand: Ints | None, limits: Limits, guide: Guide
) -> Ints | None:
    """Values that satisfy all rows and are good by a sum of objectives; None: none were found.

    First by hand (`visitplanner.engine.greedy`), where the empty plan is one. Then what this and
    the relaxation of the sum agree on stays (`visitplanner.engine.agreement`), and of all else the
    columns that the relaxation uses, and those that would cost the least besides, are made whole;
    then twice as many, and then less stays. It ends where nothing more can be let go and nothing
    better is found, and sooner, before many columns are looked at (`BRIEFLY`), where the values are
    as good as the relaxation by all but the last objective. `costs` are those of all objectives,
    `hand` is what was made by hand before. Where no relaxation was solved in time, it is left at
    that.
    """
    if not guide.solved:
        best = best_by_hand(matrix, [hand], limits, guide)
        return None if best is None else best.values
    deadline = limits.deadline.farewell(BY_HAND)
    now = filled(matrix, guide.cost, guide, seed=limits.seed, deadline=deadline)
    best = _cheapest([hand, now], guide)
    order = np.argsort(guide.reduced, kind="stable")
    width: _Width | None = _Width(AT_FIRST, 0)
    while width is not None and not limits.deadline.over:
        if width.columns > BRIEFLY and best is not None and _reaches(best.values, costs, guide):
            break
        left = _left(matrix, guide, order, best, width)
        answer, soon = _made(left, guide.cost, best, limits)
        if answer is not None and (best is None or answer.value < best.value):
            best = answer
        else:
            width = width.next(left, known=best is not None, soon=soon)
    return None if best is None else best.values


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left to choose of a matrix."""

    matrix: Matrix
    kept: Bools
    """(columns,) those that may be used."""
    ends: bool
    """Whether nothing stays that another look could let go."""
    all_kept: bool
    """Whether whatever is free may be used."""


@dataclass(frozen=True, slots=True)
class _Width:
    """How much may be chosen anew."""

    columns: int
    """So many of the cheapest besides those that are used."""
    steps: int
    """So many rows away from where a plan and a relaxation differ."""

    def next(self, left: _Left, *, known: bool, soon: bool) -> "_Width | None":
        """What to try where this gave nothing better, `soon` or not; None: no more.

        Once values are `known` and nothing more can be let go, what is left is for an exact search.
        """
        if known and left.ends:
            return None
        if soon and not left.all_kept and (not known or self.columns < AT_MOST):
            return _Width(2 * self.columns, self.steps)
        return _Width(AT_FIRST, self.steps + 1) if known else None


def _left(matrix: Matrix, guide: Guide, order: Ints, best: Answer | None, width: _Width) -> _Left:
    """`order` are the columns, those that the prices of the relaxation call cheap first."""
    kept = guide.point.values > matrix.lower + USED
    found = Agreed(matrix, ends=True)
    if best is not None:
        kept |= best.values > matrix.lower
        found = agreed(matrix, best.values, guide.point.values, width.steps)
    free = order[(found.matrix.lower < found.matrix.upper)[order]]
    kept[free[: width.columns]] = True
    return _Left(found.matrix, kept, ends=found.ends, all_kept=len(free) <= width.columns)


def _made(
    left: _Left, cost: Ints, best: Answer | None, limits: Limits
) -> tuple[Answer | None, bool]:
    """What is left, made whole, and whether that was soon done; None: nothing was found."""
    try:
        found = made_whole(left.matrix, cost, left.kept, best, limits)
    except Infeasible:
        return None, True
    except LimitHit:
        return None, False
    return found, found.proven


def best_by_hand(
    matrix: Matrix, made: Sequence[Ints | None], limits: Limits, guide: Guide
) -> Answer | None:
    """The best of what was made before and what is made by hand now, further improved.

    None where none was made and the empty plan is none.
    """
    cost, deadline, seed = guide.cost, limits.deadline.farewell(BY_HAND), limits.seed
    by = guide if guide.solved else By.CHEAPEST
    now = filled(matrix, cost, by, seed=seed, deadline=deadline)
    known = _cheapest([*made, now], guide)
    if known is None:
        return None
    best = exchanged(matrix, cost, known.values, seed=seed, deadline=deadline)
    value = int(cost @ best)
    return Answer(best, value, value)


def _cheapest(made: Sequence[Ints | None], guide: Guide) -> Answer | None:
    """The best by the sum of the guide of what was made; None where nothing was."""
    known = [(int(guide.cost @ values), values) for values in made if values is not None]
    if not known:
        return None
    value, best = min(known, key=itemgetter(0))
    return Answer(best, value, value)


def _reaches(values: Ints, costs: Sequence[Ints], guide: Guide) -> bool:
    """Whether values are as good as the relaxation by all costs but the last."""
    return all(int(cost @ values) - float(cost @ guide.point.values) < 1 for cost in costs[:-1])


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
