"""The least sum of costs in fractions, over the columns that matter.

Few of many columns are worth anything. GLOP has some of each group at first; its prices tell which
others would make the sum less, and these are added until there are none.
"""

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.engine.groups import groups_of
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.restricted import Basis, Restricted, Unsolvable
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

AT_FIRST = 8
"""Columns of each group at first, and so many more in each round."""
SMALL = 5_000
"""Columns: a matrix with fewer is loaded whole."""
MOST = 0.8
"""Share of all columns: where more are wanted at first, all are loaded, and one round is enough."""
NEAR = 1e-7
"""Times the largest cost: a column that would gain less than this is not missed."""


class Sifting:
    """A matrix of which only some columns are loaded, kept warm between costs."""

    def __init__(
        self, matrix: Matrix, useful: Bools | None = None, basis: Basis | None = None
    ) -> None:
        """`useful` is (columns,), whether a column is to be looked at from the beginning.

        `basis` is where to begin: of the same columns and, as far as they go, the same rows.
        """
        self.matrix = matrix
        self._group = groups_of(matrix)
        self._rng = np.random.default_rng(0)
        self._inside = np.zeros(matrix.columns, dtype=bool)
        self._restricted = Restricted(matrix, basis)
        self._last: tuple[Floats, Floats] | None = None
        if useful is not None:
            self._add(useful)

    @property
    def solved(self) -> bool:
        """Whether any round was solved in time."""
        return self._last is not None

    def known(self, cost: Ints) -> tuple[Floats, Floats, Floats]:
        """What there is to say where the time did not suffice: values, prices, reduced costs.

        Those of the last round, which may not be the least yet; without one, prices are nought.
        """
        lowest = self.matrix.lower.astype(np.float64)
        values, duals = self._last or (lowest, np.zeros(self.matrix.rows))
        return values, duals, reduced_costs(self.matrix, cost, duals)

    @property
    def inside(self) -> Bools:
        """(columns,) whether a column was worth looking at so far."""
        return self._inside

    @property
    def basis(self) -> Basis | None:
        """Where the last search ended; None where there was none."""
        return self._restricted.basis

    def minimise(self, cost: Ints, deadline: Deadline) -> tuple[Floats, Floats]:
        """The least sum of costs: (columns,) values and (rows,) prices.

        `cost` is (columns,). Raises `Unsolvable`. An interrupt from the keyboard lets the deadline
        expire.
        """
        if not self._inside.any():
            first = self._cheapest(cost.astype(np.float64), self._free()) | self._standing()
            most = np.count_nonzero(first) > MOST * len(first)
            self._add(np.ones_like(first) if most else first)
        enough = NEAR * float(np.abs(cost).max(initial=0))
        while True:
            values, duals = self._solved(cost, deadline)
            gain = reduced_costs(self.matrix, cost, duals)
            missed = self._free() & ~self._inside & (gain < -enough)
            if not missed.any():
                return values, duals
            self._add(self._cheapest(gain, missed))

    def narrow(self, matrix: Matrix) -> None:
        """From now on the bounds of columns and rows are those of this matrix.

        It has the same columns, and the same rows, to which further ones may be appended.
        """
        self.matrix = matrix
        self._restricted.narrow(matrix)
        self._add(self._standing() & ~self._inside)

    def _solved(self, cost: Ints, deadline: Deadline) -> tuple[Floats, Floats]:
        """The least over the columns inside; over all of them, where these do not satisfy the rows.

        Raises `Unsolvable`.
        """
        try:
            inside, duals = self._restricted.minimise(cost, deadline)
        except Unsolvable as error:
            if not error.infeasible or self._inside.all():
                raise
            self._add(~self._inside)
            inside, duals = self._restricted.minimise(cost, deadline)
        values = self.matrix.lower.astype(np.float64)
        values[self._restricted.columns] = inside
        self._last = values, duals
        return values, duals

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


def reduced_costs(matrix: Matrix, cost: Ints, duals: Floats) -> Floats:
    """(columns,) what one more of each column costs at these prices of the rows."""
    each = matrix.coefficient * duals[matrix.row]
    priced = np.bincount(matrix.column, weights=each, minlength=matrix.columns)
    return cost.astype(np.float64) - priced.astype(np.float64)
