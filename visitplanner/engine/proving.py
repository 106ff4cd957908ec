"""What no special engine solves: by the core, and within a time limit improved as time is left."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np

from visitplanner.engine.answer import LimitHit, Outcome
from visitplanner.engine.bands import Layout, layout_of
from visitplanner.engine.block_bounds import bounded
from visitplanner.engine.blockwise import first_by_blocks
from visitplanner.engine.by_switches import BySwitches
from visitplanner.engine.core import Inner, begun, least_by_core
from visitplanner.engine.greedy import filled
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.parts import Part
from visitplanner.engine.relaxation import Guide
from visitplanner.engine.start import BY_HAND, best_by_hand, first_values
from visitplanner.engine.switches import switched_of
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

NEAR = 1e-6
"""So near to a whole number, a relaxation stands at it."""
PROVING = 0.6
"""Share of a time limit for exact search, before what it has left open is improved."""
THOROUGH = 0.85
"""The same where columns are few."""
MAKING = 0.7
"""Share of the time that is left for a first plan block by block."""
BRIEFLY = 0.3
"""The same for one by columns that are made whole (`first_values`), where there are few."""
SWITCHING = 0.6
"""Share of the time that is left to make a first plan better by switches."""
EXACTLY = 0.25
"""Of what that leaves after a first plan by blocks: exact search gives little there."""
HARDLY = 0.05
"""The same after one by switches, where exact search gives bounds at the most."""
SMALL = 15_000
"""Columns: no more are few, of which exact search gives so much that it keeps its time."""
FEW = 5_000
"""The same where switches are searched by themselves, which gives more."""
HURRIED = 2.0
"""Where so many times the time that is left is gone before a first plan, the one made by hand is
the answer: what would follow looks at the whole matrix without looking at the clock."""


@dataclass(frozen=True)
class Task:
    """A part, and what is known of it."""

    part: Part
    start: Ints | None
    """(columns,) values that satisfy all rows, near which to begin."""
    hand: Ints | None
    """(columns,) values made by hand, which take the place of a first plan where there is none."""
    inner: Inner
    """Solves what a relaxation has left over."""

    @property
    def matrix(self) -> Matrix:
        """The columns and rows of the part."""
        return self.part.matrix

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of the part."""
        return self.part.objectives

    @property
    def small(self) -> bool:
        """Whether its columns are few."""
        return self.matrix.columns <= (SMALL if self.switches is None else FEW)

    @cached_property
    def costs(self) -> list[Ints]:
        """(columns,) for each objective."""
        return [costs_of(each, self.matrix.columns) for each in self.objectives]

    @cached_property
    def switches(self) -> BySwitches | None:
        """Its switches, where all else is a network; None where it is not."""
        found = switched_of(self.matrix, np.any([cost != 0 for cost in self.costs], axis=0))
        return None if found is None else BySwitches(found, self.objectives)

    @cached_property
    def layout(self) -> Layout:
        """Which columns belong together."""
        return layout_of(self.matrix, self.costs)


def proven(task: Task, limits: Limits) -> Outcome:
    """The least of each objective, the first before the second.

    Within a limit, what is not proven in a share of the time is improved in the rest; what is
    proven stays. Raises `Infeasible`, and `LimitHit` where nothing was found in time.
    """
    if limits.deadline.left is not None:
        return _within_time(task, limits)
    relaxed = begun(task.matrix, task.objectives, limits.deadline)
    return least_by_core(
        relaxed,
        task.objectives,
        start=task.start,
        inner=task.inner,
        first=lambda guide: _first_untimed(task, limits, guide),
        limits=limits,
    )


def _first_untimed(task: Task, limits: Limits, guide: Guide) -> Ints | None:
    """A first plan without a time limit.

    An exact search of many switches may not end for days: who interrupts it has a good plan.
    """
    found = _switched(task, limits, guide)
    if found is None:
        found = first_values(task.matrix, task.costs, task.hand, limits, guide)
    return found


