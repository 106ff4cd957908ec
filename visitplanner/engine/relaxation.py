"""The linear relaxation: fractions allowed, solved for one objective after the other, kept warm."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.engine.gradual import Gradual
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.restricted import Basis, Unsolvable
from visitplanner.engine.sifting import Sifting, reduced_costs
from visitplanner.engine.symmetry import Fold, fold_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

WHOLE = 1e-6
"""So near to whole numbers, values are taken to be whole."""
LARGE = 20_000
"""Kinds of columns: where columns are alike and there are more kinds than this, GLOP would take
minutes to get from one corner to the next of many that are nearly as good."""


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
    solved: bool
    """Whether it says anything: of some columns at least, it was solved in time."""


class Relaxation:
    """The relaxation of a matrix, minimised objective by objective.

    Where columns are alike, one of each kind is looked at (`visitplanner.engine.symmetry`).
    """

    def __init__(
        self,
        matrix: Matrix,
        costs: Sequence[Ints],
        useful: Bools | None = None,
        basis: Basis | None = None,
    ) -> None:
        """`costs` are (columns,) of all objectives that will be asked for.

        Where no columns are alike, `useful` is (columns,), whether one is to be looked at from the
        beginning, and `basis` is where to begin.
        """
        self.matrix = matrix
        self._costs = costs
        self._fold = fold_of(matrix, costs)
        smaller = _folded(self._fold, matrix)
        self._solver: Gradual | Sifting
        if self._fold is None:
            self._solver = Sifting(smaller, useful, basis)
        else:
            self._solver = Gradual(smaller) if smaller.columns > LARGE else Sifting(smaller)

    def again(self, matrix: Matrix) -> "Relaxation":
        """The relaxation of a matrix with the same columns and other rows."""
        solver = self._solver
        if self._fold is not None or isinstance(solver, Gradual):
            return Relaxation(matrix, self._costs)
        return Relaxation(matrix, self._costs, solver.inside, solver.basis)

    def minimise(self, cost: Ints, *, deadline: Deadline) -> Point | None:
        """The least sum of costs; None where the time passed before, or nothing satisfies the rows.

        `cost` is (columns,). An interrupt from the keyboard lets the deadline expire.
        """
        fold = self._fold
        try:
            if fold is None:
                return Point(*self._solver.minimise(cost, deadline))
            values, duals = self._solver.minimise(fold.costs(cost), deadline)
        except Unsolvable:
            return None
        return Point(fold.values(values), fold.duals(duals))

    def guide(self, cost: Ints, *, deadline: Deadline) -> Guide:
        """The same, with what it says of every column; as far as the time suffices."""
        point = self.minimise(cost, deadline=deadline)
        if point is not None:
            reduced = reduced_costs(self.matrix, cost, point.duals)
            return Guide(cost, point, reduced, solved=True)
        fold = self._fold
        if fold is None:
            values, duals, reduced = self._solver.known(cost)
            return Guide(cost, Point(values, duals), reduced, self._solver.solved)
        values, duals, reduced = self._solver.known(fold.costs(cost))
        # The costs of a kind are those of all its columns together.
        each = reduced / np.bincount(fold.column)
        point = Point(fold.values(values), fold.duals(duals))
        return Guide(cost, point, fold.values(each), self._solver.solved)

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended. Columns
        that are alike still have to be.
        """
        self.matrix = matrix
        self._solver.narrow(_folded(self._fold, matrix))


def _folded(fold: Fold | None, matrix: Matrix) -> Matrix:
    return matrix if fold is None else fold.folded(matrix)
