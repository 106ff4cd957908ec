"""Visits placed: as many visits as possible take place."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster


def measure(roster: Roster) -> int:
    """Visits that take place, the fixed ones included."""
    return len(roster.visits)


def objective(problem: Problem) -> Objective:
    """One less for each time chosen."""
    visits = problem.visits
    if visits is None:
        return Objective(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    most = sum(not visit.open for visit in problem.programme.visits)
    each = np.full(len(visits.column), -1, dtype=np.int64)
    return Objective(visits.column, each, least=-most)


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether there is a visit to find a time for."""
    return any(not visit.open and not visit.fixed for visit in programme.visits)


GOAL = Goal(
    name="visits_placed",
    says="As many visits as possible take place.",
    unit="visits",
    sense="most",
    measure=measure,
    objective=objective,
    applies=applies,
    when="a visit is to be placed",
)
