"""The engine for what is no network: the relaxation first, then small cores that are searched.

1. *Together.* The relaxation of all objectives in one sum shows which columns are worth anything.
2. *Descent.* It is solved for every objective in turn. Its prices prove a bound and leave only what
   can move without passing it; there the next objective is looked at. Where whole values exist at
   the end of the descent, every objective stands at its bound, and that is the proof.
3. *First plan.* Where that is not soon seen, the columns that are worth something are made whole
   (`visitplanner.engine.start`).
4. *Widening.* The first objective above its bound is minimised over what can move for less than the
   best known: the core. What is not in it is no better. Where that is not soon proven, a search of
   all objectives in one sum may know better values (`visitplanner.engine.by_sum`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.bounds import Proof, proof_of
from visitplanner.engine.by_sum import BySum
from visitplanner.engine.limits import Limits
from visitplanner.engine.relaxation import Guide, Relaxation
from visitplanner.engine.weights import together
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

REACH = 5.0
"""Work (`least_by_cpsat`) after which a bound is taken to be out of reach until proven."""
NARROW = 10_000
"""Columns: where more can move, a bound is not tried to be reached before a first plan is made."""
GROWTH = 1.15
"""A core is made wider at once while that makes it no larger than by this factor."""
GUIDING = 0.8
"""Share of the time that is left for the relaxation of all objectives in one sum."""
RELAXING = 0.3
"""Share of the time that is left for one relaxation."""
SEARCHING = 0.5
"""Share of the time that is left for a core, so that some is left for the next objectives."""
LONGEST = 2**40
"""Above this width the core is all that is left."""

Inner = Callable[[Matrix, Sequence[Objective], Ints | None, Limits], Outcome]
"""Solves what is left of a matrix: objectives, a hint, and how long that may take.

Raises `Infeasible` and `LimitHit`.
"""
First = Callable[[Guide], Ints | None]
"""A first plan, where one is found with the help of a relaxation."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the relaxation of all objectives together has given."""

    relaxation: Relaxation
    guide: Guide


@dataclass(frozen=True, slots=True)
class _Step:
    """One objective of a descent."""

    objective: Objective
    before: Matrix
    """What is left at the bounds of the objectives before."""
    proof: Proof
    after: Matrix
    """What is left at the bound of this one."""
    point: Ints | None
    """(columns,) the relaxation, where it is whole."""

    @property
    def bound(self) -> int:
        """No values give less."""
        return self.proof.bound

    def kept(self, most: int) -> Matrix:
        """What is left where the objective is at most so much."""
        return self.proof.kept(self.before, self.objective, most)


def begun(matrix: Matrix, objectives: Sequence[Objective], deadline: Deadline) -> Begun:
    """The relaxation of all objectives together, as far as the time suffices."""
    relaxation = Relaxation(matrix, [costs_of(each, matrix.columns) for each in objectives])
    return Begun(relaxation, _guided(relaxation, objectives, deadline))


def least_by_core(
    known: Begun,
    objectives: Sequence[Objective],
    *,
    start: Ints | None,
    inner: Inner,
    first: First,
    limits: Limits,
) -> Outcome:
    """The least of each objective, the first before the second.

    `start` are (columns,) values that satisfy all rows, where some are known. Raises `Infeasible`,
    and `LimitHit` where none were found in time.
    """
    relaxation, guide = known.relaxation, known.guide
    values = start
    by_sum = BySum(relaxation.matrix, objectives)
    waiting: Sequence[Objective] = objectives
    bounds: list[int] = []
    floors: list[int] = []
    while waiting:
        if bounds:
            _guided(relaxation, waiting, limits.deadline)
        steps = list(_descent(relaxation, waiting, limits.deadline))
        floors = floors or [step.bound for step in steps]
        if not steps:
            # Not even the relaxation was solved in time.
            values = first(guide) if values is None else values
            if values is not None and limits.deadline.left is not None:
                least = [each.least for each in waiting]
                return Outcome.of(values, objectives, [*bounds, *least], floors)
            rest = inner(relaxation.matrix, waiting, values, limits.inside(None, limits.deadline))
            return Outcome.of(rest.values, objectives, [*bounds, *rest.bounds], floors)
        done, values = _reached(steps, values, inner, partial(first, guide), limits)
        for step in steps[:done]:
            bounds.append(step.bound)
            limits.tell(len(bounds) - 1, step.bound, step.bound)
        if done < len(steps):
            late = _late(steps[done], values, limits)
            share = SEARCHING if len(bounds) + 1 < len(objectives) else 1.0
            answer = late or _searched(steps[done], values, inner, by_sum, limits, share=share)
            bounds.append(answer.bound)
            values = answer.values
            limits.tell(len(bounds) - 1, answer.value, answer.bound)
            if late is not None:
                # Nor is there any to relax the next objectives anew.
                bounds.extend(each.least for each in objectives[len(bounds) :])
                break
            relaxation = relaxation.again(steps[done].kept(answer.value))
        waiting = objectives[len(bounds) :]
    if values is None:
        raise LimitHit
    return Outcome.of(values, objectives, bounds, floors)


def _guided(relaxation: Relaxation, objectives: Sequence[Objective], deadline: Deadline) -> Guide:
    """The relaxation of all objectives in one sum, as far as the time suffices.

    It is near to all of them, and hardly takes longer than that of one, which many points satisfy
    equally well; so it is where each of them begins.
    """
    costs = [costs_of(each, relaxation.matrix.columns) for each in objectives]
    return relaxation.guide(together(costs), deadline=deadline.share(GUIDING))


