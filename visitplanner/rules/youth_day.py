"""Youth day: hours, breaks, times of the day and age of young people's work.

Several slots of one person on a day are one day of work: the time between them is a break, and what
is then still due is taken within a slot that names no break of its own. Slots that overlap are left
to the rule of one place.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from dateutil.relativedelta import relativedelta

from visitplanner.matrix.kinds import Reads
from visitplanner.matrix.problem import Problem
from visitplanner.model.hosts import InternshipSlot
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.workdays import Offer
from visitplanner.model.youth import YouthHours
from visitplanner.rules.form import Rule, Span, Violation, stay_violation
from visitplanner.rules.looks import YOUNG
from visitplanner.rules.working_time import (
    apart,
    day_work,
    in_hours,
    shared_days,
    work_minutes,
    young_stays,
)

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
    """What several slots on one day pass together: of all that do, those of which none can go."""
    for count in range(2, len(stays) + 1):
        for some in combinations(stays, count):
            slots = [stay.offer.slot for stay in some]
            if not apart(slots) or not _just_unsuited(profile, slots):
                continue
            work, due = day_work(profile, slots)
            most = profile.minutes_per_day
            if most is not None and work > most:
                yield _together(some, day, in_hours(most), _too_long(profile, work, most))
            if due:
                yield _together(some, day, in_hours(due), _break_due(profile, due))


def _just_unsuited(profile: YouthHours, slots: Sequence[InternshipSlot]) -> bool:
    """Whether slots on one day do not suit the young together, but any fewer of them do."""
    return _unsuited_day(profile, slots) and not any(
        _unsuited_day(profile, fewer)
        for count in range(2, len(slots))
        for fewer in combinations(slots, count)
    )


def _unsuited_day(profile: YouthHours, slots: Sequence[InternshipSlot]) -> bool:
    work, due = day_work(profile, slots)
    return due > 0 or (profile.minutes_per_day is not None and work > profile.minutes_per_day)


def _together(stays: Sequence[Stay], day: date, limit: str, reason: str) -> Violation:
    slots = " and ".join(stay.offer.id for stay in stays)
    return Violation(
        rule=NAME,
        who=(stays[0].who,),
        site=stays[0].offer.site.id,
        days=(day,),
        limit=limit,
        message=f"{stays[0].who} at {slots} on {day}: {reason}",
    )


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
    """For each person, day and slots that do not suit the young together: not all of them."""
    for shared in shared_days(problem, _just_unsuited):
        problem.add_rows(
            NAME,
            row=shared.place,
            column=shared.option,
            upper=len(shared.slots) - 1,
            count=len(shared.day),
        )


def reads(programme: Programme) -> Reads:
    """The profile that holds for somebody and their age, and the hours of the slot."""
    if not programme.keeps_youth_hours:
        return Reads()

    def young(person: Person, _need: InternshipNeed) -> tuple[object, ...]:
        profile = programme.youth_hours_of(person)
        return (profile.name, person.born, person.age) if profile else ()

    return Reads(demand=young, offer=lambda offer: (offer.slot.hours, offer.slot.break_minutes))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if violation.slot is None:
        return f"less work for {violation.who[0]}"
    return f"hours and breaks at '{violation.slot}' that suit the young"


RULE = Rule(
    name=NAME,
    says="Where a profile of working hours for the young holds, work on a day is no longer than "
    "it allows, all slots of the day together; it lies within its hours and on its weekdays, has "
    "the breaks that are due, time between two slots included, and nobody is younger than its "
    "lowest age.",
    source="the programme: youth_hours of the delegation; hours and break_minutes of the slot; the "
    "shipped profiles after the German Jugendarbeitsschutzgesetz",
    check=check,
    fix=fix,
    looks=YOUNG,
    reads=reads,
    closed=closed,
    starts_within=starts_within,
    rows=rows,
)
