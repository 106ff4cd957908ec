"""Shortages: people who, whatever one does, share slots with too few places.

From somebody who is left out one walks to every slot that is open to them, from a slot that is full
to everybody who is placed there, and on to every slot open to these. Where no free place is ever
reached, the people met can go nowhere but to the slots met, and these have fewer places than the
people need: a set of Hall. No rule but the places is looked at, so a shortage holds whatever else
binds; and where others bind as well, people may be left out without any.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from visitplanner.matrix.options import Bools, Ints, Options
from visitplanner.model.plan import Plan
from visitplanner.rules.form import counted


@dataclass(frozen=True, slots=True)
class Shortage:
    """People who share slots with too few places for all of them."""

    people: tuple[str, ...]
    """Ids of all who have no slots but these, placed or not, in the order of the table."""
    left_out: tuple[str, ...]
    """Those of them whom the plan leaves out, wholly or in part."""
    slots: tuple[str, ...]
    wanted: int
    """Places all of them would take up."""
    places: int
    """Places the slots have together."""

    def __str__(self) -> str:
        who = counted(len(self.people), "person shares", "people share")
        slots = counted(len(self.slots), "slot", "slots")
        wanted = "" if self.wanted == len(self.people) else f" and take up {self.wanted} places"
        return f"{who} {slots} with room for {self.places}{wanted}"


def shortages_of(options: Options, plan: Plan) -> tuple[Shortage, ...]:
    """The shortages that leave people out of a plan, in the order of the table of options.

    Whoever is in a shortage already told is not told again in a part of it. Slots at which people
    could come at different times, or whose places change, are taken to have room for everybody.
    """
    graph = _Graph(options, plan)
    found: list[Shortage] = []
    seen: set[int] = set()
    left_out = graph.left_out()
    for demand in left_out:
        if demand not in seen:
            demands, slots = graph.closure(demand)
            demands |= {other for other in left_out if slots.issuperset(graph.slots(other))}
            seen |= demands
            found.append(graph.shortage(demands, slots))
    return tuple(each for each in found if each.wanted > each.places)


class _Graph:
    """Demands, the slots open to them, and who is placed where."""

    def __init__(self, options: Options, plan: Plan) -> None:
        self._options = options
        self._demand, self._offer = _pairs(options)
        self._starts = np.searchsorted(self._demand, np.arange(len(options.demands) + 1))
        numbers = {offer.id: number for number, offer in enumerate(options.offers)}
        needs = {
            (person.id, demand.need.id): number
            for number, demand in enumerate(options.demands)
            for person in demand.people
        }
        self._met = Counter((each.participant, each.need) for each in plan.placements)
        self._placed: dict[int, set[int]] = {}
        load = np.zeros(len(options.offers), dtype=np.int64)
        for each in plan.placements:
            offer, demand = numbers.get(each.slot), needs.get((each.participant, each.need))
            if offer is not None and demand is not None:
                self._placed.setdefault(offer, set()).add(demand)
                load[offer] += options.demands[demand].person.takes_places
        places = np.array([offer.slot.places for offer in options.offers], dtype=np.int64)
        self._free = ~_one_moment(options) | (load < places)

    def left_out(self) -> list[int]:
        """The demands that are not met and from which no free place can be reached."""
        saved = self._saved()
        stuck = np.flatnonzero(~saved).tolist()
        return [number for number in stuck if self._missing(number) and self.slots(number)]

    def closure(self, demand: int) -> tuple[set[int], set[int]]:
        """All demands and slots that are reached from one demand."""
        demands, slots, waiting = {demand}, set[int](), [demand]
        while waiting:
            for offer in self.slots(waiting.pop()):
                if offer not in slots:
                    slots.add(offer)
                    others = self._placed.get(offer, set()) - demands
                    demands |= others
                    waiting.extend(others)
        return demands, slots

    def shortage(self, demands: Iterable[int], slots: Iterable[int]) -> Shortage:
        """What demands and slots come to."""
        offers = [self._options.offers[number] for number in sorted(slots)]
        wanted = [self._options.demands[number] for number in sorted(demands)]
        missing = {who for number in demands for who in self._missing(number)}
        people = tuple(dict.fromkeys(who.id for demand in wanted for who in demand.people))
        return Shortage(
            people=people,
            left_out=tuple(who for who in people if who in missing),
            slots=tuple(offer.id for offer in offers),
            wanted=sum(demand.size * demand.person.takes_places for demand in wanted),
            places=sum(offer.slot.places for offer in offers),
        )

    def slots(self, demand: int) -> list[int]:
        """The slots open to a demand."""
        found: list[int] = self._offer[self._starts[demand] : self._starts[demand + 1]].tolist()
        return found

    def _missing(self, number: int) -> list[str]:
        """Those of a demand who lack a placement."""
        demand = self._options.demands[number]
        met, need = self._met, demand.need
        return [who.id for who in demand.people if met[who.id, need.id] < need.parts]

    def _saved(self) -> Bools:
        """(demands,) whether a free place can be reached from a demand."""
        offer = np.array(
            [offer for offer, demands in self._placed.items() for _ in demands], dtype=np.int64
        )
        demand = np.array(
            [each for demands in self._placed.values() for each in demands], dtype=np.int64
        )
        free, before = self._free.copy(), -1
        saved = np.zeros(len(self._options.demands), dtype=bool)
        while before != (before := int(free.sum())):
            saved[self._demand[free[self._offer]]] = True
            free[offer[saved[demand]]] = True
        return saved


def _pairs(options: Options) -> tuple[Ints, Ints]:
    """Every demand at every slot at which it has options, ascending."""
    code = np.unique(options.demand * max(1, len(options.offers)) + options.offer)
    return np.divmod(code, max(1, len(options.offers)))


def _one_moment(options: Options) -> Bools:
    """(offers,) whether everybody at a slot is there on the same days, at the same places."""
    same = np.ones(len(options.offers), dtype=bool)
    for column in (options.first, options.last):
        lowest = np.full(len(options.offers), np.iinfo(np.int64).max)
        highest = np.full(len(options.offers), -1)
        np.minimum.at(lowest, options.offer, column)
        np.maximum.at(highest, options.offer, column)
        same &= lowest >= highest
    # On the first day everybody works.
    same &= np.array([not offer.slot.places_on for offer in options.offers], dtype=bool)
    return same
