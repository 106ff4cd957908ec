"""Visit work: nobody is at work while on a visit that avoids internships, nor on the way.

Without hours of the slot, work takes the whole day. Duties are not looked at: who supervises goes
with the visit, or stays with those who do not. Hours are compared as they stand, whatever the time
zones of visit and work.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.attendance import Attendance, attendance_of, spread
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.places import Minutes, minutes_of
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.visits import attendees, with_way
from visitplanner.rules.form import Rule, Violation

NAME = "visit_work"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody works at the time of such a visit."""
    working: dict[str, list[Stay]] = {}
    for stay in roster.stays:
        working.setdefault(stay.who, []).append(stay)
    for planned, visit in roster.visits:
        if not visit.avoids_internships:
            continue
        busy = with_way(planned, visit)
        for person in attendees(roster.programme, visit, planned.day):
            for stay in working.get(person.id, ()):
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
    """For each visit, day, demand and hours: people at work <= people * (1 - visit then)."""
    attendance, options = attendance_of(problem), problem.options
    if attendance is None or not len(options):
        return
    hours = [minutes_of(offer.slot.hours) for offer in options.offers]
    distinct = sorted(set(hours))
    kind = np.array([distinct.index(each) for each in hours], dtype=np.int64)
    option, day = options.days_worked()
    for number, visit in enumerate(problem.programme.visits):
        if not visit.avoids_internships:
            continue
        for index, span in enumerate(distinct):
            mine = kind[options.offer[option]] == index
            _rows_of(problem, attendance, (number, span), (option[mine], day[mine]))


def _rows_of(
    problem: Problem,
    attendance: Attendance,
    about: tuple[int, Minutes],
    works: tuple[Ints, Ints],
) -> None:
    """Rows of one visit and the slots of the same hours."""
    visits, options = attendance.options, problem.options
    (number, (begin, end)), (option, day) = about, works
    way = problem.programme.visits[number].way_minutes
    then = (visits.visit == number) & (visits.start - way < end) & (begin < visits.end + way)
    entry = np.flatnonzero(then)
    if not len(entry) or not len(option):
        return
    # The occasion of the visit on each day of the horizon.
    on_day = np.full(options.days, -1, dtype=np.int64)
    inside = (visits.day[entry] >= 0) & (visits.day[entry] < options.days)
    entry = entry[inside]
    on_day[visits.day[entry]] = attendance.occasion[entry]
    occasion = on_day[day]
    there = (occasion >= 0) & attendance.there[occasion, options.cohort[option]]
    row, (demand, day_of_row) = groups(options.demand[option[there]], day[there])
    once = "one_place" in problem.rules
    most = [len(each.people) if once else each.size for each in options.demands]
    size = np.array(most, dtype=np.int64)[demand]
    days = visits.day[entry]  # ascending, as the options of one visit are
    first = np.searchsorted(days, day_of_row, side="left")
    pair_row, pair_entry = spread(first, np.searchsorted(days, day_of_row, side="right"))
    problem.add_rows(
        NAME,
        row=np.concatenate([row, pair_row]),
        column=np.concatenate([option[there], visits.column[entry[pair_entry]]]),
        coefficient=np.concatenate([np.ones_like(row), size[pair_row]]),
        upper=size,
        count=len(size),
    )


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
    rows=rows,
)