def _within_time(task: Task, limits: Limits) -> Outcome:
    matrix, objectives = task.matrix, task.objectives
    if task.hand is not None and _hurried(limits):
        return Outcome.of(task.hand, objectives, [each.least for each in objectives])
    exactly = THOROUGH if task.small else PROVING
    relaxed = begun(matrix, objectives, limits.deadline.share(exactly))
    share = limits.within(exactly)
    try:
        found = least_by_core(
            relaxed,
            objectives,
            start=task.start,
            inner=task.inner,
            first=_first(task, limits, share),
            limits=share,
        )
    except LimitHit:
        values = task.hand if task.start is None else task.start
        if values is None:
            raise
        found = Outcome.of(values, objectives, [each.least for each in objectives])
    if found.proven or limits.deadline.over:
        return found
    guide = relaxed.guide if relaxed.guide.solved else None
    point = relaxed.guide.point.values
    if task.switches is not None:
        found = task.switches.further(found, limits)
    else:
        found = bounded(task.part, task.layout.blocks, found, limits, point)
    return improved(matrix, objectives, found, limits, guide=guide, layout=task.layout)


def _hurried(limits: Limits) -> bool:
    return limits.deadline.spent_share > HURRIED


def _first(task: Task, limits: Limits, share: Limits) -> Callable[[Guide], Ints | None]:
    """How a first plan is made: by switches, or block by block where blocks hold nearly all."""

    def first(guide: Guide) -> Ints | None:
        if task.hand is not None and _hurried(limits):
            limits.deadline.hasten(0.0)
            return task.hand
        if task.hand is not None and task.layout.bands is not None:
            # Regions across the blocks give more than exact search, and than blocks one by one.
            share.deadline.hasten(0.0)
            return _better_by_hand(task, task.hand, limits, guide)
        found = _switched(task, limits, guide)
        if found is not None:
            if not task.small:
                share.deadline.hasten(HARDLY)
            return found
        if not guide.solved or not task.layout.blocks.strong:
            making = limits.deadline.share(BRIEFLY) if task.small else limits.deadline
            own = replace(limits, deadline=making)
            return first_values(task.matrix, task.costs, task.hand, own, guide)
        brief = limits.within(MAKING)
        made = first_by_blocks(task.matrix, task.costs, task.layout.blocks, brief, guide)
        if not task.small:
            share.deadline.hasten(EXACTLY)
        best = best_by_hand(task.matrix, [task.hand, made], limits, guide)
        return None if best is None else best.values

    return first


def _better_by_hand(task: Task, hand: Ints, limits: Limits, guide: Guide) -> Ints:
    """The better of two plans by hand: the one made before, and one by what the relaxation says."""
    if not guide.solved:
        return hand
    deadline = limits.deadline.farewell(BY_HAND)
    now = filled(task.matrix, guide.cost, guide, seed=limits.seed, deadline=deadline)
    made = hand if now is None else now
    return min(hand, made, key=lambda values: int(guide.cost @ values))


def _switched(task: Task, limits: Limits, guide: Guide) -> Ints | None:
    """A first plan by switches; None where there are none, or they are no help."""
    if not guide.solved or task.switches is None:
        return None
    known = best_by_hand(task.matrix, [task.hand], limits, guide)
    if known is None:
        return None
    return better_by_switches(task, task.switches, limits, guide, known.values)


def better_by_switches(
    task: Task, switches: BySwitches, limits: Limits, guide: Guide, known: Ints
) -> Ints | None:
    """The values known, or those by switches where these are better; None: switches are no help.

    Where the known are as good as the relaxation by the first objective, none are looked for.
    """
    least = ceil(float(task.costs[0] @ guide.point.values) - NEAR)
    if int(task.costs[0] @ known) <= least:
        return known
    brief = limits.within(SWITCHING)
    found = switches.values(least, brief)
    if found is None:
        return None
    return min(found, known, key=lambda values: [int(cost @ values) for cost in task.costs])
