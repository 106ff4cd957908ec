"""Where a matrix of switches falls apart: without the rows of one side, or those of the other.

Pupils and places are the two sides of a flow. Without the rows of the places every delegation is by
itself, and without those of the pupils every week. With prices for the rows that are left out, what
all groups can do by themselves adds up to a bound.
"""

import numpy as np

from visitplanner.engine.cpsat import bound_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.parts import parts_of, share_of
from visitplanner.engine.presolve import binding
from visitplanner.engine.restricted import Unsolvable
from visitplanner.engine.sifting import Sifting
from visitplanner.engine.strong import Strong
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

PLACES, PEOPLE = SIDES = 0, 1
"""Of `Switched.side`: the rows that are left out."""
WORK = 10.0
"""Work for what is proven of one group (`least_by_cpsat`)."""
SMALL = 50
"""Columns: groups with fewer are bundled."""
GRID = 1_000
"""Prices are whole numbers of this part of a unit."""


def bound_by_groups(strong: Strong, cost: Ints, limits: Limits) -> int | None:
    """No values cost less: what groups add up to, with prices for the rows that are left out.

    `cost` are (columns,). The prices are those of a relaxation; whatever they are, the bound holds.
    None where the time does not suffice.
    """
    every = np.ones(strong.matrix.columns, dtype=bool)
    try:
        _, duals = Sifting(strong.matrix, every).minimise(cost, limits.deadline)
    except Unsolvable:
        return None
    found = [bound_of(strong, cost, side, duals, limits) for side in SIDES]
    return max((each for each in found if each is not None), default=None)


def bound_of(strong: Strong, cost: Ints, side: int, duals: Floats, limits: Limits) -> int | None:
    """What groups add up to where the rows of a side have prices instead; None: no time."""
    matrix = strong.matrix
    left_out = np.zeros(matrix.rows, dtype=bool)
    left_out[: len(strong.switched.side)] = strong.switched.side == side
    priced = left_out & (duals < 0) & (matrix.row_upper < UNLIMITED)
    price = np.where(priced, np.rint(-GRID * duals), 0).astype(np.int64)
    reduced = GRID * cost
    np.add.at(reduced, matrix.column, matrix.coefficient * price[matrix.row])
    found = -int(price[priced] @ matrix.row_upper[priced])
    asked = share_of(reduced, matrix)
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
