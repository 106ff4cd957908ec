"""The engine for networks with lots: a flow bounds, a search over the lots decides.

Without its lots (`visitplanner.engine.lots`) the matrix is a network, and so it is with every
choice of lots. The flow proves a bound of every objective and says what each lot adds to the last.

1. The cheapest lots are searched for a plan that stands at the bounds of all objectives before the
   last; then twice as many, until there is one.
2. The lots that are worth less than what this plan has above the bound are relaxed with rounded
   rows, which proves more and leaves fewer.
3. What is left is searched to the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

import numpy as np

from visitplanner.engine.answer import Answer, Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.bounds import proof_of
from visitplanner.engine.branching import Mixed, least_by_branching
from visitplanner.engine.choices import Choices, choices_of, settled
from visitplanner.engine.flow import face_of, priced_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.lots import Lots, lots_of
from visitplanner.engine.network import Network, network_of
from visitplanner.engine.relaxation import Relaxation
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

AT_FIRST = 1.5
"""Times the lots that the flow uses, lots among which a first plan is searched for."""
NODES = 1
"""Of the tree in which a first plan is searched for."""
TRIES = 3
"""How often it is searched for, among twice as many each time."""
SHARE = 0.5
"""Of the time that is left, for each of them and for the relaxation."""


@dataclass(frozen=True, slots=True)
class Lotted:
    """A matrix that is a network but for its lots."""

    matrix: Matrix
    lots: Lots
    columns: Ints
    """Numbers of the columns of the network: all but the switches."""
    plain: Matrix
    """These columns, with the bounds that lots give them, and the rows that are not of lots."""
    least: Ints
    """(columns of the network,) how many each is at least where it is not nought."""
    network: Network

    @classmethod
    def of(cls, matrix: Matrix, objectives: Sequence[Objective]) -> Self | None:
        """None where there are no lots, or the rest is no network."""
        priced = np.zeros(matrix.columns, dtype=bool)
        for each in objectives:
            priced[each.column] = True
        lots = lots_of(matrix, priced)
        if lots is None:
            return None
        chosen = np.ones(matrix.columns, dtype=bool)
        chosen[lots.switch] = False
        columns = np.flatnonzero(chosen)
        bounded = matrix.within(matrix.lower, lots.upper(matrix))
        plain = bounded.of_columns(columns, ~lots.row)
        network = network_of(plain)
        if network is None:
            return None
        return cls(matrix, lots, columns, plain, lots.lower(matrix)[columns], network)

    def bounded(self, network: Network) -> Matrix:
        """The network's matrix with the bounds that arcs have."""
        count = self.plain.columns
        lower, upper = network.lower, network.upper
        return replace(
            self.plain,
            lower=lower[:count],
            upper=upper[:count],
            row_lower=lower[count:-1],
            row_upper=upper[count:-1],
        )

    def values(self, own: Ints) -> Ints:
        """(columns of the matrix,) values from those of the network."""
        found = np.zeros(self.matrix.columns, dtype=np.int64)
        found[self.columns] = own
        self.lots.values(found)
        return found


def least_by_lots(
    lotted: Lotted, objectives: Sequence[Objective], *, start: Ints | None, limits: Limits
) -> Outcome | None:
    """The least of each objective, the first before the second.

    None where no plan is found that stands at the bounds of all objectives but the last. `start`
    are (columns,) values that satisfy all rows.
    """
    try:
        search = _Search(lotted, objectives, limits)
    except Infeasible:
        return None  # at these bounds, which need not be those of whole lots
    own = search.first(None if start is None else start[lotted.columns])
    if own is None:
        return None
    known = lotted.values(own)
    for number, floor in enumerate(search.floors[:-1]):
        limits.tell(number, floor, floor)
    limits.tell(len(objectives) - 1, value_of(objectives[-1], known), search.floors[-1])
    best = search.proven(own)
    values = lotted.values(best.values)
    outcome = Outcome.of(values, objectives, [*search.floors[:-1], best.bound])
    limits.tell(len(objectives) - 1, outcome.reached[-1], outcome.bounds[-1])
    return outcome


