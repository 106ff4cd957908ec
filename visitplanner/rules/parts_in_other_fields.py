"""Parts in other fields: what meets one need of several parts is in as many fields."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACEMENTS

NAME = "parts_in_other_fields"


def check(roster: Roster) -> Iterator[Violation]:
    """No two placements that meet one need of several parts are in the same field."""
    met: dict[tuple[str, str, str], list[Stay]] = {}
    for stay in roster.stays:
        if stay.need.parts > 1:
            met.setdefault((stay.who, stay.need.id, stay.offer.slot.field), []).append(stay)
    for (who, need, field), stays in met.items():
        if len(stays) > 1:
            yield Violation(
                rule=NAME,
                who=(who,),
                field=field,
                days=tuple(sorted({stay.placement.first_day for stay in stays})),
                limit=1,
                found=len(stays),
                message=f"{who}: {len(stays)} parts of the need '{need}' are in the field "
                f"'{field}', each is to be in another",
            )


def rows(problem: Problem) -> None:
    """For each need of several parts and each field: placements <= people."""
    options = problem.options
    parts = [demand.need.parts for demand in options.demands]
    if max(parts, default=1) == 1:
        return
    several = options.of_demand(parts) > 1
    names = list(dict.fromkeys(offer.slot.field for offer in options.offers))
    field = options.of_offer([names.index(offer.slot.field) for offer in options.offers])
    column = np.flatnonzero(several)
    if not len(column):
        return
    row, (demand, _) = groups(options.demand[column], field[column])
    people = np.array([len(each.people) for each in options.demands], dtype=np.int64)
    problem.add_rows(NAME, row=row, column=column, upper=people[demand], count=len(demand))


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "a slot in another of the fields asked for"


RULE = Rule(
    name=NAME,
    says="The placements that meet one need of several parts are each in another field.",
    source="the programme: parts and field of the need",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=PLACEMENTS,
    rows=rows,
)
