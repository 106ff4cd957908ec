"""The tables beside the options: when visits could be, who could sleep and travel where."""

from collections.abc import Iterator, Sequence
from datetime import date, time

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem
from visitplanner.matrix.tables import BedOptions, SeatOptions, VisitOptions
from visitplanner.model.logistics import Visit
from visitplanner.model.places import DAY_MINUTES, minutes_of
from visitplanner.model.programme import Programme
from visitplanner.model.travel import houses, nights, travel_day
from visitplanner.model.windows import Hours
from visitplanner.rules.form import Rule
from visitplanner.rules.visit_times import open_minutes


def add_tables(problem: Problem, rules: Sequence[Rule]) -> None:
    """Give the problem the columns of visits, beds and seats that the rules leave open."""
    problem.visits = _visits(problem, rules)
    problem.beds = _beds(problem, rules)
    problem.seats = _seats(problem)


def _visits(problem: Problem, rules: Sequence[Rule]) -> VisitOptions | None:
    programme, options = problem.programme, problem.options
    closed = [rule.closed_visit for rule in rules if rule.closed_visit is not None]
    rows = [
        (number, options.number(day), *minutes_of(hours))
        for number, visit in enumerate(programme.visits)
        for day, hours in visit_times(programme, visit)
        if visit.fixed or not any(each(programme, visit, day, hours) for each in closed)
    ]
    if not rows:
        return None
    visit, day, start, end = _columns(rows)
    column = problem.add_columns(len(rows), upper=1)
    return VisitOptions(visit, day, start, end, column)


def visit_times(programme: Programme, visit: Visit) -> Iterator[tuple[date, Hours]]:
    """Every day and time that is tried for a visit, whatever the rules say; times ascending."""
    if visit.open or visit.window is None:
        return
    length = visit.minutes or 0
    times = (
        [visit.hours]
        if visit.hours is not None
        else [
            Hours(start=_time(start), end=_time(start + length))
            for start in _beginnings(programme, visit, length)
        ]
    )
    for day in visit.window.dates():
        yield from ((day, hours) for hours in times)


def _beginnings(programme: Programme, visit: Visit, length: int) -> list[int]:
    """Beginnings tried for a visit, in minutes after midnight.

    Those at every so many minutes of the day, the first and the last in the hours open to it, and
    of these hours the moments at which people come from work, with the way.
    """
    first, last = open_minutes(programme, visit)
    found = {first, last - length}
    if visit.avoids_internships:
        slots = (offer.slot for offer in programme.offers.values())
        ends = {minutes_of(slot.hours)[1] for slot in slots if slot.hours is not None}
        found |= {end + visit.way_minutes for end in ends}
    within = {start for start in found if first <= start <= last - length}
    every = programme.policy.visits_start_every
    return sorted(
        start
        for start in within.union(range(0, DAY_MINUTES, every))
        if start + length < DAY_MINUTES
    )


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _beds(problem: Problem, rules: Sequence[Rule]) -> BedOptions | None:
    programme, options = problem.programme, problem.options
    closed = [rule.closed_bed for rule in rules if rule.closed_bed is not None]
    numbers = {lodging.id: number for number, lodging in enumerate(programme.lodgings)}
    rows = []
    for cohort, people in enumerate(options.cohorts if programme.lodgings else ()):
        stay = nights(programme, people[0].delegation)
        if stay is None:
            continue
        rows += [
            (cohort, numbers[lodging.id], options.number(stay[0]), options.number(stay[1]))
            for lodging in houses(programme, people[0])
            if not any(each(programme, people[0], lodging) for each in closed)
        ]
    if not rows:
        return None
    cohort_column, lodging_column, first, last = _columns(rows)
    size = np.array([len(people) for people in options.cohorts], dtype=np.int64)
    column = problem.add_columns(len(rows), upper=size[cohort_column])
    return BedOptions(cohort_column, lodging_column, first, last, column)


def _seats(problem: Problem) -> SeatOptions | None:
    programme, options = problem.programme, problem.options
    journeys = [
        (number, transfer, frozenset(transfer.delegations))
        for number, transfer in enumerate(programme.transfers)
        if transfer.kind != "shuttle" and transfer.window is not None
    ]
    rows = [
        (cohort, number, options.number(travel_day(transfer)))
        for cohort, people in enumerate(options.cohorts if journeys else ())
        for number, transfer, taken in journeys
        if people[0].delegation in taken
    ]
    if not rows:
        return None
    cohort_column, transfer_column, day = _columns(rows)
    size = np.array([len(people) for people in options.cohorts], dtype=np.int64)
    column = problem.add_columns(len(rows), upper=size[cohort_column])
    return SeatOptions(cohort_column, transfer_column, day, column)


def _columns(rows: Sequence[tuple[int, ...]]) -> tuple[Ints, ...]:
    return tuple(np.array(rows, dtype=np.int64).T)
