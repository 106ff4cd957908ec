"""What a rule closes, in the three forms in which it is looked up.

A rule that tells few kinds apart is a table. One that leaves an offer open for one of some facts,
such as the fields that are asked for, is looked up by their names: that may leave so few pairs of
demand and offer that all others need not even be listed. Of what remains, the others are asked for
the kinds that occur.
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from visitplanner.matrix.kinds import Asked, Kinds
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.ragged import ranges, spread
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer

Bytes = npt.NDArray[np.uint8]


class Closing(Protocol):
    """What one rule says."""

    def open(self, demand: Ints, offer: Ints) -> Bools:
        """(pairs,) which of some pairs of demand and offer are open."""
        ...


class Whole(Closing, Protocol):
    """What one rule says, of all offers at once."""

    def closed(self, begin: int, end: int) -> Bytes:
        """(some demands, offers in bits) whether each offer is closed, from a demand to another."""
        ...


@dataclass(frozen=True, slots=True)
class ByKind:
    """A table of kinds."""

    kinds: Kinds
    table: Bools
    """(kinds of demands, kinds of offers) whether they are closed."""
    bits: Bytes
    """(kinds of demands, offers in bits) the same for every offer."""

    @classmethod
    def of(cls, programme: Programme, ask: Asked[bool], kinds: Kinds) -> "ByKind":
        """Asks for every pair of kinds."""
        table = np.array(
            [
                ask(programme, wanted.person, wanted.need, offer)
                for wanted in kinds.demands
                for offer in kinds.offers
            ],
            dtype=bool,
        ).reshape(len(kinds.demands), len(kinds.offers))
        return cls(kinds, table, np.packbits(table[:, kinds.offer], axis=1))

    def open(self, demand: Ints, offer: Ints) -> Bools:
        """(pairs,) which of some pairs of demand and offer are open."""
        found: Bools = ~self.table[self.kinds.demand[demand], self.kinds.offer[offer]]
        return found

    def closed(self, begin: int, end: int) -> Bytes:
        """(some demands, offers in bits) whether each offer is closed, from a demand to another."""
        return self.bits[self.kinds.demand[begin:end]]


@dataclass(frozen=True, slots=True)
class ByName:
    """Facts, of which an offer has one, and a demand names those that leave an offer open."""

    kinds: Kinds
    starts: Ints
    """(kinds of demands + 1,) where the facts of each begin, and where the last ones end."""
    facts: Ints
    """Kinds of offers that are open to each kind of demand, one after another; ascending there."""

    @classmethod
    def of(
        cls,
        offered: Callable[[Offer], Hashable],
        wanted: Callable[[Person, InternshipNeed], Collection[Hashable]],
        kinds: Kinds,
    ) -> "ByName":
        """Asks each kind of demand for its facts."""
        number = {offered(each): place for place, each in enumerate(kinds.offers)}
        asked = [
            sorted({number[fact] for fact in wanted(each.person, each.need) if fact in number})
            for each in kinds.demands
        ]
        starts = np.cumsum([0, *map(len, asked)], dtype=np.int64)
        return cls(kinds, starts, np.array([fact for each in asked for fact in each], np.int64))

    def open(self, demand: Ints, offer: Ints) -> Bools:
        """(pairs,) which of some pairs of demand and offer are open."""
        if not len(self.facts):
            return np.zeros(len(demand), dtype=bool)
        many = len(self.kinds.offers)
        kind = np.repeat(np.arange(len(self.kinds.demands)), np.diff(self.starts))
        known = kind * many + self.facts
        asked = self.kinds.demand[demand] * many + self.kinds.offer[offer]
        place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        found: Bools = known[place] == asked
        return found

    def closed(self, begin: int, end: int) -> Bytes:
        """(some demands, offers in bits) whether each offer is closed, from a demand to another."""
        kinds, row = np.unique(self.kinds.demand[begin:end], return_inverse=True)
        table = np.ones((len(kinds), len(self.kinds.offers)), dtype=bool)
        kind, fact = self._named(kinds)
        table[kind, fact] = False
        found: Bytes = np.packbits(table[:, self.kinds.offer], axis=1)[row]
        return found

    @property
    def pairs(self) -> int:
        """How many pairs of demand and offer it leaves open."""
        return int(self._counts().sum())

    def blocks(self, size: int) -> Iterator[tuple[Ints, Ints]]:
        """The pairs that it leaves open, by demand and then by offer, about so many at once."""
        order = np.argsort(self.kinds.offer, kind="stable")
        sizes = np.bincount(self.kinds.offer, minlength=len(self.kinds.offers))
        first = np.cumsum(sizes) - sizes
        until = np.cumsum(self._counts())
        begin = 0
        while begin < len(until):
            before = until[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(until, before + size, side="right")))
            demand, fact = self._named(self.kinds.demand[begin:end])
            offer = order[ranges(first[fact], sizes[fact])]
            both = np.sort(np.repeat(begin + demand, sizes[fact]) * len(order) + offer)
            yield both // len(order), both % len(order)
            begin = end

    def _named(self, kinds: Ints) -> tuple[Ints, Ints]:
        """Every pair of an entry of some kinds of demands and a fact that it names."""
        entry, place = spread(self.starts[kinds], self.starts[kinds + 1])
        return entry, self.facts[place]

    def _counts(self) -> Ints:
        """(demands,) how many offers are open to each."""
        sizes = np.bincount(self.kinds.offer, minlength=len(self.kinds.offers))
        until = np.concatenate([[0], np.cumsum(sizes[self.facts])])
        found: Ints = (until[self.starts[1:]] - until[self.starts[:-1]])[self.kinds.demand]
        return found


_UNKNOWN, _OPEN, _CLOSED = range(3)


@dataclass(frozen=True, slots=True)
class WhenAsked:
    """Many kinds, as far as they have been asked for."""

    programme: Programme
    ask: Asked[bool]
    kinds: Kinds
    _known: list[np.ndarray] = field(default_factory=list)

    def open(self, demand: Ints, offer: Ints) -> Bools:
        """(pairs,) which of some pairs of demand and offer are open."""
        if not self._known:
            self._known.append(np.zeros(self.kinds.pairs, dtype=np.int8))
        known = self._known[0]
        many = len(self.kinds.offers)
        pair = self.kinds.demand[demand] * many + self.kinds.offer[offer]
        for number in np.unique(pair[known[pair] == _UNKNOWN]).tolist():
            wanted = self.kinds.demands[number // many]
            offered = self.kinds.offers[number % many]
            closes = self.ask(self.programme, wanted.person, wanted.need, offered)
            known[number] = _CLOSED if closes else _OPEN
        is_open: Bools = known[pair] == _OPEN
        return is_open
