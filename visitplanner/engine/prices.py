"""Prices of the rows that link blocks, so that what every block does by itself fits together.

The bound that prices give is smoothed: blocks do all that they could, the dearer the less. Then it
has slopes everywhere, and its top is found by a quasi-Newton method (L-BFGS with bounds, scaled by
how much blocks would react). The temperature falls step by step, and with it what was smoothed.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.patterns import Patterns, Soft
from visitplanner.matrix.options import Bools

COOLING = 0.4
"""Each temperature as a share of the one before."""
NEAR = 0.001
"""Share of all places by which what blocks do may miss what fits. Where it is not as near as that
at a high temperature, it takes far longer at the next."""
WIDTH = 30.0
"""Times the temperature: what costs a block more than this at one is left out at all lower ones.
What is taken at the end costs half as much at the most."""
ROUNDS = 60
"""At each temperature, at most."""
HIGHER = 2.0
"""Shares of the time that is left for the next temperature, of one for each: fewer patterns are
left at the lower ones, and prices that are far from even at one stay so at the next."""
MEMORY = 12
"""Rounds that tell how slopes change."""
LEAST_STEP = 1e-4
RISING = 1e-4
"""Share of what the slope promises that a step has to bring."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices, and how far each column is taken at them."""

    prices: Floats
    """(linking,) never above zero."""
    share: Floats
    """(columns,)"""


@dataclass(frozen=True, slots=True)
class _Place:
    prices: Floats
    value: float
    slope: Floats
    soft: Soft


def balanced(patterns: Patterns, cost: Floats, *, coldest: float, deadline: Deadline) -> Priced:
    """Prices that are near to the best bound: nearer by a lower coldest temperature."""
    prices, share = np.zeros(len(patterns.limit)), np.zeros(len(cost))
    inside = np.arange(len(cost))
    temperatures = _temperatures(max(1.0, float(np.abs(cost).max()) / 4), coldest)
    for number, temperature in enumerate(temperatures):
        ascent = _Ascent(patterns, cost[inside], temperature)
        own = deadline.share(min(1.0, HIGHER / (len(temperatures) - number)))
        place = ascent.climbed(ascent.at(prices), own)
        prices = place.prices
        share[:] = 0
        share[inside] = place.soft.share
        reduced = patterns.reduced(cost[inside], prices)
        kept, patterns = patterns.nearest(reduced, WIDTH * temperature)
        inside = inside[kept]
        if not len(inside):
            break
    return Priced(prices, share)


def _temperatures(first: float, last: float) -> list[float]:
    """From the first on as low as the last, at least the first."""
    found = [first]
    while found[-1] * COOLING >= last:
        found.append(found[-1] * COOLING)
    return found


class _Ascent:
    """The way up at one temperature."""

    def __init__(self, patterns: Patterns, cost: Floats, temperature: float) -> None:
        self._patterns = patterns
        self._cost = cost
        self._temperature = temperature
        self._pairs: list[tuple[Floats, Floats]] = []

    def at(self, prices: Floats) -> _Place:
        """The smoothed bound and its slopes."""
        patterns = self._patterns
        soft = patterns.soft(patterns.reduced(self._cost, prices), self._temperature)
        value = soft.value + float(prices @ patterns.limit)
        return _Place(prices, value, patterns.limit - patterns.used(soft.share), soft)

    def climbed(self, place: _Place, deadline: Deadline) -> _Place:
        """Near the top, as far as rounds and time suffice."""
        places = float(np.abs(self._patterns.limit).sum())
        for _ in range(ROUNDS):
            free = (place.prices < 0) | (place.slope < 0)
            slope = np.where(free, place.slope, 0)
            if np.abs(slope).sum() < NEAR * places or deadline.over:
                break
            place = self._stepped(place, self._direction(place, slope, free), slope)
        return place

    def _stepped(self, place: _Place, direction: Floats, slope: Floats) -> _Place:
        """A step that rises, as long as can be."""
        step = 1.0
        while True:
            found = self.at(np.minimum(0, place.prices + step * direction))
            promised = float(slope @ (found.prices - place.prices))
            if found.value >= place.value + RISING * promised or step < LEAST_STEP:
                break
            step *= COOLING
        pair = found.prices - place.prices, place.slope - found.slope
        if pair[0] @ pair[1] > 0:
            self._pairs = [*self._pairs[1 - MEMORY :], pair]
        return found

    def _direction(self, place: _Place, slope: Floats, free: Bools) -> Floats:
        """Where to go, by how slopes have changed on the way."""
        scale = self._scale(place)
        pairs = [(np.where(free, way, 0), np.where(free, turn, 0)) for way, turn in self._pairs]
        pairs = [(way, turn) for way, turn in pairs if way @ turn > 0]
        rest, parts = slope, []
        for way, turn in reversed(pairs):
            part = (way @ rest) / (way @ turn)
            rest = rest - part * turn
            parts.append(part)
        found = scale * rest
        if pairs:
            way, turn = pairs[-1]
            found *= (way @ turn) / (turn @ (scale * turn))
        for (way, turn), part in zip(pairs, reversed(parts), strict=True):
            found = found + way * (part - (turn @ found) / (way @ turn))
        found = np.where(free, found, 0)
        if found @ slope > 0:
            return found
        self._pairs = []
        return scale * slope

    def _scale(self, place: _Place) -> Floats:
        """(linking,) how far a price may go for one place, by how much blocks are undecided."""
        share = place.soft.share
        undecided = self._patterns.used(share * (1 - share))
        return self._temperature / (np.abs(undecided) + 1e-3 * np.maximum(1, self._patterns.limit))
