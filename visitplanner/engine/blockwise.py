"""A first plan block by block: for matrices that hardly more than some shared rows hold together.

Some blocks at a time are made whole in one sum, in what those before have left over; then they stay
as they are. What all share has its price, so that a block takes little of what the others need:
the prices are those of the relaxation, solved again for what is left from time to time.
"""

from collections.abc import Sequence

import numpy as np

from visitplanner.engine.answer import Infeasible, LimitHit
from visitplanner.engine.blocks import Blocks, shared_rows
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.presolve import binding
from visitplanner.engine.relaxation import Guide, Relaxation
from visitplanner.engine.sifting import reduced_costs
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Objective

TOGETHER = 1_000
"""Columns: where something is in no block, since it takes several to want it, blocks are made whole
together until they have so many; else one after another."""
CHEAPEST = 500
"""Columns of each of several blocks that may be used; at random where they cost the same."""
NEAR = 1e-6
"""What costs no more than this at the prices of the relaxation costs nothing."""
WORK = 2.0
"""Work for some blocks together (`least_by_cpsat`)."""
PRICED = 10
"""Times that prices are found anew."""
PRICING = 0.1
"""Share of the time that is left for new prices."""
LARGEST = 2.0**40
"""Prices are rounded to a grid on which the largest cost is about so much, or to 1 / 1024."""


def first_by_blocks(
    matrix: Matrix, costs: Sequence[Ints], blocks: Blocks, limits: Limits, guide: Guide
) -> Ints | None:
    """Values that satisfy all rows and are good by a sum of objectives; None: none are known.

    `costs` are (columns,) for each objective; the sum and its prices are those of the guide. It
    ends when every block had its turn, or at the deadline with what is found so far.
    """
    if matrix.empty_plan is None:
        return None
    plan = _Plan(matrix, costs, blocks, limits, guide=guide)
    plan.make()
    return plan.values


class _Plan:
    """A plan in the making, of the empty one."""

    def __init__(
        self,
        matrix: Matrix,
        costs: Sequence[Ints],
        blocks: Blocks,
        limits: Limits,
        *,
        guide: Guide,
    ) -> None:
        self.values = np.zeros(matrix.columns, dtype=np.int64)
        self._matrix, self._costs, self._blocks, self._limits = matrix, costs, blocks, limits
        self._cost = guide.cost
        self._rng = np.random.default_rng(limits.seed)
        self._made = np.zeros(matrix.columns, dtype=bool)
        self._shared = shared_rows(matrix, blocks)
        self._reduced = guide.reduced
        self._price = self._prices(guide.point.duals)

    def make(self) -> None:
        """Every block in turn."""
        waiting = self._blocks.numbers.tolist()
        share = max(1, len(waiting) // PRICED)
        due = len(waiting) - share
        while waiting and not self._limits.deadline.over:
            if len(waiting) <= due:
                self._reprice()
                due = len(waiting) - share
            usable = self._usable(self._blocks.label, self._reduced)
            count = self._together(waiting, usable)
            batch, waiting = waiting[:count], waiting[count:]
            if not self._solved(batch, usable):
                for block in batch if len(batch) > 1 else ():
                    self._solved([block], usable)
            self._made |= np.isin(self._blocks.label, batch)

    def _together(self, waiting: Sequence[int], usable: Bools) -> int:
        """How many of the blocks that wait are made whole together."""
        if not self._blocks.loose.any():
            return 1
        sizes = np.bincount(self._blocks.label[usable], minlength=len(self._blocks.sizes))
        return int(np.searchsorted(np.cumsum(sizes[waiting]), TOGETHER)) + 1

    def _usable(self, label: Ints, reduced: Floats) -> Bools:
        """(columns,) the cheapest of each block, and all that are in none; else all."""
        if not self._blocks.loose.any():
            return np.ones(len(label), dtype=bool)
        costly = np.where(reduced <= NEAR, 0.0, reduced)
        order = np.lexsort((self._rng.random(len(label)), costly, label))
        rank = np.empty(len(label), dtype=np.int64)
        first = np.searchsorted(label[order], label[order])
        rank[order] = np.arange(len(label)) - first
        found: Bools = (rank < CHEAPEST) | self._blocks.loose
        return found

    def _solved(self, batch: Sequence[int], usable: Bools) -> bool:
        """Make some blocks whole together; whether that was possible with the work allowed."""
        among = np.isin(self._blocks.label, batch) | self._blocks.loose
        free = among & usable
        lower = np.where(free, self._matrix.lower, self.values)
        upper = np.where(free, self._matrix.upper, self.values)
        smaller, columns = self._matrix.within(lower, upper).without_fixed()
        cost = self._price[columns]
        own = np.flatnonzero(cost)
        ends = np.where(cost > 0, smaller.lower, smaller.upper)
        try:
            answer = least_by_cpsat(
                binding(smaller),
                Objective(own, cost[own], least=int(cost @ ends)),
                hint=self.values[columns],
                seed=self._limits.seed,
                deadline=self._limits.deadline,
                work=WORK,
            )
        except (LimitHit, Infeasible):
            return False
        values = self.values.copy()
        values[columns] = answer.values
        if self._matrix.keeps(values):
            self.values = values
        return True

    def _reprice(self) -> None:
        """The prices for the blocks that are left, where the time suffices."""
        lower = np.where(self._made, self.values, self._matrix.lower)
        upper = np.where(self._made, self.values, self._matrix.upper)
        smaller, columns = self._matrix.within(lower, upper).without_fixed()
        relaxation = Relaxation(smaller, [cost[columns] for cost in self._costs])
        deadline = self._limits.deadline.share(PRICING)
        point = relaxation.minimise(self._cost[columns], deadline=deadline)
        if point is not None:
            self._reduced = reduced_costs(self._matrix, self._cost, point.duals)
            self._price = self._prices(point.duals)

    def _prices(self, duals: Floats) -> Ints:
        """(columns,) what each costs besides what it takes of the shared rows, on a grid."""
        shared = np.where(self._shared, duals, 0.0)
        cost = reduced_costs(self._matrix, self._cost, shared)
        grid = min(1024.0, LARGEST / max(1.0, float(np.abs(cost).max(initial=0.0))))
        return np.rint(cost * grid).astype(np.int64)
