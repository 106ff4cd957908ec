"""Earliest start: placements and visits are as early as can be.

A placement waits from the first day of the delegation's window on, a visit that is to be placed
from the first day of its own.
"""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.options import Options
from visitplanner.matrix.problem import Objective, Problem, concatenate
from visitplanner.model.logistics import Visit
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Days of waiting, over all placements and visits."""
    placements = sum(
        (stay.placement.first_day - stay.person.window.first).days for stay in roster.stays
    )
    visits = sum(
        (planned.day - visit.window.first).days
        for planned, visit in roster.visits
        if visit.window is not None and not visit.fixed
    )
    return placements + visits


def objective(problem: Problem) -> Objective:
    """Days from the first day of the window, for every option and every time of a visit."""
    options = problem.options
    arrival = np.array(
        [(demand.person.window.first - options.first_date).days for demand in options.demands],
        dtype=np.int64,
    )
    delay = options.first - arrival[options.demand] if len(options) else options.first
    column = np.flatnonzero(delay)
    parts = [(column, delay[column])]
    if problem.visits is not None:
        opening = np.array([_opening(options, visit) for visit in problem.programme.visits])
        late = problem.visits.day - opening[problem.visits.visit]
        parts.append((problem.visits.column[late > 0], late[late > 0]))
    return Objective(
        concatenate(columns for columns, _ in parts), concatenate(days for _, days in parts)
    )


def _opening(options: Options, visit: Visit) -> int:
    """Number of the first day on which a visit could be."""
    return 0 if visit.window is None else options.number(visit.window.first)


GOAL = Goal(
    name="earliest_start",
    says="Placements and visits are as early as can be; each day after the first of the stay, or "
    "of the window of the visit, counts one.",
    unit="days of waiting",
    sense="least",
    measure=measure,
    objective=objective,
)
