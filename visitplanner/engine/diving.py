"""Which switches a relaxation has on: with all others closed, what is left is soon searched.

With a row for each column that needs a switch (`visitplanner.engine.strong`), a relaxation has few
switches in fractions and is near to the best. Where costs are blurred a little it has others on:
each time gives another plan, and what these do not agree on is searched (`crossing`).
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.engine.bounds import proof_of
from visitplanner.engine.crossing import LOWEST, Crossing
from visitplanner.engine.limits import Limits
from visitplanner.engine.restricted import Unsolvable
from visitplanner.engine.sifting import Sifting
from visitplanner.engine.strong import Strong
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

GRAIN = 20
"""Parts of a unit of cost, in which costs are blurred."""
BLUR = (4, 20)
"""Of these, how many are added at the most: in the first blurred relaxation, and in the others."""
RELAXING = 0.6
"""Share of the time that is left for the first relaxation: without it there are no dives."""
WORK = 3.0
"""Work for what a relaxation has left open (`least_by_cpsat`)."""
JOINING = 5.0
"""The same where a plan that was known has to help."""
PATIENCE = 4
"""Dives in vain, after which there are no more."""
NEAR = 1e-6
"""A switch with no more of it in a relaxation is not on."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What some costs, (columns,), cannot be below."""

    cost: Ints
    least: int


@dataclass(frozen=True, slots=True)
class Dived:
    """What dives have found."""

    values: Ints
    """(columns,) in which switches may be on in vain."""
    bound: int
    """No values cost less; `LOWEST` where the time did not suffice to tell."""


def by_diving(
    strong: Strong, cost: Ints, values: Ints, limits: Limits, *, known: Floor | None = None
) -> Dived:
    """Values that cost no more than those given, and a bound.

    `cost` are (columns,), of which switches have none, and `known` is what is proven of a part of
    them, without which a relaxation would aim at what cannot be. It ends where the bound is
    reached, at the deadline or after dives in vain. An interrupt from the keyboard lets the
    deadline expire.
    """
    dives = _Dives(strong, cost, values, limits, known)
    try:
        while not dives.over:
            dives.next()
    except Unsolvable:
        pass
    except KeyboardInterrupt:
        limits.deadline.expire()
    return Dived(dives.plans.best, dives.bound)


class _Dives:
    """Dives into one matrix."""

    def __init__(
        self,
        strong: Strong,
        cost: Ints,
        values: Ints,
        limits: Limits,
        known: Floor | None = None,
    ) -> None:
        self._strong, self._cost, self._limits = strong, cost, limits
        self.plans = self._with(values)
        self.bound = LOWEST
        self._matrix = strong.matrix
        if known is not None:
            column = np.flatnonzero(known.cost)
            lost = Objective(column, -known.cost[column])
            self._matrix = strong.matrix.with_row(lost, -known.least)
        self._relaxation = Sifting(self._matrix, np.ones(self._matrix.columns, dtype=bool))
        self._counts = np.ones(strong.matrix.columns, dtype=bool)
        self._counts[strong.switched.switch] = False
        self._rng = np.random.default_rng(limits.seed)
        self._dives = self._vain = 0

    @property
    def over(self) -> bool:
        """Whether there is nothing more to be found, or no time."""
        reached = self.plans.value <= self.bound
        return reached or self._vain >= PATIENCE or self._limits.deadline.over

    def next(self) -> None:
        """One more plan, crossed with those before. Raises `Unsolvable`."""
        before = self.plans.value
        deadline = self._limits.deadline if self._dives else self._limits.deadline.share(RELAXING)
        point, duals = self._relaxation.minimise(self._blurred(), deadline)
        on = np.ceil(point[self._strong.switched.switch] - NEAR).astype(np.int64)
        made = self._least(on, None, WORK)
        if not self._dives:
            self.bound = proof_of(self._matrix, self._cost, duals / GRAIN).bound
            self._begin(on, made)
        if made is not None:
            self.plans.add(made)
            self.plans.cross(self._limits, self.bound)
        self._dives += 1
        self._vain = 0 if self.plans.value < before else self._vain + 1

    def _begin(self, on: Ints, made: Ints | None) -> None:
        """What was known was made without a look at these costs: it is left where that can be.

        What the relaxation has on, (switches,), has to do; else what the known plan has on as well.
        """
        if made is None or self._cost @ made >= self.plans.value:
            known = self.plans.best
            both = np.maximum(on, known[self._strong.switched.switch])
            made = self._least(both, known, JOINING)
        if made is not None and self._cost @ made < self.plans.value:
            self.plans = self._with(made)

    def _with(self, values: Ints) -> Crossing:
        plans = Crossing(self._strong, self._cost)
        plans.add(values)
        return plans

    def _blurred(self) -> Ints:
        most = (0, *BLUR)[min(self._dives, len(BLUR))]
        blur = self._rng.integers(0, most + 1, size=len(self._cost)) * self._counts
        return GRAIN * self._cost + blur

    def _least(self, on: Ints, hint: Ints | None, work: float) -> Ints | None:
        """(columns,) the best with no other switches than these, (switches,); None: not found."""
        ends = np.zeros_like(on), on
        answer = self._strong.least(self._cost, ends, hint, work, self._limits)
        return None if answer is None else answer.values
