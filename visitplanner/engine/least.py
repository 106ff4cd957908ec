"""Which engine solves what: chosen from the structure of the matrix alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import add, eq

import numpy as np

from visitplanner.engine.answer import Deadline, Infeasible, Outcome
from visitplanner.engine.by_lots import Lotted, least_by_lots
from visitplanner.engine.flow import least_flow
from visitplanner.engine.generation import Found, least_by_patterns
from visitplanner.engine.greedy import By, filled
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.network import Network, network_of
from visitplanner.engine.parts import Part, parts_of
from visitplanner.engine.proving import Task, proven
from visitplanner.engine.reductions import hasty, reduced
from visitplanner.engine.search import least_by_search
from visitplanner.engine.weights import together
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

DIRECT = 300
"""Columns: up to so many, CP-SAT needs no relaxation beforehand."""
BY_HAND = 0.9
"""Share of a time limit that a plan by hand may take beforehand; the rest is to improve it."""
MANY = 10_000
"""Columns: with so many, blocks of few patterns are looked for, and a flow takes its time."""
FLOWING = 1.2e-6
"""Seconds for each column, about as long as a flow takes."""
PRICING = 0.85
"""Share of a time limit for that: where it ends, all is proven, and what it leaves open is far from
what it would have found."""


def least(
    matrix: Matrix, objectives: Sequence[Objective], *, start: Ints | None, limits: Limits
) -> Outcome:
    """The least of each objective, the first before the second, part by part.

    `start` are (columns,) values near which to begin; without objectives, any values that satisfy
    all rows are the outcome. Raises `Infeasible`, and `LimitHit` where nothing was found in time.
    """
    divided = Divided(matrix, objectives, limits.deadline)
    begun = zip(divided.parts, divided.shares(start), strict=True)
    # The smallest first: where one of them has no values, the large ones need not be looked at.
    found = [least_of_part(part, begin, limits) for part, begin in reversed(list(begun))]
    return divided.joined(reversed(found))


class Divided:
    """A matrix cut into the parts that have to be solved."""

    def __init__(self, matrix: Matrix, objectives: Sequence[Objective], deadline: Deadline) -> None:
        """Raises `Infeasible` where that is plain to see."""
        smaller, self._free = matrix.without_fixed()
        if (matrix.lower > matrix.upper).any():
            raise Infeasible
        self._matrix = matrix
        self._objectives = objectives
        fixed = np.where(matrix.lower == matrix.upper, matrix.lower, 0)
        self._added = [value_of(each, fixed) for each in objectives]
        costs = [costs_of(each, matrix.columns)[self._free] for each in objectives]
        found = reduced(smaller, costs, deadline)
        # The way back is all that is kept: at size, a matrix more is a tenth of the memory.
        self._back = found.back
        self.parts = parts_of(
            found.matrix,
            [
                _share(cost, each.least - added)
                for cost, each, added in zip(found.costs, objectives, self._added, strict=True)
            ],
        )

    def shares(self, values: Ints | None) -> list[Ints | None]:
        """The share of every part in some values."""
        if values is None:
            return [None] * len(self.parts)
        own = values[self._free][self._back.columns]
        return [own[each.columns] for each in self.parts]

    def joined(self, outcomes: Iterable[Outcome]) -> Outcome:
        """The outcome of the whole from that of every part."""
        own = np.zeros(len(self._back.columns), dtype=np.int64)
        bounds, reached = list(self._added), list(self._added)
        for part, found in zip(self.parts, outcomes, strict=True):
            own[part.columns] = found.values
            bounds = list(map(add, bounds, found.bounds))
            reached = list(map(add, reached, found.reached))
        if len(self.parts) > 1 and bounds != reached:
            # Of an objective that is not proven one part may have less, and another part more: what
            # the next objectives have in each does not add up to a bound.
            first = list(map(eq, bounds, reached)).index(False) + 1
            bounds[first:] = [each.least for each in self._objectives[first:]]
        values = self._matrix.lower.copy()
        values[self._free] = self._back.restored(own)
        least = [each.least for each in self._objectives]
        return Outcome.of(values, self._objectives, list(map(max, bounds, least)))


def _share(cost: Ints, least: int) -> Objective:
    """What columns add to an objective."""
    column = np.flatnonzero(cost)
    return Objective(column, cost[column], least=least)


def least_of_part(part: Part, start: Ints | None, limits: Limits) -> Outcome:
    """The least of each objective of one part, by the engine that its structure asks for."""
    matrix, objectives = part.matrix, part.objectives
    limits.tell(0)
    network = network_of(matrix)
    if network is not None and _flows(matrix, limits):
        return _by_flow(network, part, limits)
    if limits.relaxed or matrix.columns <= DIRECT or not objectives:
        return least_by_search(matrix, objectives, start=start, limits=limits)
    known = start if start is not None and matrix.keeps(start) else None
    if hasty(matrix, limits.deadline):
        # What follows looks at the whole matrix several times.
        values = _by_hand(part, limits) if known is None else known
        if values is not None:
            return Outcome.of(values, objectives, [each.least for each in objectives])
    lotted = Lotted.of(matrix, objectives)
    if lotted is not None:
        lots = least_by_lots(lotted, objectives, start=known, limits=limits)
        if lots is not None:
            return lots
    hand = None if limits.deadline.left is None else _by_hand(part, limits)
    if hand is not None and hasty(matrix, limits.deadline):
        return Outcome.of(hand, objectives, [each.least for each in objectives])
    task = Task(part, known, hand, _inner)
    priced = None
    if matrix.columns >= MANY:
        share = limits.within(PRICING)
        begin = hand if known is None else known
        priced = least_by_patterns(matrix, objectives, start=begin, limits=share)
    return proven(task, limits) if priced is None else _completed(task, priced, limits)


def _flows(matrix: Matrix, limits: Limits) -> bool:
    """Whether there is time for a flow, which ends when it is at the best, and not before.

    Where the empty plan is none, there is no plan by hand that could take its place.
    """
    quick = matrix.columns < MANY or limits.deadline.allows(FLOWING * matrix.columns)
    return quick or matrix.empty_plan is None


def _by_flow(network: Network, part: Part, limits: Limits) -> Outcome:
    costs = [costs_of(each, part.matrix.columns) for each in part.objectives]
    values = least_flow(network, costs)
    reached = [value_of(each, values) for each in part.objectives]
    for number, value in enumerate(reached):
        limits.tell(number, value, value)
    return Outcome.of(values, part.objectives, reached)


def _by_hand(part: Part, limits: Limits) -> Ints | None:
    costs = [costs_of(each, part.matrix.columns) for each in part.objectives]
    deadline = limits.deadline.farewell(BY_HAND)
    return filled(part.matrix, together(costs), By.FEWEST, seed=limits.seed, deadline=deadline)


def _completed(task: Task, found: Found, limits: Limits) -> Outcome:
    """What the prices of blocks have left open is improved within a limit, else it is proven."""
    outcome = found.outcome
    if outcome.proven or limits.deadline.over:
        return outcome
    if limits.deadline.left is not None:
        return improved(task.matrix, task.objectives, outcome, limits)
    rest = replace(task.part, matrix=found.matrix)
    return proven(replace(task, part=rest, start=outcome.values), limits)


def _inner(
    matrix: Matrix, objectives: Sequence[Objective], hint: Ints | None, limits: Limits
) -> Outcome:
    """What the relaxation has left over of a part; it may fall into parts again."""
    return least(matrix, objectives, start=hint, limits=limits)
