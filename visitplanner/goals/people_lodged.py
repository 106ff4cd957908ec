"""People lodged: as many people as can be have a bed."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Where there are houses."""
    return bool(programme.lodgings)


def measure(roster: Roster) -> int:
    """People with a bed."""
    return len({person.id for _, person, _ in roster.beds})


def objective(problem: Problem) -> Objective:
    """Minus the beds taken; at best, everybody for whom a house is open has one."""
    beds = problem.beds
    if beds is None:
        nothing = np.zeros(0, dtype=np.int64)
        return Objective(nothing, nothing)
    people = sum(len(problem.options.cohorts[cohort]) for cohort in np.unique(beds.cohort).tolist())
    return Objective(beds.column, np.full(len(beds.column), -1, dtype=np.int64), least=-people)


GOAL = Goal(
    name="people_lodged",
    says="As many people as can be have a bed, whether they are placed or not.",
    unit="people with a bed",
    sense="most",
    measure=measure,
    objective=objective,
    applies=applies,
    when="there are lodgings",
)
