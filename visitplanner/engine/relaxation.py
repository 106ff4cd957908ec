"""The linear relaxation: fractions allowed, solved over the columns that matter.

Few of many columns are worth anything. GLOP has some of each group at first; its prices tell which
others would make the sum less, and these are added until there are none. Between objectives it is
kept warm.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.regions import groups_of
from visitplanner.engine.restricted import Restricted, Unsolvable
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

AT_FIRST = 8
"""Columns of each group at first, and so many more in each round."""
SMALL = 5_000
"""Columns: a matrix with fewer is loaded whole."""
NEAR = 1e-7
"""Times the largest cost: a column that would gain less than this is not missed."""
WHOLE = 1e-6
"""So near to whole numbers, values are taken to be whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """A solution in fractions, with its prices."""

    values: Floats
    """(columns,)"""
    duals: Floats
    """(rows,) what one more in the bound of a row is worth; above zero for lower bounds."""

    @property
    def whole(self) -> Ints | None:
        """(columns,) the values, where all of them are whole; None where some are not."""
        near = np.rint(self.values)
        if np.abs(self.values - near).max(initial=0.0) > WHOLE:
            return None
        return near.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Guide:
    """What the relaxation of a sum of costs says of every column."""

    cost: Ints
    """(columns,)"""
    point: Point
    reduced: Floats
    """(columns,) what one more of each column costs besides, at the prices of the relaxation."""


class Relaxation:
    """The relaxation of a matrix, minimised objective by objective."""

    def __init__(self, matrix: Matrix, useful: Bools | None = None) -> None:
        """`useful` is (columns,), whether a column is to be looked at from the beginning."""
        self.matrix = matrix
        self._group = groups_of(matrix)
        self._rng = np.random.default_rng(0)
        self._inside = np.zeros(matrix.columns, dtype=bool)
        self._restricted = Restricted(matrix)
        if useful is not None:
            self._add(useful)

    def again(self, matrix: Matrix) -> "Relaxation":
        """The relaxation of a matrix with the same columns and other rows."""
        return Relaxation(matrix, self._inside)

    def minimise(self, cost: Ints, *, deadline: Deadline) -> Point | None:
        """The least sum of costs; None where the time passed before, or nothing satisfies the rows.

        `cost` is (columns,). An interrupt from the keyboard lets the deadline expire.
        """
        if not self._inside.any():
            first = self._cheapest(cost.astype(np.float64), self._free())
            self._add(first | self._standing())
        enough = NEAR * float(np.abs(cost).max(initial=0))
        try:
            while True:
                point = self._solved(cost, deadline)
                gain = _reduced(self.matrix, cost, point.duals)
                missed = self._free() & ~self._inside & (gain < -enough)
                if not missed.any():
                    return point
                self._add(self._cheapest(gain, missed))
        except Unsolvable:
            return None

    def guide(self, cost: Ints, *, deadline: Deadline) -> Guide | None:
        """The same, with what it says of every column."""
        point = self.minimise(cost, deadline=deadline)
        if point is None:
            return None
        return Guide(cost, point, _reduced(self.matrix, cost, point.duals))

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended.
        """
        self.matrix = matrix
        self._restricted.narrow(matrix)
        self._add(self._standing() & ~self._inside)

    def _solved(self, cost: Ints, deadline: Deadline) -> Point:
        """The least over the columns inside; over all of them, where these do not satisfy the rows.

        Raises `Unsolvable`.
        """
        try:
            inside, duals = self._restricted.minimise(cost, deadline)
        except Unsolvable:
            if deadline.over or self._inside.all():
                raise
            self._add(~self._inside)
            inside, duals = self._restricted.minimise(cost, deadline)
        values = self.matrix.lower.astype(np.float64)
        values[self._restricted.columns] = inside
        return Point(values, duals)

    def _add(self, wanted: Bools) -> None:
        self._restricted.add(np.flatnonzero(wanted & ~self._inside))
        self._inside = self._inside | wanted

    def _free(self) -> Bools:
        found: Bools = self.matrix.lower < self.matrix.upper
        return found

    def _standing(self) -> Bools:
        """(columns,) those that are not nought, even where nothing asks for them."""
        found: Bools = self.matrix.lower != 0
        return found

    def _cheapest(self, score: Floats, among: Bools) -> Bools:
        """(columns,) some of those of each group with the least score, at random where alike."""
        if self.matrix.columns <= SMALL:
            return np.ones_like(among)
        column = np.flatnonzero(among)
        group = self._group[column]
        order = np.lexsort((self._rng.random(len(column)), score[column], group))
        rank = np.arange(len(column)) - np.searchsorted(group[order], group[order])
        found = np.zeros_like(among)
        found[column[order[rank < AT_FIRST]]] = True
        return found


def _reduced(matrix: Matrix, cost: Ints, duals: Floats) -> Floats:
    """(columns,) what one more of each column costs at these prices of the rows."""
    each = matrix.coefficient * duals[matrix.row]
    priced: Floats = np.bincount(matrix.column, weights=each, minlength=matrix.columns)
    found: Floats = cost.astype(np.float64) - priced
    return found
