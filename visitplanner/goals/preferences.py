"""Preferences: people get the hosts, sites or slots they want most."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.meant import meant
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
    lengths = np.array([len(each.people[0].preferences) for each in options.demands])
    demand, _, pair = options.pairs
    ranked = lengths[demand] if len(demand) else demand
    for steps, wanted in meant(options, lambda offer: offer.names, _preferences):
        ranked[wanted] = np.minimum(ranked[wanted], steps)
    return ranked[pair]


def _preferences(person: Person) -> tuple[str, ...]:
    return person.preferences


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
