"""A first plan for a large part: what the relaxation uses at all, made whole."""

from collections.abc import Sequence

import numpy as np

from visitplanner.engine.answer import Infeasible, LimitHit
from visitplanner.engine.branching import least_by_branching
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.presolve import binding
from visitplanner.engine.regions import groups_of
from visitplanner.engine.relaxation import Relaxation
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Objective

LARGE = 20_000
"""Columns: a matrix with more is thinned out, as its relaxation takes long."""
KEPT = 8
"""Columns of a group, of which few can be used, that are left then."""
WAVES = 3
"""Each with other columns left over, and another relaxation."""
RELAXING = 0.3
"""Share of the time that is left for a relaxation, and again for making it whole."""
WORK = 6.0
"""Work to make whole what a relaxation uses (`least_by_cpsat`)."""
NEAR = 1e-6
"""Nearer than this to its lower bound, a column counts as standing there."""
FAR = 0.2
"""Where so large a share of what the relaxation gains is missing, SCIP tries the whole."""
BRANCHING = 0.5
"""Share of the time that is left for it."""


def first_values(matrix: Matrix, objectives: Sequence[Objective], limits: Limits) -> Ints | None:
    """Values that satisfy all rows, and are good by the first objective; None: none were found.

    In waves: the relaxation of the first objective is solved over a share of the columns, drawn at
    random where there are many. What no wave has used so far stays at its lower bound, the rest is
    made whole. Where that comes out poor, SCIP looks at all columns; where nothing helps, it is the
    empty plan. An interrupt from the keyboard lets the deadline expire.
    """
    rng = np.random.default_rng(limits.seed)
    objective = objectives[0]
    cost = costs_of(objective, matrix.columns)
    used = np.zeros(matrix.columns, dtype=bool)
    values, lowest = None, 0.0
    for _ in range(WAVES if matrix.columns > LARGE else 1):
        try:
            point = _relaxed(matrix, cost, _left(matrix, rng) | used, limits)
            used |= point > matrix.lower + NEAR
            lowest = min(lowest, float(cost @ point))
            found = _whole(matrix, objective, used, values, limits)
        except (Infeasible, LimitHit):
            break
        if values is not None and value_of(objective, found) >= value_of(objective, values):
            break
        values = found
        if limits.deadline.over:
            break
    if values is None:
        values = matrix.empty_plan
    if values is None or cost @ values - lowest > FAR * abs(lowest):
        values = _branched(matrix, objective, values, limits)
    return values


def _relaxed(matrix: Matrix, cost: Ints, left: Bools, limits: Limits) -> Floats:
    """(columns,) the relaxation over the columns left; lower bounds where it takes too long."""
    values = matrix.lower.astype(np.float64)
    smaller, columns = _of(matrix, left)
    deadline = limits.deadline.share(RELAXING)
    point = Relaxation(smaller).minimise(cost[columns], deadline=deadline)
    if point is not None:
        values[columns] = point.values
    return values


def _branched(
    matrix: Matrix, objective: Objective, values: Ints | None, limits: Limits
) -> Ints | None:
    """What SCIP finds at the root of its tree, if that is better."""
    try:
        found = least_by_branching(
            matrix,
            objective,
            hint=values,
            seed=limits.seed,
            deadline=limits.deadline.share(BRANCHING),
            nodes=1,
        )
    except (Infeasible, LimitHit):
        return values
    if values is None or found.value < value_of(objective, values):
        return found.values
    return values


def _whole(
    matrix: Matrix, objective: Objective, used: Bools, values: Ints | None, limits: Limits
) -> Ints:
    """The best whole values where only what is used may leave its lower bound.

    `values` were found where less was used. Raises `Infeasible` and `LimitHit`.
    """
    smaller, free = _of(matrix, used)
    cost = costs_of(objective, matrix.columns)[free]
    column = np.flatnonzero(cost)
    ends = np.where(cost > 0, smaller.lower, smaller.upper)
    answer = least_by_cpsat(
        smaller,
        Objective(column, cost[column], least=int(cost @ ends)),
        hint=None if values is None else values[free],
        seed=limits.seed,
        deadline=limits.deadline.share(RELAXING),
        work=WORK,
    )
    found = matrix.lower.copy()
    found[free] = answer.values
    return found


def _of(matrix: Matrix, used: Bools) -> tuple[Matrix, Ints]:
    """What is left where the other columns stay at their lower bounds, and which columns.

    Raises `Infeasible` where that is plain to see.
    """
    upper = np.where(used, matrix.upper, matrix.lower)
    smaller, free = matrix.within(matrix.lower, upper).without_fixed()
    smaller = binding(smaller)
    if (smaller.row_lower > smaller.row_upper).any():
        raise Infeasible
    return smaller, free


def _left(matrix: Matrix, rng: np.random.Generator) -> Bools:
    """(columns,) all, or some of each group at random where there are many."""
    if matrix.columns <= LARGE:
        return np.ones(matrix.columns, dtype=bool)
    group = groups_of(matrix)
    order = np.lexsort((rng.random(matrix.columns), group))
    first = np.searchsorted(group[order], np.arange(int(group.max()) + 1))
    left = np.zeros(matrix.columns, dtype=bool)
    left[order] = np.arange(matrix.columns) - first[group[order]] < KEPT
    return left
