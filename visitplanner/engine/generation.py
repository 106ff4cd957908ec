"""Many blocks that few rows link: columns only where prices ask for them (column generation).

1. *Prices* of the linking rows near to the best (`visitplanner.engine.prices`), for all objectives
   in one sum. Costs are blurred a little for that, so that of many equally good columns a few are
   chosen.
2. *Columns*: those in patterns that are nearly the best are loaded into GLOP. Its prices are wild
   at first, so that the next columns are asked for at prices between its own and the best known,
   until nothing better is known of.
3. *Whole values*: blocks that are still in fractions are searched; all others are whole.
4. *Proof*, objective by objective: prices of the sum up to it, and the best pattern of every block,
   counted in whole numbers. Columns that cost more than what is known are out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.greedy import exchanged
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import BASIC, Floats
from visitplanner.engine.patterns import Patterns, patterns_of
from visitplanner.engine.prices import balanced
from visitplanner.engine.relaxation import WHOLE
from visitplanner.engine.restricted import Basis, Restricted, Unsolvable
from visitplanner.engine.start import made_whole
from visitplanner.engine.weights import magnitude, weighed, weights_of
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Objective

STEPS = 20
"""How many changes of a later objective one of an earlier outweighs in the sum."""
LARGEST = 1e8
"""Costs of the sum, at most."""
BLUR = 1.0
"""What is added to costs at random, at most; whole costs differ by one."""
COLDEST = 0.15
"""Of the temperatures at which prices are balanced."""
AT_FIRST = 1.3
"""Columns loaded at first, for each that is taken."""
RELAXING = 0.85
"""Of the time that is left after prices; what is in fractions then has to be made whole in time."""
FILLING = 0.7
"""Of the time that is left, to place by hand who would be left out where that is too late."""
ROUNDS = 30
"""Of more columns for one sum, at most."""
BETWEEN = (0.0, 0.5, 0.8, 0.9, 0.95)
"""Share of the best known prices in those that are tried; all but the first ask for columns."""
SHEDDING = 2
"""First rounds after which columns leave again that are neither used nor nearly the best."""
NEARLY = 2.0
"""What a pattern with such a column costs more than the best, at most."""
TIES = 1e-3
"""Of that, when columns are asked for: it only tells them apart that are equally good."""
TIE = 1e-6
"""What costs in fractions may differ by where they are the same."""
CLOSE = 0.001
"""Whole sums are above a bound by less than one where it is nearer to the next number than this."""
CORNERS = 8
"""Of the relaxation, at the most, besides the first, from which whole values are looked for."""
APART = 0.03
"""What is added to costs at random to get there, at most: with less, corners are nearly the same.
"""
FINEST = 30
"""Prices are rounded to multiples of 2**-30, or coarser where sums would pass 64 bits."""
SUMS = 2.0**61


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a matrix."""

    outcome: Outcome
    matrix: Matrix
    """The same with only those columns that values no worse can have."""


def least_by_patterns(
    matrix: Matrix, objectives: Sequence[Objective], *, start: Ints | None, limits: Limits
) -> Found | None:
    """The least of each objective, as far as prices prove it; None where blocks have no patterns.

    `start` are (columns,) values that satisfy all rows, where some are known.
    """
    costs = [costs_of(each, matrix.columns) for each in objectives]
    weights = weights_of(costs, STEPS)
    pairs = zip(weights, costs, strict=True)
    if sum(weight * magnitude(cost) for weight, cost in pairs) > LARGEST:
        return None
    patterns = patterns_of(matrix)
    if patterns is None:
        return None
    generation = _Generation(patterns, limits)
    total = weighed(costs, STEPS)
    values, prices = generation.begun(total)
    known = [generation.whole(total, values, prices), start]
    best = min((each for each in known if each is not None), key=lambda each: _reached(costs, each))
    return _proven(generation, objectives, costs, best, prices)


def _reached(costs: Sequence[Ints], values: Ints) -> list[int]:
    return [int(cost @ values) for cost in costs]


