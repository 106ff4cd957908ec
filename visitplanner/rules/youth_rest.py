"""Youth rest: free time of young people from one day of work to the next."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np

from visitplanner.matrix.options import Bools
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.places import DAY_MINUTES
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.workdays import ONE_DAY
from visitplanner.model.youth import YouthHours
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import YOUNG
from visitplanner.rules.working_time import YoungDays, in_hours, never, young_days, young_stays

NAME = "youth_rest"


def check(roster: Roster) -> Iterator[Violation]:
    """From the end of work on a day to its beginning on the next there is rest enough."""
    for profile, stays in young_stays(roster):
        days: dict[date, list[Stay]] = {}
        for stay in stays:
            if stay.offer.slot.hours is not None:
                for day in stay.days:
                    days.setdefault(day, []).append(stay)
        for day in sorted(days):
            if profile.rest_minutes is not None and day + ONE_DAY in days:
                last = max(days[day], key=lambda stay: stay.minutes[1])
                first = min(days[day + ONE_DAY], key=lambda stay: stay.minutes[0])
                yield from _of_night(profile, profile.rest_minutes, day, (last, first))


def _of_night(
    profile: YouthHours, least: int, day: date, stays: tuple[Stay, Stay]
) -> Iterator[Violation]:
    last, first = stays
    rest = DAY_MINUTES - last.minutes[1] + first.minutes[0]
    if rest < least:
        same = last.offer.id == first.offer.id
        slots = last.offer.id if same else f"{last.offer.id} and {first.offer.id}"
        yield Violation(
            rule=NAME,
            who=(last.who,),
            site=last.offer.site.id if same else None,
            slot=last.offer.id if same else None,
            days=(day, day + ONE_DAY),
            limit=in_hours(least),
            found=in_hours(rest),
            message=f"{last.who} at {slots}: {in_hours(rest)} of rest after {day}, young people "
            f"need {in_hours(least)} ('{profile.name}')",
        )


def rows(problem: Problem) -> None:
    """Options that leave too little rest between their own days are closed.

    For people with several placements: for each evening and each morning after it that is too
    early, one of the two.
    """
    days = young_days(problem, lambda profile: profile.rest_minutes)
    days = days.only((days.start > 0) | (days.end < DAY_MINUTES))
    if not len(days.option):
        return
    short: Bools = np.less(DAY_MINUTES - days.end + days.start, days.limit)
    following = (days.option[1:] == days.option[:-1]) & (days.day[1:] == days.day[:-1] + 1)
    never(problem, NAME, days.option[:-1][following & short[:-1]])
    days = days.only(days.several)
    ends, starts, limits = (np.unique(each).tolist() for each in (days.end, days.start, days.limit))
    for end, start, limit in product(ends, starts, limits):
        if DAY_MINUTES - end + start < limit:
            _evening_and_morning(problem, days.only(days.limit == limit), end, start)


def _evening_and_morning(problem: Problem, days: YoungDays, end: int, start: int) -> None:
    evening, morning = days.only(days.end == end), days.only(days.start == start)
    cohort = concatenate((evening.cohort, morning.cohort))
    night = concatenate((evening.day, morning.day - 1))
    column = concatenate((evening.option, morning.option))
    if not len(column):
        return
    row, keys = groups(cohort, night)
    count = len(keys[0])
    both = np.zeros((2, count), dtype=bool)
    both[0, row[: len(evening.option)]] = True
    both[1, row[len(evening.option) :]] = True
    kept = both[0] & both[1]
    number = np.cumsum(kept) - 1
    here = kept[row]
    problem.add_rows(
        NAME, row=number[row[here]], column=column[here], upper=1, count=int(kept.sum())
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"a longer rest for {violation.who[0]}"


RULE = Rule(
    name=NAME,
    says="Where a profile of working hours for the young holds, the time from the end of work on "
    "one day to its beginning on the next is as long as it asks for.",
    source="the programme: youth_hours of the delegation; hours of the slot; the shipped profiles "
    "after the German Jugendarbeitsschutzgesetz",
    check=check,
    fix=fix,
    looks=YOUNG,
    rows=rows,
)
