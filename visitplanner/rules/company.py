"""Who is where with whom: what the rules on company have in common."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.problem import UNLIMITED, Objective, Problem, groups
from visitplanner.model.companions import Place
from visitplanner.model.roster import Stay
from visitplanner.model.workdays import Offer

LEVELS: tuple[Place, ...] = ("slot", "site", "host")
"""In the order of `Offer.names`."""


def place_of(offer: Offer, at: Place) -> str:
    """Id of the slot, the site or the host."""
    return offer.names[LEVELS.index(at)]


def at_work(stays: Iterable[Stay], at: Place) -> dict[date, dict[str, list[Stay]]]:
    """Some stays by day (ascending) and place."""
    found: dict[date, dict[str, list[Stay]]] = {}
    for stay in stays:
        for day in stay.days:
            there = found.setdefault(day, {})
            there.setdefault(place_of(stay.offer, at), []).append(stay)
    return dict(sorted(found.items()))


def names(people: Collection[str], most: int = 4) -> str:
    """`d/a, d/b`, cut after some."""
    shown = ", ".join(list(people)[:most])
    return f"{shown} and {len(people) - most} more" if len(people) > most else shown


@dataclass(frozen=True, slots=True)
class Heads:
    """People at work on a day. Arrays of one length, one entry for each column and day.

    The columns of a cohort, a place and a day add up to the people of the cohort who work there.
    """

    cohort: Ints
    place: Ints
    """Number of the slot, site or host; the same number, the same place."""
    day: Ints
    column: Ints


def heads_of(
    problem: Problem, rule: str, cohorts: Ints, at: Place, only: Collection[str] = ()
) -> Heads:
    """The people of some cohorts, given in ascending order, at work, by place and day.

    `only` names the slots, sites and hosts that are looked at; empty: all of them.
    """
    options = problem.options
    option = options.of_cohorts(cohorts)
    if only:
        looked_at = np.array([is_named(offer, at, only) for offer in options.offers], dtype=bool)
        option = option[looked_at[options.offer[option]]]
    option, day = options.days_of(option)
    cohort = options.cohort[option]
    place = options.places[LEVELS.index(at)][options.offer[option]]
    twice = most_a_day(options)[cohort] > 1
    if not twice.any():
        return Heads(cohort, place, day, option)
    row, (cohort_of, place_of_row, day_of) = groups(cohort[twice], place[twice], day[twice])
    there = problem.add_columns(len(cohort_of), upper=1)
    every = np.arange(len(cohort_of))
    there_at = (row, option[twice], 1)
    add_rows(
        problem,
        rule,
        [there_at, (every, there, -most_a_day(options)[cohort_of])],
        upper=0,
        count=len(every),
    )
    add_rows(problem, rule, [there_at, (every, there, -1)], lower=0, count=len(every))
    return Heads(
        np.concatenate([cohort[~twice], cohort_of]),
        np.concatenate([place[~twice], place_of_row]),
        np.concatenate([day[~twice], day_of]),
        np.concatenate([option[~twice], there]),
    )


Entries = tuple[Ints, Ints, int | Ints]
"""Rows, columns and coefficients."""


def add_rows(
    problem: Problem,
    rule: str,
    entries: Sequence[Entries],
    *,
    count: int,
    lower: int | Ints = -UNLIMITED,
    upper: int | Ints = UNLIMITED,
) -> None:
    """Add `count` rows that are the sum of several sets of entries."""
    problem.add_rows(
        rule,
        row=np.concatenate([row for row, _, _ in entries]),
        column=np.concatenate([column for _, column, _ in entries]),
        coefficient=np.concatenate(
            [np.broadcast_to(coefficient, row.shape) for row, _, coefficient in entries]
        ),
        lower=lower,
        upper=upper,
        count=count,
    )


def wish_for(problem: Problem, column: Ints, weight: int) -> None:
    """Let the goal `wishes` count these columns, each with the same weight."""
    problem.wishes.append(Objective(column, np.full(len(column), weight, dtype=np.int64)))


def is_named(offer: Offer, at: Place, only: Collection[str]) -> bool:
    """Whether the place counts: it, or the site or host it is part of, is named; or none is."""
    return not only or any(name in only for name in offer.names[LEVELS.index(at) :])


def most_a_day(options: Options) -> Ints:
    """(cohorts,) placements that one person of a cohort can work at on one day."""
    return np.minimum(options.parts, options.slots_a_day)
