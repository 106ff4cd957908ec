"""Working time of the young: what the rules of day, week and rest have in common.

Work on a day is the time from beginning to end of a slot without its breaks: those the slot names,
or else those the profile asks for (`YouthHours.break_due`). Several slots of one person on a day
are judged as one day of work (`day_work`). Slots without hours count for nothing here; that they
need hours is said by the rule of the day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from visitplanner.matrix.options import Bools, Cohort, Ints
from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.hosts import InternshipSlot
from visitplanner.model.places import DAY_MINUTES, minutes_of
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.youth import YouthHours


def break_minutes(profile: YouthHours, slot: InternshipSlot) -> int:
    """Minutes of break within the hours of a slot; 0 without hours."""
    if slot.hours is None:
        return 0
    if slot.break_minutes is not None:
        return slot.break_minutes
    return profile.break_due(slot.hours.minutes)


def work_minutes(profile: YouthHours, slot: InternshipSlot) -> int:
    """Minutes of work on a day at a slot; 0 without hours."""
    if slot.hours is None:
        return 0
    return max(0, slot.hours.minutes - break_minutes(profile, slot))


def day_work(profile: YouthHours, slots: Sequence[InternshipSlot]) -> tuple[int, int]:
    """Minutes of work on a day at slots with hours, and the break due of which there is too little.

    The time between the slots is a break, and so is what the slots name. Where some slot names no
    break, what is then still due is taken within it, and only the rest of the time is work. Where
    all of them name theirs, there may be less than is due for the work left; 0: there is enough.
    """
    spans = sorted(minutes_of(slot.hours) for slot in slots)
    named = sum(slot.break_minutes or 0 for slot in slots)
    free = named + sum(max(0, later[0] - early[1]) for early, later in pairwise(spans))
    work = max(0, sum(end - start for start, end in spans) - named)
    if all(slot.break_minutes is not None for slot in slots):
        due = profile.break_for(work)
        return work, due if free < due else 0
    lengths = [0, *(each.minutes for each in profile.breaks)]
    left = {due: max(0, work - max(0, due - free)) for due in lengths}
    return next(left[due] for due in lengths if due >= profile.break_for(left[due])), 0


def apart(slots: Sequence[InternshipSlot]) -> bool:
    """Whether no two of the slots have a minute in common; where they do, nobody is at both."""
    spans = sorted(minutes_of(slot.hours) for slot in slots)
    return all(early[1] <= later[0] for early, later in pairwise(spans))


def in_hours(minutes: int) -> str:
    """`7 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest else [])
    return " ".join(parts) or "0 min"


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def young_stays(roster: Roster) -> Iterator[tuple[YouthHours, list[Stay]]]:
    """All stays of everybody for whom a profile holds, with the profile."""
    found: dict[str, tuple[YouthHours, list[Stay]]] = {}
    for stay in roster.stays if roster.programme.keeps_youth_hours else ():
        profile = roster.programme.youth_hours_of(stay.person)
        if profile is not None:
            found.setdefault(stay.who, (profile, []))[1].append(stay)
    yield from found.values()


@dataclass(frozen=True, slots=True)
class YoungDays:
    """Options of young people on the days they work. Arrays of one length, one entry for each."""

    option: Ints
    """Ascending."""
    day: Ints
    """Number of the day; ascending for each option."""
    cohort: Ints
    limit: Ints
    """What the profile of the cohort allows."""
    minutes: Ints
    """Minutes of work on the day."""
    start: Ints
    """Beginning of work, in minutes after midnight."""
    end: Ints
    several: Bools
    """Whether the people have several placements."""

    def only(self, which: Bools) -> "YoungDays":
        """Some of the entries."""
        return YoungDays(*(getattr(self, name)[which] for name in self.__slots__))

    @property
    def sharing(self) -> Bools:
        """Whether the cohort has slots open to it that can share a day."""
        if not len(self.cohort):
            return self.several
        earliest = np.full(self.cohort.max() + 1, DAY_MINUTES)
        latest = np.zeros_like(earliest)
        np.minimum.at(earliest, self.cohort, self.end)
        np.maximum.at(latest, self.cohort, self.start)
        found: Bools = self.several & (earliest <= latest)[self.cohort]
        return found


def young_days(problem: Problem, limit: Callable[[YouthHours], int | None]) -> YoungDays:
    """The days worked of everybody whose profile sets this limit."""
    options = problem.options
    profiles: list[YouthHours] = []
    of_cohort = np.full(len(options.cohorts), -1, dtype=np.int64)
    for number, people in enumerate(_cohorts(problem)):
        profile = problem.programme.youth_hours_of(people[0])
        if profile is not None and limit(profile) is not None:
            if profile not in profiles:
                profiles.append(profile)
            of_cohort[number] = profiles.index(profile)
    option, day = options.days_of(np.flatnonzero(of_cohort[options.cohort] >= 0))
    cohort, offer = options.cohort[option], options.offer[option]
    slots = [offer.slot for offer in options.offers]
    work = np.array(
        [[work_minutes(profile, slot) for slot in slots] for profile in profiles], dtype=np.int64
    ).reshape(len(profiles), len(slots))
    limits = np.array([limit(profile) or 0 for profile in profiles], dtype=np.int64)
    spans = np.array([minutes_of(slot.hours) for slot in slots], dtype=np.int64).reshape(-1, 2)
    several = options.parts > 1
    profile_of = of_cohort[cohort]
    return YoungDays(
        option=option,
        day=day,
        cohort=cohort,
        limit=limits[profile_of],
        minutes=work[profile_of, offer],
        start=spans[offer, 0],
        end=spans[offer, 1],
        several=several[cohort],
    )


def _cohorts(problem: Problem) -> tuple[Cohort, ...]:
    """All cohorts, or none where no profile holds for anybody."""
    return problem.options.cohorts if problem.programme.keeps_youth_hours else ()


@dataclass(frozen=True, slots=True)
class SharedDays:
    """Days that somebody could share among slots of certain hours, at each of them once."""

    profile: YouthHours
    slots: tuple[InternshipSlot, ...]
    """One slot for all of the same hours and break, by beginning."""
    weight: int
    """What was asked for of these slots."""
    cohort: Ints
    """(n,) whose day it is."""
    day: Ints
    """(n,) number of the day."""
    option: Ints
    """(m,) options that work then, at one of the slots."""
    place: Ints
    """(m,) which of the n days."""
    part: Ints
    """(m,) which of the slots."""


def shared_days(
    problem: Problem, weigh: Callable[[YouthHours, Sequence[InternshipSlot]], int]
) -> Iterator[SharedDays]:
    """Every combination of hours on which `weigh` puts a weight, with the days it could have.

    Only who has several placements shares days.
    """
    options = problem.options
    profiles: dict[YouthHours, list[int]] = {}
    for number, people in enumerate(_cohorts(problem)):
        profile = problem.programme.youth_hours_of(people[0])
        if people[0].parts > 1 and profile is not None:
            profiles.setdefault(profile, []).append(number)
    if not profiles or not len(options):
        return
    kinds = {_kind(offer.slot): offer.slot for offer in options.offers if offer.slot.hours}
    ordered = sorted(kinds)
    kind_of_offer = np.array(
        [ordered.index(_kind(each.slot)) if each.slot.hours else -1 for each in options.offers]
    )
    option, day = options.days_worked()
    for profile, cohorts in profiles.items():
        mine = np.isin(options.cohort[option], cohorts)
        kind = kind_of_offer[options.offer[option[mine]]]
        there = [number for number in np.unique(kind).tolist() if number >= 0]
        most = max(options.cohorts[number][0].parts for number in cohorts)
        for chain in _chains([kinds[ordered[number]] for number in there], most):
            weight = weigh(profile, [kinds[ordered[there[each]]] for each in chain])
            if weight:
                numbers = [there[each] for each in chain]
                here = np.isin(kind, numbers)
                part = np.searchsorted(numbers, kind[here])
                slots = tuple(kinds[ordered[number]] for number in numbers)
                worked = (option[mine][here], day[mine][here])
                yield _shared(problem, (profile, slots, weight), worked, part)


def _shared(
    problem: Problem,
    what: tuple[YouthHours, tuple[InternshipSlot, ...], int],
    worked: tuple[Ints, Ints],
    part: Ints,
) -> SharedDays:
    """The days on which there are options at all of the slots."""
    option, day = worked
    place, (cohort, days) = groups(problem.options.cohort[option], day)
    found = np.zeros((len(what[1]), len(cohort)), dtype=bool)
    found[part, place] = True
    whole = np.logical_and.reduce(found, axis=0)
    number, kept = np.cumsum(whole) - 1, whole[place]
    return SharedDays(
        *what, cohort[whole], days[whole], option[kept], number[place[kept]], part[kept]
    )


def _kind(slot: InternshipSlot) -> tuple[int, int, int]:
    """Beginning, end and break; -1: it names none."""
    return (*minutes_of(slot.hours), -1 if slot.break_minutes is None else slot.break_minutes)


def _chains(slots: Sequence[InternshipSlot], most: int) -> Iterator[tuple[int, ...]]:
    """All combinations of two to `most` of the slots, given by beginning, that lie apart."""
    spans = [minutes_of(slot.hours) for slot in slots]
    grown: list[tuple[int, ...]] = [(number,) for number in range(len(slots))]
    for _ in range(1, most):
        grown = [
            (*chain, number)
            for chain in grown
            for number in range(chain[-1] + 1, len(slots))
            if spans[chain[-1]][1] <= spans[number][0]
        ]
        yield from grown


def never(problem: Problem, rule: str, options: Ints) -> None:
    """Rows that close options for good."""
    column = np.unique(options)
    if len(column):
        row = np.arange(len(column))
        problem.add_rows(rule, row=row, column=column, upper=0, count=len(column))
