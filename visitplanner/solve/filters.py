"""The filters of the rules, asked once for all that look alike to a rule.

Rules say in plain Python what closes an offer to somebody, and on which days they may be there
(`visitplanner.rules.form`). Here their answers are gathered: for each rule the kinds of demands and
of offers that it tells apart, and then for all demands and offers in bulk.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from visitplanner.matrix.kinds import Asked, Kinds, Reads, kinds_of
from visitplanner.matrix.options import Bools, Demand, Ints
from visitplanner.matrix.problem import concatenate
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule

T = TypeVar("T")
Bytes = npt.NDArray[np.uint8]

_BLOCK = 2_000_000
"""Pairs of demand and offer that are looked at together."""
_FEW = 4_096
"""So many pairs of kinds are asked for in advance, whether they occur or not."""
_LARGE = 32_000_000
"""A table of this many entries is not held in memory."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A rule, and the kinds that it tells apart."""

    rule: Rule
    reads: Reads | None
    kinds: Kinds


class Filters:
    """What all rules say of each demand at each offer alone."""

    def __init__(
        self,
        programme: Programme,
        rules: Sequence[Rule],
        demands: Sequence[Demand],
        offers: Sequence[Offer],
    ) -> None:
        self.programme = programme
        self.demands = demands
        self.offers = offers
        self._filters = [
            Filter(rule, reads, kinds_of(reads, demands, offers))
            for rule in rules
            if rule.filters
            for reads in [rule.reads and rule.reads(programme)]
        ]

    def told(
        self, form: Callable[[Rule], Asked[T] | None], demand: Ints, offer: Ints
    ) -> Iterator[tuple[list[T], Ints]]:
        """The answers of every rule with a filter of one form: all of them, and which for each.

        `demand` and `offer` are the pairs that are asked about, `form` picks the filter of a rule.
        """
        for each in self._filters:
            ask = form(each.rule)
            if ask is not None:
                yield each.kinds.answers(self.programme, ask, demand, offer)

    def open_pairs(self) -> tuple[Ints, Ints]:
        """Every demand and offer that no rule closes, by demand and then by offer."""
        if not self.demands or not self.offers:
            return concatenate([]), concatenate([])
        early, named, late = self._closing()
        found_demands: list[Ints] = []
        found_offers: list[Ints] = []
        many = max(1, _BLOCK // len(self.offers))
        for begin in range(0, len(self.demands), many):
            end = min(begin + many, len(self.demands))
            # Eight offers in a byte: of many, few are open to anybody.
            closed = np.zeros((end - begin, -(-len(self.offers) // 8)), dtype=np.uint8)
            for kind, table in early:
                closed |= table[kind[begin:end]]
            for each_of in named:
                closed |= each_of.closed(begin, end)
            is_closed = np.unpackbits(closed, axis=1, count=len(self.offers))
            demand, offer = np.divmod(np.flatnonzero(is_closed == 0), len(self.offers))
            demand += begin
            for each in late:
                kept = each.open(self.programme, demand, offer)
                demand, offer = demand[kept], offer[kept]
            found_demands.append(demand)
            found_offers.append(offer)
        return concatenate(found_demands), concatenate(found_offers)

    def _closing(
        self,
    ) -> tuple[list[tuple[Ints, Bytes]], list["_OneOf"], list["_Lookup"]]:
        """The rules that close anything: first those that tell few kinds apart, as whole tables.

        Each of these is the kind of every demand, and for each kind one bit for each offer:
        whether it is closed.
        """
        few = max(_FEW, len(self.demands) + len(self.offers))
        early: list[tuple[Ints, Bytes]] = []
        named: list[_OneOf] = []
        late: list[_Lookup] = []
        for each in self._filters:
            ask, kinds = _closes(each.rule), each.kinds
            if ask is None:
                continue
            if kinds.pairs > few and each.reads is not None and each.reads.one_of is not None:
                named.append(_OneOf.of(each.reads.offer, each.reads.one_of, kinds))
                continue
            if kinds.pairs > few or len(kinds.demands) * len(self.offers) > _LARGE:
                late.append(_Lookup(ask, kinds))
                continue
            table = np.array(
                [
                    ask(self.programme, wanted.person, wanted.need, offer)
                    for wanted in kinds.demands
                    for offer in kinds.offers
                ],
                dtype=bool,
            ).reshape(len(kinds.demands), len(kinds.offers))
            if table.any():
                early.append((kinds.demand, np.packbits(table[:, kinds.offer], axis=1)))
        return early, named, late


def _closes(rule: Rule) -> Asked[bool] | None:
    """Whether a rule closes an offer to somebody: for a reason, or as it leaves no day."""
    closed, *spans = rule.closed, rule.stay_within, rule.starts_within
    asked = [each for each in spans if each is not None]
    if closed is None and not asked:
        return None
    if closed is not None and not asked:
        reason = closed
        return lambda *where: reason(*where) is not None

    def closes(programme: Programme, person: Person, need: InternshipNeed, offer: Offer) -> bool:
        if closed is not None and closed(programme, person, need, offer) is not None:
            return True
        found = (each(programme, person, need, offer) for each in asked)
        return any(span is not None and span[1] < span[0] for span in found)

    return closes


@dataclass(frozen=True, slots=True)
class _OneOf:
    """What a rule says that leaves an offer open for one of some facts."""

    kind: Ints
    """(demands,) the kind of each."""
    facts: Ints
    """(kinds, most) the numbers of the facts, one past the last where there are fewer."""
    table: Bytes
    """(facts + 1, offers in bits) whether an offer is closed by each fact; by the last, all are."""

    @classmethod
    def of(
        cls,
        offered: Callable[[Offer], Hashable],
        wanted: Callable[[Person, InternshipNeed], Collection[Hashable]],
        kinds: Kinds,
    ) -> "_OneOf":
        number = {offered(each): place for place, each in enumerate(kinds.offers)}
        asked = [
            [number[fact] for fact in wanted(each.person, each.need) if fact in number]
            for each in kinds.demands
        ]
        most = max(1, *map(len, asked))
        none = len(number)
        facts = np.array([[*each, *[none] * (most - len(each))] for each in asked], dtype=np.int64)
        closed = np.arange(none + 1)[:, None] != kinds.offer[None, :]
        return cls(kinds.demand, facts, np.packbits(closed, axis=1))

    def closed(self, begin: int, end: int) -> Bytes:
        """(some demands, offers in bits) whether each offer is closed."""
        facts = self.facts[self.kind[begin:end]]
        found: Bytes = np.bitwise_and.reduce(self.table[facts], axis=1)
        return found


_UNKNOWN, _OPEN, _CLOSED = range(3)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What a rule says that tells many kinds apart, as far as it has been asked."""

    ask: Asked[bool]
    kinds: Kinds
    _known: list[np.ndarray] = field(default_factory=list)

    def open(self, programme: Programme, demand: Ints, offer: Ints) -> Bools:
        """Which of some pairs of demand and offer are open."""
        if not self._known:
            self._known.append(np.zeros(self.kinds.pairs, dtype=np.int8))
        known = self._known[0]
        many = len(self.kinds.offers)
        pair = self.kinds.demand[demand] * many + self.kinds.offer[offer]
        for number in np.unique(pair[known[pair] == _UNKNOWN]).tolist():
            wanted = self.kinds.demands[number // many]
            offered = self.kinds.offers[number % many]
            closes = self.ask(programme, wanted.person, wanted.need, offered)
            known[number] = _CLOSED if closes else _OPEN
        is_open: Bools = known[pair] == _OPEN
        return is_open
