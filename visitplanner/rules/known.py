"""Known: a plan names people, slots, sites and needs of its programme, and each need once."""

from collections import Counter
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
    met: Counter[tuple[str, str]] = Counter()
    for stay in roster.stays:
        key = (stay.who, stay.need.id)
        met[key] += 1
        if met[key] > stay.need.parts:
            times = "" if stay.need.parts == 1 else f", {stay.need.parts} times"
            reason = f"the need '{stay.need.id}' is met by another placement already{times}"
            yield stay_violation(NAME, stay, reason, limit=stay.need.parts, found=met[key])


def _day(entry: Entry) -> date:
    if isinstance(entry, Placement):
        return entry.first_day
    return entry.first_night if isinstance(entry, Bed) else entry.day


def rows(problem: Problem) -> None:
    """For each need of each cohort: placements <= people * parts."""
    options = problem.options
    size = np.array([demand.size for demand in options.demands], dtype=np.int64)
    problem.add_rows(
        NAME, row=options.demand, column=np.arange(len(options)), upper=size, count=len(size)
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
