"""Visit times: a visit to be placed is on an open day of its window, in hours open to it.

A visit that is fixed by hand is settled and is not judged. The hours are those of the place
visited, whatever its time zone.
"""

from collections.abc import Iterator
from datetime import date

from visitplanner.model.base import WEEKDAYS
from visitplanner.model.hosts import Site
from visitplanner.model.logistics import Visit
from visitplanner.model.people import Delegation
from visitplanner.model.places import Minutes, minutes_of
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.travel import travels_on
from visitplanner.model.visits import delegations_of, sites_visited
from visitplanner.model.windows import Hours
from visitplanner.model.workdays import WEEKDAY_PLURALS
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE
from visitplanner.rules.visit_known import visit_violation

NAME = "visit_times"
USUAL_HOURS = Hours.parse("08:00-18:00")
"""Hours in which visits are placed where neither visit nor site names any."""


def why_not_on(programme: Programme, visit: Visit, day: date) -> str | None:
    """Why a visit cannot take place on a day, whatever the time; None: it can."""
    if visit.window is not None and day not in visit.window:
        return f"it is to take place in {visit.window}"
    for delegation in delegations_of(programme, visit):
        if reason := _not_there(programme, delegation, day):
            return reason
    weekday = WEEKDAYS[day.weekday()]
    if visit.weekdays is not None and weekday not in visit.weekdays:
        return f"it is not for {WEEKDAY_PLURALS[weekday]}"
    for _, site in sites_visited(programme, visit):
        if visit.weekdays is None and weekday not in site.weekdays:
            return f"the site '{site.id}' is closed on {WEEKDAY_PLURALS[weekday]}"
        if reason := _closed(programme, site, day):
            return reason
    return None


def _not_there(programme: Programme, delegation: Delegation, day: date) -> str | None:
    if day not in delegation.window:
        return f"the delegation '{delegation.id}' is not there"
    if travels_on(programme, delegation.id, day):
        return f"the delegation '{delegation.id}' may be on its way"
    return None


def _closed(programme: Programme, site: Site, day: date) -> str | None:
    if any(day in window for window in site.closed):
        return f"a closed day of the site '{site.id}'"
    region = site.region or programme.region
    holiday = None if region is None or site.adults_work_on_holidays else region.holiday(day)
    return f"a public holiday ({holiday})" if holiday else None


def why_not_at(programme: Programme, visit: Visit, hours: Hours) -> str | None:
    """Why a visit cannot have these hours, whatever the day; None: it can."""
    if visit.hours is not None:
        return None if hours == visit.hours else f"its hours are {visit.hours}"
    if visit.minutes is not None and hours.minutes != visit.minutes:
        return f"it lasts {visit.minutes} minutes, not {hours.minutes}"
    for open_hours, whose in _open(programme, visit):
        (first, last), (start, end) = minutes_of(open_hours), minutes_of(hours)
        if start < first or end > last:
            return f"outside {open_hours}, {whose}"
    return None


def _open(programme: Programme, visit: Visit) -> Iterator[tuple[Hours, str]]:
    """The hours in which the visit must lie, and whose they are."""
    if visit.between is not None:
        yield visit.between, "the hours it is to be in"
        return
    sites = sites_visited(programme, visit)
    for _, site in sites:
        if site.visiting_hours is not None:
            yield site.visiting_hours, f"the visiting hours of the site '{site.id}'"
    if not sites or any(site.visiting_hours is None for _, site in sites):
        yield USUAL_HOURS, "the usual visiting hours"


def open_minutes(programme: Programme, visit: Visit) -> Minutes:
    """From and to, in minutes after midnight: the hours that are open to a visit on an open day.

    Where the hours of several sites leave nothing, the end is not after the beginning.
    """
    spans = [minutes_of(hours) for hours, _ in _open(programme, visit)]
    return max(first for first, _ in spans), min(last for _, last in spans)


def closed_visit(programme: Programme, visit: Visit, day: date, hours: Hours) -> str | None:
    """Why a visit cannot take place then; None: it can."""
    return why_not_on(programme, visit, day) or why_not_at(programme, visit, hours)


def check(roster: Roster) -> Iterator[Violation]:
    """Every visit that is not fixed takes place when it is open to it."""
    for taking in roster.visits:
        planned, visit = taking
        if visit.fixed:
            continue
        reason = closed_visit(roster.programme, visit, planned.day, planned.hours)
        if reason is not None:
            yield visit_violation(NAME, roster, taking, reason)


RULE = Rule(
    name=NAME,
    says="A visit that is not fixed takes place on a day of its window on which all delegations "
    "that take part are there, not on their way, and the site is open, for as long as asked, in "
    "its hours or the visiting hours of the site.",
    source="the programme: window, weekdays, hours, minutes and between of the visit; weekdays, "
    "closed days, holidays and visiting_hours of the site",
    check=check,
    looks=ELSEWHERE,
    closed_visit=closed_visit,
)
