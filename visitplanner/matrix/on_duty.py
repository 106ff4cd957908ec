"""Who supervises when, and how many where, for rules and goals about duties.

People on duty may stand at any site, so it is enough to choose for each day who is on duty, and for
each site and day how many are there; `visitplanner.solve.duties` then gives each a site. Nobody
is on duty where nobody needs them.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED, DutyColumns, DutyNeeds, Problem, groups
from visitplanner.model.people import Person, people_of
from visitplanner.model.programme import Programme

NAME = "on_duty"


def supervisors(programme: Programme, delegation: str) -> tuple[Person, ...]:
    """The accompanying persons of a delegation who are sure to come and lack no papers."""
    return tuple(
        person
        for person in people_of(programme.delegations_by_id[delegation])
        if person.role == "accompanying_person"
        and person.certain
        and not programme.papers_missing(person)
    )


def is_there(person: Person, day: date) -> bool:
    """Whether a day is in the stay of somebody, and none on which they are away."""
    return day in person.window and not any(day in each for each in person.away)


def on_duty(problem: Problem) -> Iterator[tuple[DutyColumns, DutyNeeds]]:
    """The columns of every delegation with minors to look after, made when first asked for."""
    if not problem.duties:
        at_work = problem.options.minors_at_work
        for delegation in problem.programme.delegations if at_work else ():
            needs = _needs(problem, delegation.id)
            if needs is not None:
                problem.duty_needs.append(needs)
                problem.duties.append(_people(problem, needs))
    return zip(problem.duties, problem.duty_needs, strict=True)


def _needs(problem: Problem, delegation: str) -> DutyNeeds | None:
    """How many are needed, minors <= ratio * needed <= minors + ratio - 1, and are there."""
    options = problem.options
    ratio = problem.programme.supervision_of(delegation).minors_per_accompanying_person
    if ratio is None or delegation not in options.minors_at_work:
        return None
    option, day = options.minors_at_work[delegation]
    sites, site = options.sites
    at = site[options.offer[option]]
    most = _most_there(problem, option, at, day)
    column, site_of_column, day = _people_at(problem, option, at, day)
    row, (site, days) = groups(site_of_column, day)
    count = len(days)
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
    _round_up(problem, (row, column), needed, most, ratio)
    problem.add_rows(
        NAME,
        row=np.tile(np.arange(count), 2),
        column=np.concatenate([there, needed]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), count),
        upper=0,
        count=count,
    )
    return DutyNeeds(delegation, tuple(sites[number] for number in site), days, needed, there)


def _round_up(
    problem: Problem, minors: tuple[Ints, Ints], needed: Ints, most: Ints, ratio: int
) -> None:
    """Where the most minors do not fill the last of their groups of `ratio`, a row rounds up.

    With most = ratio * (groups - 1) + rest: minors <= most - rest * (groups - needed). It is no
    news for whole numbers, and keeps a fraction of an accompanying person from being enough.
    """
    row, column = minors
    group = -(-most // ratio)
    rest = most - ratio * (group - 1)
    place = np.flatnonzero(rest < ratio)
    number = np.full(len(most), -1, dtype=np.int64)
    number[place] = np.arange(len(place))
    own = number[row] >= 0
    problem.add_rows(
        NAME,
        row=np.concatenate([number[row[own]], np.arange(len(place))]),
        column=np.concatenate([column[own], needed[place]]),
        coefficient=np.concatenate([np.full(own.sum(), -1, dtype=np.int64), rest[place]]),
        lower=(rest * group - most)[place],
        count=len(place),
    )


def _most_there(problem: Problem, option: Ints, site: Ints, day: Ints) -> Ints:
    """For each site and day, in ascending order, the most people who can be there.

    Slot by slot no more than find places, and everybody once.
    """
    options = problem.options
    cohort, offer = options.cohort[option], options.offer[option]
    _, (site_of, day_of, offer_of, who) = groups(site, day, offer, cohort)
    slot, (site_of_slot, day_of_slot, offer_of_slot) = groups(site_of, day_of, offer_of)
    in_slot = _total(slot, options.sizes[who])
    if "slot_places" in problem.rules:
        weight = np.full(len(in_slot), UNLIMITED, dtype=np.int64)
        np.minimum.at(weight, slot, _weights(problem)[who])
        in_slot = np.minimum(in_slot, _places(problem)[offer_of_slot] // weight)
    _, (site_of, day_of, who) = groups(site_of, day_of, who)
    return np.minimum(
        _total(groups(site_of_slot, day_of_slot)[0], in_slot),
        _total(groups(site_of, day_of)[0], options.sizes[who]),
    )


def _total(group: Ints, each: Ints) -> Ints:
    """(groups,) the sum over the entries of each group."""
    return np.bincount(group, weights=each).astype(np.int64)


def _people_at(problem: Problem, option: Ints, site: Ints, day: Ints) -> tuple[Ints, Ints, Ints]:
    """Columns that add up to the people at a site on a day: column, site, day.

    Whoever could work there in several parts of one day has a column of their own, at most 1.
    """
    options = problem.options
    cohort = options.cohort[option]
    part, (cohort_of, site_of, day_of, offer) = groups(cohort, site, day, options.offer[option])
    unit, (who, where, when) = groups(cohort_of, site_of, day_of)
    most = options.parts[who]
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
    )


def _apart(problem: Problem, offer: Ints, unit: Ints) -> Bools:
    """For each unit, whether one of its slots ends before another begins."""
    spans = problem.options.hours
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
    cohort = problem.options.cohort_of_demand[demand]
    size = problem.options.sizes[cohort]
    if "slot_places" not in problem.rules:
        return size
    most: Ints = np.minimum(size, _places(problem)[offer] // _weights(problem)[cohort])
    return most


def _places(problem: Problem) -> Ints:
    """(offers,) the most places of each slot on any day."""
    slots = [each.slot for each in problem.options.offers]
    most = [max([slot.places, *(other.places for other in slot.places_on)]) for slot in slots]
    return np.array(most, dtype=np.int64)


def _weights(problem: Problem) -> Ints:
    """(cohorts,) places that each of the people takes up."""
    people = (each[0] for each in problem.options.cohorts)
    return np.array([person.takes_places for person in people], dtype=np.int64)
