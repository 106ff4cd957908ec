"""Utility: people are placed where it is worth most to them."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.meant import meant
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.people import Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer


def worth(person: Person, offer: Offer) -> int:
    """Points of a slot for somebody: those of its host, its site, itself and its field together."""
    names = {*offer.names, offer.slot.field}
    return sum(utility.value for utility in person.utilities if utility.of in names)


def measure(roster: Roster) -> int:
    """Points of all placements."""
    return sum(worth(stay.person, stay.offer) for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """Minus the points of every option; at best, everybody has their best options alone."""
    options = problem.options
    demand, _, pair = options.pairs
    begins = np.cumsum([0, *(len(each.person.utilities) for each in options.demands)])
    values = [utility.value for each in options.demands for utility in each.person.utilities]
    points = np.zeros(len(demand), dtype=np.int64)
    for place, wanted in meant(options, lambda offer: (*offer.names, offer.slot.field), _names):
        points[wanted] += np.array(values, dtype=np.int64)[begins[demand[wanted]] + place]
    each = points[pair]
    column = np.flatnonzero(each)
    best = np.zeros(len(options.demands), dtype=np.int64)
    np.maximum.at(best, options.demand, each)
    sizes = np.array([demand.size for demand in options.demands], dtype=np.int64)
    return Objective(column, -each[column], least=-int(best @ sizes))


def _names(person: Person) -> list[str]:
    return [utility.of for utility in person.utilities]


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether anybody says what something is worth."""
    return any(person.utilities for person in programme.people.values())


GOAL = Goal(
    name="utility",
    says="People are placed where it is worth most to them: the values that they give to host, "
    "site, slot and field add up.",
    unit="points",
    sense="most",
    measure=measure,
    objective=objective,
    applies=applies,
    when="somebody says what places are worth",
)
