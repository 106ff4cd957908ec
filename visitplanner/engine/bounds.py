"""Proofs from prices: bounds that hold exactly, though the prices were found in fractions.

Any prices of the rows give a bound of the objective (weak duality). So they are rounded to a grid,
and all the rest is whole numbers.
"""

from dataclasses import dataclass, replace

import numpy as np

from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

FINEST = 30
"""The grid is 2**-30, or coarser where sums would pass 64 bits."""
LARGEST = 2.0**61
INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Proof:
    """A bound of an objective, and what each column adds to it when it leaves its place."""

    grid: int
    """All numbers are multiples of 1 / grid."""
    scaled: int
    """Bound times grid."""
    reduced: Ints
    """(columns,) times grid: above zero, the objective rises by it with each one more than the
    lower bound; below zero, with each one less than the upper."""
    price: Ints
    """(rows,) times grid: above zero, the objective rises by it with each one that a row has more
    than its lower bound; below zero, with each one less than its upper."""

    @property
    def bound(self) -> int:
        """No values give less."""
        return -(-self.scaled // self.grid)

    def kept(self, matrix: Matrix, objective: Objective, most: int) -> Matrix:
        """The matrix whose values are those with `objective <= most`.

        A row says so only where the narrower bounds alone do not.
        """
        found = self.narrowed(matrix, most)
        if self._highest(found) < (most + 0.5) * self.grid:
            return found
        return found.with_row(objective, most)

    def _highest(self, matrix: Matrix) -> float:
        """Times grid, what the objective can be at the most within these bounds, and a little more.

        It is added up in floating point, so a billionth of all that was added is on top.
        """
        moves = np.abs(self.reduced.astype(np.float64)) @ (matrix.upper - matrix.lower)
        priced = self.price != 0
        spans = (matrix.row_upper - matrix.row_lower)[priced]
        rises = float(moves + np.abs(self.price[priced].astype(np.float64)) @ spans)
        return self.scaled + rises + 1e-9 * (abs(self.scaled) + rises)

    def narrowed(self, matrix: Matrix, most: int) -> Matrix:
        """The matrix with bounds of columns and rows as narrow as `objective <= most` makes them.

        Every integer point with at most this value is still in it; others may be, too.
        """
        slack = max(0, most * self.grid - self.scaled)
        lower, upper = _narrowed(self.reduced, slack, matrix.lower, matrix.upper)
        row_lower, row_upper = _narrowed(self.price, slack, matrix.row_lower, matrix.row_upper)
        return replace(matrix, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _narrowed(price: Ints, slack: int, lower: Ints, upper: Ints) -> tuple[Ints, Ints]:
    """How far something may be from the bound at which it stands, each step at its price."""
    steps = np.full(len(price), 2 * UNLIMITED, dtype=np.int64)
    moves = price != 0
    steps[moves] = min(slack, INT64) // np.abs(price[moves])
    span = np.minimum(steps, upper - lower)
    return np.where(price < 0, upper - span, lower), np.where(price > 0, lower + span, upper)


def proof_of(matrix: Matrix, cost: Ints, duals: Floats) -> Proof:
    """The proof that prices give. `cost` is (columns,), `duals` (rows,)."""
    exponent = FINEST
    reach = _reach(matrix, cost, duals)
    if reach >= LARGEST:
        duals, reach = np.zeros_like(duals), _reach(matrix, cost, np.zeros_like(duals))
    while exponent and reach * 2.0**exponent >= LARGEST:
        exponent -= 1
    grid = 2**exponent
    price = np.rint(np.clip(duals, -(2.0**53), 2.0**53) * grid).astype(np.int64)
    price[(price > 0) & (matrix.row_lower <= -UNLIMITED)] = 0
    price[(price < 0) & (matrix.row_upper >= UNLIMITED)] = 0
    reduced = cost * grid
    np.subtract.at(reduced, matrix.column, matrix.coefficient * price[matrix.row])
    side = np.where(price > 0, matrix.row_lower, np.where(price < 0, matrix.row_upper, 0))
    end = np.where(reduced > 0, matrix.lower, matrix.upper)
    return Proof(grid, int(price @ side) + int(reduced @ end), reduced, price)


def _reach(matrix: Matrix, cost: Ints, duals: Floats) -> float:
    """How large the sums of a proof may become, without the grid."""
    price = np.abs(duals) + 1
    bounds = np.ones(matrix.rows)  # the prices themselves have to fit as well
    for each in (matrix.row_lower, matrix.row_upper):
        size = np.abs(each.astype(np.float64))
        bounds = np.maximum(bounds, np.where(size >= UNLIMITED, 0, size))
    ends = np.maximum(1, np.maximum(np.abs(matrix.lower), np.abs(matrix.upper)))
    each = np.abs(matrix.coefficient) * price[matrix.row]
    reduced = np.abs(cost) + np.bincount(matrix.column, weights=each, minlength=matrix.columns)
    return float(price @ bounds + reduced @ ends)
