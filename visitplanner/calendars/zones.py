"""Time zones in the words of iCalendar: a yearly rule for each change of the clocks.

RFC 5545, 3.6.5 wants the definition of every zone that a file names. Readers take different care
with it; what all of them read alike is an observance with a yearly RRULE. Lists of dates (RDATE)
are read wrong by an hour in ical.js, so there are none here: a zone without a yearly rule has no
definition, and its events are written in UTC.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from visitplanner.errors import CalendarError

_YEARS_BEFORE = 2
"""Full years looked at before the year of the first day. Two, because a habit that is no yearly
rule (no summer time in Ramadan) moves by more than a week from one year to the next."""

_DAYS_AFTER = 7
"""Days looked at after the last day: enough for an event that ends on another day in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRule:
    """One weekday of a month, each year."""

    month: int
    """January is 1."""
    weekday: int
    """Monday is 0."""
    nth: int | None
    """1: first, 2: second, -1: last such weekday of the month; None where `days_of_month` tells."""
    days_of_month: tuple[int, ...] = ()
    """Seven following days, one of which is the weekday; empty where `nth` tells."""

    def day(self, year: int) -> date:
        """Return the day that the rule hits in `year`."""
        if self.nth == -1:
            window = range(monthrange(year, self.month)[1] - 6, monthrange(year, self.month)[1] + 1)
        elif self.nth is not None:
            window = range(self.nth * 7 - 6, self.nth * 7 + 1)
        else:
            window = range(self.days_of_month[0], self.days_of_month[-1] + 1)
        first = date(year, self.month, window[0])
        return first + timedelta((self.weekday - first.weekday()) % 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """A time that the clocks change to (RFC 5545, 3.6.5: STANDARD or DAYLIGHT)."""

    daylight: bool
    """Whether the clocks go forward to it."""
    name: str
    """Abbreviation such as `CEST` (TZNAME)."""
    offset_from: timedelta
    """Local time minus UTC before the change."""
    offset_to: timedelta
    """Local time minus UTC from the change on."""
    start: datetime
    """The first change described, by the clocks before it; without a zone of its own."""
    rule: YearlyRule | None
    """When it comes back each year; None: the clocks never change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRules:
    """What a VTIMEZONE says of a zone; right for the span it was asked for."""

    zone: str
    """IANA name (TZID)."""
    observances: tuple[Observance, ...]
    """In the order of their first change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One change of the clocks as the time-zone database has it."""

    onset: datetime  # by the clocks before the change, without zone
    offset_from: timedelta
    offset_to: timedelta
    name: str


def load_zone(zone: str) -> ZoneInfo:
    """Return the zone of that IANA name, or raise `CalendarError`."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise CalendarError(
            f"unknown time zone {zone!r}: an IANA name such as 'Europe/Berlin' is needed"
        ) from error


@lru_cache(maxsize=256)
def vtimezone(zone: str, first_day: date, last_day: date) -> ZoneRules | None:
    """Describe a zone by yearly rules that are right from before `first_day` to after `last_day`.

    The rules are read off the changes that the time-zone database (`zoneinfo`) has from the start
    of the year two years before `first_day` until a week after `last_day`, and are given only if
    they yield exactly these changes, no more and no fewer. Each observance starts with its first
    change in that time, so every day of the span has a change of either kind before it.

    Returns:
        The rules; a single observance where the clocks did not change; None where no yearly rule
        yields the changes (Africa/Casablanca, or when the rule was changed in that time).

    Raises:
        CalendarError: the zone is not known.
    """
    info = load_zone(zone)
    begin = datetime(first_day.year - _YEARS_BEFORE, 1, 1, tzinfo=UTC)
    end = datetime.combine(last_day, time(), UTC) + timedelta(_DAYS_AFTER)
    changes = _changes(info, begin, end)
    if not changes:
        return ZoneRules(zone=zone, observances=(_fixed(info, begin),))
    groups: dict[object, list[_Change]] = {}
    for change in changes:
        onset = change.onset
        key = (onset.month, onset.weekday(), onset.time(), change.offset_from, change.offset_to)
        groups.setdefault(key, []).append(change)
    observances = []
    for group in groups.values():
        rule = _rule([change.onset.date() for change in group])
        if rule is None:
            return None
        observances.append(_observance(group[0], rule))
    if _onsets(observances, begin, end) != [(c.onset, c.offset_to) for c in changes]:
        return None
    return ZoneRules(zone=zone, observances=tuple(observances))


def _changes(info: ZoneInfo, begin: datetime, end: datetime) -> list[_Change]:
    """Find the changes of the offset in a span of UTC, ascending; at most one a day is seen."""
    days = [begin + timedelta(n) for n in range((end - begin).days + 1)]
    found = []
    for left, right in pairwise(days):
        before = left.astimezone(info).utcoffset() or timedelta()
        if right.astimezone(info).utcoffset() == before:
            continue
        low, high = 0, 24 * 60 * 60  # seconds after `left`: still before, no longer before
        while high - low > 1:
            middle = (low + high) // 2
            moment = (left + timedelta(seconds=middle)).astimezone(info)
            low, high = (middle, high) if moment.utcoffset() == before else (low, middle)
        instant = left + timedelta(seconds=high)
        after = instant.astimezone(info)
        found.append(
            _Change(
                onset=(instant + before).replace(tzinfo=None),
                offset_from=before,
                offset_to=after.utcoffset() or timedelta(),
                name=after.tzname() or "",
            )
        )
    return found


def _rule(days: list[date]) -> YearlyRule | None:
    """Find a rule that hits all `days`, which share month and weekday: last, n-th, or one week."""
    month, weekday = days[0].month, days[0].weekday()
    rules = [YearlyRule(month=month, weekday=weekday, nth=nth) for nth in (-1, 1, 2, 3, 4)]
    earliest = min(day.day for day in days)
    if earliest + 6 <= monthrange(days[0].year, month)[1]:
        week = tuple(range(earliest, earliest + 7))
        rules.append(YearlyRule(month=month, weekday=weekday, nth=None, days_of_month=week))
    return next((rule for rule in rules if all(rule.day(day.year) == day for day in days)), None)


def _observance(first: _Change, rule: YearlyRule) -> Observance:
    return Observance(
        daylight=first.offset_to > first.offset_from,
        name=first.name,
        offset_from=first.offset_from,
        offset_to=first.offset_to,
        start=first.onset,
        rule=rule,
    )


def _fixed(info: ZoneInfo, begin: datetime) -> Observance:
    local = begin.astimezone(info)
    offset = local.utcoffset() or timedelta()
    return Observance(
        daylight=False,
        name=local.tzname() or "",
        offset_from=offset,
        offset_to=offset,
        start=begin.replace(tzinfo=None),
        rule=None,
    )


def _onsets(
    observances: list[Observance], begin: datetime, end: datetime
) -> list[tuple[datetime, timedelta]]:
    """Expand the rules in a span of UTC: each onset with the offset it leads to, ascending."""
    found = []
    for observance in observances:
        assert observance.rule is not None
        for year in range(observance.start.year, end.year + 1):
            onset = datetime.combine(observance.rule.day(year), observance.start.time())
            instant = (onset - observance.offset_from).replace(tzinfo=UTC)
            if onset >= observance.start and begin < instant <= end:
                found.append((instant, onset, observance.offset_to))
    return [(onset, offset) for _, onset, offset in sorted(found)]
