"""When visits take place."""

from collections.abc import Iterator
from datetime import time
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.model.logistics import Visit
from visitplanner.model.roster import roster_of
from visitplanner.model.windows import Hours
from visitplanner.rules import (
    handover,
    visit_clash,
    visit_known,
    visit_order,
    visit_places,
    visit_times,
    visit_work,
)

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


def ways(programme: vp.Programme, placements: tuple[vp.Placement, ...]) -> Iterator[Part]:
    """The first of the combinations with the most visits that nobody misses work for, if any.

    More visits are always better, and no goal cares when they are.
    """
    for visits in _combinations(programme):
        plan = vp.Plan(status="feasible", placements=placements, visits=visits)
        if not any(True for _ in visit_work.RULE.check(roster_of(programme, plan))):
            yield {"visits": visits}
            return


def most_visits(programme: vp.Programme) -> int:
    """No plan has more visits than this."""
    return max(map(len, _combinations(programme)), default=0)


class _Latest:
    """What was found for the programme looked at last: it does not depend on placements."""

    programme: vp.Programme | None = None
    combinations: tuple[tuple[vp.PlannedVisit, ...], ...] = ()


def _combinations(programme: vp.Programme) -> tuple[tuple[vp.PlannedVisit, ...], ...]:
    """Every combination of times that the other rules accept, most visits first."""
    if _Latest.programme is not programme:
        choices = [
            [*_times(programme, visit), *([] if visit.fixed else [None])]
            for visit in programme.visits
            if not visit.open
        ]
        found = [
            visits
            for chosen in product(*choices)
            for visits in [tuple(each for each in chosen if each is not None)]
            if _accepted(programme, visits)
        ]
        _Latest.programme = programme
        _Latest.combinations = tuple(sorted(found, key=lambda visits: -len(visits)))
    return _Latest.combinations


def _accepted(programme: vp.Programme, visits: tuple[vp.PlannedVisit, ...]) -> bool:
    roster = roster_of(programme, vp.Plan(visits=visits))
    others = (rule for rule in RULES_OF_VISITS if rule.name != visit_work.NAME)
    return not any(True for rule in others for _ in rule.check(roster))


def _times(programme: vp.Programme, visit: Visit) -> Iterator[vp.PlannedVisit]:
    every = programme.policy.visits_start_every
    length = visit.minutes or 0
    for day in visit.window.dates() if visit.window else ():
        found = (
            [visit.hours]
            if visit.hours
            else [
                Hours(start=_clock(start), end=_clock(start + length))
                for start in range(0, 24 * 60, every)
                if start + length < 24 * 60
            ]
        )
        yield from (vp.PlannedVisit(visit=visit.id, day=day, hours=hours) for hours in found)


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


BLOCK = Block(
    rules=frozenset(rule.name for rule in RULES_OF_VISITS),
    goals=frozenset({"visits_placed"}),
    ways=ways,
)
