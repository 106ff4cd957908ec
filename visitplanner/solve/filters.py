"""The filters of the rules, asked once for all that look alike to a rule.

Rules say in plain Python what closes an offer to somebody, and on which days they may be there
(`visitplanner.rules.form`). Here their answers are gathered: for each rule the kinds of demands and
of offers that it tells apart, and then for all demands and offers in bulk.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from visitplanner.matrix.kinds import Asked, Kinds, Reads, kinds_of
from visitplanner.matrix.options import Demand, Ints
from visitplanner.matrix.problem import concatenate
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule
from visitplanner.solve.closing import ByKind, ByName, Closing, WhenAsked, Whole

T = TypeVar("T")

_BLOCK = 2_000_000
"""Pairs of demand and offer that are looked at together."""
_FEW = 4_096
"""So many pairs of kinds are asked for in advance, whether they occur or not,"""
_EACH = 1
"""or so many for each demand and each offer, if these are more."""
_LARGE = 32_000_000
"""A table of this many entries is not held in memory."""
_NARROW = 16
"""Where names leave one pair in so many open, only these pairs are listed."""


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
        tables, named, asked = self._closing()
        narrow = min(named, key=lambda each: each.pairs, default=None)
        every = len(self.demands) * len(self.offers)
        rest: list[Closing] = [*asked]
        blocks: Iterator[tuple[Ints, Ints]]
        if narrow is not None and narrow.pairs * _NARROW <= every:
            blocks = narrow.blocks(_BLOCK)
            rest = [*tables, *(each for each in named if each is not narrow), *asked]
        else:
            blocks = self._in_tables([*tables, *named])
        found = [_left_by(rest, *block) for block in blocks]
        return concatenate(demand for demand, _ in found), concatenate(offer for _, offer in found)

    def _in_tables(self, tables: Sequence[Whole]) -> Iterator[tuple[Ints, Ints]]:
        """The pairs that some rules leave open, by demand and then by offer."""
        many = max(1, _BLOCK // len(self.offers))
        for begin in range(0, len(self.demands), many):
            end = min(begin + many, len(self.demands))
            # Eight offers in a byte: of many, few are open to anybody.
            closed = np.zeros((end - begin, -(-len(self.offers) // 8)), dtype=np.uint8)
            for each in tables:
                closed |= each.closed(begin, end)
            is_closed = np.unpackbits(closed, axis=1, count=len(self.offers))
            demand, offer = np.divmod(np.flatnonzero(is_closed == 0), len(self.offers))
            yield demand + begin, offer

    def _closing(self) -> tuple[list[ByKind], list[ByName], list[WhenAsked]]:
        """The rules that close anything, those first that are looked up fastest."""
        few = max(_FEW, _EACH * (len(self.demands) + len(self.offers)))
        tables: list[ByKind] = []
        named: list[ByName] = []
        asked: list[WhenAsked] = []
        for each in self._filters:
            ask, reads, kinds = _closes(each.rule), each.reads, each.kinds
            if ask is None:
                continue
            if kinds.pairs > few and reads is not None and reads.one_of is not None:
                named.append(ByName.of(reads.offer, reads.one_of, kinds))
            elif kinds.pairs > few or len(kinds.demands) * len(self.offers) > _LARGE:
                asked.append(WhenAsked(self.programme, ask, kinds))
            else:
                table = ByKind.of(self.programme, ask, kinds)
                if table.table.any():
                    tables.append(table)
        return tables, named, asked


def _left_by(closing: Sequence[Closing], demand: Ints, offer: Ints) -> tuple[Ints, Ints]:
    """The pairs that some rules leave open, of some pairs."""
    for each in closing:
        kept = each.open(demand, offer)
        demand, offer = demand[kept], offer[kept]
    return demand, offer


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
