"""Youth day: hours, breaks, times of the day and age of young people's work."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import numpy as np
from dateutil.relativedelta import relativedelta

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.hosts import InternshipSlot
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.places import minutes_of
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.workdays import Offer
from visitplanner.model.youth import YouthHours
from visitplanner.rules.form import Rule, Span, Violation, stay_violation
from visitplanner.rules.working_time import in_hours, work_minutes, young_days, young_stays

NAME = "youth_day"


def check(roster: Roster) -> Iterator[Violation]:
    """Every slot suits the young, and so do all slots of one day together."""
    for profile, stays in young_stays(roster):
        for stay in stays:
            yield from _of_slot(profile, stay)
        for day in sorted({day for stay in stays for day in stay.days}):
            there = [stay for stay in stays if day in stay.days and stay.offer.slot.hours]
            if len(there) > 1:
                yield from _of_day(profile, day, sorted(there, key=lambda stay: stay.minutes))


def _of_slot(profile: YouthHours, stay: Stay) -> Iterator[Violation]:
    for limit, reason in _unsuited(profile, stay.offer.slot):
        yield stay_violation(NAME, stay, reason, limit=limit)
    reason_of_age = _too_young(profile, stay.person.age_on(stay.placement.first_day))
    if reason_of_age is not None:
        yield stay_violation(NAME, stay, reason_of_age, limit=f"{profile.from_age} years")


def _unsuited(profile: YouthHours, slot: InternshipSlot) -> Iterator[tuple[str, str]]:
    """Every limit that the hours of a slot pass, with the reason in words."""
    if slot.hours is None:
        if profile.asks_for_hours:
            words = "the slot names no hours, and without them the working hours of young people"
            yield "hours", f"{words} cannot be kept ('{profile.name}'): give the hours of the slot"
        return
    within, most = profile.between, profile.minutes_per_day
    if within is not None and (slot.hours.start < within.start or slot.hours.end > within.end):
        yield (
            str(within),
            f"young people work between {within} only, not {slot.hours} ('{profile.name}')",
        )
    work = work_minutes(profile, slot)
    due = profile.break_for(work)
    if slot.break_minutes is not None and slot.break_minutes < due:
        words = f"{in_hours(work)} of work with a break of {in_hours(slot.break_minutes)}"
        yield in_hours(due), f"{words}: {_break_due(profile, due)}"
    if most is not None and work > most:
        yield in_hours(most), _too_long(profile, work, most)


def _too_long(profile: YouthHours, work: int, most: int) -> str:
    return (
        f"{in_hours(work)} of work on a day, {in_hours(most)} at the most for young people "
        f"('{profile.name}')"
    )


def _break_due(profile: YouthHours, due: int) -> str:
    return f"a break of {in_hours(due)} is due to young people ('{profile.name}')"


def _too_young(profile: YouthHours, age: int | None) -> str | None:
    if age is None or age >= profile.from_age:
        return None
    return f"work is allowed from {profile.from_age} years, not {age} ('{profile.name}')"


def _of_day(profile: YouthHours, day: date, stays: list[Stay]) -> Iterator[Violation]:
    """What several slots on one day pass together."""
    work = sum(work_minutes(profile, stay.offer.slot) for stay in stays)
    most = profile.minutes_per_day
    if most is not None and work > most:
        yield _together(stays, day, in_hours(most), _too_long(profile, work, most))
    for one, other in combinations(stays, 2):
        if due := _break_missing(profile, one.offer.slot, other.offer.slot):
            yield _together([one, other], day, in_hours(due), _break_due(profile, due))


def _together(stays: list[Stay], day: date, limit: str, reason: str) -> Violation:
    slots = " and ".join(stay.offer.id for stay in stays)
    return Violation(
        rule=NAME,
        who=(stays[0].who,),
        site=stays[0].offer.site.id,
        days=(day,),
        limit=limit,
        message=f"{stays[0].who} at {slots} on {day}: {reason}",
    )


def _break_missing(profile: YouthHours, one: InternshipSlot, other: InternshipSlot) -> int:
    """The break due for two slots on one day, where they leave less; 0: they leave enough.

    The time between them is a break. Where one of them names no break, what is due is taken.
    """
    if one.break_minutes is None or other.break_minutes is None:
        return 0
    (_, end), (later, _) = sorted((minutes_of(one.hours), minutes_of(other.hours)))
    if later < end:
        return 0  # nobody is at both: the rule of one place says so
    due = profile.break_for(work_minutes(profile, one) + work_minutes(profile, other))
    free = later - end + one.break_minutes + other.break_minutes
    return due if free < due else 0


def closed(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> str | None:
    """Why the slot does not suit the young; where somebody is born, only days tell the age."""
    profile = programme.youth_hours_of(person)
    if profile is None:
        return None
    for _, reason in _unsuited(profile, offer.slot):
        return reason
    return _too_young(profile, person.age) if person.born is None else None


def starts_within(
    programme: Programme, person: Person, _need: InternshipNeed, _offer: Offer
) -> Span | None:
    """From the birthday on from which work is allowed."""
    profile = programme.youth_hours_of(person)
    if profile is None or person.born is None:
        return None
    return (person.born + relativedelta(years=profile.from_age), date.max)


def rows(problem: Problem) -> None:
    """For people with several placements: work of a day <= minutes_per_day, and breaks between."""
    days = young_days(problem, lambda profile: profile.minutes_per_day)
    days = days.only(days.sharing)
    if len(days.option):
        row, (cohort, _) = groups(days.cohort, days.day)
        upper = np.zeros(len(cohort), dtype=np.int64)
        upper[row] = days.limit
        problem.add_rows(
            NAME,
            row=row,
            column=days.option,
            coefficient=days.minutes,
            upper=upper,
            count=len(cohort),
        )
    _break_rows(problem)


def _break_rows(problem: Problem) -> None:
    """For each person, day and two slots that leave too short a break: one of them at the most."""
    options = problem.options
    profiles = {
        number: profile
        for number, people in enumerate(options.cohorts)
        if people[0].parts > 1
        and (profile := problem.programme.youth_hours_of(people[0])) is not None
        and profile.breaks
    }
    slots = [offer.slot for offer in options.offers]
    option, day = options.days_worked()
    for profile in dict.fromkeys(profiles.values()):
        mine = [number for number, each in profiles.items() if each == profile]
        here = np.isin(options.cohort[option], mine)
        for pair in combinations(range(len(slots)), 2):
            if _break_missing(profile, slots[pair[0]], slots[pair[1]]):
                there = here & np.isin(options.offer[option], pair)
                row, keys = groups(options.cohort[option[there]], day[there])
                count = len(keys[0])
                problem.add_rows(NAME, row=row, column=option[there], upper=1, count=count)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if violation.slot is None:
        return f"less work for {violation.who[0]}"
    return f"hours and breaks at '{violation.slot}' that suit the young"


RULE = Rule(
    name=NAME,
    says="Where a profile of working hours for the young holds, work on a day is no longer than "
    "it allows, all slots of the day together; it lies within its hours and on its weekdays, has "
    "the breaks that are due, and nobody is younger than its lowest age.",
    source="the programme: youth_hours of the delegation; hours and break_minutes of the slot; the "
    "shipped profiles after the German Jugendarbeitsschutzgesetz",
    check=check,
    fix=fix,
    closed=closed,
    starts_within=starts_within,
    rows=rows,
)
