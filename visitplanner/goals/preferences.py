"""Preferences: people get the hosts, sites or slots they want most."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer


def rank(person: Person, offer: Offer) -> int:
    """Steps below the first choice; what is not on the list comes after all that is."""
    names = offer.names
    for number, wanted in enumerate(person.preferences):
        if wanted in names:
            return number
    return len(person.preferences)


def measure(roster: Roster) -> int:
    """Steps below the first choice, over all placements."""
    return sum(rank(stay.person, stay.offer) for stay in roster.stays)


def ranks(problem: Problem) -> Ints:
    """(options,) the rank of every option."""
    options = problem.options
    table = np.array(
        [[rank(demand.person, offer) for offer in options.offers] for demand in options.demands],
        dtype=np.int64,
    ).reshape(len(options.demands), len(options.offers))
    return table[options.demand, options.offer]


def objective(problem: Problem) -> Objective:
    """The rank of every option."""
    ranked = ranks(problem)
    column = np.flatnonzero(ranked)
    return Objective(column, ranked[column])


GOAL = Goal(
    name="preferences",
    says="People get what they rank highest: each step below the first choice counts one.",
    unit="steps below first choice",
    sense="least",
    measure=measure,
    objective=objective,
)
