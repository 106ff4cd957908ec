"""Lodging stay: one house for the whole stay, kept for the delegation and open on every night."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem
from visitplanner.model.logistics import Lodging
from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.travel import houses, nights
from visitplanner.model.workdays import ONE_DAY
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "lodging_stay"


def closed_bed(programme: Programme, person: Person, lodging: Lodging) -> str | None:
    """Why somebody cannot stay in a house, whoever else does."""
    if lodging not in houses(programme, person):
        return f"the house is not kept for '{person.delegation}'"
    span = nights(programme, person.delegation)
    if span is None:
        return f"'{person.delegation}' stays no night"
    window = lodging.window
    if window is None or window.first <= span[0] <= span[1] < window.last:
        return None
    return f"the house is open {window}, the nights are those of {span[0]} to {span[1]}"


def check(roster: Roster) -> Iterator[Violation]:
    """Everybody has one house at the most, a suitable one, for exactly the nights of the stay."""
    housed: dict[str, str] = {}
    for bed, person, lodging in roster.beds:
        span = nights(roster.programme, person.delegation)
        reason = closed_bed(roster.programme, person, lodging)
        if reason is None and span is not None and span != (bed.first_night, bed.last_night):
            reason = (
                f"has a bed for the nights of {bed.first_night} to {bed.last_night}, the stay "
                f"has those of {span[0]} to {span[1]}"
            )
        if reason is None and person.id in housed:
            reason = f"has a bed at {housed[person.id]} already"
        housed.setdefault(person.id, lodging.id)
        if reason is not None:
            yield Violation(
                rule=NAME,
                who=(person.id,),
                days=(bed.first_night, bed.last_night + ONE_DAY),
                limit=f"{span[0]} to {span[1]}" if span else None,
                found=f"{bed.first_night} to {bed.last_night}",
                message=f"{person.id} at {lodging.id}: {reason}",
            )


def rows(problem: Problem) -> None:
    """For each cohort: beds <= people."""
    beds = problem.beds
    if beds is None:
        return
    size = np.array([len(people) for people in problem.options.cohorts], dtype=np.int64)
    problem.add_rows(NAME, row=beds.cohort, column=beds.column, upper=size, count=len(size))


RULE = Rule(
    name=NAME,
    says="Everybody has one house at the most, one kept for the delegation, for every night "
    "from arrival to departure.",
    source="the programme: delegations and window of the lodging, transfers and window of the "
    "delegation",
    check=check,
    looks=Looks(part="houses"),
    closed_bed=closed_bed,
    rows=rows,
)
