"""Together: people who work at the same place, or not on the same day, and are all placed."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.companions import Together
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.company import (
    Entries,
    Heads,
    add_rows,
    at_work,
    heads_of,
    most_a_day,
    names,
    wish_for,
)
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import COMPANY

NAME = "together"


def check(roster: Roster) -> Iterator[Violation]:
    """Whoever of them works on a day is at the same places, and all of them are placed."""
    for wish in roster.programme.policy.together:
        if wish.strength == "hard":
            yield from _parted(roster, wish)
            yield from _left_behind(roster, wish)


def wished(roster: Roster) -> int:
    """Each day and place with only some of those who work that day, and each person left out."""
    found = 0
    for wish in roster.programme.policy.together:
        if wish.strength == "soft":
            split = sum(len(_partial(places)) for _, places in _days(roster, wish))
            found += wish.weight * (split + len(_left_out(roster, wish)))
    return found


def _days(roster: Roster, wish: Together) -> Iterator[tuple[date, dict[str, list[Stay]]]]:
    yield from at_work(roster.stays_of(wish.people), wish.at).items()


def _partial(places: dict[str, list[Stay]]) -> list[str]:
    """The places of a day at which somebody is missing who works elsewhere."""
    there = {place: {stay.who for stay in stays} for place, stays in places.items()}
    workers = set().union(*there.values())
    return [place for place, people in there.items() if people != workers]


def _left_out(roster: Roster, wish: Together) -> list[str]:
    """Who is not placed although somebody of them is."""
    people = [person.id for person in roster.programme.people_named(wish.people) if person.needs]
    left = [who for who in people if who not in roster.stays_by_person]
    return left if len(left) < len(people) else []


def _parted(roster: Roster, wish: Together) -> Iterator[Violation]:
    for day, places in _days(roster, wish):
        if _partial(places):
            told = "; ".join(
                f"{names([stay.who for stay in stays])} at {place}"
                for place, stays in places.items()
            )
            yield Violation(
                rule=NAME,
                who=tuple(dict.fromkeys(stay.who for stays in places.values() for stay in stays)),
                days=(day,),
                limit=1,
                found=len(places),
                message=f"on {day}: {told}; they are to be at the same {wish.at}",
            )


def _left_behind(roster: Roster, wish: Together) -> Iterator[Violation]:
    if left := _left_out(roster, wish):
        verb = "is" if len(left) == 1 else "are"
        yield Violation(
            rule=NAME,
            who=tuple(left),
            limit=0,
            found=len(left),
            message=f"{names(left)} {verb} left out, to be together with others who are placed",
        )


def rows(problem: Problem) -> None:
    """For each day and place a yes-or-no column `whole`: all who work that day are there.

    People at a place <= people * whole, and people elsewhere <= people * (1 - whole). For all of
    them a yes-or-no column `placed`: placements of a cohort >= people * placed.
    """
    for wish in problem.programme.policy.together:
        _rows(problem, wish)


def _rows(problem: Problem, wish: Together) -> None:
    cohorts = problem.options.cohorts_named(wish.people)
    if not len(cohorts):
        return
    heads = heads_of(problem, NAME, cohorts, wish.at)
    if len(heads.column):
        _place_rows(problem, wish, heads)
    _placed_rows(problem, wish, cohorts)


def _place_rows(problem: Problem, wish: Together, heads: Heads) -> None:
    size = problem.options.sizes
    spot, (day_of_spot, _) = groups(heads.day, heads.place)
    whole = problem.add_columns(len(day_of_spot), upper=1)
    row, (cohort, spot_of_row) = groups(heads.cohort, spot)
    every = np.arange(len(cohort))
    entries: list[Entries] = [(row, heads.column, 1), (every, whole[spot_of_row], -size[cohort])]
    if wish.strength == "soft":
        split = problem.add_columns(len(whole), upper=1)
        wish_for(problem, split, wish.weight)
        entries.append((every, split[spot_of_row], -size[cohort]))
    add_rows(problem, NAME, entries, upper=0, count=len(cohort))
    one_a_day = problem.options.slots_a_day == 1
    if one_a_day:
        day, (days,) = groups(day_of_spot)
        problem.add_rows(NAME, row=day, column=whole, upper=1, count=len(days))
    if not one_a_day or wish.strength == "soft":
        _elsewhere_rows(problem, heads, whole, day_of_spot)


def _elsewhere_rows(problem: Problem, heads: Heads, whole: Ints, day_of_spot: Ints) -> None:
    """People of a cohort elsewhere <= most * (1 - whole); who alone is here may be there, too."""
    spot, _ = groups(heads.day, heads.place)
    entry, other = pairs(heads.day, day_of_spot)
    size = problem.options.sizes
    most = np.maximum(size, most_a_day(problem.options))
    here = spot[entry] == other
    used = ~here | (size[heads.cohort[entry]] == 1)
    entry, other, here = entry[used], other[used], here[used]
    row, (cohort, spot_of_row) = groups(heads.cohort[entry], other)
    every = np.arange(len(cohort))
    add_rows(
        problem,
        NAME,
        [
            (row, heads.column[entry], np.where(here, -most[heads.cohort[entry]], 1)),
            (every, whole[spot_of_row], most[cohort]),
        ],
        upper=most[cohort],
        count=len(cohort),
    )


def _placed_rows(problem: Problem, wish: Together, cohorts: Ints) -> None:
    options = problem.options
    placed = problem.add_columns(1, upper=1)
    size = options.sizes[cohorts]
    option = options.of_cohorts(cohorts)
    every = np.arange(len(cohorts))
    entries: list[Entries] = [
        (np.searchsorted(cohorts, options.cohort[option]), option, 1),
        (every, placed[every * 0], -size),
    ]
    if wish.strength == "soft":
        missing = problem.add_columns(len(cohorts), upper=size)
        wish_for(problem, missing, wish.weight)
        entries.append((every, missing, 1))
    add_rows(problem, NAME, entries, lower=0, count=len(cohorts))
    if not len(option):
        return
    row, (demand,) = groups(options.demand[option])
    sizes = [options.demands[number].size for number in demand.tolist()]
    most = np.array(sizes, dtype=np.int64)
    every = np.arange(len(demand))
    add_rows(
        problem,
        NAME,
        [(row, option, 1), (every, placed[every * 0], -most)],
        upper=0,
        count=len(demand),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"leave for {names(violation.who)} not to be together"


RULE = Rule(
    name=NAME,
    says="People who are to be together are at the same slots, sites or hosts as all others of "
    "them who work that day, and where one of them is placed, all who have needs are.",
    source="the programme: together of the policy",
    check=check,
    fix=fix,
    looks=COMPANY,
    rows=rows,
    wished=wished,
    grows=False,
)
