"""Which engine solves what: chosen from the structure of the matrix alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from operator import add, eq

import numpy as np

from visitplanner.engine.answer import Infeasible, LimitHit, Outcome
from visitplanner.engine.block_bounds import bounded
from visitplanner.engine.blocks import blocks_of
from visitplanner.engine.blockwise import first_by_blocks
from visitplanner.engine.core import Begun, First, begun, least_by_core
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.network import network_of
from visitplanner.engine.parts import Part, parts_of
from visitplanner.engine.reductions import reduced
from visitplanner.engine.relaxation import Guide
from visitplanner.engine.search import least_by_search
from visitplanner.engine.start import first_values
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

PROVING = 0.6
"""Share of a time limit for exact search, before what it has left open is improved."""
MAKING = 0.7
"""Share of the time that is left for a first plan block by block."""
EXACTLY = 0.25
"""Of what that leaves after a first plan block by block: exact search gives little there."""
DIRECT = 300
"""Columns: up to so many, CP-SAT needs no relaxation beforehand."""


def least(
    matrix: Matrix, objectives: Sequence[Objective], *, start: Ints | None, limits: Limits
) -> Outcome:
    """The least of each objective, the first before the second, part by part.

    `start` are (columns,) values near which to begin; without objectives, any values that satisfy
    all rows are the outcome. Raises `Infeasible`, and `LimitHit` where nothing was found in time.
    """
    divided = Divided(matrix, objectives)
    begun = zip(divided.parts, divided.shares(start), strict=True)
    # The smallest first: where one of them has no values, the large ones need not be looked at.
    found = [least_of_part(part, begin, limits) for part, begin in reversed(list(begun))]
    return divided.joined(reversed(found))


class Divided:
    """A matrix cut into the parts that have to be solved."""

    def __init__(self, matrix: Matrix, objectives: Sequence[Objective]) -> None:
        """Raises `Infeasible` where that is plain to see."""
        smaller, self._free = matrix.without_fixed()
        if (matrix.lower > matrix.upper).any():
            raise Infeasible
        self._matrix = matrix
        self._objectives = objectives
        fixed = np.where(matrix.lower == matrix.upper, matrix.lower, 0)
        self._added = [value_of(each, fixed) for each in objectives]
        costs = [costs_of(each, matrix.columns)[self._free] for each in objectives]
        self._reduced = reduced(smaller, costs)
        self.parts = parts_of(
            self._reduced.matrix,
            [
                _share(cost, each.least - added)
                for cost, each, added in zip(
                    self._reduced.costs, objectives, self._added, strict=True
                )
            ],
        )

    def shares(self, values: Ints | None) -> list[Ints | None]:
        """The share of every part in some values."""
        if values is None:
            return [None] * len(self.parts)
        own = values[self._free][self._reduced.columns]
        return [own[each.columns] for each in self.parts]

    def joined(self, outcomes: Iterable[Outcome]) -> Outcome:
        """The outcome of the whole from that of every part."""
        own = np.zeros(self._reduced.matrix.columns, dtype=np.int64)
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
        values[self._free] = self._reduced.restored(own)
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
    if network is not None:
        values = least_flow(network, [costs_of(each, matrix.columns) for each in objectives])
        found = Outcome.of(values, objectives, [value_of(each, values) for each in objectives])
        for number, value in enumerate(found.reached):
            limits.tell(number, value, value)
        return found
    if limits.relaxed or matrix.columns <= DIRECT or not objectives:
        return least_by_search(matrix, objectives, start=start, limits=limits)
    known = start if start is not None and matrix.keeps(start) else None
    if limits.deadline.left is not None:
        return _within_time(part, known, limits)
    costs = [costs_of(each, matrix.columns) for each in objectives]
    first = partial(first_values, matrix, costs, limits)
    return _by_core(part, known, begun(matrix, objectives, limits.deadline), first, limits)


def _by_core(part: Part, start: Ints | None, known: Begun, first: First, limits: Limits) -> Outcome:
    return least_by_core(
        known, part.objectives, start=start, inner=_inner, first=first, limits=limits
    )


def _within_time(part: Part, start: Ints | None, limits: Limits) -> Outcome:
    """What is not proven in a share of the time is improved in the rest; what is proven stays."""
    matrix, objectives = part.matrix, part.objectives
    costs = [costs_of(each, matrix.columns) for each in objectives]
    blocks = cache(lambda: blocks_of(matrix, costs))
    share = replace(limits, deadline=limits.deadline.share(PROVING))

    def first(guide: Guide) -> Ints | None:
        if not blocks().strong:
            return first_values(matrix, costs, limits, guide)
        brief = replace(limits, deadline=limits.deadline.share(MAKING))
        values = first_by_blocks(matrix, costs, blocks(), brief, guide)
        share.deadline.hasten(EXACTLY)
        return values

    known = begun(matrix, objectives, share.deadline)
    try:
        found = _by_core(part, start, known, first, share)
    except LimitHit:
        values = matrix.empty_plan if start is None else start
        if values is None:
            raise
        found = Outcome.of(values, objectives, [each.least for each in objectives])
    if found.proven or limits.deadline.over:
        return found
    found = bounded(part, blocks(), found, limits, known.guide.point.values)
    return improved(matrix, objectives, found, limits, reduced=known.guide.reduced, blocks=blocks())


def _inner(
    matrix: Matrix, objectives: Sequence[Objective], hint: Ints | None, limits: Limits
) -> Outcome:
    """What the relaxation has left over of a part; it may fall into parts again."""
    return least(matrix, objectives, start=hint, limits=limits)