def _descent(
    relaxation: Relaxation, objectives: Sequence[Objective], deadline: Deadline
) -> Iterator[_Step]:
    """The bounds of all objectives, each at those of the ones before; fewer if the time passes."""
    for objective in objectives:
        matrix = relaxation.matrix
        cost = costs_of(objective, matrix.columns)
        point = relaxation.minimise(cost, deadline=deadline.share(RELAXING))
        if point is None:
            return
        proof = proof_of(matrix, cost, point.duals)
        after = proof.kept(matrix, objective, proof.bound)
        yield _Step(objective, matrix, proof, after, point.whole)
        relaxation.narrow(after)


def _reached(
    steps: Sequence[_Step],
    values: Ints | None,
    inner: Inner,
    first: Callable[[], Ints | None],
    limits: Limits,
) -> tuple[int, Ints | None]:
    """How many of the steps whole values reach at once, and these values.

    The most first: the further down, the less is left, and the sooner it is seen to be in vain.
    Where it is not soon seen, a first plan is made, and it is as many as that reaches.
    """
    for done in range(len(steps), 0, -1):
        step = steps[done - 1]
        for known in (values, step.point):
            if known is not None and step.after.keeps(known):
                return done, known
        if values is not None or (done < len(steps) and steps[done].after is steps[done].before):
            continue
        try:
            return done, _tried(step.after, inner, limits).values
        except Infeasible:
            pass
        except LimitHit:
            values = first()
            if values is not None and step.after.keeps(values):
                return done, values
    return 0, first() if values is None else values


def _tried(matrix: Matrix, inner: Inner, limits: Limits) -> Outcome:
    """Any values that satisfy the rows. Raises `Infeasible`, and `LimitHit` where it takes long."""
    if np.count_nonzero(matrix.lower < matrix.upper) > NARROW:
        raise LimitHit
    return inner(matrix, (), None, limits.inside(REACH, limits.deadline))


def _late(step: _Step, values: Ints | None, limits: Limits) -> Answer | None:
    """What is known, where no time is left to look for more."""
    if values is None or not limits.deadline.over:
        return None
    value = value_of(step.objective, values)
    return Answer(values, value, min(value, step.bound))


def _searched(
    step: _Step,
    values: Ints | None,
    inner: Inner,
    by_sum: BySum,
    limits: Limits,
    *,
    share: float,
) -> Answer:
    """The least value of an objective; where it is not soon proven, from what a sum has found.

    Each core may take a share of the time that is left.
    """
    known = step.bound
    if values is not None and by_sum.open:
        answer = _widened(step, values, inner, lambda: limits.inside(REACH, limits.deadline))
        if answer.proven or limits.deadline.over:
            return answer
        known = answer.bound
        better = by_sum.better(answer.values, limits)
        values = better if step.before.keeps(better) else answer.values
    if values is not None:
        value = value_of(step.objective, values)
        if value <= max(known, by_sum.least(step.objective, values)):
            return Answer(values, value, value)
    answer = _widened(
        step, values, inner, lambda: limits.inside(None, limits.deadline.share(share))
    )
    # Other values may have more of the objectives before, and then less of this one is possible.
    least = max(known, by_sum.least(step.objective, answer.values), answer.bound)
    return replace(answer, bound=min(answer.value, least))


def _widened(
    step: _Step, values: Ints | None, inner: Inner, limits: Callable[[], Limits]
) -> Answer:
    """The least value of an objective, found on a core; what it has not is no better.

    `limits` are asked for each core.
    """
    bound = step.bound
    width = _worthwhile(step)
    known = None if values is None else value_of(step.objective, values)
    while True:
        if known is not None:
            width = min(width, max(0, known - 1 - bound))
        most = bound + width
        core = step.before if width > LONGEST else step.proof.narrowed(step.before, most)
        whole = core is step.before or core.bounds_like(step.before)
        hint = values if values is not None and core.keeps(values) else None
        try:
            found = inner(core, (step.objective,), hint, limits())
        except Infeasible:
            if whole:
                raise
            reached, proven = most + 1, True
        except LimitHit:
            values = step.before.empty_plan if values is None else values
            if values is None:
                raise
            value = value_of(step.objective, values)
            return Answer(values, value, min(value, bound))
        else:
            reached, proven = found.bounds[0], found.proven
            if known is None or found.reached[0] < known:
                values, known = found.values, found.reached[0]
        # Whatever is not in the core has a value above `most`.
        least = max(bound, reached if whole else min(reached, most + 1))
        if known is not None and values is not None and (known <= least or whole or not proven):
            return Answer(values, known, min(known, least))
        width = 4 * width if known is None else known - 1 - bound


def _worthwhile(step: _Step) -> int:
    """How far above its bound an objective is looked for first."""
    width, size = 1, _free(step, 1)
    while size < step.before.columns and width < LONGEST:
        further = _free(step, 2 * width)
        if further > GROWTH * size:
            break
        width *= 2
    return width


def _free(step: _Step, width: int) -> int:
    """How many columns can move in the core of a width."""
    core = step.proof.narrowed(step.before, step.bound + width)
    return int((core.lower < core.upper).sum())
