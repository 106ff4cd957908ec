"""Visit work: nobody is at work while on a visit that avoids internships, nor on the way.

Without hours of the slot, work takes the whole day. Duties are not looked at: who supervises goes
with the visit, or stays with those who do not. Hours are compared as they stand, whatever the time
zones of visit and work.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.attendance import Attendance, attendance_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Problem, groups
from visitplanner.matrix.ragged import spread
from visitplanner.model.places import Minutes, minutes_of
from visitplanner.model.roster import Roster
from visitplanner.model.visits import attendees, with_way
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "visit_work"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody works at the time of such a visit."""
    for planned, visit in roster.visits:
        if not visit.avoids_internships:
            continue
        busy = with_way(planned, visit)
        for person in attendees(roster.programme, visit, planned.day):
            for stay in roster.stays_by_person.get(person.id, ()):
                if planned.day in stay.days and overlap(busy, stay.minutes):
                    yield Violation(
                        rule=NAME,
                        who=(person.id,),
                        site=stay.offer.site.id,
                        slot=stay.offer.id,
                        days=(planned.day,),
                        limit=f"no work at {planned.hours}",
                        found=f"visit '{visit.id}'",
                        message=f"{person.id} at {stay.offer.id}: takes part in the visit "
                        f"'{visit.id}' on {planned.day}, {planned.hours}, and would be at work",
                    )


def overlap(one: Minutes, other: Minutes) -> bool:
    """Whether two spans of a day have a minute in common."""
    return one[0] < other[1] and other[0] < one[1]


def rows(problem: Problem) -> None:
    """For each demand, day and hours a yes-or-no column `at_work`.

    People at work <= people * at_work, and for each visit at_work + its times then <= 1.
    """
    attendance, options = attendance_of(problem), problem.options
    if attendance is None or not len(options):
        return
    avoiding = np.array([visit.avoids_internships for visit in problem.programme.visits])
    hours = [minutes_of(offer.slot.hours) for offer in options.offers]
    distinct = sorted(set(hours))
    kind = options.of_offer([distinct.index(each) for each in hours])
    option, day = options.days_worked()
    for index, span in enumerate(distinct):
        mine = kind[option] == index
        then = _then(problem, attendance, span) & avoiding[attendance.options.visit]
        _rows_of(problem, attendance, np.flatnonzero(then), (option[mine], day[mine]))


def _then(problem: Problem, attendance: Attendance, span: Minutes) -> Bools:
    """(times,) whether a visit, with the way, falls into some hours on a day of the horizon."""
    visits, (begin, end) = attendance.options, span
    way = np.array([visit.way_minutes for visit in problem.programme.visits], dtype=np.int64)
    inside = (visits.day >= 0) & (visits.day < problem.options.days)
    ways = way[visits.visit]
    return inside & (visits.start - ways < end) & (begin < visits.end + ways)


def _rows_of(
    problem: Problem, attendance: Attendance, times: Ints, works: tuple[Ints, Ints]
) -> None:
    """Rows of all visits that may fall into some hours, and of the work in these hours."""
    visits, options = attendance.options, problem.options
    option, day = works
    if not len(times) or not len(option):
        return
    # Every occasion (a visit on a day) with every cohort that takes part and works that day.
    occasions, occasion_of_time = np.unique(attendance.occasion[times], return_inverse=True)
    demand_of_work, (demand, day_of_work) = groups(options.demand[option], day)
    cohort = np.array([each.cohort for each in options.demands], dtype=np.int64)[demand]
    order = np.argsort(attendance.day[occasions], kind="stable")
    days = attendance.day[occasions][order]
    first = np.searchsorted(days, day_of_work, side="left")
    work, position = spread(first, np.searchsorted(days, day_of_work, side="right"))
    occasion = order[position]
    there = attendance.there[occasions[occasion], cohort[work]]
    work, occasion = work[there], occasion[there]
    if not len(work):
        return
    met, work_of_pair = np.unique(work, return_inverse=True)
    at_work = problem.add_columns(len(met), upper=1)
    size = _most(problem)[demand[met]]
    row_of_work = np.full(len(demand), -1, dtype=np.int64)
    row_of_work[met] = np.arange(len(met))
    row = row_of_work[demand_of_work]
    problem.add_rows(
        NAME,
        row=np.concatenate([row[row >= 0], np.arange(len(met))]),
        column=np.concatenate([option[row >= 0], at_work]),
        coefficient=np.concatenate([np.ones(int((row >= 0).sum()), dtype=np.int64), -size]),
        upper=0,
        count=len(met),
    )
    by_occasion = np.argsort(occasion_of_time, kind="stable")
    found = occasion_of_time[by_occasion]
    first = np.searchsorted(found, occasion, side="left")
    pair, time = spread(first, np.searchsorted(found, occasion, side="right"))
    problem.add_rows(
        NAME,
        row=np.concatenate([np.arange(len(work)), pair]),
        column=np.concatenate([at_work[work_of_pair], visits.column[times[by_occasion[time]]]]),
        upper=1,
        count=len(work),
    )


def _most(problem: Problem) -> Ints:
    """(demands,) the most people of each at work at the same time."""
    once = "one_place" in problem.rules
    most = [len(each.people) if once else each.size for each in problem.options.demands]
    return np.array(most, dtype=np.int64)


def fix(violation: Violation) -> str:
    """What would let somebody work there."""
    return f"another time for the {violation.found}"


RULE = Rule(
    name=NAME,
    says="Nobody is at work at the time of a visit that avoids internships, or on the way to and "
    "from it; work without hours takes the whole day.",
    source="the programme: internship and way_minutes of the visit, hours of the slot",
    check=check,
    fix=fix,
    looks=Looks(part="own", when=lambda programme, _case: bool(programme.visits)),
    rows=rows,
)
