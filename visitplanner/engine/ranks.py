"""What a group takes of places at prices, its switches chosen budget by budget.

People of a group go through switches that are on, each of which lets through only so many and only
some of them. How many find a place, where those up to some price are open, is the rank of these
places in a matroid: the least, over all sets of switches, of how many people could go through one
of the set and how much room the others have (Edmonds and Fulkerson 1965, `Transversals and Matroid
Partition`). So what the group gains at the best is a sum of ranks, price by price (Edmonds 1971,
`Matroids and the Greedy Algorithm`), and all ways to put on the switches of a budget are weighed
against each other at once, in arrays, where a search would solve one after the other.
"""

from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from visitplanner.matrix.options import Bools, Ints

WAYS = 2_000
"""Ways to put on switches of a budget that are weighed at once, and subsets of those put on, at
most: else some switches stay."""
SETS = 4_096
"""Sets of switches that are looked at, at most, besides that of all."""
KINDS = 62
"""Kinds of people in a group that are counted, those with most people: bits of a number."""
BYTE = 8
"""Bits of a number that are counted at once."""
CHANCE = 3
"""Of ways that are about as good, one is chosen by chance: a way is worth up to this more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to take, and at what price; a person is worth `worth`."""

    room: Ints
    """(places,) how many are free."""
    price: Ints
    """(places,) of each."""
    excess: int
    """What one more than are free costs besides."""
    worth: int
    """What nobody pays for a place."""

    def units(self, place: Ints, most: Ints, level: Ints) -> Ints:
        """(..., levels) how many of at most so many at some places cost no more than a level."""
        room = np.minimum(most, self.room[place])[..., None]
        price = self.price[place][..., None]
        within = (level >= price) * room
        return within + (level >= price + self.excess) * (most[..., None] - room)

    def levels(self, place: Ints) -> Ints:
        """(levels,) the prices below the worth at which one or the other of some places opens."""
        price = self.price[place]
        found = np.unique(np.concatenate([price, price + self.excess]))
        return found[found < self.worth]


@dataclass(frozen=True, slots=True)
class _Ways:
    """All ways to put on so many switches, some of them more than once."""

    switch: Ints
    """(switches put on, ways)"""
    nth: Ints
    """(switches put on, ways) for the how manieth time the same one, from 1 on."""
    union: Ints
    """(unions,) people who could go through one of several switches: all that occur."""
    of: Ints
    """(subsets of those put on, ways) the union of each."""


