"""Two plans are crossed: the switches they agree on stay, of all others the best is searched.

What good plans have in common is mostly right, and what they have not is few enough to be searched
at once. So it lets pass what neither an exchange nor a group of switches finds (Rothberg 2007, `An
Evolutionary Algorithm for Polishing Mixed Integer Programming Solutions`).
"""

from itertools import combinations

import numpy as np

from visitplanner.engine.limits import Limits
from visitplanner.engine.strong import Strong
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

WORK = 10.0
"""Work for what two plans do not agree on (`least_by_cpsat`)."""
MOST = 6
"""Plans that are kept."""
LOWEST = -UNLIMITED
"""No plan costs as little."""


class Crossing:
    """Plans of a matrix of switches, the cheapest first; in all, switches may be on in vain."""

    def __init__(self, strong: Strong, cost: Ints) -> None:
        """`cost` are (columns,), of which switches have none."""
        self._strong = strong
        self._cost = cost
        self._plans: list[Ints] = []
        self._crossed: set[frozenset[bytes]] = set()

    @property
    def best(self) -> Ints:
        """(columns,) the cheapest plan."""
        return self._plans[0]

    @property
    def value(self) -> int:
        """What it costs."""
        return self._value(self.best)

    def add(self, values: Ints) -> None:
        """One more plan, (columns,), where none has the same switches on and costs no more."""
        dearest_first = sorted([values, *self._plans], key=self._value, reverse=True)
        distinct = {self._on(each).tobytes(): each for each in dearest_first}
        self._plans = sorted(distinct.values(), key=self._value)[:MOST]

    def cross(self, limits: Limits, least: int = LOWEST) -> None:
        """Cross all pairs, cheap ones first, until one costs no more than `least`.

        It ends at the deadline, too. An interrupt from the keyboard lets it expire.
        """
        try:
            while self.value > least and not limits.deadline.over:
                pair = self._next()
                if pair is None:
                    return
                self._cross(*pair, limits)
        except KeyboardInterrupt:
            limits.deadline.expire()

    def _value(self, values: Ints) -> int:
        return int(self._cost @ values)

    def _on(self, values: Ints) -> Ints:
        return values[self._strong.switched.switch]

    def _key(self, *pair: Ints) -> frozenset[bytes]:
        return frozenset(self._on(each).tobytes() for each in pair)

    def _next(self) -> tuple[Ints, Ints] | None:
        """The cheapest pair that was not crossed yet, the cheaper one first."""
        pairs = sorted(combinations(self._plans, 2), key=lambda pair: sum(map(self._value, pair)))
        return next((pair for pair in pairs if self._key(*pair) not in self._crossed), None)

    def _cross(self, one: Ints, other: Ints, limits: Limits) -> None:
        self._crossed.add(self._key(one, other))
        ends = np.sort([self._on(one), self._on(other)], axis=0)
        answer = self._strong.least(self._cost, (ends[0], ends[1]), one, WORK, limits)
        if answer is not None and answer.value < self._value(one):
            self.add(answer.values)
