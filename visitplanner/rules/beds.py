"""Beds: on no night a house has more guests than beds."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.nights import nights_of
from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster, by_house_and_night
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import Looks

NAME = "beds"


def check(roster: Roster) -> Iterator[Violation]:
    """On no night there are more guests than beds; who may not come needs a bed, too."""
    for lodging, nights, guests in by_house_and_night(roster.beds):
        if len(guests) > lodging.beds:
            yield Violation(
                rule=NAME,
                who=tuple(person.id for person in guests),
                days=nights,
                limit=lodging.beds,
                found=len(guests),
                message=f"{lodging.id} in the night of {nights[0]}: "
                f"{counted(len(guests), 'guest', 'guests')}, "
                f"{counted(lodging.beds, 'bed', 'beds')}",
            )


def rows(problem: Problem) -> None:
    """For each house and run of nights: guests <= beds."""
    beds = problem.beds
    if beds is None:
        return
    nights = nights_of(beds)
    limit = np.array([lodging.beds for lodging in problem.programme.lodgings], dtype=np.int64)
    problem.add_rows(
        NAME,
        row=nights.run,
        column=beds.column[nights.bed],
        upper=limit[nights.lodging],
        count=len(nights.lodging),
    )


RULE = Rule(
    name=NAME,
    says="On no night a house has more guests than beds.",
    source="the programme: beds of the lodging",
    check=check,
    looks=Looks(part="houses"),
    rows=rows,
)
