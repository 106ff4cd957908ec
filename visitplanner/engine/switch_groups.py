"""Where a matrix of switches falls apart: without the rows of one side, or those of the other.

Pupils and places are the two sides of a flow. Without the rows of the places every delegation is by
itself, and without those of the pupils every week. With prices for the rows that are left out, what
all groups can do by themselves adds up to a bound.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visitplanner.engine.cpsat import bound_by_cpsat
from visitplanner.engine.graphs import connected_by
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.parts import parts_of, share_of
from visitplanner.engine.presolve import binding
from visitplanner.engine.restricted import Unsolvable
from visitplanner.engine.sifting import Sifting
from visitplanner.engine.switches import Switched
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

PLACES, PEOPLE = SIDES = 0, 1
"""Of `Switched.side`: the rows that are left out."""
WORK = 10.0
"""Work for what is proven of one group (`least_by_cpsat`)."""
SMALL = 50
"""Columns: groups with fewer are bundled."""
GRID = 1_000
"""Prices are whole numbers of this part of a unit."""


def bound_by_groups(switched: Switched, objective: Objective, limits: Limits) -> int:
    """No values give less of an objective: what groups add up to, with prices for the other rows.

    The prices are those of a relaxation; whatever they are, the bound holds. Where the time does
    not suffice, no more than was known.
    """
    cost = costs_of(objective, switched.matrix.columns)
    strong = Strong(switched, cost)
    every = np.ones(switched.matrix.columns, dtype=bool)
    try:
        _, duals = Sifting(strong.matrix, every).minimise(cost, limits.deadline)
    except Unsolvable:
        return objective.least
    found = [strong.bound(side, duals, limits) for side in SIDES]
    return max([objective.least, *(each for each in found if each is not None)])


@dataclass(frozen=True)
class Strong:
    """A matrix of switches that may be on in vain, with rows for the columns that need them."""

    switched: Switched
    cost: Ints
    """(columns,)"""

    @cached_property
    def matrix(self) -> Matrix:
        """A row more for each column that needs a switch: so many times the switch are no less."""
        matrix = self.switched.matrix
        column = np.flatnonzero(self.needed >= 0)
        switch = self.needed[column]
        row = matrix.rows + np.arange(len(column))
        low, high = self._row_ends
        return matrix_of(
            matrix.lower,
            matrix.upper,
            (
                np.concatenate([matrix.row, row, row]),
                np.concatenate([matrix.column, column, switch]),
                np.concatenate([matrix.coefficient, np.full(len(row), -1), matrix.upper[column]]),
            ),
            (
                np.concatenate([low, np.zeros(len(row), dtype=np.int64)]),
                np.concatenate([high, np.full(len(row), UNLIMITED)]),
            ),
        )

    @cached_property
    def needed(self) -> Ints:
        """(columns,) the switch without which there can be none of a column; -1: there is none."""
        switched = self.switched
        without = switched.room(np.zeros(len(switched.switch), dtype=np.int64))
        mine = switched.of >= 0
        mine[mine] = without[switched.of[mine]] == 0
        found = np.full(switched.matrix.columns, -1, dtype=np.int64)
        found[switched.column[mine]] = switched.switch[switched.of[mine]]
        return found

    @cached_property
    def _row_ends(self) -> tuple[Ints, Ints]:
        """(rows of the switched matrix,) without those that forbid a switch in vain."""
        matrix = self.switched.matrix
        of_switch = np.isin(matrix.column, self.switched.switch)
        count = np.bincount(matrix.row[of_switch], minlength=matrix.rows)
        sign = np.zeros(matrix.rows, dtype=np.int64)
        sign[matrix.row[of_switch]] = np.sign(matrix.coefficient[of_switch])
        supply = (count == 1) & (matrix.sizes > 1)
        return (
            np.where(supply & (sign < 0), -UNLIMITED, matrix.row_lower),
            np.where(supply & (sign > 0), UNLIMITED, matrix.row_upper),
        )

    def labels(self, side: int) -> Ints:
        """(columns,) what still hangs together without the rows of a side; from 0 on."""
        switched = self.switched
        found = connected_by(switched.matrix, switched.side != side)
        return np.unique(found, return_inverse=True)[1].reshape(-1)

    def bound(self, side: int, duals: Floats, limits: Limits) -> int | None:
        """What groups add up to where the rows of a side have prices instead; None: no time."""
        matrix = self.matrix
        left_out = np.zeros(matrix.rows, dtype=bool)
        left_out[: len(self.switched.side)] = self.switched.side == side
        priced = left_out & (duals < 0) & (matrix.row_upper < UNLIMITED)
        price = np.where(priced, np.rint(-GRID * duals), 0).astype(np.int64)
        cost = GRID * self.cost
        np.add.at(cost, matrix.column, matrix.coefficient * price[matrix.row])
        found = -int(price[priced] @ matrix.row_upper[priced])
        asked = share_of(cost, matrix)
        for part in parts_of(matrix.of_rows(~left_out), (asked,), smallest=SMALL):
            if limits.deadline.over:
                return None
            found += bound_by_cpsat(
                binding(part.matrix),
                part.objectives[0],
                seed=limits.seed,
                deadline=limits.deadline,
                work=WORK,
            )
        return -(-found // GRID)
