"""The engine for what is no network: the relaxation first, then a small core that CP-SAT proves.

1. *Descent.* The relaxation is solved for every objective in turn. Its prices prove a bound and
   leave only what can move without passing it; there the next objective is looked at. Where whole
   values exist at the end of the descent, every objective stands at its bound.
2. *Widening.* Where there are none, the first objective whose bound cannot be reached is minimised
   over what can move for some points more than the bound: the core. What is found there and lies
   within these points is proven best; else the core is widened to what was found.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.bounds import Proof, proof_of
from visitplanner.engine.limits import Limits
from visitplanner.engine.relaxation import Relaxation
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

REACH = 10.0
"""Work (`least_by_cpsat`) after which a bound is taken to be out of reach until proven."""
GROWTH = 1.15
"""A core is made wider at once while that makes it no larger than by this factor."""

RELAXING = 0.3
"""Share of the time that is left for one relaxation."""

LONGEST = 2**40
"""Above this width the core is all that is left."""

Inner = Callable[[Matrix, Sequence[Objective], Ints | None, float | None], Outcome]
"""Solves what is left of a matrix: objectives, a hint and the work allowed.

Raises `Infeasible` and `LimitHit`.
"""


First = Callable[[], Ints | None]
"""A first plan, better than nothing, where one is found."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One objective of a descent."""

    objective: Objective
    before: Matrix
    """What is left at the bounds of the objectives before."""
    proof: Proof
    after: Matrix
    """What is left at the bound of this one."""

    @property
    def bound(self) -> int:
        """No values give less."""
        return self.proof.bound

    def kept(self, most: int) -> Matrix:
        """What is left where the objective is at most so much."""
        return self.proof.kept(self.before, self.objective, most)


def least_by_core(
    matrix: Matrix,
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
    waiting: Sequence[Objective] = objectives
    values = start
    bounds: list[int] = []
    while waiting:
        steps = list(_descent(matrix, waiting, limits.deadline))
        if not steps:
            # Not even the relaxation was solved in time.
            rest = inner(matrix, waiting, values, None)
            return Outcome.of(rest.values, objectives, [*bounds, *rest.bounds])
        done, values = _reached(steps, values, inner, first)
        for step in steps[:done]:
            bounds.append(step.bound)
            matrix = step.after
            limits.tell(len(bounds) - 1, step.bound, step.bound)
        if done < len(steps):
            step = steps[done]
            answer = _widened(step, values, inner)
            bounds.append(answer.bound)
            values, matrix = answer.values, step.kept(answer.value)
            limits.tell(len(bounds) - 1, answer.value, answer.bound)
        waiting = objectives[len(bounds) :]
    if values is None:
        raise LimitHit
    return Outcome.of(values, objectives, bounds)


def _descent(
    matrix: Matrix, objectives: Sequence[Objective], deadline: Deadline
) -> Iterator[_Step]:
    """The bounds of all objectives, each at those of the ones before; fewer if the time passes."""
    relaxation = Relaxation(matrix)
    for objective in objectives:
        cost = costs_of(objective, matrix.columns)
        point = relaxation.minimise(cost, deadline=deadline.share(RELAXING))
        if point is None:
            return
        proof = proof_of(matrix, cost, point.duals)
        after = proof.kept(matrix, objective, proof.bound)
        yield _Step(objective, matrix, proof, after)
        relaxation.narrow(after)
        matrix = after


def _reached(
    steps: Sequence[_Step], values: Ints | None, inner: Inner, first: First
) -> tuple[int, Ints | None]:
    """How many of the steps whole values reach at once, and these values.

    The most first: the further down, the less is left, and the sooner it is seen to be in vain.
    Where it is not soon seen, a first plan is made.
    """
    for done in range(len(steps), 0, -1):
        step = steps[done - 1]
        if done < len(steps) and steps[done].after is steps[done].before:
            continue
        if values is not None and step.after.keeps(values):
            return done, values
        try:
            return done, inner(step.after, (), values, REACH).values
        except Infeasible:
            pass
        except LimitHit:
            values = first() if values is None else values
    return 0, values


def _widened(step: _Step, values: Ints | None, inner: Inner) -> Answer:
    """The least value of an objective, found on a core."""
    bound = step.bound
    width = _worthwhile(step)
    while True:
        most = bound + width
        core = step.before if width > LONGEST else step.proof.narrowed(step.before, most)
        whole = core is step.before or core.bounds_like(step.before)
        hint = values if values is not None and core.keeps(values) else None
        try:
            found = inner(core, (step.objective,), hint, None)
        except Infeasible:
            if whole:
                raise
            width *= 4
            continue
        except LimitHit:
            values = step.before.empty_plan if values is None else values
            if values is None:
                raise
            value = value_of(step.objective, values)
            return Answer(values, value, min(value, bound))
        value = found.reached[0]
        if value <= most or not found.proven or whole:
            # Whatever is not in the core has a value above `most`.
            inside = found.bounds[0]
            proven = max(bound, inside if whole else min(inside, most + 1))
            return Answer(found.values, value, min(value, proven))
        width, values = value - bound, found.values


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