def _proven(
    generation: "_Generation",
    objectives: Sequence[Objective],
    costs: Sequence[Ints],
    values: Ints,
    prices: Floats,
) -> Found:
    """What prices prove of values, objective by objective; `prices` are those of the whole sum."""
    matrix = generation.patterns.matrix
    reached = _reached(costs, values)
    last = weights_of(costs, STEPS)
    bounds: list[int] = []
    kept = np.ones(matrix.columns, dtype=bool)
    better = False
    for number, objective in enumerate(objectives):
        upto = slice(number + 1)
        cost = weighed(costs[upto], STEPS)
        most = int(cost @ values)
        near = prices / last[number]
        proof = generation.proof(cost, [near, np.rint(near)], most)
        bound = max(objective.least, reached[number] - (most - proof.bound))
        bounds.append(bound)
        generation.limits.tell(number, reached[number], bound)
        if not better:
            # Whatever is no worse has at most this sum, if all before are as good as can be.
            kept &= proof.excess <= most * proof.grid - proof.scaled
            better = bound < reached[number]
    outcome = Outcome.of(values, objectives, bounds)
    return Found(outcome, matrix.within(matrix.lower, kept.astype(np.int64)))


@dataclass(frozen=True, slots=True)
class _Proof:
    """A bound of a sum of costs, in whole numbers."""

    grid: int
    """All numbers are multiples of 1 / grid."""
    scaled: int
    """Bound times grid."""
    excess: Ints
    """(columns,) times grid, what the sum is above its bound at least where a column is taken."""

    @property
    def bound(self) -> int:
        """No values give less."""
        return -(-self.scaled // self.grid)


def proof_by_patterns(patterns: Patterns, cost: Ints, prices: Floats) -> _Proof:
    """What prices of the linking rows, none above zero, prove of a sum of costs."""
    exponent = FINEST
    reach = _reach(patterns, cost, prices)
    while exponent and reach * 2.0**exponent >= SUMS:
        exponent -= 1
    grid = 2**exponent
    price = np.minimum(0, np.rint(prices * grid)).astype(np.int64)
    reduced = patterns.reduced_exactly(cost * grid, price)
    scaled = int(patterns.least(reduced).sum()) + int(price @ patterns.limit)
    return _Proof(grid, scaled, patterns.excess(reduced))


def _reach(patterns: Patterns, cost: Ints, prices: Floats) -> float:
    """How large the sums of a proof may become, without the grid."""
    price = np.abs(prices) + 1
    return float(np.abs(cost).sum() + price @ (patterns.sizes + patterns.limit))


class _Generation:
    """Columns that prices have asked for."""

    def __init__(self, patterns: Patterns, limits: Limits) -> None:
        self.patterns = patterns
        self.limits = limits
        self._blur = BLUR * np.random.default_rng(0).random(patterns.matrix.columns)
        self._inside = np.zeros(patterns.matrix.columns, dtype=bool)
        self._basis = Basis.of_nothing(patterns.matrix.columns, patterns.matrix.rows)
        self._solved = False

    def begun(self, cost: Ints) -> tuple[Floats, Floats]:
        """(columns,) values in fractions of the least sum, and (linking,) prices of the best bound.

        As far as the time suffices.
        """
        patterns = self.patterns
        blurred = cost + self._blur
        found = balanced(
            patterns, blurred, coldest=COLDEST, deadline=self.limits.deadline.share(0.5)
        )
        excess = patterns.excess(patterns.reduced(blurred, found.prices))
        count = min(len(excess) - 1, int(AT_FIRST * found.share.sum()))
        self._inside = excess <= np.partition(excess, count)[count]
        return self._least(cost, found.prices, None, self.limits.deadline.share(RELAXING))

    def proof(self, cost: Ints, prices: Sequence[Floats], most: int) -> _Proof:
        """The best proof from some prices, or from others, if these do not prove `most`."""
        known = max(prices, key=lambda each: self.patterns.bound(cost, each))
        proof = proof_by_patterns(self.patterns, cost, known)
        if proof.bound >= most or self.limits.deadline.over:
            return proof
        _, known = self._least(cost, known, most, self.limits.deadline)
        other = proof_by_patterns(self.patterns, cost, known)
        return max(proof, other, key=lambda each: each.bound)

    def whole(self, cost: Ints, values: Floats, prices: Floats) -> Ints:
        """(columns,) whole values near to others, with the least sum of costs that is soon found.

        Where they do not reach the bound of the prices, some other corners are tried, of which the
        relaxation has many that are as good.
        """
        bound = np.ceil(self.patterns.bound(cost, prices) - CLOSE)
        rng = np.random.default_rng(self.limits.seed)
        best = self._mended(cost, values, prices)
        for _ in range(CORNERS):
            if cost @ best <= bound or self.limits.deadline.over:
                break
            blurred = cost + APART * rng.random(len(cost))
            try:
                values, _ = self._relaxed(blurred, self.limits.deadline)
            except Unsolvable:
                break
            found = self._mended(cost, values, prices)
            best = min(best, found, key=lambda each: int(cost @ each))
        return best

    def _mended(self, cost: Ints, values: Floats, prices: Floats) -> Ints:
        """The same from one corner: blocks that are whole stay as they are.

        Columns that cost nothing at the prices may be used besides those that are loaded. Where the
        time does not suffice for a search, the blocks in fractions are filled by hand.
        """
        patterns = self.patterns
        matrix, block = patterns.matrix, patterns.block
        near = np.rint(values)
        odd = np.abs(values - near) > WHOLE
        free = np.bincount(block[odd], minlength=int(block.max()) + 1)[block] > 0
        fixed = np.where(free, 0, near).astype(np.int64)
        if not odd.any() or not matrix.keeps(fixed):
            return fixed if matrix.keeps(fixed) else np.zeros(matrix.columns, dtype=np.int64)
        rest = matrix.within(fixed, matrix.upper)
        cheap = patterns.excess(patterns.reduced(cost, prices)) <= CLOSE
        try:
            return made_whole(rest, cost, free & (self._inside | cheap), None, self.limits).values
        except (Infeasible, LimitHit):
            deadline = self.limits.deadline.farewell(FILLING)
            return exchanged(matrix, cost, fixed, seed=self.limits.seed, deadline=deadline)

    def _least(
        self, cost: Ints, prices: Floats, most: int | None, deadline: Deadline
    ) -> tuple[Floats, Floats]:
        """Values in fractions of the least sum, and prices of the best bound.

        It ends where the bound is close to these values, or to `most`, or when the time is over.
        """
        patterns = self.patterns
        blur = TIES * self._blur
        values = np.zeros(patterns.matrix.columns)
        bound = patterns.bound(cost, prices)
        for number in range(ROUNDS):
            try:
                values, own = self._relaxed(cost, deadline)
            except Unsolvable:
                break
            asked = np.zeros_like(self._inside)
            known = prices
            for share in BETWEEN:
                tried = share * known + (1 - share) * own
                reduced = patterns.reduced(cost, tried)
                found = float(patterns.least(reduced).sum() + tried @ patterns.limit)
                if found > bound:
                    bound, prices = found, tried
                if share:
                    asked |= patterns.excess(reduced + blur) <= TIE
            asked &= ~self._inside
            least = float(cost @ values)
            if not asked.any():
                excess = patterns.excess(patterns.reduced(cost + blur, own))
                asked = (excess <= TIE) & ~self._inside
            goal = np.ceil((least if most is None else min(least, most)) - CLOSE)
            if bound > goal - 1 + CLOSE or not asked.any() or deadline.over:
                break
            if number < SHEDDING and most is None:
                near = patterns.excess(patterns.reduced(cost + self._blur, prices)) <= NEARLY
                self._inside &= near | (values > 0) | (self._basis.columns == BASIC)
            self._inside |= asked
        return values, prices

    def _relaxed(self, cost: Ints | Floats, deadline: Deadline) -> tuple[Floats, Floats]:
        """The least sum in fractions over the columns inside: values, prices of linking rows.

        Raises `Unsolvable`.
        """
        matrix, linking = self.patterns.matrix, self.patterns.linking
        columns = np.flatnonzero(self._inside)
        own = matrix.of_columns(columns, np.ones(matrix.rows, dtype=bool))
        bind: Bools = own.summed(np.maximum(0, own.coefficient)) > own.row_upper
        bind |= self._basis.rows != BASIC
        begin = Basis(self._basis.columns[columns], self._basis.rows[bind])
        restricted = Restricted(own.of_rows(bind), begin if self._solved else None)
        restricted.add(np.arange(len(columns)))
        found, duals = restricted.minimise(cost[columns], deadline)
        if restricted.basis is not None:
            self._basis = self._basis.spread(columns, bind, restricted.basis)
            self._solved = True
        values, prices = np.zeros(matrix.columns), np.zeros(matrix.rows)
        values[columns], prices[bind] = found, duals
        return values, np.minimum(0, prices[linking])
