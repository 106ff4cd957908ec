"""Come along: accompanying persons and interpreters have beds and seats like those they are with.

Where anybody of a delegation is placed, whoever is sure to accompany or to interpret comes along,
on duty or not. So this depends on nobody's duties.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster
from visitplanner.model.travel import KINDS, houses, journeys, nights
from visitplanner.rules.bed_needed import needs_bed
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "come_along"


def comes_along(person: Person) -> bool:
    """Whether somebody is there for the others, and sure to come."""
    return person.certain and person.role in ("accompanying_person", "interpreter")


def check(roster: Roster) -> Iterator[Violation]:
    """Who accompanies or interprets for people who are placed has a bed and seats."""
    programme = roster.programme
    placed = {stay.person.delegation for stay in roster.stays}
    lodged = {person.id for _, person, _ in roster.beds}
    seated = {(person.id, transfer.kind) for _, person, transfer in roster.seats}
    for person in programme.people.values():
        if person.delegation not in placed or not comes_along(person):
            continue
        if roster.lodged and person.id not in lodged and needs_bed(programme, person):
            names = ", ".join(lodging.id for lodging in houses(programme, person))
            span = nights(programme, person.delegation) or ()
            yield Violation(
                rule=NAME,
                who=(person.id,),
                days=span,
                limit=f"one more bed in the houses for them ({names})",
                message=f"{person.id} comes along and has no bed in the houses for them ({names})",
            )
        for kind in KINDS if roster.seated else ():
            if journeys(programme, person.delegation, kind) and (person.id, kind) not in seated:
                yield Violation(
                    rule=NAME,
                    who=(person.id,),
                    limit=f"one more seat on the {kind}",
                    message=f"{person.id} comes along and has no seat on any {kind}",
                )


def rows(problem: Problem) -> None:
    """For each delegation a yes-or-no column `comes`.

    Placements <= people * comes, and for each cohort that comes along beds, and seats on arrivals
    and on departures, >= people * comes.
    """
    options = problem.options
    along: dict[str, list[int]] = {}
    planned = problem.programme.lodgings or problem.programme.transfers
    for number, people in enumerate(options.cohorts if planned else ()):
        if comes_along(people[0]):
            along.setdefault(people[0].delegation, []).append(number)
    for delegation, cohorts in along.items():
        option = options.of_cohorts(options.cohorts_named([delegation]))
        supplies = list(_supplies(problem, cohorts))
        if not len(option) or not supplies:
            continue
        (comes,) = problem.add_columns(1, upper=1)
        _placed_rows(problem, option, comes)
        for cohort, column in supplies:
            problem.add_rows(
                NAME,
                row=np.zeros(len(column) + 1, dtype=np.int64),
                column=np.append(column, comes),
                coefficient=np.append(np.ones(len(column)), -len(options.cohorts[cohort])).astype(
                    np.int64
                ),
                lower=0,
                count=1,
            )


def _placed_rows(problem: Problem, option: Ints, comes: int) -> None:
    options = problem.options
    demands, row = np.unique(options.demand[option], return_inverse=True)
    size = np.array([options.demands[each].size for each in demands.tolist()], dtype=np.int64)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(demands))]),
        column=np.concatenate([option, np.full(len(demands), comes)]),
        coefficient=np.concatenate([np.ones(len(option), dtype=np.int64), -size]),
        upper=0,
        count=len(demands),
    )


def _supplies(problem: Problem, cohorts: list[int]) -> Iterator[tuple[int, Ints]]:
    """For each cohort the columns of its beds, of its arrivals and of its departures."""
    programme, beds, seats = problem.programme, problem.beds, problem.seats
    nothing = np.zeros(0, dtype=np.int64)
    for cohort in cohorts:
        person = problem.options.cohorts[cohort][0]
        if needs_bed(programme, person):
            yield cohort, nothing if beds is None else beds.column[beds.cohort == cohort]
        for kind in KINDS:
            if seats is not None and journeys(programme, person.delegation, kind):
                of_kind = np.array([each.kind == kind for each in programme.transfers])
                yield cohort, seats.column[(seats.cohort == cohort) & of_kind[seats.transfer]]


def fix(violation: Violation) -> str:
    """What would let somebody be placed."""
    return f"{violation.limit}"


RULE = Rule(
    name=NAME,
    says="Where anybody of a delegation is placed, its accompanying persons and interpreters who "
    "are sure to come have a bed and seats, too, as far as these are planned.",
    source="the programme: lodgings, transfers",
    check=check,
    fix=fix,
    looks=Looks(part="companions"),
    rows=rows,
    grows=False,
)
