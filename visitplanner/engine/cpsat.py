"""The CP-SAT engine of OR-Tools: one worker, so that the same input gives the same answer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

INT64 = 2**63 - 1


class CpSat:
    """A matrix loaded into CP-SAT, minimised objective by objective."""

    def __init__(self, matrix: Matrix, *, seed: int) -> None:
        self._model: Any = cp_model.CpModel()
        self._seed = seed
        proto = self._model.Proto()
        lows, highs = matrix.lower.tolist(), matrix.upper.tolist()
        for low, high in zip(lows, highs, strict=True):
            proto.variables.add().domain.extend((low, high))
        columns, coefficients = matrix.column.tolist(), matrix.coefficient.tolist()
        starts = matrix.starts.tolist()
        row_lower = np.where(matrix.row_lower <= -UNLIMITED, -INT64, matrix.row_lower).tolist()
        row_upper = np.where(matrix.row_upper >= UNLIMITED, INT64, matrix.row_upper).tolist()
        for row, (low, high) in enumerate(zip(row_lower, row_upper, strict=True)):
            span = slice(starts[row], starts[row + 1])
            self._add_row(columns[span], coefficients[span], low, high)

    def _add_row(self, columns: list[int], coefficients: list[int], low: int, high: int) -> None:
        row = self._model.Proto().constraints.add().linear
        row.vars.extend(columns)
        row.coeffs.extend(coefficients)
        row.domain.extend((low, high))

    def minimise(
        self,
        objective: Objective,
        *,
        hint: Ints | None = None,
        deadline: Deadline | None = None,
        work: float | None = None,
    ) -> Answer:
        """The least value of an objective.

        `hint` is (columns,), where the search begins; `deadline` limits the wall time, `work` the
        steps of the search, in units near to seconds but the same on every machine; without them
        the answer is proven. An interrupt from the keyboard lets the deadline expire. Raises
        `Infeasible` where no values exist, `LimitHit` where none were found in time.
        """
        proto = self._model.Proto()
        self._model.clear_objective()
        proto.objective.vars.extend(objective.column.tolist())
        proto.objective.coeffs.extend(objective.coefficient.tolist())
        proto.objective.domain.extend((objective.least, INT64))
        self._model.clear_hints()
        if hint is not None:
            proto.solution_hint.vars.extend(range(len(hint)))
            proto.solution_hint.values.extend(hint.tolist())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._seed
        solver.parameters.linearization_level = 2
        if deadline is not None and deadline.left is not None:
            solver.parameters.max_time_in_seconds = max(0.001, deadline.left)
        if work is not None:
            solver.parameters.max_deterministic_time = work
        status = _solve(solver, self._model, deadline)
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

    def fix(self, objective: Objective, value: int) -> None:
        """From now on the objective is at most `value`."""
        self._add_row(objective.column.tolist(), objective.coefficient.tolist(), -INT64, value)


def _solve(solver: cp_model.CpSolver, model: cp_model.CpModel, deadline: Deadline | None) -> Any:
    """Solve in a thread of its own, so that an interrupt reaches us and stops the solver."""
    solver.parameters.catch_sigint_signal = False
    with ThreadPoolExecutor(max_workers=1) as pool:
        found = pool.submit(solver.solve, model)
        try:
            return found.result()
        except KeyboardInterrupt:
            solver.stop_search()
            if deadline is None:
                raise
            deadline.expire()
            return found.result()
        except BaseException:
            solver.stop_search()
            raise
