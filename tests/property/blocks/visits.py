"""When visits take place."""

from collections.abc import Iterator
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.logistics import Visit
from visitplanner.model.roster import roster_of
from visitplanner.rules import (
    handover,
    visit_clash,
    visit_known,
    visit_order,
    visit_places,
    visit_times,
    visit_work,
)
from visitplanner.solve import tables

RULES_OF_VISITS = tuple(
    module.RULE
    for module in (
        visit_known,
        visit_times,
        visit_places,
        visit_clash,
        visit_work,
        visit_order,
        handover,
    )
)

Combinations = tuple[tuple[tuple[int, int], tuple[vp.PlannedVisit, ...]], ...]
"""How many visits and days of waiting, and when the visits are."""


def ways(
    programme: vp.Programme, placements: tuple[vp.Placement, ...], previous: vp.Plan | None
) -> Iterator[Part]:
    """Of the combinations with equally many visits, days of waiting and visits as before, the
    first that nobody misses work for, if any: no goal cares for anything else.
    """
    before = set(previous.visits if previous else ())
    found: set[tuple[int, ...]] = set()
    for value, visits in combinations(programme):
        key = (*value, len(before.intersection(visits)))
        if key not in found:
            plan = vp.Plan(status="feasible", placements=placements, visits=visits)
            if not any(True for _ in visit_work.RULE.check(roster_of(programme, plan))):
                found.add(key)
                yield {"visits": visits}


def most_visits(programme: vp.Programme) -> int:
    """No plan has more visits than this."""
    return max((number for (number, _), _ in combinations(programme)), default=0)


class _Latest:
    """What was found for the programme looked at last: it does not depend on placements."""

    programme: vp.Programme | None = None
    combinations: Combinations = ()


def combinations(programme: vp.Programme) -> Combinations:
    """Every combination of times that the other rules accept, with what goals see of it."""
    if _Latest.programme is not programme:
        choices = [
            [*_times(programme, visit), *([] if visit.fixed else [None])]
            for visit in programme.visits
            if not visit.open
        ]
        _Latest.combinations = tuple(
            ((len(visits), _waiting(programme, visits)), visits)
            for chosen in product(*choices)
            for visits in [tuple(each for each in chosen if each is not None)]
            if _accepted(programme, visits)
        )
        _Latest.programme = programme
    return _Latest.combinations


def _waiting(programme: vp.Programme, visits: tuple[vp.PlannedVisit, ...]) -> int:
    return GOALS["earliest_start"].measure(roster_of(programme, vp.Plan(visits=visits)))


def _accepted(programme: vp.Programme, visits: tuple[vp.PlannedVisit, ...]) -> bool:
    roster = roster_of(programme, vp.Plan(visits=visits))
    others = (rule for rule in RULES_OF_VISITS if rule.name != visit_work.NAME)
    return not any(True for rule in others for _ in rule.check(roster))


def _times(programme: vp.Programme, visit: Visit) -> Iterator[vp.PlannedVisit]:
    for day, hours in tables.visit_times(programme, visit):
        yield vp.PlannedVisit(visit=visit.id, day=day, hours=hours)


BLOCK = Block(
    rules=frozenset(rule.name for rule in RULES_OF_VISITS),
    goals=frozenset({"visits_placed", "few_changes"}),
    adds_to=frozenset({"earliest_start"}),
    ways=ways,
)
