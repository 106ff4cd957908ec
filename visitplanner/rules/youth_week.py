"""Youth week: hours and days of young people's work from Monday to Sunday.

Work is added up by day, and of a day it is what the rule of the day counts: several slots that lie
apart are one day of work, with its break between or within them (`day_work`). Of slots that
overlap, which nobody may have, each counts by itself.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.hosts import InternshipSlot
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.youth import YouthHours
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import YOUNG
from visitplanner.rules.working_time import (
    YoungDays,
    apart,
    day_work,
    in_hours,
    monday,
    never,
    shared_days,
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
    days = {day for day, _ in worked}
    work = sum(
        _of_day(profile, [stay.offer.slot for each, stay in worked if each == day]) for day in days
    )
    most, most_days = profile.minutes_per_week, profile.days_per_week
    if most is not None and work > most:
        words = f"{in_hours(work)} of work, {in_hours(most)} at the most"
        yield _violation(profile, first, worked, words, limit=in_hours(most), found=in_hours(work))
    if most_days is not None and len(days) > most_days:
        words = f"{counted(len(days), 'day', 'days')} of work, {most_days} at the most"
        yield _violation(profile, first, worked, words, limit=most_days, found=len(days))


def _of_day(profile: YouthHours, slots: list[InternshipSlot]) -> int:
    """Minutes of work of a day."""
    timed = [slot for slot in slots if slot.hours is not None]
    if apart(timed):
        return day_work(profile, timed)[0]
    return sum(work_minutes(profile, slot) for slot in timed)


def _more_together(profile: YouthHours, slots: Sequence[InternshipSlot]) -> int:
    """By how much work at slots of one day differs from what any fewer of them explain."""
    if profile.minutes_per_week is None:
        return 0
    return sum(
        (-1) ** (len(slots) - count) * day_work(profile, some)[0]
        for count in range(1, len(slots) + 1)
        for some in combinations(slots, count)
    )


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
    placements all of them add up, with a yes-or-no column for each day that slots could share where
    this makes more or less work of it.
    """
    minutes = young_days(problem, lambda profile: profile.minutes_per_week)
    _sums(problem, minutes, minutes.minutes, _corrections(problem))
    days = young_days(problem, lambda profile: profile.days_per_week)
    sharing = days.sharing
    _sums(problem, days.only(~sharing), np.ones(int((~sharing).sum()), dtype=np.int64), [])
    _shared_days(problem, days.only(sharing))


Correction = tuple[Ints, Ints, Ints, Ints]
"""Cohort, day, column, and what it adds to the work of the week."""


def _corrections(problem: Problem) -> list[Correction]:
    """For each day that slots could share, a column: whether they do, as far as it matters.

    Where it makes less work, the column is at most the work at each of the slots; where it makes
    more, the work at all of them is at most one less than there are slots without the column.
    """
    found: list[Correction] = []
    for shared in shared_days(problem, _more_together):
        count, slots = len(shared.day), len(shared.slots)
        column = problem.add_columns(count, upper=1)
        if shared.weight < 0:
            row = np.concatenate([shared.place * slots + shared.part, np.arange(count * slots)])
            both = np.concatenate([shared.option, np.repeat(column, slots)])
            upper, number = 0, count * slots
            sign = np.repeat([-1, 1], [len(shared.option), number])
        else:
            row = np.concatenate([shared.place, np.arange(count)])
            both = np.concatenate([shared.option, column])
            upper, number = slots - 1, count
            sign = np.repeat([1, -1], [len(shared.option), number])
        problem.add_rows(NAME, row=row, column=both, coefficient=sign, upper=upper, count=number)
        found.append((shared.cohort, shared.day, column, np.full(count, shared.weight)))
    return found


def _sums(
    problem: Problem, days: YoungDays, amount: Ints, corrections: Sequence[Correction]
) -> None:
    """For each person and week: what all options taken add up to, corrected, <= limit."""
    if not len(days.option):
        return
    entry, (option, week) = groups(days.option, _week(problem, days.day))
    total = np.zeros(len(option), dtype=np.int64)
    np.add.at(total, entry, amount)
    limit, cohort = np.zeros_like(total), np.zeros_like(total)
    limit[entry], cohort[entry] = days.limit, days.cohort
    several = np.zeros(len(option), dtype=bool)
    several[entry] = days.several
    never(problem, NAME, option[(total > limit) & ~several])
    if not several.any():
        return
    limit_of = np.zeros(len(problem.options.cohorts), dtype=np.int64)
    limit_of[days.cohort] = days.limit
    row, keys = groups(
        concatenate([cohort[several], *(each[0] for each in corrections)]),
        concatenate([week[several], *(_week(problem, each[1]) for each in corrections)]),
    )
    problem.add_rows(
        NAME,
        row=row,
        column=concatenate([option[several], *(each[2] for each in corrections)]),
        coefficient=concatenate([total[several], *(each[3] for each in corrections)]),
        upper=limit_of[keys[0]],
        count=len(keys[0]),
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
    looks=YOUNG,
    rows=rows,
)
