"""A plan by hand: what is worth most is taken first, and then exchanged for what is worth more.

It takes seconds for ten thousand people, where a relaxation may take minutes; with what a
relaxation says of each column it is often close to the best.
"""

from enum import Enum, auto

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.engine.groups import groups_of
from visitplanner.engine.moves import Moves
from visitplanner.engine.relaxation import Guide
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints

BETTER = 8
"""Columns that are tried for a group, the cheapest first."""
GONE = 2
"""Columns that give way to another, at most."""
EXCHANGES = 4
"""Ways tried to make room for a column."""
FILLING = 5
"""Steps of `Moves` for each column of the matrix, after which no more columns are raised. Where
they are put without long detours it takes one or two; where each fails late it would take minutes.
"""
LOADING = 1e-7
"""Seconds for each entry, about as long as it takes until the first column is raised."""
STEPS = 6
"""Of `Moves`, for each column of the matrix."""
ENOUGH = 0.02
"""The exchange ends after a round that finds less than this share of its groups a better place."""


class By(Enum):
    """What comes first."""

    FEWEST = auto()
    """Groups of few columns (`groups_of`), which are placed the hardest."""
    CHEAPEST = auto()
    """Columns that cost the least."""


def filled(
    matrix: Matrix, cost: Ints, by: By | Guide, *, seed: int = 0, deadline: Deadline
) -> Ints | None:
    """(columns,) values that satisfy all rows, from the empty plan on; None where it does not.

    `cost` is (columns,). By a guide, what the relaxation uses comes first, then what costs least at
    its prices.
    """
    empty = matrix.empty_plan
    if empty is None or not deadline.allows(LOADING * len(matrix.column)):
        return empty
    group = groups_of(matrix)
    shuffled = np.random.default_rng(seed).permutation(int(group.max(initial=-1)) + 1)[group]
    rank = cost.astype(np.float64)
    if isinstance(by, Guide):
        order = np.lexsort((shuffled, by.reduced, -np.round(by.point.values, 3)))
        rank[order] = np.arange(len(order))
    elif by is By.FEWEST:
        order = np.lexsort((cost, shuffled, np.bincount(group)[group]))
    else:
        order = np.lexsort((shuffled, cost))
    moves = Moves(matrix, cost, rank, empty)
    _fill(moves, order[cost[order] < 0], deadline)
    return moves.values


def exchanged(
    matrix: Matrix, cost: Ints, values: Ints, *, seed: int = 0, deadline: Deadline
) -> Ints:
    """(columns,) values that satisfy all rows and cost no more than those given, which do so too.

    Each group takes a cheaper column in turn, and what is in its way goes elsewhere, or goes.
    """
    moves = Moves(matrix, cost, cost.astype(np.float64), values)
    rng = np.random.default_rng(seed)
    _Exchange(moves, matrix, groups_of(matrix), cost, rng).run(deadline)
    return moves.values


def _fill(moves: Moves, order: Ints, deadline: Deadline) -> None:
    """Each column in turn, with what it asks for, where that is a gain; as far as steps suffice."""
    last = FILLING * moves.columns
    for column in order.tolist():
        if deadline.over or moves.steps > last:
            return
        before = moves.mark
        if moves.put(column) and moves.total >= 0:
            moves.back(before)
        moves.keep()


class _Exchange:
    def __init__(
        self, moves: Moves, matrix: Matrix, group: Ints, cost: Ints, rng: np.random.Generator
    ) -> None:
        self._moves, self._cost, self._rng = moves, cost, rng
        self._group: list[int] = group.tolist()
        self._label = group
        worth = np.flatnonzero(cost < 0)
        self._columns = worth[np.lexsort((cost[worth], group[worth]))]
        self._groups = int(group.max(initial=-1)) + 1
        self._begin = np.searchsorted(group[self._columns], np.arange(self._groups + 1)).tolist()
        self._least = np.zeros(self._groups, dtype=np.int64)
        np.minimum.at(self._least, group, cost)
        self._last = STEPS * matrix.columns

    def run(self, deadline: Deadline) -> None:
        """Rounds over all groups that could stand better, those that could most first."""
        self._moves.steps = 0
        while True:
            waiting = self._waiting()
            found = 0
            for group in waiting:
                if deadline.over or self._moves.steps > self._last:
                    return
                found += self._improved(group)
            if deadline.over or found <= ENOUGH * len(waiting):
                return

    def _waiting(self) -> list[int]:
        held = np.zeros(self._groups, dtype=np.int64)
        np.add.at(held, self._label, self._cost * self._moves.values)
        regret = held - self._least
        waiting = np.flatnonzero(regret > 0)
        order = np.lexsort((self._rng.random(len(waiting)), -regret[waiting]))
        found: list[int] = waiting[order].tolist()
        return found

    def _improved(self, group: int) -> bool:
        """Whether a group found a cheaper column; all is as before where it did not."""
        moves = self._moves
        columns = self._of(group)
        own: list[int] = moves.standing(columns).tolist()
        held = sum(moves.cost[column] for column in own)
        cheaper = (c for c in columns.tolist() if moves.cost[c] < held and c not in own)
        begin = moves.mark
        for _, column in zip(range(BETTER), cheaper, strict=False):
            if len(own) == 1:
                moves.change(own[0], -1)
            if self._taken(column):
                moves.keep()
                return True
            moves.back(begin)
        return False

    def _taken(self, column: int) -> bool:
        """Whether a column could be raised at a gain; what stands in its way is lowered."""
        moves = self._moves
        mark = moves.mark
        for _ in range(EXCHANGES):
            gone = self._gone(column)
            if moves.put(column):
                for other in gone:
                    self._elsewhere(other)
                if moves.total < 0:
                    return True
            moves.back(mark)
            if not gone:
                return False
        return False

    def _gone(self, column: int) -> list[int]:
        """Columns taken at random from the full rows of this one, and lowered."""
        moves = self._moves
        gone: list[int] = []
        while len(gone) < GONE and (full := moves.full(column)):
            others = moves.standing(moves.of_row(full[0]))
            others = others[others != column]
            if not len(others):
                break
            gone.append(int(self._rng.choice(others)))
            moves.change(gone[-1], -1)
        return gone

    def _elsewhere(self, column: int) -> None:
        """Raise the cheapest other column of the same group that has room."""
        for other in self._of(self._group[column]).tolist():
            if other != column and self._moves.put(other):
                return

    def _of(self, group: int) -> Ints:
        return self._columns[self._begin[group] : self._begin[group + 1]]
