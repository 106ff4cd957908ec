"""Lots: columns that are nought or at least so many, as yes-or-no columns say that do nothing else.

A rule writes `people <= most * used` and `people >= least * used`. Where `used` is in no other row
and no objective looks at it, it only says that people are nought or from least to most.
"""

from dataclasses import dataclass, replace

import numpy as np

from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED


@dataclass(frozen=True, slots=True)
class Lots:
    """Yes-or-no columns, and what each says of another column."""

    switch: Ints
    """(lots,) the yes-or-no columns; ascending."""
    column: Ints
    """(lots,) the column that each of them is about."""
    least: Ints
    """(lots,) the column is at least so many where its switch is 1."""
    most: Ints
    """(lots,) it is at most so many there, and nought where the switch is 0."""
    row: Bools
    """(rows,) the rows that say so."""

    def values(self, values: Ints) -> None:
        """Fill in the values of the switches."""
        values[self.switch] = (self.most < UNLIMITED) & (values[self.column] > 0)

    def upper(self, matrix: Matrix) -> Ints:
        """(columns,) the upper bounds with what lots say of them; nought where no lot is left."""
        found = matrix.upper.copy()
        np.minimum.at(found, self.column, self.most)
        none = (self.least > found[self.column]) & (self.most < UNLIMITED)
        found[self.column[none]] = 0
        return found

    def lower(self, matrix: Matrix) -> Ints:
        """(columns,) how many a column is at least where it is not nought."""
        found = np.ones(matrix.columns, dtype=np.int64)
        np.maximum.at(found, self.column, np.where(self.most < UNLIMITED, self.least, 1))
        return found

    def some(self, chosen: Bools, matrix: Matrix) -> "Lots":
        """Some of the lots."""
        switch = self.switch[chosen]
        mine = np.zeros(matrix.columns, dtype=bool)
        mine[switch] = True
        row = np.zeros(matrix.rows, dtype=bool)
        row[matrix.row[mine[matrix.column]]] = True
        return Lots(switch, self.column[chosen], self.least[chosen], self.most[chosen], row)


@dataclass(frozen=True, slots=True)
class Whims:
    """Lots of one at least: their switches say nothing that bounds of columns do not."""

    lots: Lots

    def restore(self, values: Ints) -> None:
        """Fill in the values of the columns that went."""
        self.lots.values(values)

    def replaced(self, matrix: Matrix) -> Matrix:
        """The other rows, with bounds in the place of these."""
        found = matrix.of_rows(~self.lots.row)
        return replace(found, upper=self.lots.upper(matrix))


def whims(matrix: Matrix, priced: Bools) -> Whims | None:
    """The lots of a matrix that bounds can say; None where there are none.

    `priced` is (columns,), whether an objective looks at a column: those stay.
    """
    found = lots_of(matrix, priced)
    if found is None:
        return None
    most = np.minimum(found.most, matrix.upper[found.column])
    plain = (found.least <= 1) | (found.most >= UNLIMITED) | (found.least > most)
    return Whims(found.some(plain, matrix)) if plain.any() else None


def lots_of(matrix: Matrix, priced: Bools) -> Lots | None:
    """The lots of a matrix; None where there are none. `priced` is as above."""
    row, column, switch, factor = _pairs(matrix, priced)
    at_most = matrix.row_upper[row] == 0
    at_least = matrix.row_lower[row] == 0
    count = matrix.columns
    least = np.zeros(count, dtype=np.int64)
    np.maximum.at(least, switch[at_least], factor[at_least])
    most = np.full(count, UNLIMITED, dtype=np.int64)
    np.minimum.at(most, switch[at_most], factor[at_most])
    # A switch may be in no other rows, and has to be about one column.
    first, last = np.full(count, count, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    np.minimum.at(first, switch, column)
    np.maximum.at(last, switch, column)
    everywhere = np.bincount(matrix.column, minlength=count)
    mine = (np.bincount(switch, minlength=count) == everywhere) & (first == last)
    if not mine.any():
        return None
    found = np.flatnonzero(mine)
    rows = np.zeros(matrix.rows, dtype=bool)
    rows[row[mine[switch]]] = True
    return Lots(found, first[found], least[found], most[found], rows)


def _pairs(matrix: Matrix, priced: Bools) -> tuple[Ints, Ints, Ints, Ints]:
    """Rows `x - factor * y`, at most or at least nought, and x, y and the factor of each of them.

    y is yes or no, and no objective looks at it.
    """
    row = np.flatnonzero(
        (matrix.sizes == 2)
        & ((matrix.row_upper == 0) | (matrix.row_upper >= UNLIMITED))
        & ((matrix.row_lower == 0) | (matrix.row_lower <= -UNLIMITED))
    )
    entry = matrix.starts[row]
    turned = matrix.coefficient[entry] < 0
    one, other = entry + turned, entry + ~turned
    x, y, factor = matrix.column[one], matrix.column[other], -matrix.coefficient[other]
    fits = (matrix.coefficient[one] == 1) & (factor > 0) & (matrix.lower[x] == 0)
    fits &= (matrix.lower[y] == 0) & (matrix.upper[y] == 1) & ~priced[y]
    return row[fits], x[fits], y[fits], factor[fits]
