"""The spans: from which first day to which last day each demand may be at each offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import concatenate
from visitplanner.matrix.ragged import spread
from visitplanner.model.windows import Length
from visitplanner.rules.form import Span
from visitplanner.solve.filters import Filters


@dataclass(frozen=True, slots=True)
class Pairs:
    """Demands at offers, and the calendars they work by. Arrays of one length."""

    demand: Ints
    offer: Ints
    calendar: Ints

    @property
    def both(self) -> tuple[Ints, Ints]:
        """Demands and offers."""
        return self.demand, self.offer


class Days:
    """The days of the horizon, and which of them are worked by each calendar."""

    def __init__(self, first: date, worked: Bools) -> None:
        self.first = first
        self.count = worked.shape[1]
        before = np.cumsum(worked, axis=1, dtype=np.int64)
        self._before = np.concatenate([np.zeros((len(worked), 1), dtype=np.int64), before], axis=1)
        # Unworked days go last, so that each row begins with the numbers of those worked.
        self._worked = np.argsort(~worked, axis=1, kind="stable")

    def number(self, day: date) -> int:
        """The number of a day, also of one outside the horizon."""
        return (day - self.first).days

    def worked_before(self, calendar: Ints, day: Ints) -> Ints:
        """How many days of the horizon are worked before each day, also before one outside."""
        where = calendar * (self.count + 1) + np.clip(day, 0, self.count)
        found: Ints = self._before.ravel()[where]
        return found

    def worked(self, calendar: Ints, position: Ints) -> Ints:
        """The number of the working day at each position, counted from 0."""
        found: Ints = self._worked.ravel()[calendar * self.count + position]
        return found

    def lasts(self, length: Length) -> Ints:
        """(days,) number of the last day of a calendar length that begins on each day."""
        days = (self.first + timedelta(days=number) for number in range(self.count))
        return np.array([self.number(length.last_day(day)) for day in days], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What binds the stays of each pair: first and last day of the stay, and of its beginning."""

    earliest: Ints
    latest: Ints
    starts: tuple[Ints, Ints] | None
    """None: no rule binds the beginning by itself."""


def spans_of(filters: Filters, days: Days, pairs: Pairs) -> tuple[Ints, Ints, Ints]:
    """All stays that the rules leave to some pairs: index of the pair, first and last day.

    Pairs ascending, and for each the first days, and then the last days ascending.
    """
    if not len(pairs.demand):
        return concatenate([]), concatenate([]), concatenate([])
    bounds = _bounds(filters, days, pairs)
    pair, first, last = _of_lengths(filters, days, pairs, bounds)
    fits = last <= bounds.latest[pair]
    if bounds.starts is not None:
        earliest, latest = bounds.starts
        fits &= (first >= earliest[pair]) & (first <= latest[pair])
    if not fits.all():
        pair, first, last = pair[fits], first[fits], last[fits]
    away = _away(filters, days, pairs, (pair, first, last))
    if away.any():
        pair, first, last = pair[~away], first[~away], last[~away]
    return pair, first, last


def _bounds(filters: Filters, days: Days, pairs: Pairs) -> _Bounds:
    """What all windows of the rules have in common, inside the horizon."""
    earliest, latest, _ = _common(
        days, len(pairs.demand), filters.told(lambda rule: rule.stay_within, *pairs.both)
    )
    *starts, bound = _common(
        days, len(pairs.demand), filters.told(lambda rule: rule.starts_within, *pairs.both)
    )
    return _Bounds(earliest, latest, (starts[0], starts[1]) if bound else None)


def _common(
    days: Days, count: int, told: Iterable[tuple[list[Span | None], Ints]]
) -> tuple[Ints, Ints, bool]:
    """(count,) each: first and last day that all spans have in common; and if there are any."""
    earliest = np.zeros(count, dtype=np.int64)
    latest = np.full(count, days.count - 1)
    bound = False
    for answers, which in told:
        if any(answers):
            bound = True
            spans = [_numbers(days, span) if span else (0, days.count - 1) for span in answers]
            first, last = np.array(spans, dtype=np.int64).T
            np.maximum(earliest, first[which], out=earliest)
            np.minimum(latest, last[which], out=latest)
    return earliest, latest, bound


def _numbers(days: Days, span: Span) -> tuple[int, int]:
    return days.number(span[0]), days.number(span[1])


