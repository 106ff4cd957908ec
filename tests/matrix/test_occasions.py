"""Occasions: one day for all on which the same options work at a place."""

from datetime import date
from random import Random

import numpy as np
import pytest

from visitplanner.matrix.occasions import Occasions, occasions_of
from visitplanner.matrix.options import Options


def options_like(random: Random, days: int, calendars: int) -> Options:
    """A table of options with random spans and calendars."""
    count = random.randint(0, 8)
    spans = [sorted(random.choices(range(days), k=2)) for _ in range(count)]
    first, last = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    worked = [[random.random() < 0.7 for _ in range(days)] for _ in range(calendars)]
    nothing = np.zeros(count, dtype=np.int64)
    return Options(
        first_date=date(2023, 5, 15),
        days=days,
        cohorts=(),
        demands=(),
        offers=(),
        demand=nothing,
        offer=nothing,
        first=first,
        last=last,
        calendar=np.array(random.choices(range(calendars), k=count), dtype=np.int64),
        worked=np.array(worked, dtype=bool),
    )


def by_occasion(found: Occasions) -> dict[tuple[int, int], frozenset[int]]:
    """The entries at work, by place and day of the occasion."""
    there: dict[int, set[int]] = {}
    for entry, occasion in zip(found.entry.tolist(), found.occasion.tolist(), strict=True):
        there.setdefault(occasion, set()).add(entry)
    keys = zip(found.place.tolist(), found.day.tolist(), strict=True)
    return {key: frozenset(there[number]) for number, key in enumerate(keys)}


def at_work(options: Options, place: np.ndarray) -> dict[tuple[int, int], frozenset[int]]:
    """The entries at work at every place on every day, but for days on which nobody is."""
    found: dict[tuple[int, int], set[int]] = {}
    for entry, where in enumerate(place.tolist()):
        for day in range(options.first[entry], options.last[entry] + 1):
            if options.worked[options.calendar[entry], day]:
                found.setdefault((where, day), set()).add(entry)
    return {key: frozenset(entries) for key, entries in found.items()}


@pytest.mark.parametrize("seed", range(200))
def test_every_day_looks_like_an_occasion_and_every_occasion_like_its_day(seed: int) -> None:
    random = Random(seed)
    options = options_like(random, random.randint(1, 9), random.choice([1, 2, 3, 70]))
    places = random.randint(1, 3)
    place = np.array(random.choices(range(places), k=len(options)), dtype=np.int64)
    single = np.array([random.random() < 0.2 for _ in range(places)])
    found = by_occasion(occasions_of(options, np.arange(len(options)), place, single))
    days = at_work(options, place)
    assert found.items() <= days.items()
    for (where, day), entries in days.items():
        alike = [when for (there, when), them in found.items() if (there, them) == (where, entries)]
        assert (day in alike) if single[where] else alike


def test_a_week_in_which_nobody_comes_or_goes_is_one_occasion() -> None:
    options = options_like(Random(0), 5, 1)
    week = Options(
        **{
            **{name: getattr(options, name) for name in ("first_date", "days", "cohorts")},
            **dict.fromkeys(("demands", "offers"), ()),
            **{name: np.zeros(2, dtype=np.int64) for name in ("demand", "offer", "calendar")},
            "first": np.array([0, 0]),
            "last": np.array([4, 4]),
            "worked": np.ones((1, 5), dtype=bool),
        }
    )
    found = occasions_of(week, np.arange(2), np.zeros(2, dtype=np.int64), np.zeros(1, dtype=bool))
    assert by_occasion(found) == {(0, 0): frozenset({0, 1})}
