"""The options: every person, need, slot and first day that the rules' own filters leave open."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from visitplanner.matrix.options import Bools, Demand, Ints, Options
from visitplanner.matrix.problem import concatenate
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.windows import Length
from visitplanner.model.workdays import Offer, WorkCalendar
from visitplanner.rules.form import Rule
from visitplanner.solve.cohorts import cohorts_of, demands_of


def options_of(
    programme: Programme, rules: Sequence[Rule], *, previous: Plan | None = None
) -> Options:
    """The table of options of a programme: all that the rules leave open to anybody alone."""
    cohorts = cohorts_of(programme, previous)
    demands = tuple(demands_of(cohorts))
    offers = tuple(programme.offers.values())
    horizon = _Horizon(programme, rules)
    parts = [
        _pair(horizon, demand, offer)
        for demand in enumerate(demands)
        for offer in enumerate(offers)
    ]
    found = [part for part in parts if part is not None]
    return Options(
        first_date=horizon.first,
        days=horizon.days,
        cohorts=cohorts,
        demands=demands,
        offers=offers,
        demand=concatenate(part[0] for part in found),
        offer=concatenate(part[1] for part in found),
        first=concatenate(part[2] for part in found),
        last=concatenate(part[3] for part in found),
        calendar=concatenate(part[4] for part in found),
        worked=horizon.worked(),
    )


class _Horizon:
    """The days planned over, and the working days of each kind of participant at each slot."""

    def __init__(self, programme: Programme, rules: Sequence[Rule]) -> None:
        windows = [delegation.window for delegation in programme.delegations]
        self.programme = programme
        self.rules = rules
        self.first = min((window.first for window in windows), default=date.min)
        last = max((window.last for window in windows), default=date.min)
        self.days = (last - self.first).days + 1
        self._calendars: dict[int, int] = {}
        self._worked: list[Bools] = []
        self._lasts: dict[Length, Ints] = {}

    def number(self, day: date) -> int:
        """The number of a day, also of one outside the horizon."""
        return (day - self.first).days

    def calendar(self, calendar: WorkCalendar) -> tuple[int, Bools]:
        """Index and (days,) working days of one kind of participant at one slot."""
        key = id(calendar)
        if key not in self._calendars:
            told = [rule.why_off for rule in self.rules if rule.why_off is not None]
            days = (self.first + timedelta(days=number) for number in range(self.days))
            worked = np.array(
                [not any(why_off(calendar, day) for why_off in told) for day in days], dtype=bool
            )
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
    horizon: _Horizon, demand: tuple[int, Demand], offer: tuple[int, Offer]
) -> tuple[Ints, Ints, Ints, Ints, Ints] | None:
    """The options of one demand at one slot, each with its number, as columns of the table."""
    programme, (number, wanted), (position, offered) = horizon.programme, demand, offer
    person, need = wanted.person, wanted.need
    if any(rule.closed and rule.closed(programme, person, need, offered) for rule in horizon.rules):
        return None
    index, worked = horizon.calendar(programme.calendar_of(person, need, offered.id))
    first, last = _spans(horizon, wanted, offered, worked)
    if not len(first):
        return None
    filled = (np.full(len(first), value, dtype=np.int64) for value in (number, position, index))
    demand_column, offer_column, calendar_column = filled
    return demand_column, offer_column, first, last, calendar_column


def _spans(horizon: _Horizon, demand: Demand, offer: Offer, worked: Bools) -> tuple[Ints, Ints]:
    """First and last days of all stays of one demand at one slot, as the rules leave them."""
    where = (horizon.programme, demand.person, demand.need, offer)
    earliest, latest, latest_start = 0, horizon.days - 1, horizon.days - 1
    earliest_start = 0
    for rule in horizon.rules:
        if rule.stay_within and (span := rule.stay_within(*where)):
            earliest = max(earliest, horizon.number(span[0]))
            latest = min(latest, horizon.number(span[1]))
        if rule.starts_within and (span := rule.starts_within(*where)):
            earliest_start = max(earliest_start, horizon.number(span[0]))
            latest_start = min(latest_start, horizon.number(span[1]))
    numbers = np.arange(horizon.days)
    open_days = np.flatnonzero(worked & (numbers >= earliest) & (numbers <= latest))
    first, last = _lengths(horizon, demand, offer, open_days)
    fits = (last <= latest) & (first >= earliest_start) & (first <= latest_start)
    first, last = first[fits], last[fits]
    away = np.zeros(horizon.days + 1, dtype=np.int64)
    for rule in horizon.rules:
        for window in rule.never_works(*where) if rule.never_works else ():
            away[max(0, horizon.number(window.first)) : max(0, horizon.number(window.last) + 1)] = 1
    missed = np.concatenate([[0], np.cumsum(away[:-1] * worked)])
    free = missed[last + 1] == missed[first]
    return first[free], last[free]


def _lengths(horizon: _Horizon, demand: Demand, offer: Offer, open_days: Ints) -> tuple[Ints, Ints]:
    """First and last days of the length asked for; of every length where no rule asks for any."""
    asking = [rule.lengths for rule in horizon.rules if rule.lengths is not None]
    if not asking:
        one, other = np.triu_indices(len(open_days))
        return open_days[one], open_days[other]
    length = asking[0](horizon.programme, demand.person, demand.need, offer)
    if isinstance(length, tuple):
        start, end = map(horizon.number, length)
        whole = open_days[(open_days >= start) & (open_days <= end)]
        return whole[:1], whole[-1:]
    if length.is_calendar:
        return open_days, horizon.lasts(length)[open_days]
    first = open_days[: max(0, len(open_days) - length.count + 1)]
    return first, open_days[length.count - 1 :]
