"""Visit places: no more people on a visit than it has places, nor at a site than it shows round.

People who are not sure to come use places. Hours are those of the place visited.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.attendance import Attendance, attendance_of, moments
from visitplanner.matrix.problem import Problem
from visitplanner.model.places import DAY_MINUTES, minutes_of
from visitplanner.model.roster import Roster
from visitplanner.model.visits import Taking, attendees, sites_visited
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import ELSEWHERE
from visitplanner.rules.visit_known import visit_violation

NAME = "visit_places"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody takes part in a visit, or is at a site on a visit, beyond its places."""
    at_site: dict[str, list[Taking]] = {}
    for taking in roster.visits:
        planned, visit = taking
        many = len(attendees(roster.programme, visit, planned.day))
        if visit.places is not None and many > visit.places:
            yield visit_violation(
                NAME,
                roster,
                taking,
                f"{counted(many, 'person', 'people')}, {_places(visit.places)}",
                limit=visit.places,
                found=many,
            )
        for _, site in sites_visited(roster.programme, visit):
            at_site.setdefault(site.id, []).append(taking)
    for name, takings in at_site.items():
        limit = roster.programme.sites[name][1].visitors
        if limit is not None:
            yield from _crowded(roster, name, limit, takings)


def _crowded(roster: Roster, site: str, limit: int, takings: list[Taking]) -> Iterator[Violation]:
    """Every beginning of a visit at which too many are at the site."""
    for taking in takings:
        start = minutes_of(taking[0].hours)[0]
        now = [
            other
            for other in takings
            if other[0].day == taking[0].day
            and minutes_of(other[0].hours)[0] <= start < minutes_of(other[0].hours)[1]
        ]
        found = sum(len(attendees(roster.programme, other, each.day)) for each, other in now)
        if found > limit:
            others = ", ".join(f"'{other.id}'" for _, other in now if other is not taking[1])
            reason = (
                f"{counted(found, 'person', 'people')} on visits at the site '{site}'"
                f"{f' with {others}' if others else ''}, {_places(limit)}"
            )
            yield visit_violation(NAME, roster, taking, reason, site=site, limit=limit, found=found)


def _places(number: int) -> str:
    return counted(number, "place", "places")


def rows(problem: Problem) -> None:
    """For each visit and day, and each site and moment: people on visits <= places."""
    attendance = attendance_of(problem)
    if attendance is not None:
        _rows_of_visits(problem, attendance)
        _rows_of_sites(problem, attendance)


def _rows_of_visits(problem: Problem, attendance: Attendance) -> None:
    """A visit has no time on a day on which too many would take part."""
    visits = problem.programme.visits
    most = [np.iinfo(np.int64).max if each.places is None else each.places for each in visits]
    too_many = attendance.people > np.array(most, dtype=np.int64)[attendance.visit]
    entry = np.flatnonzero(too_many[attendance.occasion])
    _, row = np.unique(attendance.occasion[entry], return_inverse=True)
    problem.add_rows(
        NAME,
        row=row,
        column=attendance.options.column[entry],
        upper=0,
        count=int(too_many.sum()),
    )


def _rows_of_sites(problem: Problem, attendance: Attendance) -> None:
    visits, options = problem.programme.visits, attendance.options
    sites: dict[str, tuple[int, list[int]]] = {}
    for number, visit in enumerate(visits):
        for _, site in sites_visited(problem.programme, visit):
            if site.visitors is not None:
                sites.setdefault(site.id, (site.visitors, []))[1].append(number)
    for limit, there in sites.values():
        entry = np.flatnonzero(np.isin(options.visit, there))
        base = options.day[entry] * DAY_MINUTES
        row, span, count = moments(base + options.start[entry], base + options.end[entry])
        problem.add_rows(
            NAME,
            row=row,
            column=options.column[entry[span]],
            coefficient=attendance.people[attendance.occasion[entry[span]]],
            upper=limit,
            count=count,
        )


RULE = Rule(
    name=NAME,
    says="No more people take part in a visit than it has places, and at no time are more people "
    "on visits at a site than it takes. Those who may not come use places.",
    source="the programme: places of the visit, visitors of the site",
    check=check,
    looks=ELSEWHERE,
    rows=rows,
)
