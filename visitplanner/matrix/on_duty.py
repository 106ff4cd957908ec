"""Who supervises when, and how many where, for rules and goals about duties.

People on duty may stand at any site, so it is enough to choose for each day who is on duty, and for
each site and day how many are there; `visitplanner.solve.duties` then gives each a site. Nobody
is on duty where nobody needs them.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import DutyColumns, DutyNeeds, Problem, groups
from visitplanner.model.people import Person
from visitplanner.model.places import minutes_of
from visitplanner.model.programme import Programme

NAME = "on_duty"


def supervisors(programme: Programme, delegation: str) -> tuple[Person, ...]:
    """The accompanying persons of a delegation who are sure to come and lack no papers."""
    return tuple(
        person
        for person in programme.people.values()
        if person.delegation == delegation
        and person.role == "accompanying_person"
        and person.certain
        and not programme.papers_missing(person)
    )


def is_there(person: Person, day: date) -> bool:
    """Whether a day is in the stay of somebody, and none on which they are away."""
    return day in person.window and not any(day in each for each in person.away)


def on_duty(problem: Problem) -> Iterator[tuple[DutyColumns, DutyNeeds]]:
    """The columns of every delegation with minors to look after, made when first asked for."""
    if not problem.duties:
        for delegation in problem.programme.delegations:
            needs = _needs(problem, delegation.id)
            if needs is not None:
                problem.duty_needs.append(needs)
                problem.duties.append(_people(problem, needs))
    return zip(problem.duties, problem.duty_needs, strict=True)


def _needs(problem: Problem, delegation: str) -> DutyNeeds | None:
    """How many are needed, minors <= ratio * needed <= minors + ratio - 1, and are there."""
    options = problem.options
    ratio = problem.programme.supervision_of(delegation).minors_per_accompanying_person
    ours = [
        demand.person.minor and demand.person.delegation == delegation for demand in options.demands
    ]
    if ratio is None or not any(ours) or not len(options):
        return None
    option, day = options.days_worked()
    mine = np.array(ours, dtype=bool)[options.demand[option]]
    if not mine.any():
        return None
    option, day = option[mine], day[mine]
    sites = list(dict.fromkeys(offer.site.id for offer in options.offers))
    site_of = options.of_offer([sites.index(offer.site.id) for offer in options.offers])
    column, site_of_column, day, people = _people_at(problem, option, site_of[option], day)
    row, (site, days) = groups(site_of_column, day)
    count = len(days)
    most = np.bincount(row, weights=people, minlength=count).astype(np.int64)
    needed = problem.add_columns(count, upper=-(-most // ratio))
    there = problem.add_columns(count, upper=-(-most // ratio))
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(count)]),
        column=np.concatenate([column, needed]),
        coefficient=np.repeat(np.array([-1, ratio], dtype=np.int64), [len(row), count]),
        lower=0,
        upper=ratio - 1,
        count=count,
    )
    problem.add_rows(
        NAME,
        row=np.tile(np.arange(count), 2),
        column=np.concatenate([there, needed]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), count),
        upper=0,
        count=count,
    )
    return DutyNeeds(delegation, tuple(sites[number] for number in site), days, needed, there)


def _people_at(
    problem: Problem, option: Ints, site: Ints, day: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Columns that add up to the people at a site on a day: column, site, day, most people.

    Whoever could work there in several parts of one day has a column of their own, at most 1.
    """
    options = problem.options
    cohort = options.cohort[option]
    part, (cohort_of, site_of, day_of, offer) = groups(cohort, site, day, options.offer[option])
    unit, (who, where, when) = groups(cohort_of, site_of, day_of)
    most = np.array([people[0].parts for people in options.cohorts], dtype=np.int64)[who]
    several = most > 1
    if "one_place" in problem.rules:
        several &= _apart(problem, offer, unit)
        most = np.ones(len(who), dtype=np.int64)
    there = problem.add_columns(int(several.sum()), upper=1)
    of_unit = np.full(len(who), -1, dtype=np.int64)
    of_unit[several] = there
    again = several[unit][part]
    parts = np.flatnonzero(several[unit])
    for row, of_row, factor, bounds in (
        (np.searchsorted(parts, part[again]), unit[parts], -most[unit[parts]], {"upper": 0}),
        (
            np.searchsorted(there, of_unit[unit[part[again]]]),
            np.flatnonzero(several),
            np.full(len(there), -1, dtype=np.int64),
            {"lower": 0},
        ),
    ):
        problem.add_rows(
            NAME,
            row=np.concatenate([row, np.arange(len(of_row))]),
            column=np.concatenate([option[again], of_unit[of_row]]),
            coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), factor]),
            count=len(of_row),
            **bounds,
        )
    return (
        np.concatenate([option[~again], there]),
        np.concatenate([site[~again], where[several]]),
        np.concatenate([day[~again], when[several]]),
        np.concatenate([options.people[option[~again]], np.ones(len(there), dtype=np.int64)]),
    )


def _apart(problem: Problem, offer: Ints, unit: Ints) -> Bools:
    """For each unit, whether one of its slots ends before another begins."""
    spans = np.array([minutes_of(each.slot.hours) for each in problem.options.offers])
    count = int(unit.max()) + 1
    first_end = np.full(count, spans.max())
    last_start = np.zeros(count, dtype=np.int64)
    np.minimum.at(first_end, unit, spans[offer, 1])
    np.maximum.at(last_start, unit, spans[offer, 0])
    found: Bools = first_end <= last_start
    return found


def _people(problem: Problem, needs: DutyNeeds) -> DutyColumns:
    """For each day: people on duty = those at all sites together."""
    people = supervisors(problem.programme, needs.delegation)
    days = np.unique(needs.day)
    person, position = np.nonzero(free_days(problem, people, days))
    column = problem.add_columns(len(person), upper=1)
    problem.add_rows(
        NAME,
        row=np.concatenate([position, np.searchsorted(days, needs.day)]),
        column=np.concatenate([column, needs.column]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(column), len(needs.column)]),
        lower=0,
        upper=0,
        count=len(days),
    )
    return DutyColumns(people, person, days[position], column)


def free_days(problem: Problem, people: tuple[Person, ...], days: Ints) -> Ints:
    """(people, days) 1 where somebody is there and not away."""
    dates = [problem.options.date(day) for day in days]
    there = [[is_there(person, each) for each in dates] for person in people]
    return np.array(there, dtype=np.int64).reshape(len(people), len(days))


def most_at_once(problem: Problem, demand: Ints, offer: Ints) -> Ints:
    """How many of each demand can be at a slot at the same time: all, or as many as find places.

    It tells the solver nothing new, but keeps rows tight that are about nobody or everybody there.
    """
    options = problem.options
    size = np.array([len(each.people) for each in options.demands], dtype=np.int64)[demand]
    if "slot_places" not in problem.rules:
        return size
    weight = np.array([each.person.takes_places for each in options.demands], dtype=np.int64)
    places = np.array(
        [
            max([each.slot.places, *(other.places for other in each.slot.places_on)])
            for each in options.offers
        ],
        dtype=np.int64,
    )
    most: Ints = np.minimum(size, places[offer] // weight[demand])
    return most
