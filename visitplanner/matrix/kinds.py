"""Kinds: demands, or offers, that look alike to whoever asks, so that they are asked about once.

What a rule says of a demand at an offer, or what a goal makes of it, depends on a few facts of
each. Whoever names these facts (`Reads`) is asked once for each pair of kinds instead of once for
each demand and offer; the answers are spread with numpy.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TypeVar

import numpy as np

from visitplanner.matrix.options import Demand, Ints
from visitplanner.matrix.problem import Problem, distinct
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer, WorkCalendar

T = TypeVar("T")

_SETS_KEPT = 4_096

Asked = Callable[[Programme, Person, InternshipNeed, Offer], T]
"""What is to be known of somebody with a need at an offer."""


def nothing(*_facts: object) -> Hashable:
    """Reads no fact at all: everybody, or everything, is alike."""
    return None


@lru_cache(maxsize=_SETS_KEPT)
def as_set(names: tuple[str, ...]) -> frozenset[str]:
    """Names in whatever order; the same object each time, of which the hash is known."""
    return frozenset(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """The facts on which an answer depends: where they are equal, so is the answer.

    Facts of people that no two have in common, such as the id, make every demand a kind of its
    own, which is right but slow.
    """

    demand: Callable[[Person, InternshipNeed], Hashable] = nothing
    """What is read of a person and a need."""
    offer: Callable[[Offer], Hashable] = nothing
    """What is read of an offer."""
    one_of: Callable[[Person, InternshipNeed], Collection[Hashable]] | None = None
    """Where an offer is open exactly if what is read of it is one of some facts: these facts."""
    calendar: Callable[[WorkCalendar], Hashable] = nothing
    """What is read of the calendar of an offer, to say whether a day is worked."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Demands and offers in the kinds that some facts tell apart."""

    demand: Ints
    """(demands,) kind of each demand."""
    offer: Ints
    """(offers,) kind of each offer."""
    demands: tuple[Demand, ...]
    """One demand of each kind, for all."""
    offers: tuple[Offer, ...]
    """One offer of each kind, for all."""

    @property
    def pairs(self) -> int:
        """How many pairs of kinds there are."""
        return len(self.demands) * len(self.offers)

    def answers(
        self, programme: Programme, ask: Asked[T], demand: Ints, offer: Ints
    ) -> tuple[list[T], Ints]:
        """What is said of some pairs of a demand and an offer, given as two arrays of one length.

        Returns the answers, one for each pair of kinds that occurs, and for each pair which.
        """
        many = len(self.offers)
        found, which = distinct(self.demand[demand] * many + self.offer[offer], self.pairs)
        answers = []
        for kind, place in (divmod(pair, many) for pair in found.tolist()):
            wanted = self.demands[kind]
            answers.append(ask(programme, wanted.person, wanted.need, self.offers[place]))
        return answers, which


def kinds_of(reads: Reads | None, demands: Sequence[Demand], offers: Sequence[Offer]) -> Kinds:
    """Demands and offers by the facts that are read; each a kind of its own without `reads`."""
    if reads is None:
        every = (np.arange(len(demands)), np.arange(len(offers)))
        return Kinds(*every, tuple(demands), tuple(offers))
    read = reads.demand
    demand, some = (
        _alike(len(demands))
        if read is nothing
        else numbered([read(each.people[0], each.need) for each in demands])
    )
    offer, places = (
        _alike(len(offers))
        if reads.offer is nothing
        else numbered([reads.offer(each) for each in offers])
    )
    return Kinds(
        demand,
        offer,
        tuple(demands[first] for first in some),
        tuple(offers[first] for first in places),
    )


def by_pair(problem: Problem, ask: Asked[int], reads: Reads) -> Ints:
    """(options,) a whole number that depends on demand and offer alone, for every option."""
    options = problem.options
    demand, offer, pair = options.pairs
    kinds = kinds_of(reads, options.demands, options.offers)
    answers, which = kinds.answers(problem.programme, ask, demand, offer)
    found: Ints = np.array(answers, dtype=np.int64)[which][pair]
    return found


def numbered(values: Iterable[Hashable]) -> tuple[Ints, list[int]]:
    """Number equal values alike, in the order in which they first occur.

    Returns the number of each value, and the position at which each number first occurs.
    """
    numbers: dict[Hashable, int] = defaultdict(count().__next__)
    number = np.array([numbers[value] for value in values], dtype=np.int64)
    highest = np.maximum.accumulate(number)
    first = np.flatnonzero(np.diff(highest, prepend=-1))
    return number, first.tolist()


def _alike(many: int) -> tuple[Ints, list[int]]:
    return np.zeros(many, dtype=np.int64), [0][:many]
