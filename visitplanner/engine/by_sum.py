"""All objectives in one sum, searched at once.

One after another, each objective is held by a row before the next is looked at. Few values satisfy
such rows, so that a search hardly gets from one plan to a better one. In a sum each may give way to
the others.
"""

from collections.abc import Sequence

import numpy as np

from visitplanner.engine.answer import LimitHit
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import share_of
from visitplanner.engine.weights import TOGETHER, fitting, weights_of
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

MOST = 20_000
"""Columns: with more, CP-SAT takes longer to load them than there is to gain."""
WORK = 30.0
"""Work for the sum (`least_by_cpsat`)."""
SHARE = 0.5
"""Share of the time that is left."""


class BySum:
    """A matrix whose objectives are searched in one sum, once."""

    def __init__(self, matrix: Matrix, objectives: Sequence[Objective]) -> None:
        self._matrix = matrix
        self._objectives = objectives
        self._costs = [costs_of(each, matrix.columns) for each in objectives]
        self._weights = weights_of(self._costs[: fitting(self._costs, TOGETHER)])
        self._bound: int | None = None

    @property
    def open(self) -> bool:
        """Whether there is something to ask: a sum of several, not asked yet, and small enough."""
        several = len(self._costs) > 1 and self._matrix.columns <= MOST
        return several and self._bound is None

    def better(self, values: Ints, limits: Limits) -> Ints:
        """(columns,) better values by the objectives, the first before the second.

        The same values where none were found.
        """
        asked = share_of(np.sum(self._terms(), axis=0), self._matrix)
        self._bound = asked.least
        brief = limits.within(SHARE)
        try:
            found = least_by_cpsat(
                self._matrix,
                asked,
                hint=values,
                seed=brief.seed,
                deadline=brief.deadline,
                work=WORK,
            )
        except LimitHit:
            return values
        self._bound = found.bound
        return min(values, found.values, key=self._reached)

    def least(self, objective: Objective, values: Ints) -> int:
        """What an objective cannot be below where those before it are as in values, or lower.

        The bound of the sum leaves that to the last objective, if all of them are in it.
        """
        last = objective is self._objectives[-1] and len(self._weights) == len(self._costs)
        if self._bound is None or not last:
            return objective.least
        before = sum(int(cost @ values) for cost in self._terms()[:-1])
        return max(objective.least, self._bound - before)

    def _terms(self) -> list[Ints]:
        """(columns,) for each objective in the sum: its costs, weighed."""
        pairs = zip(self._weights, self._costs, strict=False)
        return [weight * cost for weight, cost in pairs]

    def _reached(self, values: Ints) -> list[int]:
        return [int(cost @ values) for cost in self._costs]
