"""A matrix by its columns: which entries and rows each has, and what rows add up to meanwhile."""

import numpy as np

from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.ragged import spread


class ByColumn:
    """The entries of a matrix, one column after another."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._entry = np.argsort(matrix.column, kind="stable")
        counts = np.bincount(matrix.column, minlength=matrix.columns)
        self._begin = np.concatenate([[0], np.cumsum(counts)])
        self._values = np.zeros(matrix.columns, dtype=np.int64)
        self._sums = np.zeros(matrix.rows, dtype=np.int64)

    def entries(self, columns: Ints) -> tuple[Ints, Ints]:
        """The entries of columns, and for each of them which of the columns it is in."""
        number, place = spread(self._begin[columns], self._begin[columns + 1])
        return self._entry[place], number

    def rows(self, columns: Ints) -> Ints:
        """The rows that columns are in; ascending."""
        found = np.zeros(self.matrix.rows, dtype=bool)
        found[self.matrix.row[self.entries(columns)[0]]] = True
        return np.flatnonzero(found)

    def sums(self, values: Ints) -> Ints:
        """(rows,) what the entries of each row add up to; not to be changed.

        Only what is not as it was when they were last asked for is added up.
        """
        changed = np.flatnonzero(values != self._values)
        if len(changed):
            entry, column = self.entries(changed)
            by = (values[changed] - self._values[changed])[column]
            self._sums = self._sums.copy()
            np.add.at(self._sums, self.matrix.row[entry], self.matrix.coefficient[entry] * by)
            self._values = values.copy()
        return self._sums
