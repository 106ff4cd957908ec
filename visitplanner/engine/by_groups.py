"""Groups of switches are solved anew at once, with all that flows, while the other switches stay.

One exchange at a time gets stuck where several would have to be made together, such as in the plan
of a week or of a delegation. With all others fixed, these are few switches beside a flow, which is
mostly proven in a second.
"""

from dataclasses import dataclass, field

import numpy as np

from visitplanner.engine.limits import Limits
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import PEOPLE, SIDES
from visitplanner.matrix.options import Bools, Ints

WORK = 3.0
"""Work for groups that are solved anew (`least_by_cpsat`)."""
PATIENCE = 3
"""Tries in vain for each group, after which the search ends."""
ENOUGH = 1.5
"""Tries in vain for each group of a side, after which several of them are solved anew together."""
FADING = 0.9
"""How much an older try says of a side, beside a newer one."""
SELDOM = 0.2
"""Share of the tries of which each side has the same."""


def by_groups(strong: Strong, cost: Ints, values: Ints, least: int, limits: Limits) -> Ints:
    """(columns,) values that cost no more than those given; in both, switches may be on in vain.

    Groups of switches are solved anew, one or some at a time, until `least` is reached, at the
    deadline, or after tries in vain. `cost` are (columns,), of which switches have none. An
    interrupt from the keyboard lets the deadline expire.
    """
    search = _Search(strong, cost, values, limits)
    try:
        while search.value > least and not search.over:
            search.step()
    except KeyboardInterrupt:
        limits.deadline.expire()
    return search.values


@dataclass(slots=True)
class _Side:
    """What is known of the groups of a side."""

    label: Ints
    """(columns,)"""
    numbers: Ints
    """The groups that have switches."""
    together: int = 1
    """How many of them are solved anew at a time."""
    vain: int = 0
    gains: float = 1.0
    tries: float = 1.0


@dataclass
class _Search:
    strong: Strong
    cost: Ints
    values: Ints
    limits: Limits
    vain: int = 0
    _sides: list[_Side] = field(init=False)

    def __post_init__(self) -> None:
        switched = self.strong.switched
        self._rng = np.random.default_rng(self.limits.seed)
        labels = [self.strong.labels(side) for side in SIDES]
        self._sides = [_Side(each, np.unique(each[switched.switch])) for each in labels]

    @property
    def value(self) -> int:
        """What the values cost."""
        return int(self.cost @ self.values)

    @property
    def over(self) -> bool:
        """Whether nothing is to be tried any more."""
        groups = sum(len(each.numbers) for each in self._sides)
        return self.limits.deadline.over or self.vain >= PATIENCE * groups

    def step(self) -> None:
        """Some groups of one side are solved anew."""
        worth = np.array([each.gains / each.tries for each in self._sides])
        share = SELDOM / len(worth) + (1 - SELDOM) * worth / worth.sum()
        side = self._sides[int(self._rng.choice(len(worth), p=share))]
        before = self.value
        proven = self._solved(np.isin(side.label, self._drawn(side)))
        better = self.value < before
        self.vain = 0 if better else self.vain + 1
        side.gains = FADING * side.gains + better
        side.tries = FADING * side.tries + side.together
        side.vain = 0 if better else side.vain + 1
        if not proven:
            side.together = max(1, side.together - 1)
        elif side.vain >= ENOUGH * len(side.numbers):
            side.vain, side.together = 0, min(side.together + 1, len(side.numbers))

    def _drawn(self, side: _Side) -> Ints:
        """Groups of a side, more likely those with columns that could still be."""
        matrix = self.strong.switched.matrix
        room = matrix.sums(self.values) < matrix.row_upper
        free = room & (self.strong.switched.side == PEOPLE)
        open_ = np.unique(matrix.column[free[matrix.row]])
        heap = np.bincount(side.label[open_], minlength=int(side.label.max()) + 1)[side.numbers]
        weight = heap + 1.0
        chosen: Ints = self._rng.choice(
            side.numbers, size=side.together, replace=False, p=weight / weight.sum()
        )
        return chosen

    def _solved(self, chosen: Bools) -> bool:
        """The best of these switches, (columns,), and of all that flows; whether it is proven."""
        switch = self.strong.switched.switch
        low = np.where(chosen, self.strong.matrix.lower, self.values)[switch]
        high = np.where(chosen, self.strong.matrix.upper, self.values)[switch]
        answer = self.strong.least(self.cost, (low, high), self.values, WORK, self.limits)
        if answer is not None and answer.value <= self.value:
            self.values = answer.values
        return answer is not None and answer.proven
