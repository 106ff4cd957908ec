"""Idle days: few days of the stay pass without work.

Everybody who asks for placements could work on the days of the delegation's window that are no
weekend (for minors: that are among `policy.minors_work_on`), no public holiday of the programme's
region, for minors not free of school, and on which they are not away. Each such day without work
counts one, whoever is placed nowhere included; a day with work at two hosts is one day. Visits are
no work, and work on any other day, such as a Saturday, makes up for nothing.
"""

from datetime import date

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.goals.hosts_of_each import reached
from visitplanner.matrix.options import Bools
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.model.base import MONDAY_TO_FRIDAY, WEEKDAYS
from visitplanner.model.people import Person
from visitplanner.model.places import minutes_of
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster

NAME = "idle_days"


def days_to_fill(programme: Programme, person: Person) -> frozenset[date]:
    """The days on which somebody could work, wherever that may be."""
    weekdays = programme.policy.minors_work_on if person.minor else MONDAY_TO_FRIDAY
    region = programme.region
    return frozenset(
        day
        for day in person.window.dates()
        if WEEKDAYS[day.weekday()] in weekdays
        and not any(day in away for away in person.away)
        and not (region and region.holiday(day))
        and not (region and person.minor and region.is_school_free(day))
    )


def measure(roster: Roster) -> int:
    """Days to fill without work, over everybody who asks for placements."""
    stays = roster.stays_by_person
    return sum(
        len(
            days_to_fill(roster.programme, person).difference(
                *(stay.days for stay in stays.get(person.id, ()))
            )
        )
        for person in roster.programme.people.values()
        if person.needs
    )


def objective(problem: Problem) -> Objective:
    """All days to fill, minus those with work.

    Every option takes off its days; where two may share a day, a column for each person and day
    does so, 1 at most and no more than the placements on that day.
    """
    options = problem.options
    fill = _fill(problem)
    option, day = options.days_worked()
    wanted = fill[options.cohort[option], day]
    option, day = option[wanted], day[wanted]
    shared = _may_share(problem)[options.cohort[option]]
    alone, days_alone = np.unique(option[~shared], return_counts=True)
    number, (_, days) = groups(options.cohort[option[shared]], day[shared])
    worked = reached(problem, NAME, option[shared], number, len(days))
    sizes = np.array([len(people) for people in options.cohorts], dtype=np.int64)
    constant = int(fill.sum(axis=1) @ sizes)
    return Objective(
        np.concatenate([alone, worked]),
        -np.concatenate([days_alone, np.ones(len(worked), dtype=np.int64)]),
        least=-constant,
        constant=constant,
    )


def _fill(problem: Problem) -> Bools:
    """(cohorts, days) the days to fill of everybody who asks for placements."""
    options = problem.options
    fill = np.zeros((len(options.cohorts), options.days), dtype=bool)
    for number, people in enumerate(options.cohorts):
        if people[0].needs:
            days = days_to_fill(problem.programme, people[0])
            fill[number, [options.number(day) for day in days]] = True
    return fill


def _may_share(problem: Problem) -> Bools:
    """(cohorts,) whether two placements of one person may share a day."""
    options = problem.options
    several = np.array([people[0].parts > 1 for people in options.cohorts], dtype=bool)
    if "one_place" not in problem.rules:
        return several
    hours = [minutes_of(offer.slot.hours) for offer in options.offers]
    starts, ends = np.array(hours, dtype=np.int64).reshape(len(hours), 2).T
    apart = (starts[:, None] >= ends) | (ends[:, None] <= starts)
    open_ = np.zeros((len(several), len(hours)), dtype=bool)
    open_[options.cohort, options.offer] = True
    part_days = np.flatnonzero(apart.any(axis=1))
    among = open_[:, part_days]
    beside: Bools = among & (among @ apart[np.ix_(part_days, part_days)])
    shared: Bools = several & beside.any(axis=1)
    return shared


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether somebody asks for several placements, between which days may pass idly."""
    return any(person.parts > 1 for person in programme.people.values())


GOAL = Goal(
    name=NAME,
    says="Few days of the stay pass without work: each day counts one on which a participant who "
    "asks for placements could work by weekday, holidays and absences, and does not.",
    unit="days without work",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="somebody asks for several placements",
)
