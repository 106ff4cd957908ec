"""Plans where a few switches decide and all else is a flow: which of them are on is searched.

Who is placed at all is searched first, by one exchange at a time (`exchanges`), then by crossing
two plans (`crossing`), then by groups of switches (`by_groups`). What is best by a later objective,
the relaxation knows better: `diving`.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visitplanner.engine.answer import Outcome
from visitplanner.engine.by_groups import by_groups
from visitplanner.engine.crossing import Crossing
from visitplanner.engine.diving import by_diving
from visitplanner.engine.exchanges import by_exchanges
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import bound_by_groups
from visitplanner.engine.switches import Switched
from visitplanner.engine.weights import weights_of
from visitplanner.matrix.linear import costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

PLANS = 2
"""Made by exchanges, to be crossed."""
EXCHANGING = 0.4
"""Share of the time that is left for the exchanges of each."""
CROSSING = 0.6
"""Share of what that leaves for crossing, before groups of switches are solved anew."""
BOUNDING = 0.5
"""Share of the time that is left for a bound by groups of switches."""
DIVING = 0.85
"""Share of the time that is left for the second objective."""
STEPS = 200
"""How many changes of the second objective one of the first outweighs in a sum, at least."""
LARGEST = 1e5
"""Costs of the first in a sum, up to which relaxations are exact enough."""


def values_by_switches(
    switched: Switched, costs: Sequence[Ints], relaxed: Floats, least: int, limits: Limits
) -> Ints | None:
    """Values that satisfy all rows, good by the first cost and, as switches are then, by all.

    `costs` are (columns,) for each objective, `least` is what the first cannot be below. `relaxed`
    are (columns,) values of the relaxation: it begins with the switches that carry most of them,
    from where it gets further than from a plan made before. None where the first cost asks for more
    than as many of its columns as can be, or rows want it otherwise.
    """
    first = costs[0][switched.column]
    if not len(first) or first[0] >= 0 or (first != first[0]).any():
        return None
    strong = Strong(switched)
    plans = Crossing(strong, costs[0])
    for number in range(PLANS):
        brief = limits.deadline.share(EXCHANGING)
        own = replace(limits, seed=limits.seed + number, deadline=brief)
        chosen = by_exchanges(switched, relaxed, own)
        values = _flowing(switched, costs, chosen)
        if values is None:
            return None
        plans.add(_in_vain(switched, values, chosen))
        if plans.value <= least or brief.over:
            # Where exchanges have not come to their end, another plan would be no better.
            break
    plans.cross(replace(limits, deadline=limits.deadline.share(CROSSING)), least)
    plans.add(by_groups(strong, costs[0], plans.best, least, limits))
    return _flowing(switched, costs, plans.best[switched.switch])


def further_by_switches(
    switched: Switched, objectives: Sequence[Objective], known: Outcome, limits: Limits
) -> Outcome:
    """What groups of switches prove of the first objective, and what dives make of the second."""
    strong = Strong(switched)
    if known.reached[0] > known.bounds[0]:
        brief = replace(limits, deadline=limits.deadline.share(BOUNDING))
        cost = costs_of(objectives[0], strong.matrix.columns)
        bound = bound_by_groups(strong, cost, brief)
        if bound is None:
            # Dives would not even begin.
            return known
        bounds = max(bound, known.bounds[0]), *known.bounds[1:]
        known = Outcome.of(known.values, objectives, bounds, known.floors)
        limits.tell(0, known.reached[0], known.bounds[0])
    if len(objectives) > 1 and known.reached[1] > known.bounds[1]:
        known = _dived(strong, objectives, known, limits)
        limits.tell(1, known.reached[1], known.bounds[1])
    return known


def _dived(
    strong: Strong, objectives: Sequence[Objective], known: Outcome, limits: Limits
) -> Outcome:
    """Better values by the first two objectives in one sum, and a bound of the second.

    There is one where the first is at its own.
    """
    costs = [costs_of(each, strong.matrix.columns) for each in objectives]
    weight, _ = weights_of(costs[:2], STEPS)
    if weight > LARGEST:
        return known
    brief = replace(limits, deadline=limits.deadline.share(DIVING))
    dived = by_diving(strong, weight * costs[0] + costs[1], known.values, brief)
    values = _flowing(strong.switched, costs, dived.values[strong.switched.switch])
    if values is None or _each(costs, values) > list(known.reached):
        values = known.values
    bound = known.bounds[1]
    if dived.bound is not None and known.reached[0] == known.bounds[0]:
        bound = max(bound, dived.bound - weight * known.reached[0])
    bounds = known.bounds[0], bound, *known.bounds[2:]
    return Outcome.of(values, objectives, bounds, known.floors)


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
