"""Branch and cut by SCIP, which OR-Tools brings along: for large cores with a close relaxation."""

import numpy as np

from visitplanner.engine import math_opt
from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective


def least_by_branching(
    matrix: Matrix,
    objective: Objective,
    *,
    hint: Ints | None,
    seed: int,
    deadline: Deadline,
    nodes: int | None = None,
) -> Answer:
    """The least value of an objective.

    `hint` is (columns,), where the search begins; `nodes` limits the tree of the search, the same
    on every machine. Raises `Infeasible`, and `LimitHit` where nothing was found in time.
    """
    model = math_opt.model_of(matrix, whole=True)
    math_opt.fill_costs(
        model.objective.linear_coefficients, objective.column, objective.coefficient
    )
    asked = math_opt.asked(deadline)
    asked.random_seed = seed
    if nodes is not None:
        asked.node_limit = nodes
    solver = math_opt.new_solver(math_opt.SCIP, model)
    result = math_opt.solved(solver, asked, deadline, hint=hint, stops=False)
    if result.termination.reason == math_opt.INFEASIBLE:
        raise Infeasible
    for found in result.solutions:
        values = np.rint(np.array(found.primal_solution.variable_values.values)).astype(np.int64)
        # It counts in floating point, so what it says is tried in whole numbers.
        if matrix.keeps(values):
            value = value_of(objective, values)
            proven = result.termination.objective_bounds.dual_bound
            optimal = result.termination.reason == math_opt.OPTIMAL
            bound = value if optimal else int(np.ceil(max(objective.least, proven) - 1e-6))
            return Answer(values, value, min(value, bound))
    raise LimitHit
