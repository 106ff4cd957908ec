"""Who supervises where and when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES as EVERY_RULE

Duties = tuple[vp.Duty, ...]
Ways = dict[tuple[Any, ...], Duties]

RULES = frozenset({"supervision", "visiting_teacher", "duty_run", "duty_rest"})
BY_DAY = tuple(
    rule
    for rule in EVERY_RULE
    if rule.name in ("supervision", "one_place", "window", "availability", "travel_days")
)
OVER_DAYS = tuple(rule for rule in EVERY_RULE if rule.name in RULES - {"supervision"})


def ways(programme: vp.Programme, placements: tuple[vp.Placement, ...]) -> Iterator[Part]:
    """One distribution of duties for each number of days of duty that everybody may have.

    Days are enumerated one by one. Of the ways that go on alike, only one with the fewest duties
    is kept: those with equally many duties of everybody and, where a profile looks at several
    days together, with the same last day of rest of everybody and the same last visit of every
    site.
    """
    teachers = [p.id for p in programme.people.values() if p.role == "accompanying_person"]
    sites = [site.id for host in programme.hosts for site in host.sites]
    days = sorted({day for person in programme.people.values() for day in person.window.dates()})
    together = any(
        profile.visit_every or profile.longest_run or profile.rest_days_per_week
        for each in programme.delegations
        for profile in [programme.supervision_of(each.id)]
    )
    minors = any(
        programme.people[each.participant].minor
        and programme.supervision_of(
            programme.people[each.participant].delegation
        ).minors_per_accompanying_person
        for each in placements
    )
    kept: Ways = {(): ()}
    for day in days if minors else ():
        here = list(_duties_of_day(programme, placements, teachers, sites, day))
        if together:
            here = _frugal(programme, placements, here)
        grown: Ways = {}
        for duties, extra in product(kept.values(), here):
            joined = duties + extra
            if together and _breaks(programme, placements, joined, day):
                continue
            key = _key(programme, joined, teachers, day, together=together)
            if key not in grown or _spare(programme, placements, joined) < _spare(
                programme, placements, grown[key]
            ):
                grown[key] = joined
        kept = grown
    for duties in kept.values():
        yield {"duties": duties}


def _duties_of_day(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    teachers: list[str],
    sites: list[str],
    day: date,
) -> Iterator[Duties]:
    for given in product([None, *sites], repeat=len(teachers)):
        duties = tuple(
            vp.Duty(participant=who, site=site, day=day)
            for who, site in zip(teachers, given, strict=True)
            if site is not None
        )
        plan = vp.Plan(placements=placements, duties=duties)
        if not any(day in each.days for each in vp.check(programme, plan, rules=BY_DAY)):
            yield duties


def _frugal(
    programme: vp.Programme, placements: tuple[vp.Placement, ...], here: list[Duties]
) -> list[Duties]:
    """Those without a duty that nobody needs: it costs one, and evens out one at most."""
    minors = Counter(
        (stay.person.delegation, stay.offer.site.id, day)
        for stay in roster_of(programme, vp.Plan(placements=placements)).stays
        if stay.person.minor
        for day in stay.days
    )

    def is_frugal(duties: Duties) -> bool:
        there = Counter(
            (programme.people[duty.participant].delegation, duty.site, duty.day) for duty in duties
        )
        return all(
            (programme.supervision_of(place[0]).minors_per_accompanying_person or 0) * (count - 1)
            < minors[place]
            for place, count in there.items()
        )

    return [duties for duties in here if is_frugal(duties)]


def _breaks(
    programme: vp.Programme, placements: tuple[vp.Placement, ...], duties: Duties, until: date
) -> bool:
    """Whether a rule over several days is broken, whatever comes after that day."""
    roster = roster_of(programme, vp.Plan(placements=placements, duties=duties))
    stays = tuple(
        replace(stay, days=tuple(day for day in stay.days if day <= until)) for stay in roster.stays
    )
    so_far = replace(roster, stays=stays)
    return any(True for rule in OVER_DAYS for _ in rule.check(so_far))


def _key(
    programme: vp.Programme,
    duties: Duties,
    teachers: list[str],
    until: date,
    *,
    together: bool,
) -> tuple[Any, ...]:
    """What the days to come depend on."""
    days = {who: {duty.day for duty in duties if duty.participant == who} for who in teachers}
    burden = tuple(len(days[who]) for who in teachers)
    if not together:
        return burden
    last_rest = tuple(
        next(
            day
            for day in (until - timedelta(days=number) for number in range(len(duties) + 1))
            if day not in days[who]
        )
        for who in teachers
    )
    last_visit: dict[tuple[str, str], date] = {}
    for duty in duties:
        last_visit[programme.people[duty.participant].delegation, duty.site] = duty.day
    return (burden, last_rest, tuple(sorted(last_visit.items())))


def _spare(programme: vp.Programme, placements: tuple[vp.Placement, ...], duties: Duties) -> int:
    plan = vp.Plan(placements=placements, duties=duties)
    return GOALS["even_supervision"].measure(roster_of(programme, plan))


BLOCK = Block(rules=RULES, goals=frozenset({"even_supervision"}), ways=ways)
