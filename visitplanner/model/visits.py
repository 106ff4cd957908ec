"""What visits mean: who takes part, what is visited, and how two of them lie to each other."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from visitplanner.model.hosts import HostOrganisation, Site
from visitplanner.model.logistics import Visit
from visitplanner.model.people import Delegation, Person
from visitplanner.model.places import Minutes, minutes_of
from visitplanner.model.plan import PlannedVisit

if TYPE_CHECKING:
    from visitplanner.model.programme import Programme

Taking = tuple[PlannedVisit, Visit]
"""A visit that takes place, with what the programme says of it."""


def invited(visit: Visit, person: Person) -> bool:
    """Whether somebody takes part, by name or with the whole delegation."""
    return person.delegation in visit.delegations or person.id in visit.participants


def attendees(programme: "Programme", visit: Visit, day: date) -> tuple[Person, ...]:
    """Everybody who takes part on a day, in the order of the document.

    Who is away that day does not; nobody waits for them.
    """
    return tuple(
        person
        for person in programme.people.values()
        if invited(visit, person) and not any(day in window for window in person.away)
    )


def delegations_of(programme: "Programme", visit: Visit) -> tuple[Delegation, ...]:
    """The delegations that take part as a whole, or of which somebody does."""
    named = {*visit.delegations, *(who.partition("/")[0] for who in visit.participants)}
    return tuple(each for each in programme.delegations if each.id in named)


def sites_visited(
    programme: "Programme", visit: Visit
) -> tuple[tuple[HostOrganisation, Site], ...]:
    """The site visited; of a host all its sites; of an organisation without sites none.

    A visit to a host of several sites leads through all of them, so all must be open to it.
    """
    if visit.at in programme.sites:
        return (programme.sites[visit.at],)
    return tuple(found for found in programme.sites.values() if found[0].id == visit.at)


def zone_of(programme: "Programme", visit: Visit) -> str:
    """The time zone of the place visited: that of its first site, or of the programme."""
    zones = (site.time_zone for _, site in sites_visited(programme, visit))
    return next(zones, None) or programme.time_zone


def clashes(takings: Iterable[Taking]) -> Iterator[tuple[Taking, Taking]]:
    """Pairs of visits of one day too near to each other for anybody to take part in both.

    Between two visits the longer of their two ways is kept free: people go straight from one to
    the other, and the minutes kept free after the first may be those before the second.
    """
    ordered = sorted(takings, key=lambda taking: (taking[0].day, taking[0].hours.start))
    for one, other in combinations(ordered, 2):
        if one[0].day != other[0].day or one[1].id == other[1].id:
            continue
        way = max(one[1].way_minutes, other[1].way_minutes)
        if minutes_of(other[0].hours)[0] < minutes_of(one[0].hours)[1] + way:
            yield one, other


def with_way(planned: PlannedVisit, visit: Visit) -> Minutes:
    """From and to, the way before and after included, in minutes after midnight."""
    start, end = minutes_of(planned.hours)
    return start - visit.way_minutes, end + visit.way_minutes
