"""Accompanied house: minors sleep in a house only with an accompanying person, where it says so."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.model.companions import Strength
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster, by_house_and_night
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import Looks

NAME = "accompanied_house"


def accompanies(person: Person) -> bool:
    """Whether somebody is an accompanying person who is sure to come."""
    return person.role == "accompanying_person" and person.certain


def _alone(guests: list[Person]) -> dict[str, list[Person]]:
    """The minors of each delegation that has no accompanying person among the guests."""
    looked_after = {person.delegation for person in guests if accompanies(person)}
    found: dict[str, list[Person]] = {}
    for person in guests:
        if person.minor and person.delegation not in looked_after:
            found.setdefault(person.delegation, []).append(person)
    return found


def check(roster: Roster) -> Iterator[Violation]:
    """On each night with minors an accompanying person of their delegation is there."""
    for lodging, nights, guests in by_house_and_night(roster.beds):
        if lodging.accompanying_person != "hard":
            continue
        for delegation, minors in _alone(guests).items():
            yield Violation(
                rule=NAME,
                who=tuple(person.id for person in minors),
                days=nights,
                limit=1,
                found=0,
                message=f"{lodging.id} in the night of {nights[0]}: "
                f"{counted(len(minors), 'minor', 'minors')} of '{delegation}' without an "
                "accompanying person",
            )


def wished(roster: Roster) -> int:
    """Delegations with minors alone, in each night and house that would rather have company."""
    return sum(
        len(nights) * len(_alone(guests))
        for lodging, nights, guests in by_house_and_night(roster.beds)
        if lodging.accompanying_person == "soft"
    )


def rows(problem: Problem) -> None:
    """For each house and delegation a yes-or-no column: an accompanying person is there.

    It is no more than the accompanying persons there, and minors are there only with it.
    """
    for strength in ("hard", "soft"):
        _rows(problem, strength)


def _rows(problem: Problem, strength: Strength) -> None:
    beds, cohorts = problem.beds, problem.options.cohorts
    if beds is None:
        return
    lodgings = problem.programme.lodgings
    asking = np.array([lodging.accompanying_person == strength for lodging in lodgings])
    bed = np.flatnonzero(asking[beds.lodging])
    place, (_, delegation) = groups(beds.lodging[bed], _delegations(problem)[beds.cohort[bed]])
    minor = np.array([people[0].minor for people in cohorts])[beds.cohort[bed]]
    company = np.array([accompanies(people[0]) for people in cohorts])[beds.cohort[bed]]
    if not minor.any():
        return
    count = len(delegation)
    with_company = problem.add_columns(count, upper=1)
    problem.add_rows(
        NAME,
        row=np.concatenate([np.arange(count), place[company]]),
        column=np.concatenate([with_company, beds.column[bed[company]]]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [count, int(company.sum())]),
        upper=0,
        count=count,
    )
    size = np.array([len(people) for people in cohorts], dtype=np.int64)[beds.cohort[bed[minor]]]
    each = np.arange(len(size))
    row, column = [each, each], [beds.column[bed[minor]], with_company[place[minor]]]
    coefficient = [np.ones(len(each), dtype=np.int64), -size]
    if strength == "soft":
        alone = problem.add_columns(count, upper=1)
        nights = np.zeros(count, dtype=np.int64)
        nights[place] = (beds.last - beds.first + 1)[bed]
        problem.wishes.append(Objective(alone, nights))
        row.append(each)
        column.append(alone[place[minor]])
        coefficient.append(-size)
    problem.add_rows(
        NAME,
        row=np.concatenate(row),
        column=np.concatenate(column),
        coefficient=np.concatenate(coefficient),
        upper=0,
        count=len(each),
    )


def _delegations(problem: Problem) -> Ints:
    """(cohorts,) index of the delegation."""
    numbers = {each.id: number for number, each in enumerate(problem.programme.delegations)}
    cohorts = problem.options.cohorts
    return np.array([numbers[people[0].delegation] for people in cohorts], dtype=np.int64)


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "an accompanying person of the delegation in the same house"


RULE = Rule(
    name=NAME,
    says="Minors sleep in a house that asks for it only with an accompanying person of their "
    "delegation who is sure to come.",
    source="the programme: accompanying_person of the lodging",
    check=check,
    fix=fix,
    looks=Looks(part="houses"),
    rows=rows,
    wished=wished,
    grows=False,
)
