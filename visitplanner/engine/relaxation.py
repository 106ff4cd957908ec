"""The linear relaxation: fractions allowed, solved by GLOP and kept warm between objectives."""

from dataclasses import dataclass

import numpy as np
from ortools.math_opt import model_update_pb2

from visitplanner.engine import math_opt
from visitplanner.engine.answer import Deadline
from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints

ITERATIONS = 200_000
"""Of the simplex method, after which a relaxation is given up; a number is the same everywhere."""


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
        self._solver = math_opt.new_solver(math_opt.GLOP, math_opt.model_of(matrix, whole=False))
        self._warm = False

    def minimise(self, cost: Ints, *, deadline: Deadline) -> Point | None:
        """The least sum of costs; None where the time passed before, or nothing satisfies the rows.

        `cost` is (columns,). An interrupt from the keyboard lets the deadline expire.
        """
        update = model_update_pb2.ModelUpdateProto()
        costs = update.objective_updates.linear_coefficients
        math_opt.fill_costs(costs, np.arange(len(cost)), cost)
        self._solver.update(update)
        asked = math_opt.asked(deadline)
        asked.iteration_limit = ITERATIONS
        if self._warm:
            # Without it the last basis is where the next search begins.
            asked.presolve = math_opt.EMPHASIS_OFF
        result = math_opt.solved(self._solver, asked, deadline)
        if result.termination.reason != math_opt.OPTIMAL:
            return None
        self._warm = True
        found = result.solutions[0]
        return Point(
            np.array(found.primal_solution.variable_values.values),
            np.array(found.dual_solution.dual_values.values),
        )

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended.
        """
        update = model_update_pb2.ModelUpdateProto()
        before, rows = self._matrix, self._matrix.rows
        lower, upper = math_opt.lower_of, math_opt.upper_of
        for bounds, old, new in (
            (update.variable_updates.lower_bounds, before.lower, matrix.lower),
            (update.variable_updates.upper_bounds, before.upper, matrix.upper),
            (update.linear_constraint_updates.lower_bounds, lower(before), lower(matrix)[:rows]),
            (update.linear_constraint_updates.upper_bounds, upper(before), upper(matrix)[:rows]),
        ):
            changed = np.flatnonzero(old != new)
            bounds.ids.extend(changed.tolist())
            bounds.values.extend(new[changed].tolist())
        math_opt.fill_rows(
            update.new_linear_constraints, update.linear_constraint_matrix_updates, matrix, rows
        )
        self._solver.update(update)
        self._matrix = matrix
