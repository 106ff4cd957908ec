"""Values that satisfy all rows, changed a step at a time, with what each change asks for."""

from collections.abc import Iterator

import numpy as np

from visitplanner.engine.math_opt import Floats
from visitplanner.engine.presolve import packing
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints

LONGEST = 80
"""Columns raised in a row because the one before asks for it, at most."""


class Moves:
    """The values of a matrix, what its rows add up to, and how to go back.

    A row without negative entries is *full* for a column that it has no room for. Any other row
    that a change breaks is mended: the best column that has room in all full rows is raised in it.
    """

    def __init__(self, matrix: Matrix, cost: Ints, rank: Floats, values: Ints) -> None:
        """`values` are (columns,) and satisfy all rows, `rank` says which columns help first."""
        self._values = values.copy()
        self._bounds = matrix.lower, matrix.upper
        # A view of the same numbers, of which single ones are read and written much faster.
        self._value: memoryview[int] = self._values.data
        self.cost: list[int] = cost.tolist()
        self.total = 0
        """What all changes since the last `keep` cost."""
        self.steps = 0
        """Columns looked at so far, a measure of time that is the same on every machine."""
        self._upper: list[int] = matrix.upper.tolist()
        self._low, self._high = matrix.row_lower.tolist(), matrix.row_upper.tolist()
        self._sums: list[int] = matrix.sums(values).tolist()
        self._packing: list[bool] = packing(matrix).tolist()
        self._rank = rank
        self._start: list[int] = matrix.starts.tolist()
        self._columns, self._factors = matrix.column, matrix.coefficient
        order = np.argsort(matrix.column, kind="stable")
        ends = np.cumsum(np.bincount(matrix.column, minlength=matrix.columns))
        self._begin: list[int] = [0, *ends.tolist()]
        self._rows, self._adds = matrix.row[order], matrix.coefficient[order]
        self._done: list[tuple[int, int]] = []
        self._broken: list[int] = []

    @property
    def values(self) -> Ints:
        """(columns,) what they are now."""
        return self._values.copy()

    @property
    def columns(self) -> int:
        """How many there are."""
        return len(self._values)

    @property
    def mark(self) -> tuple[int, list[int]]:
        """Where `back` can go to."""
        return len(self._done), self._broken.copy()

    def keep(self) -> None:
        """There is no way back from here."""
        self._done.clear()
        self.total = 0

    def back(self, mark: tuple[int, list[int]]) -> None:
        """Undo all changes since then."""
        count, self._broken = mark[0], mark[1].copy()
        while len(self._done) > count:
            column, by = self._done.pop()
            self._value[column] -= by
            self.total -= by * self.cost[column]
            for row, factor in self._entries(column):
                self._sums[row] -= by * factor

    def free(self, column: int) -> bool:
        """Whether one more of a column is within its bounds."""
        return self._value[column] < self._upper[column]

    def full(self, column: int) -> list[int]:
        """The full rows of a column."""
        self.steps += 1
        packing, sums, high = self._packing, self._sums, self._high
        return [
            row
            for row, factor in self._entries(column)
            if packing[row] and sums[row] + factor > high[row]
        ]

    def change(self, column: int, by: int) -> None:
        """One more or one less of a column, whatever its rows say."""
        self.steps += 1
        self._value[column] += by
        self.total += by * self.cost[column]
        self._done.append((column, by))
        for row, factor in self._entries(column):
            self._sums[row] += by * factor
            if not self._holds(row):
                self._broken.append(row)

    def mended(self) -> bool:
        """Whether all broken rows can be mended; they are, as far as that goes."""
        longest = len(self._done) + LONGEST
        while self._broken:
            row = self._broken[-1]
            if self._holds(row):
                self._broken.pop()
                continue
            helping = self._helping(row) if len(self._done) < longest else None
            if helping is None:
                return False
            self.change(helping, 1)
        return True

    def put(self, column: int) -> bool:
        """One more of a column and all it asks for; nothing where that cannot be."""
        if not self.free(column) or self.full(column):
            return False
        mark = self.mark
        self.change(column, 1)
        if self.mended():
            return True
        self.back(mark)
        return False

    def standing(self, among: Ints) -> Ints:
        """(some,) those of some columns of which one less is within their bounds."""
        return among[self._values[among] > self._bounds[0][among]]

    def of_row(self, row: int) -> Ints:
        """(entries,) the columns of a row."""
        return self._columns[self._start[row] : self._start[row + 1]]

    def _entries(self, column: int) -> Iterator[tuple[int, int]]:
        entries = slice(self._begin[column], self._begin[column + 1])
        return zip(self._rows[entries].tolist(), self._adds[entries].tolist(), strict=True)

    def _holds(self, row: int) -> bool:
        found: bool = self._low[row] <= self._sums[row] <= self._high[row]
        return found

    def _helping(self, row: int) -> int | None:
        """The first column of a broken row that mends it a little and has room."""
        sign = 1 if self._sums[row] < self._low[row] else -1
        entries = slice(self._start[row], self._start[row + 1])
        columns = self._columns[entries]
        helps = sign * self._factors[entries] > 0
        helps &= self._values[columns] < self._bounds[1][columns]
        columns = columns[helps]
        best = columns[np.argsort(self._rank[columns], kind="stable")]
        return next((each for each in best.tolist() if not self.full(each)), None)
