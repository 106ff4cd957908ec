"""The options: every person, need, slot and first day that the rules' own filters leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from visitplanner.matrix.options import Bools, Demand, Ints, Options
from visitplanner.matrix.problem import concatenate
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Placement
from visitplanner.model.programme import Programme
from visitplanner.model.windows import Length
from visitplanner.model.workdays import Offer
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.length import asked_length

NeedKey = tuple[str, str]
"""Ids of a participant and of one of their needs."""


def options_of(programme: Programme, pinned: Mapping[NeedKey, Placement]) -> Options:
    """The table of options of a programme; a pinned need has its pin for its only one."""
    demands = tuple(_demands(programme, pinned))
    offers = tuple(programme.offers.values())
    horizon = _Horizon(programme, demands)
    parts = [
        _pair(horizon, demand, offer, pinned)
        for demand in enumerate(demands)
        for offer in enumerate(offers)
    ]
    found = [part for part in parts if part is not None]
    return Options(
        first_date=horizon.first,
        demands=demands,
        offers=offers,
        demand=concatenate(part[0] for part in found),
        offer=concatenate(part[1] for part in found),
        first=concatenate(part[2] for part in found),
        last=concatenate(part[3] for part in found),
        calendar=concatenate(part[4] for part in found),
        worked=horizon.worked(),
    )


def _demands(programme: Programme, pinned: Mapping[NeedKey, Placement]) -> Iterable[Demand]:
    """Cohorts: people alike in every fact, who have one need and no pin, are planned as one."""
    cohorts: dict[tuple[Person, InternshipNeed, str], list[Person]] = {}
    for person in programme.people.values():
        alone = len(person.needs) > 1 or person.role == "accompanying_person"
        for need in person.needs:
            by_name = alone or (person.id, need.id) in pinned
            key = (replace(person, id="", name=None), need, person.id if by_name else "")
            cohorts.setdefault(key, []).append(person)
    for (_, need, _), people in cohorts.items():
        yield Demand(tuple(people), need, pinned=(people[0].id, need.id) in pinned)


class _Horizon:
    """The days planned over, and the working days of each kind of participant at each slot."""

    def __init__(self, programme: Programme, demands: tuple[Demand, ...]) -> None:
        windows = [demand.person.window for demand in demands]
        self.programme = programme
        self.first = min((window.first for window in windows), default=date.min)
        last = max((window.last for window in windows), default=date.min)
        self.days = (last - self.first).days + 1
        self._calendars: dict[tuple[str, bool], int] = {}
        self._worked: list[Bools] = []
        self._lasts: dict[Length, Ints] = {}

    def number(self, day: date) -> int:
        """The number of a day, also of one outside the horizon."""
        return (day - self.first).days

    def calendar(self, slot: str, *, minor: bool) -> tuple[int, Bools]:
        """Index and (days,) working days of one kind of participant at one slot."""
        key = (slot, minor)
        if key not in self._calendars:
            calendar = self.programme.work_calendar(slot, minor=minor)
            days = (self.first + timedelta(days=number) for number in range(self.days))
            worked = np.array([calendar.why_off(day) is None for day in days], dtype=bool)
            self._calendars[key] = len(self._worked)
            self._worked.append(worked)
        index = self._calendars[key]
        return index, self._worked[index]

    def worked(self) -> Bools:
        """(calendars, days) all working days looked up so far."""
        return np.array(self._worked, dtype=bool).reshape(len(self._worked), self.days)

    def lasts(self, length: Length) -> Ints:
        """(days,) number of the last day of a calendar length that begins on each day."""
        if length not in self._lasts:
            days = (self.first + timedelta(days=number) for number in range(self.days))
            self._lasts[length] = np.array(
                [self.number(length.last_day(day)) for day in days], dtype=np.int64
            )
        return self._lasts[length]


def _pair(
    horizon: _Horizon,
    demand: tuple[int, Demand],
    offer: tuple[int, Offer],
    pinned: Mapping[NeedKey, Placement],
) -> tuple[Ints, Ints, Ints, Ints, Ints] | None:
    """The options of one demand at one slot, each with its number, as columns of the table."""
    programme, (number, wanted), (position, offered) = horizon.programme, demand, offer
    person, need = wanted.person, wanted.need
    pin = pinned.get((person.id, need.id)) if wanted.pinned else None
    if pin is not None and pin.slot != offered.id:
        return None
    if any(rule.closed and rule.closed(programme, person, need, offered) for rule in RULES):
        return None
    index, worked = horizon.calendar(offered.id, minor=person.minor)
    first, last = _spans(horizon, wanted, offered, worked)
    if pin is not None:
        fixed = (first == horizon.number(pin.first_day)) & (last == horizon.number(pin.last_day))
        first, last = first[fixed], last[fixed]
    if not len(first):
        return None
    filled = (np.full(len(first), value, dtype=np.int64) for value in (number, position, index))
    demand_column, offer_column, calendar_column = filled
    return demand_column, offer_column, first, last, calendar_column


def _spans(horizon: _Horizon, demand: Demand, offer: Offer, worked: Bools) -> tuple[Ints, Ints]:
    """First and last days of all stays of one demand at one slot, as the rules leave them."""
    person, need = demand.person, demand.need
    where = (horizon.programme, person, need, offer)
    earliest, latest, latest_start = 0, horizon.days - 1, horizon.days - 1
    earliest_start = 0
    for rule in RULES:
        if rule.stay_within and (span := rule.stay_within(*where)):
            earliest = max(earliest, horizon.number(span[0]))
            latest = min(latest, horizon.number(span[1]))
        if rule.starts_within and (span := rule.starts_within(*where)):
            earliest_start = max(earliest_start, horizon.number(span[0]))
            latest_start = min(latest_start, horizon.number(span[1]))
    numbers = np.arange(horizon.days)
    open_days = np.flatnonzero(worked & (numbers >= earliest) & (numbers <= latest))
    length = asked_length(need, offer)
    if length is None:
        first, last = open_days[:1], open_days[-1:]
    elif length.is_calendar:
        first, last = open_days, horizon.lasts(length)[open_days]
    else:
        first = open_days[: max(0, len(open_days) - length.count + 1)]
        last = open_days[length.count - 1 :]
    fits = (last <= latest) & (first >= earliest_start) & (first <= latest_start)
    first, last = first[fits], last[fits]
    away = np.zeros(horizon.days + 1, dtype=np.int64)
    for rule in RULES:
        for window in rule.never_works(*where) if rule.never_works else ():
            away[max(0, horizon.number(window.first)) : max(0, horizon.number(window.last) + 1)] = 1
    missed = np.concatenate([[0], np.cumsum(away[:-1] * worked)])
    free = missed[last + 1] == missed[first]
    return first[free], last[free]
