"""Rooming: on any night people of one rooming group only share a house, where it says so.

People without a rooming group are one group together.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.nights import nights_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.model.companions import Strength
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster, by_house_and_night
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "rooming"


def _groups(guests: list[Person]) -> tuple[str | None, ...]:
    """In the order of their names, people without one last."""
    found = {person.rooming for person in guests}
    return tuple(sorted(found, key=lambda name: (name is None, name or "")))


def check(roster: Roster) -> Iterator[Violation]:
    """In a house of one rooming group there is one on any night."""
    for lodging, nights, guests in by_house_and_night(roster.beds):
        found = _groups(guests)
        if lodging.one_rooming_group == "hard" and len(found) > 1:
            names = " and ".join("people without one" if g is None else f"'{g}'" for g in found)
            yield Violation(
                rule=NAME,
                who=tuple(person.id for person in guests),
                days=nights,
                limit=1,
                found=len(found),
                message=f"{lodging.id} in the night of {nights[0]}: "
                f"{len(found)} rooming groups share the house, {names}",
            )


def wished(roster: Roster) -> int:
    """Rooming groups beyond one, in each night and house that would rather have one."""
    return sum(
        len(nights) * (len(_groups(guests)) - 1)
        for lodging, nights, guests in by_house_and_night(roster.beds)
        if lodging.one_rooming_group == "soft"
    )


def rows(problem: Problem) -> None:
    """For each house, run of nights and group a yes-or-no column; their sum is one at the most."""
    for strength in ("hard", "soft"):
        _rows(problem, strength)


def _rows(problem: Problem, strength: Strength) -> None:
    beds, lodgings = problem.beds, problem.programme.lodgings
    if beds is None:
        return
    nights = nights_of(beds)
    asking = np.array([lodging.one_rooming_group == strength for lodging in lodgings])
    entry = np.flatnonzero(asking[nights.lodging[nights.run]])
    if not len(entry):
        return
    bed = nights.bed[entry]
    cell, (run_of_cell, _) = groups(nights.run[entry], _rooming(problem)[beds.cohort[bed]])
    run, (run_of_row,) = groups(run_of_cell)
    there = problem.add_columns(len(run_of_cell), upper=1)
    size = np.array([len(people) for people in problem.options.cohorts], dtype=np.int64)
    each = np.arange(len(entry))
    problem.add_rows(
        NAME,
        row=np.concatenate([each, each]),
        column=np.concatenate([beds.column[bed], there[cell]]),
        coefficient=np.concatenate([np.ones(len(entry), dtype=np.int64), -size[beds.cohort[bed]]]),
        upper=0,
        count=len(entry),
    )
    row, column, coefficient = run, there, np.ones(len(there), dtype=np.int64)
    if strength == "soft":
        beyond = problem.add_columns(len(run_of_row), upper=np.bincount(run))
        problem.wishes.append(Objective(beyond, nights.count[run_of_row]))
        row = np.concatenate([row, np.arange(len(beyond))])
        column = np.concatenate([column, beyond])
        coefficient = np.concatenate([coefficient, np.full(len(beyond), -1, dtype=np.int64)])
    problem.add_rows(
        NAME, row=row, column=column, coefficient=coefficient, upper=1, count=len(run_of_row)
    )


def _rooming(problem: Problem) -> Ints:
    """(cohorts,) a number for each rooming group."""
    names = [people[0].rooming for people in problem.options.cohorts]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "a bed in a house with their own rooming group alone"


RULE = Rule(
    name=NAME,
    says="On any night people of one rooming group only share a house that asks for it; people "
    "without a group are one together.",
    source="the programme: one_rooming_group of the lodging, rooming of the participant",
    check=check,
    fix=fix,
    looks=Looks(part="houses"),
    rows=rows,
    wished=wished,
)
