"""Columns that stand in for a sum: `sum <= y`, and y is limited elsewhere. The sum takes its place.

A rule writes a column `there` for `somebody of them is there` and limits these columns. Where a sum
that is 1 at the most already says so, the column and its row are not needed.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.engine.presolve import most_of
from visitplanner.engine.tightening import switches
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED
from visitplanner.matrix.ragged import ranges


@dataclass(frozen=True, slots=True)
class StandIns:
    """Columns whose values are sums of others."""

    rows: Matrix
    """The rows as they were."""
    column: Ints
    """The columns that went."""
    row: Ints
    """For each of them the row that says which sum it stands in for."""

    def restore(self, values: Ints) -> None:
        """Fill in the values of the columns that went."""
        values[self.column] = 0
        values[self.column] = self.rows.sums(values)[self.row]

    def replaced(self) -> Matrix:
        """The rows with the sums in place of these columns, which are in no row any more."""
        matrix = self.rows
        of_column = np.full(matrix.columns, -1, dtype=np.int64)
        of_column[self.column] = self.row
        gone = np.zeros(matrix.rows, dtype=bool)
        gone[self.row] = True
        stays = ~gone[matrix.row]
        plain = stays & (of_column[matrix.column] < 0)
        standing = np.flatnonzero(stays & (of_column[matrix.column] >= 0))
        sums = of_column[matrix.column[standing]]
        sizes = matrix.sizes[sums]
        entry = ranges(matrix.starts[sums], sizes)
        body = matrix.coefficient[entry] > 0
        factor = np.repeat(matrix.coefficient[standing], sizes)
        row = np.concatenate([matrix.row[plain], np.repeat(matrix.row[standing], sizes)[body]])
        column = np.concatenate([matrix.column[plain], matrix.column[entry][body]])
        coefficient = np.concatenate(
            [matrix.coefficient[plain], (factor * matrix.coefficient[entry])[body]]
        )
        key, where = np.unique(row * matrix.columns + column, return_inverse=True)
        added = np.zeros(len(key), dtype=np.int64)
        np.add.at(added, where, coefficient)
        entries = (*np.divmod(key, max(1, matrix.columns)), added)
        found = matrix_of(matrix.lower, matrix.upper, entries, (matrix.row_lower, matrix.row_upper))
        return found.of_rows(~gone)


def stand_ins(matrix: Matrix, priced: Bools) -> StandIns | None:
    """The columns of a matrix that only stand in for a sum; None where there are none.

    `priced` is (columns,), whether an objective looks at a column: those stay.
    """
    alone = _alone(matrix) & ~priced
    entry = np.flatnonzero(
        switches(matrix)[matrix.row] & (matrix.coefficient == -1) & alone[matrix.column]
    )
    if not len(entry):
        return None
    negative = np.bincount(matrix.row[matrix.lower[matrix.column] < 0], minlength=matrix.rows) > 0
    row = matrix.row[entry]
    fits = most_of(matrix, row) <= matrix.upper[matrix.column[entry]]
    entry = entry[fits & ~negative[row]]
    # Where one is part of the sum of another, that one waits for the next round.
    going = np.zeros(matrix.columns, dtype=bool)
    going[matrix.column[entry]] = True
    others = np.bincount(matrix.row[going[matrix.column]], minlength=matrix.rows)
    entry = entry[others[matrix.row[entry]] == 1]
    return StandIns(matrix, matrix.column[entry], matrix.row[entry]) if len(entry) else None


def _alone(matrix: Matrix) -> Bools:
    """(columns,) from 0 on, in one row below zero, and in one above that only says `at most`.

    The smaller such a column is, the more room the other row has: it can be as small as its sum.
    """
    below = matrix.coefficient < 0
    at_most = (matrix.row_lower <= -UNLIMITED)[matrix.row]
    count = matrix.columns
    found: Bools = (
        (np.bincount(matrix.column[below], minlength=count) == 1)
        & (np.bincount(matrix.column[~below & at_most], minlength=count) == 1)
        & (np.bincount(matrix.column, minlength=count) == 2)
        & (matrix.lower == 0)
    )
    return found