class _Search:
    def __init__(self, lotted: Lotted, objectives: Sequence[Objective], limits: Limits) -> None:
        """Raises `Infeasible`."""
        self._lotted, self._limits = lotted, limits
        count = lotted.matrix.columns
        self._costs = [costs_of(each, count)[lotted.columns] for each in objectives]
        self._cost = self._costs[-1]
        face = face_of(lotted.network, self._costs[:-1])
        self._plain, self._least = settled(lotted.bounded(face), lotted.least)
        self._network = lotted.network.like(self._plain)
        found = priced_flow(self._network, self._cost)
        self._flow = found.flow[: len(self._cost)]
        self.floors = [int(cost @ self._flow) for cost in self._costs]
        """The bound of each objective, those before being at theirs."""
        rise = np.maximum(0, found.reduced[: len(self._cost)]) * self._least
        self._rise = np.where(self._plain.lower > 0, 0, rise)
        """(columns,) how far the last objective is above its bound, at least, where one is used."""

    def first(self, start: Ints | None) -> Ints | None:
        """(columns,) the best values soon found that stand at all bounds but the last."""
        if self._stands(self._flow):
            return self._flow
        found = [each for each in (start, self._among_cheapest()) if each is not None]
        found = [each for each in found if self._stands(each)]
        return min(found, key=lambda each: int(self._cost @ each), default=None)

    def _stands(self, own: Ints) -> bool:
        pairs = zip(self._costs[:-1], self.floors[:-1], strict=True)
        at_bounds = all(int(cost @ own) == floor for cost, floor in pairs)
        return at_bounds and self._lotted.matrix.keeps(self._lotted.values(own))

    def _among_cheapest(self) -> Ints | None:
        used = self._flow > 0
        order = np.lexsort((self._rise, ~used))
        size = 1 + int(AT_FIRST * used.sum())
        for _ in range(TRIES):
            kept = np.zeros(len(order), dtype=bool)
            kept[order[:size]] = True
            made = choices_of(self._plain, self._least, kept)
            share = self._limits.deadline.share(SHARE)
            try:
                return self._searched(made, made.matrix, None, share, nodes=NODES).values
            except (Infeasible, LimitHit):
                size *= 2
            if size >= 2 * len(order) or self._limits.deadline.over:
                break
        return None

    def proven(self, own: Ints) -> Answer:
        """The least value of the last objective, with (columns,) values; some are known."""
        value, floor = int(self._cost @ own), self.floors[-1]
        if value <= floor or self._limits.deadline.over:
            return Answer(own, value, floor)
        # With what is not kept, nothing is as good as what is known.
        made = choices_of(self._plain, self._least, self._rise <= value - floor)
        matrix, floor = self._narrowed(made, value)
        try:
            found = self._searched(made, matrix, made.values(own), self._limits.deadline)
        except (Infeasible, LimitHit):
            return Answer(own, value, min(value, floor))
        best = Answer(own, value, value) if value <= found.value else found
        return Answer(best.values, best.value, min(best.value, max(floor, found.bound)))

    def _narrowed(self, made: Choices, most: int) -> tuple[Matrix, int]:
        """What the relaxation leaves of choices of at most a value, and the bound it proves."""
        cost = self._costed(made)
        deadline = self._limits.deadline.share(SHARE)
        point = Relaxation(made.matrix, [cost]).minimise(cost, deadline=deadline)
        if point is None:
            return made.matrix, self.floors[-1]
        proof = proof_of(made.matrix, cost, point.duals)
        return proof.narrowed(made.matrix, most), max(self.floors[-1], proof.bound)

    def _searched(
        self,
        made: Choices,
        matrix: Matrix,
        hint: Ints | None,
        deadline: Deadline,
        nodes: int | None = None,
    ) -> Answer:
        """The least of the last objective, (columns,) values. Raises `Infeasible`, `LimitHit`."""
        cost = self._costed(made)
        column = np.flatnonzero(cost)
        answer = least_by_branching(
            matrix,
            Objective(column, cost[column], least=self.floors[-1]),
            hint=hint,
            seed=self._limits.seed,
            deadline=deadline,
            nodes=nodes,
            mixed=Mixed(made.switches, partial(self._completed, made)),
        )
        values = np.zeros(len(self._cost), dtype=np.int64)
        values[made.columns] = answer.values[: len(made.columns)]
        return Answer(values, answer.value, answer.bound)

    def _costed(self, made: Choices) -> Ints:
        return np.concatenate([self._cost[made.columns], np.zeros(len(made.lot), dtype=np.int64)])

    def _completed(self, made: Choices, values: Ints) -> Ints | None:
        """The best values with these switches; None where there are none."""
        lower, upper = made.bounds(values, len(self._cost))
        network = self._network.like(self._plain.within(lower, upper))
        try:
            flow = priced_flow(network, self._cost).flow
        except Infeasible:
            return None
        return made.values(flow[: len(self._cost)])
