"""Large neighbourhood search: some columns are solved anew while all others stay as they are.

For parts that neither the relaxation nor the search proves soon. Regions are chosen from the
matrix alone (`visitplanner.engine.regions`), in several ways: the more often one of them finds
something better, the more often it is taken. Their size adapts: larger where nothing better is
found, smaller where a region cannot be solved with the work allowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from visitplanner.engine.answer import Infeasible, LimitHit, Outcome
from visitplanner.engine.bands import Layout
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import least_of
from visitplanner.engine.presolve import binding
from visitplanner.engine.regions import Regions, Way
from visitplanner.engine.relaxation import Guide
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
FADING = 0.97
"""How much an older try says of a way, beside a newer one."""
SELDOM = 0.1
"""Share of the tries of which each way has the same."""


def improved(
    matrix: Matrix,
    objectives: Sequence[Objective],
    known: Outcome,
    limits: Limits,
    *,
    guide: Guide | None = None,
    layout: Layout | None = None,
) -> Outcome:
    """Values at least as good as those known, by the first objective, then by the second.

    Those known satisfy all rows, and so do those returned; what is at its bound is not looked at
    any more. It ends when all are, at the deadline, or without one after `FAILURES` tries in vain;
    a region of all columns that has nothing better proves what is known.
    An interrupt from the keyboard lets the deadline expire. The same where the time suffices.
    `guide` is what a relaxation of the objectives in one sum says, where it is solved, and
    `layout` which columns belong together, where that is known.
    """
    search = _Search(Regions(matrix, objectives, guide, layout), objectives, known, limits)
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


@dataclass(slots=True)
class _Record:
    """What one way to choose regions has given so far."""

    size: float
    """Columns of its next region."""
    vain: int = 0
    """Tries in vain since its regions became larger."""
    gains: float = 1.0
    """How often something better was found, lately."""
    work: float = 1.0
    """Columns looked at for it, lately, in regions of the first size."""


@dataclass
class _Search:
    regions: Regions
    objectives: Sequence[Objective]
    best: Outcome
    limits: Limits
    _records: dict[Way, _Record] = field(init=False)
    _failures: int = 0

    def __post_init__(self) -> None:
        size = float(min(SIZE, self._columns))
        self._records = {way: _Record(size) for way in self.regions.ways}
        self._rng = np.random.default_rng(self.limits.seed)

    @property
    def _columns(self) -> int:
        return self.regions.matrix.columns

    @property
    def over(self) -> bool:
        """Whether there is nothing left to try."""
        tried = self.limits.deadline.left is None and self._failures >= FAILURES
        return tried or self.limits.deadline.over or not self._open

    @property
    def _open(self) -> list[int]:
        """The objectives that may become better."""
        pairs = enumerate(zip(self.best.reached, self.best.bounds, strict=True))
        return [number for number, (value, bound) in pairs if value > bound]

    def step(self) -> None:
        """Solve one region anew."""
        waiting = self._open
        objective = waiting[0] if self._rng.random() < 0.5 else int(self._rng.choice(waiting))
        way = self._way()
        size = int(self._records[way].size)
        free = self.regions.drawn(way, self.best.values, objective, size, self._rng)
        found = self._region(free)
        values = self.best.values.copy()
        values[free] = found.values
        tried = Outcome.of(values, self.objectives, self.best.bounds, self.best.floors)
        better = tried.reached < self.best.reached
        if tried.reached <= self.best.reached:
            self.best = tried
        self._failures = 0 if better else self._failures + 1
        whole = found.proven and len(free) == self._columns
        if whole:
            self.best = replace(self.best, bounds=self.best.reached)
        self._learn(self._records[way], len(free), better=better, proven=found.proven)
        if better or whole:
            for number, pair in enumerate(zip(self.best.reached, self.best.bounds, strict=True)):
                self.limits.tell(number, *pair)

    def _way(self) -> Way:
        """One of the ways, most often one that has found much with little work."""
        records = self._records.values()
        worth = np.array([each.gains / each.work for each in records])
        share = SELDOM / len(worth) + (1 - SELDOM) * worth / worth.sum()
        return list(self._records)[int(self._rng.choice(len(worth), p=share / share.sum()))]

    def _learn(self, record: _Record, looked_at: int, *, better: bool, proven: bool) -> None:
        """What a try of one way says of its worth, and of the size of its next region."""
        record.gains = FADING * record.gains + better
        record.work = FADING * record.work + looked_at / SIZE
        record.vain += not better
        if not proven:
            record.size = max(SMALLEST, record.size * 0.9)
        elif better:
            record.vain = 0
            record.size = min(self._columns, record.size * 1.02)
        elif record.vain >= PATIENCE:
            record.vain = 0
            record.size = min(self._columns, record.size * 1.4)

    def _region(self, free: Ints) -> _Found:
        """The objectives on the free columns."""
        matrix = binding(self.regions.cut(free, self.best.values))
        values, proven = self.best.values[free], True
        for asked in self._asked(free, matrix):
            if value_of(asked, values) > asked.least:
                try:
                    answer = least_by_cpsat(
                        matrix,
                        asked,
                        hint=values,
                        seed=self.limits.seed,
                        deadline=self.limits.deadline,
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
            column, coefficient = self.regions.share(number, free)
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
