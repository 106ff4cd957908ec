"""Large neighbourhood search: some columns are solved anew while all others stay as they are.

For parts that neither the relaxation nor the search proves soon. Regions are chosen from the
matrix alone (`visitplanner.engine.regions`), and their size adapts: larger where nothing better is
found, smaller where a region cannot be solved with the work allowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Infeasible, LimitHit, Outcome
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import least_of
from visitplanner.engine.presolve import binding
from visitplanner.engine.regions import Regions
from visitplanner.matrix.linear import Matrix, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective, weighted

SIZE = 400
"""Columns of the first regions."""
SMALLEST = 50
"""Columns of a region, at least."""
WORK = 0.2
"""Work for a region of this size (`least_by_cpsat`), more for larger ones."""
PATIENCE = 10
"""Tries in vain after which regions become larger."""
FAILURES = 60
"""Tries in vain in a row after which the search ends where no time limit is set."""


def improved(
    matrix: Matrix,
    objectives: Sequence[Objective],
    known: Outcome,
    limits: Limits,
) -> Outcome:
    """Values at least as good as those known, by the first objective, then by the second.

    Those known satisfy all rows, and so do those returned; what is at its bound is not looked at
    any more. It ends when all are, at the deadline, or without one after `FAILURES` tries in vain.
    An interrupt from the keyboard lets the deadline expire. The same where the time suffices.
    """
    search = _Search(matrix, objectives, known, limits)
    try:
        while not search.over:
            search.step()
    except KeyboardInterrupt:
        limits.deadline.expire()
    return search.best


@dataclass(frozen=True, slots=True)
class _Found:
    """A region solved anew."""

    values: Ints
    """(region,)"""
    proven: bool
    """Whether it has nothing better."""


class _Search:
    def __init__(
        self,
        matrix: Matrix,
        objectives: Sequence[Objective],
        known: Outcome,
        limits: Limits,
    ) -> None:
        self.best = known
        self._objectives, self._limits = objectives, limits
        self._regions = Regions(matrix, objectives)
        self._rng = np.random.default_rng(limits.seed)
        self._size = float(min(SIZE, matrix.columns))
        self._failures = self._patience = 0
        self._whole = False

    @property
    def over(self) -> bool:
        """Whether there is nothing left to try."""
        tried = self._limits.deadline.left is None and self._failures >= FAILURES
        return tried or self._whole or self._limits.deadline.over or not self._open

    @property
    def _open(self) -> list[int]:
        """The objectives that may become better."""
        pairs = enumerate(zip(self.best.reached, self.best.bounds, strict=True))
        return [number for number, (value, bound) in pairs if value > bound]

    def step(self) -> None:
        """Solve one region anew."""
        waiting = self._open
        objective = waiting[0] if self._rng.random() < 0.5 else int(self._rng.choice(waiting))
        columns = self._regions.matrix.columns
        free = self._regions.drawn(self.best.values, objective, int(self._size), self._rng)
        found = self._solved(free)
        values = self.best.values.copy()
        values[free] = found.values
        tried = Outcome.of(values, self._objectives, self.best.bounds, self.best.floors)
        better = tried.reached < self.best.reached
        if tried.reached <= self.best.reached:
            self.best = tried
        if better:
            self._failures = self._patience = 0
        else:
            self._failures += 1
            self._patience += 1
        if not found.proven:
            self._size = max(SMALLEST, self._size * 0.9)
        elif better:
            self._size = min(columns, self._size * 1.02)
        else:
            self._whole = len(free) == columns
            if self._patience >= PATIENCE:
                self._patience = 0
                self._size = min(columns, self._size * 1.4)
        if better:
            for number, pair in enumerate(zip(tried.reached, tried.bounds, strict=True)):
                self._limits.tell(number, *pair)

    def _solved(self, free: Ints) -> _Found:
        """The objectives on the free columns."""
        matrix = binding(self._regions.cut(free, self.best.values))
        values, proven = self.best.values[free], True
        for asked in self._asked(free, matrix):
            if value_of(asked, values) > asked.least:
                try:
                    answer = least_by_cpsat(
                        matrix,
                        asked,
                        hint=values,
                        seed=self._limits.seed,
                        deadline=self._limits.deadline,
                        work=WORK * max(1.0, len(free) / SIZE),
                    )
                except (LimitHit, Infeasible):
                    return _Found(values, proven=False)
                if answer.value > value_of(asked, values):
                    return _Found(values, proven=False)
                values, proven = answer.values, proven and answer.proven
            if len(asked.column):
                matrix = matrix.with_row(asked, value_of(asked, values))
        return _Found(values, proven)

    def _asked(self, free: Ints, matrix: Matrix) -> list[Objective]:
        """The objectives on the free columns: in one sum where that can keep their order.

        None of them is asked for less than its bound leaves to the region.
        """
        found = []
        pairs = zip(self.best.reached, self.best.bounds, strict=True)
        for number, (reached, bound) in enumerate(pairs):
            column, coefficient = self._regions.share(number, free)
            own = Objective(column, coefficient)
            outside = reached - value_of(own, self.best.values[free])
            least = max(bound - outside, least_of(column, coefficient, matrix))
            found.append(Objective(column, coefficient, least=least))
        factors = _exact_weights(found, matrix)
        return found if factors is None else [weighted(zip(factors, found, strict=True))]


def _exact_weights(objectives: Sequence[Objective], matrix: Matrix) -> list[int] | None:
    """Weights with which no gain of a later objective outweighs a loss of an earlier one.

    None where the sum could pass what is added up exactly.
    """
    weights, weight = [], 1
    for each in reversed(objectives):
        weights.append(weight)
        most = -least_of(each.column, -each.coefficient, matrix)
        weight *= most - least_of(each.column, each.coefficient, matrix) + 1
        if weight >= UNLIMITED:
            return None
    return weights[::-1]