def _of_lengths(
    filters: Filters, days: Days, pairs: Pairs, bounds: _Bounds
) -> tuple[Ints, Ints, Ints]:
    """All stays of the length asked for, or of every length where no rule asks for any."""
    opening = days.worked_before(pairs.calendar, bounds.earliest)
    closing = days.worked_before(pairs.calendar, bounds.latest + 1)
    begin, until = opening, closing
    if bounds.starts is not None:
        earliest, latest = bounds.starts
        begin = np.maximum(begin, days.worked_before(pairs.calendar, earliest))
        until = np.minimum(until, days.worked_before(pairs.calendar, latest + 1))
    asked = next(filters.told(lambda rule: rule.lengths, pairs.demand, pairs.offer), None)
    if asked is None:
        return _of_any_length(days, pairs, (begin, until, closing))
    answers, which = asked
    parts = [
        _of_count(days, pairs, (begin, until, closing), answers, which),
        _of_calendar_length(days, pairs, (begin, until), answers, which),
        _of_whole_stay(days, pairs, (opening, closing), answers, which),
    ]
    some = [part for part in parts if len(part[0])]
    if len(some) == 1:
        return some[0]
    pair, first, last = (concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(pair, kind="stable")
    return pair[order], first[order], last[order]


def _of_any_length(
    days: Days, pairs: Pairs, positions: tuple[Ints, Ints, Ints]
) -> tuple[Ints, Ints, Ints]:
    begin, until, closing = positions
    pair, one = spread(begin, np.maximum(begin, until))
    entry, other = spread(one, np.maximum(one, closing[pair]))
    pair, one = pair[entry], one[entry]
    calendar = pairs.calendar[pair]
    return pair, days.worked(calendar, one), days.worked(calendar, other)


def _of_count(
    days: Days,
    pairs: Pairs,
    positions: tuple[Ints, Ints, Ints],
    answers: list[Length | Span],
    which: Ints,
) -> tuple[Ints, Ints, Ints]:
    """The stays of a number of working days."""
    counts = [0 if isinstance(each, tuple) or each.is_calendar else each.count for each in answers]
    count = np.array(counts, dtype=np.int64)[which]
    begin, until, closing = positions
    latest = np.where(count > 0, np.minimum(until, closing - count + 1), begin)
    pair, position = spread(begin, np.maximum(begin, latest))
    calendar = pairs.calendar[pair]
    last = days.worked(calendar, position + count[pair] - 1)
    return pair, days.worked(calendar, position), last


def _of_calendar_length(
    days: Days,
    pairs: Pairs,
    positions: tuple[Ints, Ints],
    answers: list[Length | Span],
    which: Ints,
) -> tuple[Ints, Ints, Ints]:
    """The stays of a length of which the first day alone settles the last."""
    row = np.full(len(answers), -1)
    lasts: list[Ints] = []
    for number, length in enumerate(answers):
        if not isinstance(length, tuple) and length.is_calendar:
            row[number] = len(lasts)
            lasts.append(days.lasts(length))
    if not lasts:
        return which[:0], which[:0], which[:0]
    mine = np.flatnonzero(row[which] >= 0)
    if not len(mine):
        return mine, mine, mine
    begin, until = (each[mine] for each in positions)
    entry, position = spread(begin, np.maximum(begin, until))
    pair = mine[entry]
    first = days.worked(pairs.calendar[pair], position)
    return pair, first, np.stack(lasts)[row[which[pair]], first]


def _of_whole_stay(
    days: Days,
    pairs: Pairs,
    positions: tuple[Ints, Ints],
    answers: list[Length | Span],
    which: Ints,
) -> tuple[Ints, Ints, Ints]:
    """The one stay from the first working day of some days to the last."""
    whole = [_numbers(days, each) if isinstance(each, tuple) else None for each in answers]
    if not any(whole):
        return which[:0], which[:0], which[:0]
    mine = np.flatnonzero(np.array([each is not None for each in whole], dtype=bool)[which])
    ends = np.array([each or (0, -1) for each in whole], dtype=np.int64).reshape(-1, 2)[which[mine]]
    calendar = pairs.calendar[mine]
    opening, closing = (each[mine] for each in positions)
    first = np.maximum(opening, days.worked_before(calendar, ends[:, 0]))
    last = np.minimum(closing, days.worked_before(calendar, ends[:, 1] + 1)) - 1
    some = first <= last
    calendar = calendar[some]
    return mine[some], days.worked(calendar, first[some]), days.worked(calendar, last[some])


def _away(filters: Filters, days: Days, pairs: Pairs, stays: tuple[Ints, Ints, Ints]) -> Bools:
    """Which stays have a working day on which a rule says that there is none."""
    pair, first, last = stays
    missed = np.zeros(len(pair), dtype=bool)
    for answers, which in filters.told(lambda rule: rule.never_works, pairs.demand, pairs.offer):
        many = np.array([len(windows) for windows in answers], dtype=np.int64)
        for number in range(many.max()):
            ends = np.array(
                [
                    (days.number(windows[number].first), days.number(windows[number].last))
                    if number < len(windows)
                    else (0, -1)
                    for windows in answers
                ],
                dtype=np.int64,
            )
            stay = np.flatnonzero((many > number)[which[pair]])
            begin, end = ends[which[pair[stay]]].T
            calendar = pairs.calendar[pair[stay]]
            before = days.worked_before(calendar, np.maximum(begin, first[stay]))
            after = days.worked_before(calendar, np.minimum(end, last[stay]) + 1)
            missed[stay] |= before < after
    return missed
