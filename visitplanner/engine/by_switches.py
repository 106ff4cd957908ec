"""Plans where a few switches decide and all else is a flow: which of them are on is searched.

Who is placed at all is searched first: groups of switches go out of each other's way
(`negotiation`), and then some of them are solved anew (`by_groups`). What is best by the second
objective, a relaxation knows better: `diving`.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visitplanner.engine.answer import Outcome
from visitplanner.engine.by_groups import by_groups
from visitplanner.engine.diving import Floor, by_diving
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.negotiation import negotiated
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import bound_by_groups
from visitplanner.engine.switches import Switched
from visitplanner.engine.weights import weights_of
from visitplanner.matrix.linear import costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

PATIENCE = 2
"""Rounds of negotiation in vain for each group, after which one ends."""
STARTS = 3
"""Negotiations that begin with nothing, before others that begin with the best plan of these."""
RUNS = 8
"""Negotiations in vain, after which all begins anew."""
ANEW = 4
"""How often it begins, at most."""
SEEDS = 1_000
"""Between the seeds of these."""
NEGOTIATING = 0.9
"""Share of the time that is left for negotiation, before groups of switches are solved anew."""
BOUNDING = 0.5
"""Share of the time that is left for a bound by groups of switches."""
DIVING = 0.85
"""Share of the time that is left for the second objective."""
STEPS = 200
"""How many changes of the second objective one of the first outweighs in a sum, at least."""
LARGEST = 1e5
"""Costs of the first in a sum, up to which relaxations are exact enough."""


class BySwitches:
    """A matrix of switches with its objectives, and what is proven of the first."""

    def __init__(self, switched: Switched, objectives: Sequence[Objective]) -> None:
        self._switched = switched
        self._strong = Strong(switched)
        self._objectives = objectives
        self._costs = [costs_of(each, switched.matrix.columns) for each in objectives]
        self._bound: int | None = None

    def values(self, least: int, limits: Limits) -> Ints | None:
        """Values that satisfy all rows, good by the first objective and, as switches are then, all.

        `least` is what the first objective cannot be below. None where that asks for more than as
        many of its columns as can be, or rows want it otherwise.
        """
        cost = self._costs[0]
        first = cost[self._switched.column]
        if not len(first) or first[0] >= 0 or (first != first[0]).any():
            return None
        nothing = np.zeros(len(self._switched.switch), dtype=np.int64)
        best = _flowing(self._switched, self._costs, nothing)
        if best is None:
            return None
        best = self._negotiated(best, least, limits.within(NEGOTIATING))
        if cost @ best > least:
            least = max(least, self._proven(limits, least))
            best = by_groups(self._strong, cost, best, least, limits)
        return _flowing(self._switched, self._costs, best[self._switched.switch])

    def _negotiated(self, nothing: Ints, least: int, limits: Limits) -> Ints:
        """The best of plans that are negotiated, (columns,); `nothing` is one with nobody.

        It ends where one costs no more than `least` or than is proven.
        """
        best, cost = nothing, self._costs[0]
        for number in range(ANEW):
            least = least if self._bound is None else max(least, self._bound)
            if cost @ best <= least or limits.deadline.over:
                break
            own = replace(limits, seed=limits.seed + SEEDS * number)
            best = min(best, self._begun_anew(nothing, least, own), key=lambda each: cost @ each)
        return best

    def _begun_anew(self, nothing: Ints, least: int, limits: Limits) -> Ints:
        """As `_negotiated`, once."""
        best, cost = nothing, self._costs[0]
        run, vain = 0, 0
        while cost @ best > least and vain < RUNS and not limits.deadline.over:
            own = replace(limits, seed=limits.seed + run)
            found = self._run(best, least, nothing if run < STARTS else best, own)
            vain = 0 if cost @ found < cost @ best else vain + 1
            best, run = found, run + 1
            if cost @ best > least:
                least = max(least, self._proven(limits, least))
        return best

    def _run(self, best: Ints, least: int, begun: Ints, limits: Limits) -> Ints:
        """The best of one negotiation, or of what was known before; (columns,)."""
        cost = self._costs[0]
        rounds = negotiated(self._strong, cost, begun, PATIENCE, limits)
        while cost @ best > least and (chosen := next(rounds, None)) is not None:
            values = _flowing(self._switched, [cost], chosen)
            # What is as good is another plan to begin with.
            if values is not None and cost @ values <= cost @ best:
                best = _in_vain(self._switched, values, chosen)
        return best

    def further(self, known: Outcome, limits: Limits) -> Outcome:
        """What groups of switches prove of the first objective, and dives make of the second."""
        if known.reached[0] > known.bounds[0]:
            bounds = self._proven(limits, known.bounds[0]), *known.bounds[1:]
            known = Outcome.of(known.values, self._objectives, bounds, known.floors)
            limits.tell(0, known.reached[0], known.bounds[0])
            if self._bound is None:
                # Where there was no time to relax, dives would not even begin.
                return known
        if len(self._objectives) > 1 and known.reached[1] > known.bounds[1]:
            known = self._dived(known, limits)
            limits.tell(1, known.reached[1], known.bounds[1])
        return known

    def _proven(self, limits: Limits, least: int) -> int:
        """What the first objective cannot be below, where `least` was known before.

        Groups of switches are asked until they had the time to answer.
        """
        if self._bound is None:
            brief = limits.within(BOUNDING)
            self._bound = bound_by_groups(self._strong, self._costs[0], brief)
        return least if self._bound is None else max(least, self._bound)

    def _dived(self, known: Outcome, limits: Limits) -> Outcome:
        """Better values by the first two objectives in one sum, and a bound of the second.

        There is one where the first is at its own.
        """
        weight, _ = weights_of(self._costs[:2], STEPS)
        if weight > LARGEST:
            return known
        brief = limits.within(DIVING)
        total = weight * self._costs[0] + self._costs[1]
        floor = None if self._bound is None else Floor(self._costs[0], self._bound)
        dived = by_diving(self._strong, total, known.values, brief, known=floor)
        values = _flowing(self._switched, self._costs, dived.values[self._switched.switch])
        if values is None or _each(self._costs, values) > list(known.reached):
            values = known.values
        bound = known.bounds[1]
        if known.reached[0] == known.bounds[0]:
            bound = max(bound, dived.bound - weight * known.reached[0])
        bounds = known.bounds[0], bound, *known.bounds[2:]
        return Outcome.of(values, self._objectives, bounds, known.floors)


def _each(costs: Sequence[Ints], values: Ints) -> list[int]:
    return [int(cost @ values) for cost in costs]


def _flowing(switched: Switched, costs: Sequence[Ints], chosen: Ints) -> Ints | None:
    """(columns,) the best that switches, (switches,), let through; None: rows want it otherwise."""
    network = switched.network.within(*switched.bounds(chosen))
    return switched.values(least_flow(network, [cost[switched.column] for cost in costs]))


def _in_vain(switched: Switched, values: Ints, chosen: Ints) -> Ints:
    """(columns,) the same values, with the chosen switches, (switches,), on even if in vain."""
    found = values.copy()
    found[switched.switch] = np.maximum(chosen, values[switched.switch])
    return found
