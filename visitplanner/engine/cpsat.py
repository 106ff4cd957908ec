"""The CP-SAT engine of OR-Tools: one worker, so that the same input gives the same answer."""

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit
from visitplanner.engine.interrupts import interruptible
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

INT64 = 2**63 - 1


def least_by_cpsat(
    matrix: Matrix,
    objective: Objective,
    *,
    hint: Ints | None,
    seed: int,
    deadline: Deadline,
    work: float | None = None,
) -> Answer:
    """The least value of an objective.

    `hint` is (columns,), where the search begins; `deadline` limits the wall time, `work` the steps
    of the search, in units near to seconds but the same on every machine; without them the answer
    is proven. An interrupt from the keyboard lets the deadline expire. Raises `Infeasible` where no
    values exist, `LimitHit` where none were found in time.
    """
    model = _model(matrix, objective)
    if hint is not None:
        model.Proto().solution_hint.vars.extend(range(len(hint)))
        model.Proto().solution_hint.values.extend(hint.tolist())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.catch_sigint_signal = False
    if deadline.left is not None:
        solver.parameters.max_time_in_seconds = max(0.001, deadline.left)
    if work is not None:
        solver.parameters.max_deterministic_time = work
    status = interruptible(lambda: solver.solve(model), deadline, stop=solver.stop_search)
    if status == cp_model.INFEASIBLE:
        raise Infeasible
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise LimitHit
    values = np.array(solver.response_proto.solution, dtype=np.int64)
    value = value_of(objective, values)
    bound = value
    if status != cp_model.OPTIMAL:
        proven = int(np.ceil(solver.best_objective_bound - 1e-6))
        bound = min(value, max(objective.least, proven))
    return Answer(values, value, bound)


def bound_by_cpsat(
    matrix: Matrix, objective: Objective, *, seed: int, deadline: Deadline, work: float
) -> int:
    """No values give less of an objective: what is proven of it, or what was known before."""
    try:
        return least_by_cpsat(
            matrix, objective, hint=None, seed=seed, deadline=deadline, work=work
        ).bound
    except (LimitHit, Infeasible):
        return objective.least


def _model(matrix: Matrix, objective: Objective) -> Any:
    model: Any = cp_model.CpModel()
    proto = model.Proto()
    for low, high in zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True):
        proto.variables.add().domain.extend((low, high))
    columns, coefficients = matrix.column.tolist(), matrix.coefficient.tolist()
    starts = matrix.starts.tolist()
    row_lower = np.where(matrix.row_lower <= -UNLIMITED, -INT64, matrix.row_lower).tolist()
    row_upper = np.where(matrix.row_upper >= UNLIMITED, INT64, matrix.row_upper).tolist()
    for number, domain in enumerate(zip(row_lower, row_upper, strict=True)):
        span = slice(starts[number], starts[number + 1])
        row = proto.constraints.add().linear
        row.vars.extend(columns[span])
        row.coeffs.extend(coefficients[span])
        row.domain.extend(domain)
    proto.objective.vars.extend(objective.column.tolist())
    proto.objective.coeffs.extend(objective.coefficient.tolist())
    proto.objective.domain.extend((objective.least, INT64))
    return model
