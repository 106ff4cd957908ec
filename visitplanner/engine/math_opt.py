"""The one door to OR-Tools MathOpt, through which GLOP, PDLP and SCIP are called: in bulk."""

from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.math_opt import callback_pb2, model_pb2, parameters_pb2, result_pb2, solution_pb2
from ortools.math_opt import model_parameters_pb2 as model_parameters
from ortools.math_opt.core.python import solver as math_opt
from ortools.util.python.solve_interrupter import SolveInterrupter

from visitplanner.engine.answer import Deadline
from visitplanner.engine.interrupts import interruptible
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED

Floats = npt.NDArray[np.float64]
GLOP = parameters_pb2.SOLVER_TYPE_GLOP
SCIP = parameters_pb2.SOLVER_TYPE_GSCIP
PDLP = parameters_pb2.SOLVER_TYPE_PDLP
DUAL_SIMPLEX = parameters_pb2.LP_ALGORITHM_DUAL_SIMPLEX
AT_LOWER = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND
AT_UPPER = solution_pb2.BASIS_STATUS_AT_UPPER_BOUND
BASIC = solution_pb2.BASIS_STATUS_BASIC
FIXED = solution_pb2.BASIS_STATUS_FIXED_VALUE
FREE = solution_pb2.BASIS_STATUS_FREE
EMPHASIS_OFF = parameters_pb2.EMPHASIS_OFF
OPTIMAL = result_pb2.TERMINATION_REASON_OPTIMAL
INFEASIBLE = result_pb2.TERMINATION_REASON_INFEASIBLE
RUN_OFF = result_pb2.TERMINATION_REASON_NUMERICAL_ERROR
NOTHING_FITS = (INFEASIBLE, result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED)
"""Of a relaxation, whose columns all have bounds."""


def model_of(matrix: Matrix, *, whole: Bools | bool) -> Any:
    """The columns and rows of a matrix, without an objective.

    `whole`: which columns are whole numbers, or whether all are.
    """
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(matrix.columns))
    model.variables.lower_bounds.extend(matrix.lower.tolist())
    model.variables.upper_bounds.extend(matrix.upper.tolist())
    model.variables.integers.extend(np.broadcast_to(whole, matrix.columns).tolist())
    model.linear_constraints.ids.extend(range(matrix.rows))
    model.linear_constraints.lower_bounds.extend(lower_of(matrix).tolist())
    model.linear_constraints.upper_bounds.extend(upper_of(matrix).tolist())
    entries = model.linear_constraint_matrix
    entries.row_ids.extend(matrix.row.tolist())
    entries.column_ids.extend(matrix.column.tolist())
    entries.coefficients.extend(matrix.coefficient.tolist())
    return model


def fill_entries(entries: Any, row: Ints, column: Ints, coefficient: Ints) -> None:
    """Append the entries of a model or an update, in any order; those of column -1 are left out."""
    order = np.lexsort((column, row))
    order = order[column[order] >= 0]
    entries.row_ids.extend(row[order].tolist())
    entries.column_ids.extend(column[order].tolist())
    entries.coefficients.extend(coefficient[order].tolist())


def lower_of(matrix: Matrix) -> Floats:
    """(rows,) the lower bounds, minus infinity where there are none."""
    return np.where(matrix.row_lower <= -UNLIMITED, -np.inf, matrix.row_lower)


def upper_of(matrix: Matrix) -> Floats:
    """(rows,) the upper bounds, infinity where there are none."""
    return np.where(matrix.row_upper >= UNLIMITED, np.inf, matrix.row_upper)


def fill_costs(costs: Any, column: Ints, coefficient: Ints | Floats) -> None:
    """Set the objective of a model or of an update."""
    order = np.argsort(column)
    costs.ids.extend(column[order].tolist())
    costs.values.extend(coefficient[order].tolist())


def basis_of(columns: Ints, rows: Ints) -> Any:
    """A basis from where every column and row stands."""
    found = solution_pb2.BasisProto()
    for status, values in ((found.variable_status, columns), (found.constraint_status, rows)):
        status.ids.extend(range(len(values)))
        status.values.extend(values.tolist())
    return found


def asked(deadline: Deadline) -> Any:
    """The parameters of a solver that ends in time."""
    found = parameters_pb2.SolveParametersProto()
    if deadline.left is not None:
        found.time_limit.FromNanoseconds(int(1e9 * max(0.001, deadline.left)))
    return found


def new_solver(kind: Any, model: Any) -> Any:
    """A solver with a model loaded."""
    return math_opt.new(kind, model, parameters_pb2.SolverInitializerProto())


def solved(
    solver: Any,
    parameters: Any,
    deadline: Deadline,
    *,
    hint: Ints | None = None,
    basis: Any = None,
    stops: bool = True,
) -> Any:
    """Solve; an interrupt from the keyboard lets the deadline expire.

    What was found so far is then the result, where the solver can be stopped; else `LimitHit` is
    raised. SCIP cannot without writing to the terminal.
    """
    beside = model_parameters.ModelSolveParametersProto()
    if hint is not None:
        values = beside.solution_hints.add().variable_values
        values.ids.extend(range(len(hint)))
        values.values.extend(hint.tolist())
    if basis is not None:
        beside.initial_basis.CopyFrom(basis)
    nobody = callback_pb2.CallbackRegistrationProto()
    interrupter = SolveInterrupter() if stops else None
    handle = interrupter.pybind_interrupter if interrupter is not None else None
    return interruptible(
        lambda: solver.solve(parameters, beside, None, nobody, None, handle),
        deadline,
        stop=interrupter.interrupt if interrupter is not None else None,
    )
