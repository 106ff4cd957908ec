"""Which switches are on, searched one exchange at a time: all else is a flow.

A flow through the network that the switches leave says in a moment how many columns there can be.
Where it is full, a narrowest cut tells which switch could let more through: one between what is
still reached and what is not. It is put on in the place of one that carries little. An exchange
that loses nothing stays, so that the search walks over plans that are as good as each other.
"""

from itertools import pairwise

import numpy as np
from ortools.graph.python import max_flow

from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.switches import Switched
from visitplanner.matrix.options import Bools, Ints

PATIENCE = 5
"""Exchanges tried without more getting through, for each switch, after which the search ends."""
GUIDED = 0.95
"""Share of the exchanges that put on a switch of which a cut says that it lets more through."""
LIGHT = 0.7
"""Share of the exchanges that put off a switch mostly where it carries little."""


def by_exchanges(switched: Switched, relaxed: Floats, limits: Limits) -> Ints:
    """(switches,) those that let much through.

    It begins with those that carry most of what the relaxation uses, (columns,), and ends after
    tries in vain or at the deadline. An interrupt from the keyboard lets the deadline expire.
    """
    mine, deadline = switched.of >= 0, limits.deadline
    carried = relaxed[switched.column[mine]]
    load = np.bincount(switched.of[mine], weights=carried, minlength=len(switched.switch))
    search = _Search(switched, load.astype(np.float64), limits.seed)
    vain = 0
    try:
        while search.open and vain < PATIENCE * len(switched.switch) and not deadline.over:
            vain = 0 if search.step() else vain + 1
    except KeyboardInterrupt:
        deadline.expire()
    return search.values


class _Search:
    """Switches, and the flow they let through."""

    def __init__(self, switched: Switched, load: Floats, seed: int) -> None:
        self._switched = switched
        self._rng = np.random.default_rng(seed)
        network = switched.network
        # The last arc leads back, which a largest flow has no need of.
        self._tail, self._head = (
            each[:-1].astype(np.int32) for each in (network.tail, network.head)
        )
        self._source, self._sink = int(network.head[-1]), int(network.tail[-1])
        self._members = _members(switched.of, len(switched.switch))
        self._budget = _members(switched.budget, len(switched.most))
        self._ends = _ends(switched)
        self._most = switched.matrix.upper[switched.switch]
        self.values = self._some(load)
        self._upper = switched.bounds(self.values)[1][:-1]
        self.total = -1
        self._gain: Floats = np.zeros(len(self.values))
        self._load: Floats = self._gain
        self._look()

    @property
    def open(self) -> bool:
        """Whether other switches may let more through: else a cut that they are not in is full."""
        return len(self._budget) > 0 and bool(self._gain.any())

    def step(self) -> bool:
        """One switch is put on, in the place of another where there may be no more.

        Whether more gets through then.
        """
        rng, values = self._rng, self.values
        among = self._budget[int(rng.integers(len(self._budget)))]
        gain = self._gain[among]
        guided = rng.random() < GUIDED and gain.any()
        on = self._drawn(among, gain if guided else np.ones(len(among)))
        if values[on] >= self._most[on]:
            return False
        off, before = None, self.total
        if values[among].sum() >= self._switched.most[self._switched.budget[on]]:
            others = among[(values[among] > 0) & (among != on)]
            if not len(others):
                return False
            light = rng.random() < LIGHT
            load = self._load[others] if light else np.zeros(len(others))
            off = self._drawn(others, 1 / (1 + load))
            self._put(off, -1)
        self._put(on, 1)
        if not self._look():
            self._put(on, -1)
            if off is not None:
                self._put(off, 1)
        return self.total > before

    def _drawn(self, among: Ints, weight: Floats) -> int:
        heap = np.cumsum(weight)
        place = int(np.searchsorted(heap, self._rng.random() * heap[-1], side="right"))
        return int(among[min(place, len(among) - 1)])

    def _some(self, load: Floats) -> Ints:
        """(switches,) as many as there may be, those with most load; all that are of no budget."""
        found = np.where(self._switched.budget < 0, self._most, 0)
        for among, most in zip(self._budget, self._switched.most.tolist(), strict=True):
            each = self._rng.permutation(np.repeat(among, self._most[among]))
            first = np.argsort(-(load / np.maximum(1, self._most))[each], kind="stable")
            np.add.at(found, each[first[:most]], 1)
        return found

    def _put(self, switch: int, by: int) -> None:
        self.values[switch] += by
        room = self._switched.room_of(switch, int(self.values[switch]))
        arc, own = self._switched.arc[switch], self._members[switch]
        whole = self._switched.network.upper
        self._upper[arc] = min(whole[arc], room)
        self._upper[own] = whole[own] if room else 0

    def _look(self) -> bool:
        """Whether as much gets through as before; then, what a narrowest cut says of it."""
        open_ = np.flatnonzero(self._upper)
        flow = max_flow.SimpleMaxFlow()
        flow.add_arcs_with_capacity(self._tail[open_], self._head[open_], self._upper[open_])
        status = flow.solve(self._source, self._sink)
        if status != flow.OPTIMAL:
            raise RuntimeError(f"the flow ended with status {status}, a fault of visitplanner")
        if flow.optimal_flow() < self.total:
            return False
        self.total = flow.optimal_flow()
        count, mine = len(self.values), self._switched.of >= 0
        reached = np.zeros(self._switched.network.nodes, dtype=bool)
        reached[flow.get_source_side_min_cut()] = True
        self._gain = self._count(reached[self._ends[0]] & ~reached[self._ends[1]])
        amount = np.zeros(len(self._upper), dtype=np.int64)
        amount[open_] = flow.flows(np.arange(len(open_)))
        own = amount[: len(mine)]
        load = np.bincount(self._switched.of[mine], weights=own[mine], minlength=count)
        self._load = load.astype(np.float64)
        return True

    def _count(self, chosen: Bools) -> Floats:
        """(switches,) how many of some columns each has."""
        of = self._switched.of[chosen]
        return np.bincount(of[of >= 0], minlength=len(self.values)).astype(np.float64)


def _members(label: Ints, count: int) -> list[Ints]:
    """What stands where each label from 0 on does; ascending."""
    order = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[order], np.arange(count + 1))
    return [order[start:end] for start, end in pairwise(edges)]


def _ends(switched: Switched) -> tuple[Ints, Ints]:
    """(columns of the network,) where the way begins and ends that a column and its switch are."""
    network = switched.network
    count = network.columns
    tail, head = network.tail[:count].copy(), network.head[:count].copy()
    mine = np.flatnonzero(switched.of >= 0)
    arc = switched.arc[switched.of[mine]]
    node = arc - count
    after = network.tail[arc] == node
    head[mine[after]] = network.head[arc[after]]
    tail[mine[~after]] = network.tail[arc[~after]]
    return tail, head
