"""Some columns of a matrix in all its rows, loaded into GLOP: more may be added, bounds change."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from ortools.math_opt import model_pb2, model_update_pb2

from visitplanner.engine import math_opt
from visitplanner.engine.answer import Deadline
from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.ragged import spread

ITERATIONS = 200_000
"""Of the simplex method, after which a relaxation is given up; a number is the same everywhere."""

VARIED = 20
"""Different costs there are more of, where columns can be told apart by them: all goals in one sum
have 38 to 58 of them, one goal or two have two to eight."""


class Unsolvable(Exception):  # noqa: N818 - an outcome that its caller always catches
    """The time passed before, or nothing satisfies the rows."""

    def __init__(self, *, infeasible: bool) -> None:
        super().__init__()
        self.infeasible = infeasible
        """Whether nothing satisfies the rows."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where columns and rows stand in a corner of a relaxation, in the numbers of MathOpt."""

    columns: Ints
    """(columns,)"""
    rows: Ints
    """(rows,)"""

    @classmethod
    def of_nothing(cls, columns: int, rows: int) -> Self:
        """All columns at their lower bounds, no row at any."""
        return cls(np.full(columns, math_opt.AT_LOWER), np.full(rows, math_opt.BASIC))

    def spread(self, columns: Ints, rows: Bools, inside: "Basis") -> Self:
        """The same size, where some columns and rows stand as inside, and all others at nought."""
        found = self.of_nothing(len(self.columns), len(self.rows))
        found.columns[columns] = inside.columns
        found.rows[rows] = inside.rows
        return found


