"""Several objectives as one sum: near to their order, small enough to count with.

Exact weights, with which no gain of a later objective outweighs the least loss of an earlier one,
would soon pass 64 bits. These are a guess: what it gives is where an engine begins, and each
objective is proven by itself.
"""

from collections.abc import Sequence

import numpy as np

from visitplanner.matrix.options import Ints

STEPS = 4
"""How many changes of a later objective one of an earlier outweighs, at least."""

TOGETHER = 1e9
"""Costs up to which several objectives are relaxed, or made by hand, in one sum."""


def weights_of(costs: Sequence[Ints], steps: int = STEPS) -> list[int]:
    """A weight for each objective, the first the largest."""
    weights, weight = [], 1
    for cost in reversed(costs):
        weights.append(weight)
        weight *= steps * magnitude(cost) + 1
    return weights[::-1]


def weighed(costs: Sequence[Ints], steps: int = STEPS) -> Ints:
    """(columns,) the sum of all costs with their weights."""
    found = np.zeros_like(costs[0])
    for weight, cost in zip(weights_of(costs, steps), costs, strict=True):
        found += weight * cost
    return found


def fitting(costs: Sequence[Ints], largest: float) -> int:
    """How many of the first objectives one sum can take while its costs stay below `largest`."""
    for count in range(len(costs), 1, -1):
        weights = weights_of(costs[:count])
        pairs = zip(weights, costs[:count], strict=True)
        if sum(weight * magnitude(cost) for weight, cost in pairs) < largest:
            return count
    return 1


def together(costs: Sequence[Ints]) -> Ints:
    """(columns,) the sum of as many of the first costs as one sum can take."""
    return weighed(costs[: fitting(costs, TOGETHER)])


def magnitude(cost: Ints) -> int:
    """The largest cost, whatever its sign."""
    return int(np.abs(cost).max(initial=0))
