"""Occasions: the days of a place, one for all on which exactly the same options work there.

Between two days on which somebody begins or ends, a week at a place looks the same every day. What
holds of the people there on one of these days holds on all of them, and one row says it.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.matrix.options import Bools, Ints, Options
from visitplanner.matrix.problem import distinct, groups
from visitplanner.matrix.ragged import spread

_CALENDARS = 62
"""Where people of more calendars meet, every day is looked at by itself."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """Entries at their places, day by day."""

    entry: Ints
    """(n,) index of an entry; ascending."""
    occasion: Ints
    """(n,) index of an occasion on which it works."""
    place: Ints
    """(occasions,) number of the place; ascending."""
    day: Ints
    """(occasions,) number of the first of the days that look alike; ascending at each place."""


def occasions_of(options: Options, option: Ints, place: Ints, single: Bools) -> Occasions:
    """The occasions on which options work at places; entry i is `option[i]` at `place[i]`.

    `single` (places,) says of which places every day is an occasion, whoever works there.
    """
    kept = _days_kept(options, option, place, single)
    number = np.flatnonzero(kept)
    before = np.concatenate([[0], np.cumsum(kept)])
    begin = place * options.days
    entry, occasion = spread(
        before[begin + options.first[option]], before[begin + options.last[option] + 1]
    )
    day = number[occasion] - begin[entry]
    works = options.worked[options.calendar[option[entry]], day]
    if not works.all():
        entry, occasion = entry[works], occasion[works]
    found, occasion = distinct(occasion, len(number))
    place_of, day_of = np.divmod(number[found], max(1, options.days))
    return Occasions(entry, occasion, place_of, day_of)


def _days_kept(options: Options, option: Ints, place: Ints, single: Bools) -> Bools:
    """(places * days,) whether a day is one on which other options work than on any before."""
    shape = (len(single), options.days)
    changes = np.zeros((shape[0], shape[1] + 1), dtype=bool)
    changes[place, options.first[option]] = True
    changes[place, options.last[option] + 1] = True
    run = np.cumsum(changes[:, :-1], axis=1)
    open_to = np.zeros(shape, dtype=np.int64)
    count = np.zeros(len(single), dtype=np.int64)
    _, (where, calendar) = groups(place, options.calendar[option])
    position = np.arange(len(where)) - np.searchsorted(where, where)
    np.add.at(count, where, 1)
    for turn in range(min(_CALENDARS, int(position.max(initial=-1)) + 1)):
        mine = position == turn
        open_to[where[mine]] += options.worked[calendar[mine]].astype(np.int64) << turn
    by_itself = single | (count > _CALENDARS)
    by_day = np.where(by_itself[:, None], np.arange(shape[1]), 0)
    every = np.repeat(np.arange(shape[0]), shape[1])
    alike, (first, *_) = groups(every, run.ravel(), open_to.ravel(), by_day.ravel())
    earliest = np.zeros(len(first), dtype=np.int64)
    earliest[alike[::-1]] = np.arange(len(alike))[::-1]
    kept = np.zeros(len(alike), dtype=bool)
    kept[earliest] = True
    return kept & ((open_to.ravel() > 0) | np.repeat(count > _CALENDARS, shape[1]))