class Restricted:
    """A matrix in GLOP with some of its columns; the others stand at nought."""

    def __init__(self, matrix: Matrix, basis: Basis | None = None) -> None:
        """`basis` is where to begin: of the same columns and, as far as they go, the same rows."""
        self._matrix = matrix
        self.basis = basis
        """That of the last time."""
        self.columns: Ints = np.zeros(0, dtype=np.int64)
        """Numbers of the columns inside, in the order in which they were added."""
        self._solver: Any = None
        self._index()

    def minimise(self, cost: Ints | Floats, deadline: Deadline) -> tuple[Floats, Floats]:
        """The least sum of costs: (inside,) values, and (rows,) prices.

        `cost` is (all columns,). Raises `Unsolvable`. An interrupt from the keyboard lets the
        deadline expire.
        """
        update = model_update_pb2.ModelUpdateProto()
        costs = update.objective_updates.linear_coefficients
        math_opt.fill_costs(costs, np.arange(len(self.columns)), cost[self.columns])
        self._solver.update(update)
        asked = math_opt.asked(deadline)
        asked.iteration_limit = ITERATIONS
        begin = self._begin_at()
        if begin is not None:
            # Presolve would leave something else to begin with.
            asked.presolve = math_opt.EMPHASIS_OFF
        elif self._matrix.rows > len(self.columns) and len(np.unique(cost)) > VARIED:
            # Many corners are alike in few columns: prices move where values would not, if costs
            # tell columns apart.
            asked.lp_algorithm = math_opt.DUAL_SIMPLEX
        result = math_opt.solved(self._solver, asked, deadline, basis=begin)
        reason = result.termination.reason
        if reason != math_opt.OPTIMAL:
            raise Unsolvable(infeasible=reason in math_opt.NOTHING_FITS)
        found = result.solutions[0]
        self._stands(found.basis)
        return (
            np.array(found.primal_solution.variable_values.values),
            np.array(found.dual_solution.dual_values.values),
        )

    def _begin_at(self) -> Any:
        """The last basis; None: there is none.

        GLOP forgets it where anything is added, and may take what presolve left for it.
        New columns are at their lower bounds, new rows are not at their bounds. Without the rows
        that it was found with, it may be none: as many have to be off their bounds as there are
        rows.
        """
        if self.basis is None:
            return None
        matrix = self._matrix
        missing = max(0, matrix.rows - len(self.basis.rows))
        rows = np.append(self.basis.rows, np.full(missing, math_opt.BASIC))[: matrix.rows]
        columns = self.basis.columns[self.columns]
        off = np.count_nonzero(columns == math_opt.BASIC) + np.count_nonzero(rows == math_opt.BASIC)
        if off != len(rows):
            return None
        return math_opt.basis_of(
            _standing(columns, matrix.lower[self.columns], matrix.upper[self.columns]),
            _standing(rows, math_opt.lower_of(matrix), math_opt.upper_of(matrix)),
        )

    def _stands(self, basis: Any) -> None:
        columns = np.full(self._matrix.columns, math_opt.AT_LOWER)
        columns[self.columns] = basis.variable_status.values
        self.basis = Basis(columns, np.array(basis.constraint_status.values))

    def add(self, columns: Ints) -> None:
        """More columns, none of which is inside."""
        if self._solver is None:
            model = model_pb2.ModelProto()
            self._fill_rows(model.linear_constraints, 0)
            self._fill(model.variables, model.linear_constraint_matrix, columns)
            self._solver = math_opt.new_solver(math_opt.GLOP, model)
        elif len(columns):
            update = model_update_pb2.ModelUpdateProto()
            entries = update.linear_constraint_matrix_updates
            self._fill(update.new_variables, entries, columns)
            self._solver.update(update)

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended.
        """
        update = model_update_pb2.ModelUpdateProto()
        before, rows, inside = self._matrix, self._matrix.rows, self.columns
        lower, upper = math_opt.lower_of, math_opt.upper_of
        for bounds, old, new in (
            (update.variable_updates.lower_bounds, before.lower[inside], matrix.lower[inside]),
            (update.variable_updates.upper_bounds, before.upper[inside], matrix.upper[inside]),
            (update.linear_constraint_updates.lower_bounds, lower(before), lower(matrix)[:rows]),
            (update.linear_constraint_updates.upper_bounds, upper(before), upper(matrix)[:rows]),
        ):
            changed = np.flatnonzero(old != new)
            bounds.ids.extend(changed.tolist())
            bounds.values.extend(new[changed].tolist())
        self._matrix = matrix
        if matrix.rows > rows:
            number = np.full(matrix.columns, -1, dtype=np.int64)
            number[inside] = np.arange(len(inside))
            begin = int(matrix.starts[rows])
            self._fill_rows(update.new_linear_constraints, rows)
            math_opt.fill_entries(
                update.linear_constraint_matrix_updates,
                matrix.row[begin:],
                number[matrix.column[begin:]],
                matrix.coefficient[begin:],
            )
            self._index()
        self._solver.update(update)

    def _index(self) -> None:
        """Where the entries of each column are."""
        column = self._matrix.column
        self._entry = np.argsort(column, kind="stable")
        counts = np.bincount(column, minlength=self._matrix.columns)
        self._begin = np.concatenate([[0], np.cumsum(counts)])

    def _fill(self, variables: Any, entries: Any, columns: Ints) -> None:
        """Write columns with their entries into a model or an update."""
        matrix, first = self._matrix, len(self.columns)
        variables.ids.extend(range(first, first + len(columns)))
        variables.lower_bounds.extend(matrix.lower[columns].tolist())
        variables.upper_bounds.extend(matrix.upper[columns].tolist())
        variables.integers.extend([False] * len(columns))
        self.columns = np.concatenate([self.columns, columns])
        number, place = spread(self._begin[columns], self._begin[columns + 1])
        entry = self._entry[place]
        math_opt.fill_entries(entries, matrix.row[entry], first + number, matrix.coefficient[entry])

    def _fill_rows(self, rows: Any, first: int) -> None:
        """Write the rows from the first wanted on."""
        matrix = self._matrix
        rows.ids.extend(range(first, matrix.rows))
        rows.lower_bounds.extend(math_opt.lower_of(matrix)[first:].tolist())
        rows.upper_bounds.extend(math_opt.upper_of(matrix)[first:].tolist())


def _standing(status: Ints, lower: Floats | Ints, upper: Floats | Ints) -> Ints:
    """The same, but nothing stands at a bound that it does not have any more.

    Other rows may have bounds elsewhere, and what GLOP makes of such a basis is said nowhere.
    """
    found: Ints = np.select(
        [
            status == math_opt.BASIC,
            lower == upper,
            (status == math_opt.AT_UPPER) & np.isfinite(upper),
            np.isfinite(lower),
            np.isfinite(upper),
        ],
        [
            math_opt.BASIC,
            math_opt.FIXED,
            math_opt.AT_UPPER,
            math_opt.AT_LOWER,
            math_opt.AT_UPPER,
        ],
        math_opt.FREE,
    )
    return found
