"""Which lots are used, as a matrix: the columns of a network, and a switch for each lot.

What whole values say besides is written into it: an even share of a lot is none.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED


@dataclass(frozen=True, slots=True)
class Choices:
    """Some columns of a network with their lots."""

    columns: Ints
    """Numbers of its first columns in the network; ascending."""
    lot: Ints
    """(switches,) which of these columns each switch is about; the switches come after them."""
    least: Ints
    """(switches,) how many the column is at least where the switch is 1."""
    matrix: Matrix

    @property
    def switches(self) -> Bools:
        """(columns of the matrix,) whether a column is a switch."""
        found: Bools = np.arange(self.matrix.columns) >= len(self.columns)
        return found

    def values(self, own: Ints) -> Ints:
        """(columns of the matrix,) values from those of all columns of the network."""
        mine = own[self.columns]
        return np.concatenate([mine, (mine[self.lot] > 0).astype(np.int64)])

    def bounds(self, values: Ints, count: int) -> tuple[Ints, Ints]:
        """(columns of the network,) what switches leave of `count` columns: lower and upper."""
        lower, upper = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        own = self.columns
        lower[own], upper[own] = (
            each[: len(own)] for each in (self.matrix.lower, self.matrix.upper)
        )
        switch = values[len(own) :]
        chosen = own[self.lot]
        lower[chosen] = np.maximum(lower[chosen], self.least * switch)
        upper[chosen] *= switch
        return lower, upper


def settled(matrix: Matrix, least: Ints) -> tuple[Matrix, Ints]:
    """The matrix of a network with narrower bounds, and (columns,) larger lots: as whole ones are.

    Where a row has to be so many, what one column leaves of it is nought or a lot of another.
    """
    upper = np.where(least > matrix.upper, 0, matrix.upper)
    free = upper[matrix.column] > 0
    smallest = np.full(matrix.rows, UNLIMITED, dtype=np.int64)
    np.minimum.at(smallest, matrix.row[free], least[matrix.column[free]])
    exact = (matrix.row_lower == matrix.row_upper) & (matrix.row_lower > 0)
    entry = np.flatnonzero(exact[matrix.row] & free)
    row, column = matrix.row[entry], matrix.column[entry]
    whole = matrix.row_upper[row]
    rest = whole - smallest[row]
    parted = upper[column] < whole
    np.minimum.at(upper, column[parted], np.maximum(0, rest[parted]))
    alone = ~parted & (rest < least[column])
    least = least.copy()
    np.maximum.at(least, column[alone], whole[alone])
    upper[least > upper] = 0
    lower = np.where(matrix.lower > 0, np.maximum(matrix.lower, least), 0)
    return matrix.within(lower, upper), least


def choices_of(matrix: Matrix, least: Ints, kept: Bools) -> Choices:
    """The choices among some columns of a network; all others are nought.

    `least` is (columns,), how many each is at least where it is not nought; `kept` is (columns,).
    """
    columns = np.flatnonzero((kept & (matrix.upper > 0)) | (matrix.lower > 0))
    own = matrix.of_columns(columns, np.ones(matrix.rows, dtype=bool))
    lot = np.flatnonzero(least[columns] > 1)
    count, lots, rows = len(columns), len(lot), own.rows
    switch = count + np.arange(lots)
    most, fewest = own.upper[lot], least[columns[lot]]
    number, needed, inside = _rounded(own, switch, lot)
    above, below = rows + np.arange(lots), rows + lots + np.arange(lots)
    one = np.ones(lots, dtype=np.int64)
    row = [own.row, above, above, below, below, rows + 2 * lots + number]
    column = [own.column, lot, switch, lot, switch, inside]
    factor = [own.coefficient, one, -most, one, -fewest, np.ones_like(inside)]
    ends = np.zeros(lots, dtype=np.int64), np.full(lots, UNLIMITED)
    found = matrix_of(
        np.concatenate([own.lower, np.zeros(lots, dtype=np.int64)]),
        np.concatenate([own.upper, one]),
        (np.concatenate(row), np.concatenate(column), np.concatenate(factor)),
        (
            np.concatenate([own.row_lower, -ends[1], ends[0], needed]),
            np.concatenate([own.row_upper, ends[0], ends[1], np.full_like(needed, UNLIMITED)]),
        ),
    )
    return Choices(columns, lot, fewest, found)


def _rounded(matrix: Matrix, switch: Ints, lot: Ints) -> tuple[Ints, Ints, Ints]:
    """Rows `so many lots at least`, where a row needs so many columns, all of which are lots.

    Returns (entries,) the number of the row, (rows,) how many lots it needs, and (entries,) the
    switches in it.
    """
    of_column = np.full(matrix.columns, -1, dtype=np.int64)
    of_column[lot] = switch
    entry_switch = of_column[matrix.column]
    largest = np.zeros(matrix.rows, dtype=np.int64)
    np.maximum.at(largest, matrix.row, matrix.upper[matrix.column])
    plain = np.bincount(matrix.row[entry_switch < 0], minlength=matrix.rows) > 0
    needed = -(-matrix.row_lower // np.maximum(1, largest))
    # Where the largest fit evenly, the rows of the lots say as much.
    chosen = ~plain & (matrix.row_lower > 0) & (needed * largest > matrix.row_lower)
    rows = np.flatnonzero(chosen)
    number = np.full(matrix.rows, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    entry = chosen[matrix.row]
    return number[matrix.row[entry]], needed[rows], entry_switch[entry]
