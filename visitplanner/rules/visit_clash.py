"""Visit clash: nobody takes part in two visits at the same time, nor with no time for the way.

Between two visits of a day the longer of their two ways is kept free: people go straight from one
to the other, so the minutes kept free after the first may be those before the second. Hours are
compared as they stand, whatever the time zones; a way past midnight is not looked at.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from visitplanner.matrix.attendance import Attendance, attendance_of, moments
from visitplanner.matrix.problem import Problem
from visitplanner.model.places import DAY_MINUTES
from visitplanner.model.roster import Roster
from visitplanner.model.visits import Taking, attendees, clashes
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE

NAME = "visit_clash"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody takes part in two visits that are too near to each other."""
    for one, other in clashes(roster.visits):
        both = _in_both(roster, one, other)
        if both:
            yield Violation(
                rule=NAME,
                who=both,
                days=(one[0].day,),
                limit=1,
                found=2,
                message=_words(one, other, len(both)),
            )


def _in_both(roster: Roster, one: Taking, other: Taking) -> tuple[str, ...]:
    there = {person.id for person in attendees(roster.programme, other[1], other[0].day)}
    mine = attendees(roster.programme, one[1], one[0].day)
    return tuple(person.id for person in mine if person.id in there)


def _words(one: Taking, other: Taking, people: int) -> str:
    way = max(one[1].way_minutes, other[1].way_minutes)
    kept = f", with {way} minutes for the way" if way else ""
    who = "1 person takes" if people == 1 else f"{people} people take"
    return (
        f"{who} part in the visits '{one[1].id}' ({one[0].hours}) and '{other[1].id}' "
        f"({other[0].hours}) on {one[0].day}, which clash{kept}"
    )


def rows(problem: Problem) -> None:
    """For each pair of visits that share people, each day and moment: one of them <= 1."""
    attendance = attendance_of(problem)
    if attendance is None:
        return
    for pair in combinations(np.unique(attendance.visit).tolist(), 2):
        _rows_of_pair(problem, attendance, pair)


def _rows_of_pair(problem: Problem, attendance: Attendance, pair: tuple[int, int]) -> None:
    """Two visits clash just where one begins before the other has ended and its way is gone."""
    options = attendance.options
    one, other = (np.flatnonzero(attendance.visit == number) for number in pair)
    _, first, second = np.intersect1d(
        attendance.day[one], attendance.day[other], return_indices=True
    )
    share = (attendance.there[one[first]] & attendance.there[other[second]]).any(axis=1)
    shared = np.concatenate([one[first[share]], other[second[share]]])
    entry = np.flatnonzero(np.isin(attendance.occasion, shared))
    way = max(problem.programme.visits[number].way_minutes for number in pair)
    end = np.minimum(options.end[entry] + way, DAY_MINUTES)
    base = options.day[entry] * DAY_MINUTES
    row, span, count = moments(base + options.start[entry], base + end)
    problem.add_rows(NAME, row=row, column=options.column[entry[span]], upper=1, count=count)


RULE = Rule(
    name=NAME,
    says="Nobody takes part in two visits at the same time; between two visits of a day the longer "
    "of their ways is kept free.",
    source="the programme: who takes part in the visits, their hours and way_minutes",
    check=check,
    looks=ELSEWHERE,
    rows=rows,
)
