"""Who takes part in which visit on which day, as arrays."""

from dataclasses import dataclass

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Problem, groups
from visitplanner.matrix.ragged import spread
from visitplanner.matrix.tables import VisitOptions
from visitplanner.model.visits import invited


@dataclass(frozen=True, slots=True)
class Attendance:
    """The options of all visits by visit and day."""

    options: VisitOptions
    occasion: Ints
    """(entries of the options,) which visit on which day."""
    visit: Ints
    """(occasions,) index into `programme.visits`; ascending."""
    day: Ints
    """(occasions,) number of the day."""
    there: Bools
    """(occasions, cohorts) whether the people of a cohort take part."""
    people: Ints
    """(occasions,) how many people take part."""


def attendance_of(problem: Problem) -> Attendance | None:
    """Who takes part in which visit on which day; None where no visit can be planned."""
    options = problem.visits
    if options is None:
        return None
    cohorts = problem.options.cohorts
    occasion, (visit, day) = groups(options.visit, options.day)
    asked = np.array(
        [[invited(each, people[0]) for people in cohorts] for each in problem.programme.visits],
        dtype=bool,
    ).reshape(len(problem.programme.visits), len(cohorts))
    there = asked[visit]
    for number, people in enumerate(cohorts):
        for window in people[0].away:
            first, last = map(problem.options.number, (window.first, window.last))
            there[(day >= first) & (day <= last), number] = False
    size = np.array([len(people) for people in cohorts], dtype=np.int64)
    return Attendance(options, occasion, visit, day, there, there @ size)


def moments(begin: Ints, until: Ints) -> tuple[Ints, Ints, int]:
    """Which of some spans of time overlap: one row for each beginning.

    Returns two arrays of one length, the row and the index of a span that is under way then (from
    `begin` on, before `until`), and the number of rows. Spans that overlap meet in a row.
    """
    times = np.unique(begin)
    first = np.searchsorted(times, begin, side="left")
    span, row = spread(first, np.searchsorted(times, until, side="left"))
    return row, span, len(times)
