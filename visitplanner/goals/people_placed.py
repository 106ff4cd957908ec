"""People placed: as many needs as can be are met."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Needs met; where each participant has one need, people placed."""
    return sum(not stay.need.optional for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """Minus the people over all options of needs that are not optional."""
    options = problem.options
    column = np.flatnonzero(
        options.of_demand([not demand.need.optional for demand in options.demands])
    )
    return placed(problem, column)


def placed(problem: Problem, column: Ints) -> Objective:
    """Minus the people over some options; at best, every need that has one is met."""
    options = problem.options
    most = int(options.people[column].sum())
    if "known" in problem.rules:
        asked = np.bincount(options.demand[column], minlength=len(options.demands)) > 0
        most = int(options.wanted[asked].sum())
    return Objective(column, np.full(len(column), -1, dtype=np.int64), least=-most)


GOAL = Goal(
    name="people_placed",
    says="As many people as can be are placed; of several needs or parts, each counts, but for "
    "optional ones.",
    unit="placements",
    sense="most",
    measure=measure,
    objective=objective,
)
