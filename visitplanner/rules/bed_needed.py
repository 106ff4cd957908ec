"""Bed needed: nobody is placed without a bed, where houses are kept for the delegation."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import UNLIMITED, Problem
from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.travel import houses, nights
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import Looks

NAME = "bed_needed"


def needs_bed(programme: Programme, person: Person) -> bool:
    """Whether somebody stays a night, and there are houses for the delegation."""
    return bool(houses(programme, person)) and nights(programme, person.delegation) is not None


def check(roster: Roster) -> Iterator[Violation]:
    """Who is placed has a bed."""
    if not roster.lodged or not roster.programme.lodgings:
        return
    told = {person.id for _, person, _ in roster.beds}
    for stay in roster.stays:
        if stay.who in told or not needs_bed(roster.programme, stay.person):
            continue
        told.add(stay.who)
        names = ", ".join(lodging.id for lodging in houses(roster.programme, stay.person))
        reason = f"has no bed in the houses for them ({names})"
        span = nights(roster.programme, stay.person.delegation)
        yield stay_violation(NAME, stay, reason, days=span or (), limit=names)


def rows(problem: Problem) -> None:
    """For each need of each cohort: placements <= parts * beds."""
    options, beds = problem.options, problem.beds
    if not problem.programme.lodgings:
        return
    asking = [needs_bed(problem.programme, demand.person) for demand in options.demands]
    mine = np.flatnonzero(options.of_demand([int(each) for each in asking]))
    if not len(mine):
        return
    bed, demand = _beds_of_demands(problem)
    parts = np.array([demand.need.parts for demand in options.demands], dtype=np.int64)
    column = beds.column[bed] if beds is not None else bed
    problem.add_rows(
        NAME,
        row=np.concatenate([options.demand[mine], demand]),
        column=np.concatenate([mine, column]),
        coefficient=np.concatenate([np.ones(len(mine), dtype=np.int64), -parts[demand]]),
        upper=np.where(asking, 0, UNLIMITED),
        count=len(options.demands),
    )


def _beds_of_demands(problem: Problem) -> tuple[Ints, Ints]:
    if problem.beds is None:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    cohort = np.array([demand.cohort for demand in problem.options.demands], dtype=np.int64)
    return pairs(problem.beds.cohort, cohort)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"one more bed in the houses for them ({violation.limit})"


RULE = Rule(
    name=NAME,
    says="Nobody is placed without a bed, where any house is kept for the delegation.",
    source="the programme: lodgings",
    check=check,
    fix=fix,
    looks=Looks(part="ways"),
    rows=rows,
    grows=False,
)
