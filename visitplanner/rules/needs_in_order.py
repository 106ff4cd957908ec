"""Needs in order: who asks for it meets their needs in the order in which they stand."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACEMENTS
from visitplanner.rules.order import latest, order_rows, too_early

NAME = "needs_in_order"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody begins a later need on a day on which an earlier one is not over yet.

    Needs that are not met are passed over.
    """
    for stays in roster.stays_by_person.values():
        person = stays[0].person
        if not person.in_order:
            continue
        place = {need.id: number for number, need in enumerate(person.needs)}
        for stay in stays:
            unfinished = latest(
                other
                for other in stays
                if place[other.need.id] < place[stay.need.id]
                and other.placement.last_day >= stay.placement.first_day
            )
            if unfinished is not None:
                yield too_early(NAME, stay, unfinished, f"the need '{unfinished.need.id}'")


def rows(problem: Problem) -> None:
    """For each pair of needs of one person: the later begins after the earlier has ended."""
    order_rows(problem, NAME, _pairs(problem))


def _pairs(problem: Problem) -> Iterator[tuple[Ints, Ints]]:
    """The options of each earlier need with those of each later one, of the same person."""
    options = problem.options
    if not any(people[0].in_order for people in options.cohorts):
        return
    ends = np.searchsorted(options.demand, np.arange(len(options.demands) + 1))
    needs: dict[int, list[Ints]] = {}
    for number, demand in enumerate(options.demands):
        if demand.person.in_order:
            mine = np.arange(ends[number], ends[number + 1])
            earlier = needs.setdefault(demand.cohort, [])
            yield from ((other, mine) for other in earlier)
            earlier.append(mine)


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "the needs in any order"


RULE = Rule(
    name=NAME,
    says="Where a participant's needs are in order, a placement for a later need begins only on a "
    "day after every placement for an earlier one.",
    source="the programme: in_order and needs of the participant",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=PLACEMENTS,
    rows=rows,
)
