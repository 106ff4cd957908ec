"""People placed: as many needs as can be are met."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Needs met; where each participant has one need, people placed."""
    return sum(not stay.need.optional for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """Minus the people over all options; at best, everybody who has one is placed."""
    options = problem.options
    column = np.flatnonzero(
        options.of_demand([not demand.need.optional for demand in options.demands])
    )
    open_ = set(options.demand[column].tolist())
    wanted = sum(options.demands[number].size for number in open_)
    return Objective(column, np.full(len(column), -1, dtype=np.int64), least=-wanted)


GOAL = Goal(
    name="people_placed",
    says="As many people as can be are placed; of several needs or parts, each counts, but for "
    "optional ones.",
    unit="people",
    sense="most",
    measure=measure,
    objective=objective,
)
