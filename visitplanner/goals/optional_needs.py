"""Optional needs: as many of them as can be are met, once nobody else is kept out by it."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.goals.people_placed import placed
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Placements that meet optional needs."""
    return sum(stay.need.optional for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """Minus the placements for optional needs."""
    options = problem.options
    column = np.flatnonzero(options.of_demand([each.need.optional for each in options.demands]))
    return placed(problem, column)


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether some need is optional."""
    return any(need.optional for person in programme.people.values() for need in person.needs)


GOAL = Goal(
    name="optional_needs",
    says="As many optional needs as can be are met; of several parts, each counts.",
    unit="optional needs",
    sense="most",
    measure=measure,
    objective=objective,
    applies=applies,
    when="some need is optional",
)
