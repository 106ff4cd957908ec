"""Youth week: hours and days of young people's work from Monday to Sunday."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.youth import YouthHours
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.working_time import (
    YoungDays,
    in_hours,
    monday,
    never,
    work_minutes,
    young_days,
    young_stays,
)

NAME = "youth_week"


def check(roster: Roster) -> Iterator[Violation]:
    """In no week there is more work, or work on more days, than the profile allows."""
    for profile, stays in young_stays(roster):
        weeks: dict[date, list[tuple[date, Stay]]] = {}
        for stay in stays:
            for day in stay.days:
                weeks.setdefault(monday(day), []).append((day, stay))
        for first in sorted(weeks):
            yield from _of_week(profile, first, weeks[first])


def _of_week(
    profile: YouthHours, first: date, worked: list[tuple[date, Stay]]
) -> Iterator[Violation]:
    work = sum(work_minutes(profile, stay.offer.slot) for _, stay in worked)
    days = {day for day, _ in worked}
    most, most_days = profile.minutes_per_week, profile.days_per_week
    if most is not None and work > most:
        words = f"{in_hours(work)} of work, {in_hours(most)} at the most"
        yield _violation(profile, first, worked, words, limit=in_hours(most), found=in_hours(work))
    if most_days is not None and len(days) > most_days:
        words = f"{counted(len(days), 'day', 'days')} of work, {most_days} at the most"
        yield _violation(profile, first, worked, words, limit=most_days, found=len(days))


def _violation(
    profile: YouthHours,
    first: date,
    worked: list[tuple[date, Stay]],
    words: str,
    *,
    limit: int | str,
    found: int | str,
) -> Violation:
    slots = {stay.offer.id: stay.offer.site.id for _, stay in worked}
    who = worked[0][1].who
    week = span_text(first, first + timedelta(days=6))
    return Violation(
        rule=NAME,
        who=(who,),
        site=next(iter(slots.values())) if len(slots) == 1 else None,
        slot=next(iter(slots)) if len(slots) == 1 else None,
        days=tuple(sorted({day for day, _ in worked})),
        limit=limit,
        found=found,
        message=f"{who} at {' and '.join(slots)}: {words} for young people in the week of {week} "
        f"('{profile.name}')",
    )


def rows(problem: Problem) -> None:
    """For each person and week: minutes <= minutes_per_week and days <= days_per_week.

    An option that is too much by itself is closed, whoever takes it; for people with several
    placements all of them add up.
    """
    minutes = young_days(problem, lambda profile: profile.minutes_per_week)
    _sums(problem, minutes, minutes.minutes)
    days = young_days(problem, lambda profile: profile.days_per_week)
    sharing = days.sharing
    _sums(problem, days.only(~sharing), np.ones(int((~sharing).sum()), dtype=np.int64))
    _shared_days(problem, days.only(sharing))


def _sums(problem: Problem, days: YoungDays, amount: Ints) -> None:
    """For each person and week: what all options taken add up to <= limit."""
    if not len(days.option):
        return
    entry, (option, week) = groups(days.option, _week(problem, days.day))
    total = np.zeros(len(option), dtype=np.int64)
    np.add.at(total, entry, amount)
    limit, cohort = np.zeros_like(total), np.zeros_like(total)
    limit[entry], cohort[entry] = days.limit, days.cohort
    several = np.zeros(len(option), dtype=bool)
    several[entry] = days.several
    never(problem, NAME, option[total > limit])
    if not several.any():
        return
    row, keys = groups(cohort[several], week[several])
    upper = np.zeros(len(keys[0]), dtype=np.int64)
    upper[row] = limit[several]
    problem.add_rows(
        NAME,
        row=row,
        column=option[several],
        coefficient=total[several],
        upper=upper,
        count=len(upper),
    )


def _shared_days(problem: Problem, days: YoungDays) -> None:
    """For people whose slots can share a day, a yes-or-no column for each day with any work.

    No stay on the day without the column, and over each week the columns <= days_per_week.
    """
    if not len(days.option):
        return
    options = problem.options
    day_of, (cohort, day) = groups(days.cohort, days.day)
    works = problem.add_columns(len(cohort), upper=1)
    # Of a need that asks for one placement, all options at a slot share a row.
    single = np.array([demand.need.parts == 1 for demand in options.demands])
    demand = options.demand[days.option]
    alone = np.where(single[demand], -1, days.option)
    row, keys = groups(day_of, demand, options.offer[days.option], alone)
    count = len(keys[0])
    problem.add_rows(
        NAME,
        row=concatenate((row, np.arange(count))),
        column=concatenate((days.option, works[keys[0]])),
        coefficient=concatenate((np.ones_like(row), np.full(count, -1))),
        upper=0,
        count=count,
    )
    limit = np.zeros(len(cohort), dtype=np.int64)
    limit[day_of] = days.limit
    row, keys = groups(cohort, _week(problem, day))
    upper = np.zeros(len(keys[0]), dtype=np.int64)
    upper[row] = limit
    problem.add_rows(NAME, row=row, column=works, upper=upper, count=len(upper))


def _week(problem: Problem, day: Ints) -> Ints:
    """Number of the week of each day, Monday first."""
    weeks: Ints = (day + problem.options.first_date.weekday()) // 7
    return weeks


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"less work for {violation.who[0]} in the week"


RULE = Rule(
    name=NAME,
    says="Where a profile of working hours for the young holds, nobody works longer, or on more "
    "days, from Monday to Sunday than it allows.",
    source="the programme: youth_hours of the delegation; hours and break_minutes of the slot; the "
    "shipped profiles after the German Jugendarbeitsschutzgesetz",
    check=check,
    fix=fix,
    rows=rows,
)
