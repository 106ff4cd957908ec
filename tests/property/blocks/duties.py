"""Who supervises where and when."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of

RULES = frozenset({"supervision"})


def ways(programme: vp.Programme, placements: tuple[vp.Placement, ...]) -> Iterator[Part]:
    """One distribution of duties for each number of days of duty that everybody may have.

    A duty touches its own day alone, so days are enumerated one by one; of the ways that give
    everybody equally many duties, only one with the fewest duties is kept.
    """
    teachers = [p.id for p in programme.people.values() if p.role == "accompanying_person"]
    sites = [site.id for host in programme.hosts for site in host.sites]
    days = sorted({day for person in programme.people.values() for day in person.window.dates()})
    minors = any(
        programme.people[each.participant].minor
        and programme.supervision_of(
            programme.people[each.participant].delegation
        ).minors_per_accompanying_person
        for each in placements
    )
    kept: dict[tuple[int, ...], tuple[vp.Duty, ...]] = {(0,) * len(teachers): ()}
    for day in days if minors else ():
        here = list(_duties_of_day(programme, placements, teachers, sites, day))
        grown: dict[tuple[int, ...], tuple[vp.Duty, ...]] = {}
        for (burden, duties), (more, extra) in product(kept.items(), here):
            total = tuple(a + b for a, b in zip(burden, more, strict=True))
            joined = duties + extra
            if total not in grown or _spare(programme, placements, joined) < _spare(
                programme, placements, grown[total]
            ):
                grown[total] = joined
        kept = grown
    for duties in kept.values():
        yield {"duties": duties}


def _duties_of_day(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    teachers: list[str],
    sites: list[str],
    day: date,
) -> Iterator[tuple[tuple[int, ...], tuple[vp.Duty, ...]]]:
    for given in product([None, *sites], repeat=len(teachers)):
        duties = tuple(
            vp.Duty(participant=who, site=site, day=day)
            for who, site in zip(teachers, given, strict=True)
            if site is not None
        )
        plan = vp.Plan(placements=placements, duties=duties)
        if not any(day in each.days for each in vp.check(programme, plan)):
            yield tuple(int(site is not None) for site in given), duties


def _spare(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    duties: tuple[vp.Duty, ...],
) -> int:
    plan = vp.Plan(placements=placements, duties=duties)
    return GOALS["even_supervision"].measure(roster_of(programme, plan))


BLOCK = Block(rules=RULES, goals=frozenset({"even_supervision"}), ways=ways)
