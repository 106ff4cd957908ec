"""The linear relaxation: fractions allowed, solved by GLOP and kept warm between objectives."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver as math_opt

from visitplanner.engine.answer import Deadline
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

try:
    from ortools.util.python import solve_interrupter
except ImportError:  # before OR-Tools 9.15 a relaxation that has begun is awaited
    solve_interrupter = None

ITERATIONS = 200_000
"""Of the simplex method, after which a relaxation is given up; a number is the same everywhere."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """A solution in fractions, with its prices."""

    values: Floats
    """(columns,)"""
    duals: Floats
    """(rows,) what one more in the bound of a row is worth; above zero for lower bounds."""


class Relaxation:
    """A matrix loaded into GLOP, minimised objective by objective."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._solver: Any = math_opt.new(
            parameters_pb2.SOLVER_TYPE_GLOP,
            _model(matrix),
            parameters_pb2.SolverInitializerProto(),
        )
        self._warm = False

    def minimise(self, cost: Ints, *, deadline: Deadline) -> Point | None:
        """The least sum of costs; None where the time passed before, or nothing satisfies the rows.

        `cost` is (columns,). An interrupt from the keyboard lets the deadline expire.
        """
        update = model_update_pb2.ModelUpdateProto()
        changed = update.objective_updates.linear_coefficients
        changed.ids.extend(range(self._matrix.columns))
        changed.values.extend(cost.tolist())
        self._solver.update(update)
        asked = parameters_pb2.SolveParametersProto()
        if self._warm:
            # Without it the last basis is where the next search begins.
            asked.presolve = parameters_pb2.EMPHASIS_OFF
        if deadline.left is not None:
            asked.time_limit.FromNanoseconds(int(1e9 * max(0.001, deadline.left)))
        asked.iteration_limit = ITERATIONS
        result = self._run(asked, deadline)
        if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            return None
        self._warm = True
        found = result.solutions[0]
        return Point(
            np.array(found.primal_solution.variable_values.values),
            np.array(found.dual_solution.dual_values.values),
        )

    def _run(self, asked: Any, deadline: Deadline) -> Any:
        """Solve in a thread of its own, so that an interrupt reaches us and stops the solver."""
        interrupter = None if solve_interrupter is None else solve_interrupter.SolveInterrupter()
        with ThreadPoolExecutor(max_workers=1) as pool:
            found = pool.submit(
                self._solver.solve,
                asked,
                model_parameters_pb2.ModelSolveParametersProto(),
                None,
                callback_pb2.CallbackRegistrationProto(),
                None,
                None if interrupter is None else interrupter.pybind_interrupter,
            )
            try:
                return found.result()
            except KeyboardInterrupt:
                deadline.expire()
                if interrupter is not None:
                    interrupter.interrupt()
                return found.result()

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended.
        """
        update = model_update_pb2.ModelUpdateProto()
        before, rows = self._matrix, self._matrix.rows
        for bounds, old, new in (
            (update.variable_updates.lower_bounds, before.lower, matrix.lower),
            (update.variable_updates.upper_bounds, before.upper, matrix.upper),
            (update.linear_constraint_updates.lower_bounds, _lower(before), _lower(matrix)[:rows]),
            (update.linear_constraint_updates.upper_bounds, _upper(before), _upper(matrix)[:rows]),
        ):
            changed = np.flatnonzero(old != new)
            bounds.ids.extend(changed.tolist())
            bounds.values.extend(new[changed].tolist())
        _fill_rows(
            update.new_linear_constraints, update.linear_constraint_matrix_updates, matrix, rows
        )
        self._solver.update(update)
        self._matrix = matrix


def _lower(matrix: Matrix) -> Floats:
    return np.where(matrix.row_lower <= -UNLIMITED, -np.inf, matrix.row_lower)


def _upper(matrix: Matrix) -> Floats:
    return np.where(matrix.row_upper >= UNLIMITED, np.inf, matrix.row_upper)


def _model(matrix: Matrix) -> Any:
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(matrix.columns))
    model.variables.lower_bounds.extend(matrix.lower.tolist())
    model.variables.upper_bounds.extend(matrix.upper.tolist())
    model.variables.integers.extend([False] * matrix.columns)
    _fill_rows(model.linear_constraints, model.linear_constraint_matrix, matrix, 0)
    return model


def _fill_rows(rows: Any, entries: Any, matrix: Matrix, first: int) -> None:
    """Append the rows of a matrix from the first wanted on."""
    rows.ids.extend(range(first, matrix.rows))
    rows.lower_bounds.extend(_lower(matrix)[first:].tolist())
    rows.upper_bounds.extend(_upper(matrix)[first:].tolist())
    begin = int(matrix.starts[first])
    entries.row_ids.extend(matrix.row[begin:].tolist())
    entries.column_ids.extend(matrix.column[begin:].tolist())
    entries.coefficients.extend(matrix.coefficient[begin:].tolist())
