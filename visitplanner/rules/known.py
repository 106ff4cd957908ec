"""Known: a plan names people, slots, sites and needs of its programme, and each need once."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.problem import Problem
from visitplanner.model.plan import Bed, Placement
from visitplanner.model.roster import Entry, Roster
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import PLACEMENTS

NAME = "known"


def check(roster: Roster) -> Iterator[Violation]:
    """Everything named exists, and no need is met more often than it asks for."""
    for stranger, reason in roster.strangers:
        who = getattr(stranger, "participant", None)
        yield Violation(
            rule=NAME, who=(who,) if who else (), days=(_day(stranger),), message=reason
        )
    met: dict[tuple[str, str], int] = {}
    for stay in roster.stays:
        need = stay.need
        key = (stay.person.id, need.id)
        found = met[key] = met.get(key, 0) + 1
        if found > need.parts:
            times = "" if need.parts == 1 else f", {need.parts} times"
            reason = f"the need '{need.id}' is met by another placement already{times}"
            yield stay_violation(NAME, stay, reason, limit=need.parts, found=found)


def _day(entry: Entry) -> date:
    if isinstance(entry, Placement):
        return entry.first_day
    return entry.first_night if isinstance(entry, Bed) else entry.day


def rows(problem: Problem) -> None:
    """For each need of each cohort: placements <= people * parts."""
    options = problem.options
    wanted = options.wanted
    problem.add_rows(
        NAME, row=options.demand, column=np.arange(len(options)), upper=wanted, count=len(wanted)
    )


RULE = Rule(
    name=NAME,
    says="A plan names people, slots, sites and needs of its programme, and meets each need once, "
    "or as often as it asks for.",
    source="the meaning of a placement",
    check=check,
    looks=PLACEMENTS,
    rows=rows,
)
