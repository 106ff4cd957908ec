"""The hosts of each person who asks for several placements: what variety and constancy share."""

from dataclasses import dataclass

import numpy as np

from visitplanner.matrix.alternatives import alternatives_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster


def hosts_of_each(roster: Roster) -> dict[str, set[str]]:
    """The hosts at which everybody who asks for several placements has one, by person."""
    found: dict[str, set[str]] = {}
    for stay in roster.stays:
        if stay.person.parts > 1:
            found.setdefault(stay.who, set()).add(stay.offer.host.id)
    return found


@dataclass(frozen=True, slots=True)
class HostOptions:
    """Options of people who ask for several placements. Arrays of one length."""

    option: Ints
    place: Ints
    """Number of the pair of person and host."""
    person: Ints
    """Number of the person."""
    once: Ints
    """Number of the pair of a place and options of which the person takes at most one."""
    place_of_once: Ints
    """The place of each such pair."""
    places: int
    people: int


def host_options(problem: Problem) -> HostOptions:
    """The options of everybody who asks for several placements, by host."""
    options = problem.options
    option = np.flatnonzero((options.parts > 1)[options.cohort])
    names = list(dict.fromkeys(offer.host.id for offer in options.offers))
    host = options.of_offer([names.index(offer.host.id) for offer in options.offers])
    place, (cohort_of_place, _) = groups(options.cohort[option], host[option])
    person, (cohorts,) = groups(options.cohort[option])
    once, (place_of_once, _) = groups(place, alternatives_of(problem)[option])
    return HostOptions(
        option=option,
        place=place,
        person=person,
        once=once,
        place_of_once=place_of_once,
        places=len(cohort_of_place),
        people=len(cohorts),
    )


def reached(problem: Problem, rule: str, option: Ints, number: Ints, count: int) -> Ints:
    """Columns of 1 at most, one for each number: no more than the options taken under it."""
    column = problem.add_columns(count, upper=1)
    problem.add_rows(
        rule,
        row=np.concatenate([number, np.arange(count)]),
        column=np.concatenate([option, column]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(option), count]),
        lower=0,
        count=count,
    )
    return column