class Ranked:
    """A group of switches and what it holds; the switches are numbered from 0 on."""

    def __init__(
        self,
        people: Bools,
        count: Ints,
        place: Ints,
        room: Ints,
        budgets: tuple[Ints, Ints],
    ) -> None:
        """`people` is (kinds of people, switches), who could go through which, `count` (kinds,).

        `place` is (switches,) where each of them leads; `room` (switches, values) how many it lets
        through at every value. `budgets` are those of the switches, (switches,), -1 for one that is
        always on, and how many may be on in each, (budgets,).
        """
        kept = np.sort(np.argsort(-count, kind="stable")[:KINDS])
        self._bits = (people[kept] * (1 << np.arange(len(kept)))[:, None]).sum(axis=0)
        self._count = _table(count[kept])
        self.place = place
        self._room = room
        budget, most = budgets
        self._members = [np.flatnonzero(budget == each) for each in range(len(most))]
        self._most = [
            int(min(many, (room.shape[1] - 1) * len(mine)))
            for many, mine in zip(most.tolist(), self._members, strict=True)
        ]
        self._ways: dict[int, _Ways] = {}
        self.on: Ints = np.where(budget < 0, room.shape[1] - 1, 0)
        """(switches,) their values."""
        self.held: Ints = np.zeros(len(place), dtype=np.int64)
        """(switches,) how many go through each."""

    def take(self, offer: Offer, rng: np.random.Generator) -> None:
        """Put on, budget by budget, what is best there while the others stay; and hold that."""
        level = offer.levels(self.place)
        if len(level):
            units = offer.units(self.place[:, None], self._room, level)
            steps = np.diff(level, append=offer.worth)
            for number in rng.permutation(len(self._members)).tolist():
                self._choose(number, units, steps, rng)
        self._hold(offer, rng)

    def _choose(self, number: int, units: Ints, steps: Ints, rng: np.random.Generator) -> None:
        """Put on the switches of one budget anew.

        `units` are (switches, values, levels) what is open up to every price, `steps` (levels,)
        from one price to the next.
        """
        mine, ways = self._members[number], self._ways_of(number)
        self._put_off(number, self._most[number] - len(ways.switch), rng)
        there = self._there()
        least = self._least(there, units[there, self.on[there]], ways.union)
        own = self._more(units[mine], self.on[mine])[ways.switch, ways.nth]
        rank = least[ways.of[-1]]
        for subset, union in enumerate(ways.of[:-1]):
            outside = sum(each for at, each in enumerate(own) if not subset >> at & 1)
            np.minimum(rank, least[union] + outside, out=rank)
        gain = rank @ steps
        best = int(np.argmax(gain + rng.integers(0, CHANCE + 1, size=len(gain))))
        np.add.at(self.on, mine[ways.switch[:, best]], 1)
        np.minimum(self.on, self._room.shape[1] - 1, out=self.on)

    def _more(self, units: Ints, on: Ints) -> Ints:
        """(switches, times put on, levels) what is open by putting on a switch once more."""
        values = np.arange(self._room.shape[1] + 1) + on[:, None]
        last = self._room.shape[1] - 1
        found = np.take_along_axis(units, np.minimum(values, last)[:, :, None], axis=1)
        return np.diff(found, axis=1, prepend=0)

    def _there(self) -> Ints:
        """The switches that let somebody through."""
        return np.flatnonzero(self._room[np.arange(len(self.on)), self.on])

    def _put_off(self, number: int, staying: int, rng: np.random.Generator) -> None:
        """Put off the switches of a budget but for so many of them, by chance."""
        mine = self._members[number]
        before = rng.permutation(np.repeat(mine, self.on[mine]))
        self.on[mine] = 0
        np.add.at(self.on, before[:staying], 1)

    def _least(self, there: Ints, held: Ints, union: Ints) -> Ints:
        """(unions, levels) by how many sets of the switches there limit what gets through.

        `held` is (switches there, levels) the room of each. A set limits it to the people who could
        go through one of the set or of the union, and the room of those outside of the set.
        """
        sets = _unions(self._bits[there])
        outside = (self._bits[there] & ~sets[:, None]) != 0
        room = outside @ held
        people = self._people(union[:, None] | sets)
        found: Ints = np.stack([(people + each).min(axis=1) for each in room.T], axis=1)
        return found

    def _people(self, bits: Ints) -> Ints:
        """How many people there are of some kinds, as bits."""
        found: Ints = self._count[0][bits & 255]
        for at in range(1, len(self._count)):
            found = found + self._count[at][bits >> BYTE * at & 255]
        return found

    def _hold(self, offer: Offer, rng: np.random.Generator) -> None:
        """Take the cheapest places through what is on, as many as there are people for them."""
        there = rng.permutation(self._there())
        bits = self._bits[there]
        sets = _unions(bits)
        inside = (bits[:, None] & ~sets) == 0
        free = self._people(sets)
        most = self._room[there, self.on[there]]
        room = np.minimum(most, offer.room[self.place[there]])
        price = offer.price[self.place[there]]
        self.held[:] = 0
        for at in np.argsort(np.concatenate([price, price + offer.excess]), kind="stable").tolist():
            beyond, own = divmod(at, len(there))
            if price[own] + beyond * offer.excess >= offer.worth:
                return
            wanted = most[own] - room[own] if beyond else room[own]
            taken = min(int(wanted), int(free[inside[own]].min()))
            free -= taken * inside[own]
            self.held[there[own]] += taken

    def _ways_of(self, number: int) -> _Ways:
        if number not in self._ways:
            mine, most = self._members[number], self._most[number]
            while most > 1 and max(comb(len(mine) + most - 1, most), 1 << most) > WAYS:
                most -= 1
            self._ways[number] = _ways(self._bits[mine], self._room.shape[1] - 1, most)
        return self._ways[number]


def _ways(bits: Ints, upper: int, most: int) -> _Ways:
    """All ways to put on so many of some switches, each no more often than up to an upper value."""
    every = combinations_with_replacement(range(len(bits)), most)
    switch = np.array(list(every), dtype=np.int64).T
    before = np.tril(np.ones((most, most), dtype=bool), -1)[:, :, None]
    nth = 1 + ((switch[:, None] == switch) & before).sum(axis=1)
    few = (nth <= upper).all(axis=0)
    switch, nth = switch[:, few], nth[:, few]
    subsets = [_union_of(bits[switch], subset) for subset in range(1 << most)]
    union, of = np.unique(subsets, return_inverse=True)
    return _Ways(switch, nth, union, of.reshape(1 << most, -1))


def _union_of(bits: Ints, subset: int) -> Ints:
    """(ways,) the union of those rows of (rows, ways) whose numbers are bits of a subset."""
    inside = [at for at in range(len(bits)) if subset >> at & 1]
    found: Ints = np.bitwise_or.reduce(bits[inside], axis=0)
    return found


def _unions(bits: Ints) -> Ints:
    """(sets,) all unions of some people, as bits; the first is empty."""
    found = {0}
    for each in dict.fromkeys(bits.tolist()):
        more = found | {each | other for other in found}
        if len(more) > SETS:
            return np.array([*found, np.bitwise_or.reduce(bits)])
        found = more
    return np.array(list(found))


def _table(count: Ints) -> list[Ints]:
    """For every byte of bits, (256,) how many people they stand for."""
    bit = np.arange(256)[:, None] >> np.arange(BYTE) & 1
    padded = np.concatenate([count, np.zeros(-len(count) % BYTE, dtype=np.int64)])
    return [bit @ each for each in padded.reshape(-1, BYTE)]
