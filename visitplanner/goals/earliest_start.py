"""Earliest start: placements begin as early in the stay as can be."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Days from the first day of the delegation's window, over all placements."""
    return sum((stay.placement.first_day - stay.person.window.first).days for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """Days from the first day of the window, for every option."""
    options = problem.options
    arrival = np.array(
        [(demand.person.window.first - options.first_date).days for demand in options.demands],
        dtype=np.int64,
    )
    delay = options.first - arrival[options.demand] if len(options) else options.first
    column = np.flatnonzero(delay)
    return Objective(column, delay[column])


GOAL = Goal(
    name="earliest_start",
    says="Placements begin as early as can be; each day after the first of the stay counts one.",
    unit="days of waiting",
    sense="least",
    measure=measure,
    objective=objective,
)
