"""Plans in which groups of switches negotiate for what they share.

Without the rows of one side, the places, a matrix of switches falls apart into groups such as
delegations. In turn each takes what is best for it, whatever the others hold: what is too much has
a price, and what is wanted by too many becomes dearer for all, round by round, until they go out of
each other's way (McMurchie and Ebeling 1995, `PathFinder: A Negotiation-Based Performance-Driven
Router for FPGAs`). So a whole group changes at once, and several one after another, where any
exchange that has to keep all rows would be in vain.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from visitplanner.engine.limits import Limits
from visitplanner.engine.ranks import Offer, Ranked
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import PEOPLE, PLACES
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

WORTH = 1_000
"""What a column is worth."""
EXCESS = 150, 350
"""The price of one too many, drawn anew for each round."""
DEARER = 200
"""By what a place that is wanted by too many becomes dearer for all, at most, in a round."""
SLIGHTLY = 2
"""Where so many too many hold a place it becomes dearer by all that it can, with one by half."""
FADING = 0.93
"""What is left of that in the next round."""
GRID = 50
"""Prices are multiples of it, so that there are few different ones."""
SELDOM = 0.1
"""Share of the groups without excess that are asked again in a round."""
NEAR = 3
"""By so much more than the least so far a round may cost, for a flow to make a plan of it."""


def negotiated(
    strong: Strong, cost: Ints, values: Ints, patience: int, limits: Limits
) -> Iterator[Ints]:
    """(switches,) those that are on after good rounds: what flows through them is a plan.

    `cost` are (columns,), the same below nought or nought, as it is for switches; `values` are
    (columns,) of a plan, from which it begins; `patience` is how many rounds in vain for each group
    it takes to end, but at the deadline. An interrupt from the keyboard lets the deadline expire.
    """
    try:
        table = _Table(strong, cost, values, limits)
        least, vain = table.cost, 0
        while vain < patience * len(table) and not limits.deadline.over:
            table.round()
            if table.cost <= least + NEAR:
                yield table.on
            vain = 0 if table.cost < least else vain + 1
            least = min(least, table.cost)
    except KeyboardInterrupt:
        limits.deadline.expire()


class _Table:
    """All groups, and what they hold of the places."""

    def __init__(self, strong: Strong, cost: Ints, values: Ints, limits: Limits) -> None:
        self._limits = limits
        self._rng = np.random.default_rng(limits.seed)
        self._ways = _Ways(strong, cost)
        self._room = self._ways.room
        self._groups: dict[int, Ranked] = {}
        self._begun = self._ways.begun(values)
        self._held = np.zeros(len(self._room), dtype=np.int64)
        np.add.at(self._held, self._ways.place, self._begun[1])
        self._dearer = np.zeros(len(self._room))
        self._every = not values.any()

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._ways)

    @property
    def on(self) -> Ints:
        """(switches,) their values."""
        found = self._begun[0].copy()
        for number, group in self._groups.items():
            found[self._ways.own(number)] = group.on
        return np.minimum(found[: len(self._ways.upper)], self._ways.upper)

    @property
    def cost(self) -> int:
        """What a plan costs at most: of what is too much, nothing counts."""
        return -int(np.minimum(self._held, self._room).sum())

    def round(self) -> None:
        """Groups take turns: at first all, if there is no plan; those that hold too much; a few."""
        excess = int(self._rng.integers(EXCESS[0] // GRID, EXCESS[1] // GRID + 1)) * GRID
        price = GRID * np.rint(self._dearer / GRID).astype(np.int64)
        for number in self._rng.permutation(len(self)).tolist():
            if self._limits.deadline.over:
                return
            if self._every or self._rng.random() < SELDOM or self._crowded(number):
                self._ask(number, price, excess)
        self._every = False
        rising = np.minimum(1, np.maximum(0, self._held - self._room) / SLIGHTLY)
        self._dearer = FADING * self._dearer + DEARER * rising

    def _crowded(self, number: int) -> bool:
        group = self._group(number)
        return bool(group.held[(self._held > self._room)[group.place]].any())

    def _ask(self, number: int, price: Ints, excess: int) -> None:
        """A group takes what is best for it."""
        group = self._group(number)
        np.subtract.at(self._held, group.place, group.held)
        group.take(Offer(np.maximum(0, self._room - self._held), price, excess, WORTH), self._rng)
        np.add.at(self._held, group.place, group.held)

    def _group(self, number: int) -> Ranked:
        """One of them; made when it is first asked for, as there may be many."""
        if number not in self._groups:
            group = self._groups[number] = self._ways.group(number)
            own = self._ways.own(number)
            group.on, group.held = self._begun[0][own], self._begun[1][own]
        return self._groups[number]


class _Ways:
    """Which people can go where through which switch; one that is always open where none is needed.

    Switches of the matrix come first, then those that are always open.
    """

    def __init__(self, strong: Strong, cost: Ints) -> None:
        switched = strong.switched
        matrix = switched.matrix
        label = strong.labels(PLACES)
        wanted = cost[switched.column] != 0
        column, of = switched.column[wanted], switched.of[wanted].copy()
        person, self._count = _rows_of(matrix, switched.side == PEOPLE, column)
        place, room = _rows_of(matrix, switched.side == PLACES, column)
        self.room: Ints = room
        """(places,) how many there are."""
        free = of < 0
        pair = label[column[free]] * len(room) + place[free]
        always, of[free] = np.unique(pair, return_inverse=True)
        of[free] += len(switched.switch)
        self.upper: Ints = matrix.upper[switched.switch]
        """(switches of the matrix,) their highest value."""
        values = range(int(self.upper.max(initial=0)) + 1)
        rooms = np.array([switched.room(np.minimum(self.upper, each)) for each in values]).T
        everybody = np.full((len(always), len(values)), self._count.sum())
        self.rooms: Ints = np.concatenate([rooms, everybody])
        """(switches, values) how many each lets through."""
        self._budget = np.concatenate([switched.budget, np.full(len(always), -1)])
        self._most = switched.most
        self.place: Ints = np.zeros(len(self.rooms), dtype=np.int64)
        """(switches,) where each leads."""
        self.place[of] = place
        group = np.concatenate([label[switched.switch], always // max(1, len(room))])
        # Switches of which no column is wanted are in no group.
        _, number = np.unique(group[of], return_inverse=True)
        of_switch = np.full(len(group), -1, dtype=np.int64)
        occurs = np.isin(group, group[of])
        of_switch[occurs] = np.unique(group[occurs], return_inverse=True)[1]
        self._own = _split(of_switch)
        self._mine = _split(number)
        self._column, self._of, self._person = column, of, person
        self._switch = switched.switch

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._own)

    def own(self, number: int) -> Ints:
        """The switches of a group."""
        return self._own[number]

    def begun(self, values: Ints) -> tuple[Ints, Ints]:
        """(switches,) the value of each and how many go through it in a plan, (columns,)."""
        last = np.full(len(self.rooms), self.rooms.shape[1] - 1)
        free = np.flatnonzero(self._budget[: len(self._switch)] >= 0)
        last[free] = values[self._switch[free]]
        held = np.bincount(self._of, weights=values[self._column], minlength=len(last))
        return last, held.astype(np.int64)

    def group(self, number: int) -> Ranked:
        """One of them, holding nothing."""
        own, mine = self._own[number], self._mine[number]
        people, who = np.unique(self._person[mine], return_inverse=True)
        can = np.zeros((len(people), len(own)), dtype=bool)
        can[who, np.searchsorted(own, self._of[mine])] = True
        kinds, of = np.unique(can, axis=0, return_inverse=True)
        count = np.bincount(of.reshape(-1), weights=self._count[people]).astype(np.int64)
        budget, within = np.unique(self._budget[own], return_inverse=True)
        none = int(np.count_nonzero(budget < 0))
        most = self._most[budget[none:]]
        return Ranked(kinds, count, self.place[own], self.rooms[own], (within - none, most))


def _rows_of(matrix: Matrix, rows: Bools, column: Ints) -> tuple[Ints, Ints]:
    """(columns,) the number of the row of each, and (numbers,) how much it allows.

    `rows` is (rows,), of which each column is in one at the most; one in none has its own.
    """
    chosen = np.flatnonzero(rows)
    entry = rows[matrix.row]
    found = np.full(matrix.columns, -1, dtype=np.int64)
    found[matrix.column[entry]] = np.searchsorted(chosen, matrix.row[entry])
    found = found[column]
    none = found < 0
    found[none] = len(chosen) + np.arange(np.count_nonzero(none))
    return found, np.concatenate([matrix.row_upper[chosen], matrix.upper[column[none]]])


def _split(label: Ints) -> list[Ints]:
    """For every label from 0 on, where it stands; ascending."""
    order = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[order], np.arange(label.max(initial=-1) + 2))
    return [order[start:end] for start, end in pairwise(edges.tolist())]
