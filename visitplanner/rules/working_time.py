"""Working time of the young: what the rules of day, week and rest have in common.

Work on a day is the time from beginning to end of a slot without its breaks: those the slot names,
or else those the profile asks for (`YouthHours.break_due`). Slots without hours count for nothing
here; that they need hours is said by the rule of the day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Problem
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
    for stay in roster.stays:
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
    for number, people in enumerate(options.cohorts):
        profile = problem.programme.youth_hours_of(people[0])
        if profile is not None and limit(profile) is not None:
            if profile not in profiles:
                profiles.append(profile)
            of_cohort[number] = profiles.index(profile)
    option, day = options.days_worked()
    if len(option):
        young = of_cohort[options.cohort[option]] >= 0
        option, day = option[young], day[young]
    cohort, offer = options.cohort[option], options.offer[option]
    slots = [offer.slot for offer in options.offers]
    work = np.array(
        [[work_minutes(profile, slot) for slot in slots] for profile in profiles], dtype=np.int64
    ).reshape(len(profiles), len(slots))
    limits = np.array([limit(profile) or 0 for profile in profiles], dtype=np.int64)
    spans = np.array([minutes_of(slot.hours) for slot in slots], dtype=np.int64).reshape(-1, 2)
    several = np.array([people[0].parts > 1 for people in options.cohorts], dtype=bool)
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


def never(problem: Problem, rule: str, options: Ints) -> None:
    """Rows that close options for good."""
    column = np.unique(options)
    if len(column):
        row = np.arange(len(column))
        problem.add_rows(rule, row=row, column=column, upper=0, count=len(column))
