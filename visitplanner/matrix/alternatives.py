"""Alternatives: options of which one person takes at most one.

For people planned alone. What are alternatives follows from the rules that are kept: a need of one
part is met once (`known`), a need of several once in each field (`parts_in_other_fields`). An
option on its own is taken at most once anyway.
"""

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, groups


def alternatives_of(problem: Problem) -> Ints:
    """(n,) the group of each option; of the options of one group at most one is taken."""
    options = problem.options
    names = list(dict.fromkeys(offer.slot.field for offer in options.offers))
    field = options.of_offer([names.index(offer.slot.field) for offer in options.offers])
    several = options.of_demand([demand.need.parts for demand in options.demands]) > 1
    once = np.where(several, "parts_in_other_fields" in problem.rules, "known" in problem.rules)
    alone = len(names) + np.arange(len(options))
    return groups(options.demand, np.where(once, np.where(several, field, 0), alone))[0]


def split(options: Ints, group: Ints) -> list[Ints]:
    """Some options, by the group of each."""
    order = options[np.argsort(group[options], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(group[order])) + 1) if len(order) else []
