"""Branch and cut by SCIP, which OR-Tools brings along: for large cores with a close relaxation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine import math_opt
from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Objective

AT_THE_ROOT = {
    "separating/maxroundsroot": 15,
    "separating/maxcutsroot": 5_000,
    "separating/aggregation/maxroundsroot": 30,
    "separating/aggregation/maxsepacutsroot": 2_000,
}
"""Of SCIP for a mixed search: sums of rows, rounded, prove most; many at once, for few rounds."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """Which columns have to be searched, as the others are whole by themselves once these are."""

    whole: Bools
    """(columns,) those that have to be searched."""
    completed: Callable[[Ints], Ints | None]
    """Takes (columns,) values, of which only these hold, and chooses the best of the others."""


def least_by_branching(
    matrix: Matrix,
    objective: Objective,
    *,
    hint: Ints | None,
    seed: int,
    deadline: Deadline,
    nodes: int | None = None,
    mixed: Mixed | None = None,
) -> Answer:
    """The least value of an objective.

    `hint` is (columns,), where the search begins; `nodes` limits the tree of the search, the same
    on every machine; `mixed` says which columns have to be searched, None: all. Raises
    `Infeasible`, and `LimitHit` where nothing was found in time.
    """
    model = math_opt.model_of(matrix, whole=True if mixed is None else mixed.whole)
    math_opt.fill_costs(
        model.objective.linear_coefficients, objective.column, objective.coefficient
    )
    asked = math_opt.asked(deadline)
    asked.random_seed = seed
    if nodes is not None:
        asked.node_limit = nodes
    if mixed is not None:
        asked.gscip.int_params.update(AT_THE_ROOT)
    solver = math_opt.new_solver(math_opt.SCIP, model)
    result = math_opt.solved(solver, asked, deadline, hint=hint, stops=False)
    if result.termination.reason == math_opt.INFEASIBLE:
        raise Infeasible
    proven = result.termination.objective_bounds.dual_bound
    for found in result.solutions:
        # It counts in floating point, so what it says is tried in whole numbers.
        values = _kept(matrix, found.primal_solution.variable_values.values, mixed)
        if values is not None:
            value = value_of(objective, values)
            optimal = result.termination.reason == math_opt.OPTIMAL
            if optimal and (mixed is None or value < proven + 0.5):
                return Answer(values, value, value)
            bound = int(np.ceil(max(objective.least, proven) - 1e-6))
            return Answer(values, value, min(value, bound))
    raise LimitHit


def _kept(matrix: Matrix, found: Sequence[float], mixed: Mixed | None) -> Ints | None:
    """(columns,) the whole values that were found; None where they do not satisfy the rows."""
    values: Ints | None = np.rint(np.array(found)).astype(np.int64)
    if mixed is not None and values is not None and not matrix.keeps(values):
        values = mixed.completed(values)
    return values if values is not None and matrix.keeps(values) else None
