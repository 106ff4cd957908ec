"""Which columns of a matrix belong together: regions that are worth solving anew by themselves.

A region grows from some columns along the rows they are in, small and tight rows first: what
defines a column, then what the same person could do, then who else could be there.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property

import numpy as np

from visitplanner.engine.agreement import agreed
from visitplanner.engine.bands import Layout, Movable, layout_of
from visitplanner.engine.by_column import ByColumn
from visitplanner.engine.groups import groups_of
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.relaxation import Guide
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED, Objective
from visitplanner.matrix.ragged import ranges

PAIR = 2
"""Blocks in a region of blocks, at least, where they have no more columns than these."""
LARGE = 4_000
SLACK = 3.0
"""A row with room to spare counts as so many times its size."""
STEPS = 3
"""Fewer rows than this away from where a relaxation and the values differ, columns are free."""
NEAR = 1e-6
"""What costs no more than this at the prices of the relaxation costs nothing."""


class Way(IntEnum):
    """How a region is chosen."""

    CHEAP = 0
    """Of some blocks, the columns that cost nothing at the prices of the relaxation."""
    WHOLE = 1
    """Whole blocks."""
    REGRET = 2
    """Around a group of columns that could stand better, and what is in its way."""
    RANDOM = 3
    """Around any row."""
    MOVABLE = 4
    """Of many blocks, the columns that can move while all others stay."""
    ACROSS = 5
    """The same of a few bands (`visitplanner.engine.bands`) in many blocks."""
    APART = 6
    """What a relaxation and the values do not agree on (`visitplanner.engine.agreement`)."""


class Regions:
    """The columns and rows of a matrix, by either."""

    def __init__(
        self,
        matrix: Matrix,
        objectives: Sequence[Objective],
        guide: Guide | None = None,
        layout: Layout | None = None,
    ) -> None:
        """`guide` is what a relaxation of the objectives in one sum says, where it is solved."""
        self.matrix = matrix
        self._costs = [costs_of(each, matrix.columns) for each in objectives]
        self._by_column = ByColumn(matrix)
        self._group = groups_of(matrix)
        layout = layout_of(matrix, self._costs) if layout is None else layout
        self._block, self._loose = layout.blocks.label, layout.blocks.loose
        self._movable = None if layout.bands is None else Movable(self._by_column, layout)
        entry = np.flatnonzero(self._loose[matrix.column])
        self._shared = matrix.row[entry], matrix.column[entry]
        self._costly = None if guide is None else guide.reduced > NEAR
        self._guide = guide
        self._first = np.unique(self._group, return_index=True)[1]
        self._size = matrix.sizes

    @property
    def ways(self) -> list[Way]:
        """Those that are different from each other here."""
        missing: set[Way] = set()
        if self._costly is None:
            missing |= {Way.CHEAP, Way.APART}
        # With bands, a relaxation gives all that is alike the same share: it agrees with no plan.
        missing |= {Way.MOVABLE, Way.ACROSS} if self._movable is None else {Way.APART}
        return [each for each in Way if each not in missing]

    def drawn(
        self, way: Way, values: Ints, objective: int, count: int, rng: np.random.Generator
    ) -> Ints:
        """(region,) about `count` columns that are worth a try by an objective; ascending."""
        if way in (Way.MOVABLE, Way.ACROSS) and self._movable is not None:
            regret = self._losses(values, objective)
            across = way is Way.ACROSS
            found = self._movable.drawn(values, regret, count, rng, across=across)
            return self._movable.movable(self._with_shared(found), values)
        if way is Way.APART and self._guide is not None:
            apart = self._apart(values, self._guide, count, rng)
            if len(apart):
                return apart
        sums = self._by_column.sums(values)
        tight = (sums == self.matrix.row_upper) | (sums == self.matrix.row_lower)
        if way in (Way.CHEAP, Way.WHOLE):
            usable = ~self._loose
            if way is Way.CHEAP and self._costly is not None:
                usable &= ~self._costly | (values != self.matrix.lower)
            return self._blocks(values, objective, (tight, usable), count, rng)
        if way is Way.REGRET:
            seeds = self._regretted(values, objective, tight, rng)
        else:
            seeds = rng.integers(self.matrix.columns, size=1)
            rows = self._by_column.rows(seeds)
            if len(rows):
                seeds = self._columns(rng.choice(rows, size=1))
        return self._grown(seeds, tight, count, rng)

    def _apart(self, values: Ints, guide: Guide, count: int, rng: np.random.Generator) -> Ints:
        """What a relaxation and the values do not agree on: what either uses, then the cheapest."""
        point, steps = guide.point.values, int(rng.integers(STEPS))
        left = agreed(self.matrix, values, point, steps).matrix
        free = np.flatnonzero(left.lower < left.upper)
        used = np.maximum(values, point)[free] > self.matrix.lower[free] + NEAR
        order = np.lexsort((rng.random(len(free)), guide.reduced[free], ~used))
        return np.sort(free[order[: max(count, LARGE)]])

    def _regretted(
        self, values: Ints, objective: int, tight: np.ndarray, rng: np.random.Generator
    ) -> Ints:
        """The columns of a group, and those that stand in a tight row in its way."""
        own = self._chosen(self._group, values, objective, rng)
        rows = self._by_column.rows(own)
        rows = rows[tight[rows]]
        if not len(rows):
            return own
        row = rows[int(rng.integers(len(rows)))]
        others = self._columns(np.array([row]))
        others = others[values[others] != self.matrix.lower[others]]
        return np.union1d(own, rng.permutation(others)[:3])

    def _chosen(self, label: Ints, values: Ints, objective: int, rng: np.random.Generator) -> Ints:
        """The columns of a group or block, most likely of one that could stand better.

        Never columns that are in no block.
        """
        regret = np.bincount(label, weights=self._losses(values, objective))
        regret += 0.02 * regret.max() + 1e-9
        regret[np.unique(label[self._loose])] = 0.0
        chosen = int(rng.choice(len(regret), p=regret / regret.sum()))
        found: Ints = np.flatnonzero(label == chosen)
        return found

    def _losses(self, values: Ints, objective: int) -> Floats:
        """(columns,) how much better each could stand.

        Where there are bands, at the prices of the relaxation: what is lost by columns that cost
        more there, and by rows that have a price and room, at the first column.
        """
        if self._guide is None or self._movable is None:
            return self._regrets(values, self._costs[objective])
        found: Floats = np.maximum(0.0, self._guide.reduced) * (values - self.matrix.lower)
        row, price, end = self._priced
        room = np.abs(end - self._by_column.sums(values)[row])
        np.add.at(found, self.matrix.column[self.matrix.starts[row]], price * room)
        return found

    @cached_property
    def _priced(self) -> tuple[Ints, Floats, Ints]:
        """The rows with a price, what one unit of their room costs, and where it ends."""
        duals = np.zeros(0) if self._guide is None else self._guide.point.duals
        row = np.flatnonzero((np.abs(duals) > NEAR) & (self.matrix.sizes[: len(duals)] > 0))
        ends = np.where(duals[row] < 0, self.matrix.row_upper[row], self.matrix.row_lower[row])
        return row, np.abs(duals[row]), ends

    def _regrets(self, values: Ints, cost: Ints) -> np.ndarray:
        """(columns,) how much more each group costs than it could by itself; at one of its own."""
        ends = np.where(cost > 0, self.matrix.lower, self.matrix.upper)
        now, least = cost * values, cost * ends
        groups = len(self._first)
        found = np.bincount(self._group, weights=now, minlength=groups)
        lowest = np.zeros(groups)
        np.minimum.at(lowest, self._group, least)
        regret = np.zeros(self.matrix.columns)
        regret[self._first] = np.maximum(0.0, found - lowest)
        return regret

    def _blocks(
        self,
        values: Ints,
        objective: int,
        among: tuple[Bools, Bools],
        count: int,
        rng: np.random.Generator,
    ) -> Ints:
        """Blocks: one that could stand better, and others that take what it lacks.

        `among` are the tight rows and the columns that may be used. Which other blocks, tight rows
        of the first say, one after another; the last block may be cut. Of blocks that are not very
        large, there are two at least. What these share and is in no block comes along.
        """
        tight, usable = among
        chosen = self._chosen(self._block, values, objective, rng)
        own = chosen[usable[chosen]]
        count = max(count, min(PAIR * len(own), LARGE))
        inside = np.zeros(self.matrix.columns, dtype=bool)
        inside[chosen] = True
        rows = self._by_column.rows(own)
        for row in rng.permutation(rows[tight[rows]]).tolist():
            if (inside & usable).sum() >= count:
                break
            others = self._columns(np.array([row]))
            standing = values[others] != self.matrix.lower[others]
            others = others[standing & ~inside[others] & ~self._loose[others]]
            if len(others):
                inside |= self._block == self._block[rng.choice(others)]
        found = np.flatnonzero(inside & usable)
        own = own if len(own) <= count else rng.permutation(own)[:count]
        rest = np.setdiff1d(found, own)
        room = max(0, count - len(own))
        rest = rest if len(rest) <= room else rng.permutation(rest)[:room]
        return self._with_shared(np.union1d(own, rest))

    def _with_shared(self, columns: Ints) -> Ints:
        """Some columns, and those in no block that have a row with them; ascending."""
        row, column = self._shared
        if not len(row):
            return columns
        own = _chosen(self._by_column.rows(columns), self.matrix.rows)
        return np.union1d(columns, column[own[row]])

    def _grown(self, seeds: Ints, tight: np.ndarray, count: int, rng: np.random.Generator) -> Ints:
        """Rows are taken along until there are `count` columns."""
        matrix = self.matrix
        inside = np.zeros(matrix.columns, dtype=bool)
        new = seeds if len(seeds) <= count else rng.permutation(seeds)[:count]
        inside[new] = True
        size = len(new)
        rank = np.full(matrix.rows, np.inf)
        seen = np.zeros(matrix.rows, dtype=bool)
        while size < count:
            rows = self._by_column.rows(new)
            rows = rows[~seen[rows]]
            seen[rows] = True
            weight = self._size[rows] * (0.3 + rng.random(len(rows)))
            rank[rows] = np.where(tight[rows], weight, SLACK * weight)
            open_ = np.flatnonzero(rank < np.inf)
            if not len(open_):
                inside[rng.permutation(np.flatnonzero(~inside))[: count - size]] = True
                break
            order = open_[np.lexsort((open_, rank[open_]))]
            fits = np.cumsum(self._size[order]) <= max((count - size) // 3, 1)
            taken = order[fits] if fits.any() else order[:1]
            rank[taken] = np.inf
            new = self._columns(taken)
            new = new[~inside[new]]
            if len(new) > count - size:
                new = rng.permutation(new)[: count - size]
            inside[new] = True
            size += len(new)
        return np.flatnonzero(inside)

    def cut(self, free: Ints, values: Ints) -> Matrix:
        """What is left where all but the free columns stay at their values."""
        matrix = self.matrix
        entry, column = self._by_column.entries(free)
        rows, row = np.unique(matrix.row[entry], return_inverse=True)
        coefficient = matrix.coefficient[entry]
        own = np.zeros(len(rows), dtype=np.int64)
        np.add.at(own, row, coefficient * values[free][column])
        others = self._by_column.sums(values)[rows] - own
        low, high = matrix.row_lower[rows], matrix.row_upper[rows]
        return matrix_of(
            matrix.lower[free],
            matrix.upper[free],
            (row, column, coefficient),
            (
                np.where(low <= -UNLIMITED, -UNLIMITED, low - others),
                np.where(high >= UNLIMITED, UNLIMITED, high - others),
            ),
        )

    def share(self, objective: int, free: Ints) -> tuple[Ints, Ints]:
        """The free columns, as numbered there, that an objective counts, and their costs."""
        cost = self._costs[objective][free]
        column = np.flatnonzero(cost)
        return column, cost[column]

    def _columns(self, rows: Ints) -> Ints:
        """The columns that are in rows; ascending."""
        return np.unique(self.matrix.column[ranges(self.matrix.starts[rows], self._size[rows])])


def _chosen(numbers: Ints, count: int) -> np.ndarray:
    found = np.zeros(count, dtype=bool)
    found[numbers] = True
    return found
