"""Who supervises where and when."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.model.roster import Stay, roster_of
from visitplanner.rules.catalogue import RULES as EVERY_RULE

Duties = tuple[vp.Duty, ...]
Ways = dict[tuple[Any, ...], tuple[int, Duties]]

RULES = frozenset({"supervision", "visiting_teacher", "duty_run", "duty_rest"})
BY_DAY = tuple(
    rule
    for rule in EVERY_RULE
    if rule.name
    in ("supervision", "one_place", "window", "availability", "travel_days", "documents")
)
OVER_DAYS = tuple(rule for rule in EVERY_RULE if rule.name in RULES - {"supervision"})


class _Latest:
    """What was found for the programme looked at last."""

    programme: vp.Programme | None = None
    of_day: dict[tuple[Any, ...], list[tuple[int, Duties]]]


def ways(
    programme: vp.Programme, placements: tuple[vp.Placement, ...], _previous: vp.Plan | None
) -> Iterator[Part]:
    """One distribution of duties for each number of days of duty that everybody may have.

    Days are enumerated one by one. Of the ways that go on alike, only one with the fewest duties
    that nobody needs is kept: those with equally many duties of everybody, if a goal asks for that,
    and, where a profile looks at several days together, with the same last day of rest of everybody
    and the same last visit of every site.
    """
    teachers = [p.id for p in programme.people.values() if p.role == "accompanying_person"]
    minors = any(
        programme.people[each.participant].minor
        and programme.supervision_of(
            programme.people[each.participant].delegation
        ).minors_per_accompanying_person
        for each in placements
    )
    stays = roster_of(programme, vp.Plan(placements=placements)).stays if minors else ()
    together = any(
        profile.visit_every or profile.longest_run or profile.rest_days_per_week
        for each in programme.delegations
        for profile in [programme.supervision_of(each.id)]
    )
    even = any("even_supervision" in level.goals for level in levels_of(programme))
    kept: Ways = {(): (0, ())}
    for day in sorted({day for stay in stays for day in stay.days}):
        grown: Ways = {}
        here = _duties_of_day(programme, [stay for stay in stays if day in stay.days], day)
        for (spare, duties), (more, extra) in product(kept.values(), here):
            joined = duties + extra
            if together and _breaks(programme, placements, joined, day):
                continue
            burden = tuple(Counter(duty.participant for duty in joined)[who] for who in teachers)
            key = (
                burden if even else (),
                _so_far(programme, joined, teachers, day) if together else (),
            )
            if key not in grown or spare + more < grown[key][0]:
                grown[key] = (spare + more, joined)
        kept = grown
    for _, duties in kept.values():
        yield {"duties": duties}


def _duties_of_day(
    programme: vp.Programme, stays: Sequence[Stay], day: date
) -> list[tuple[int, Duties]]:
    """The duties of one day that the rules accept, each with the number of those nobody needs.

    It is enough to send teachers where there are minors of their delegation: any other duty costs
    one, and evens out one at most.
    """
    if _Latest.programme is not programme:
        _Latest.programme = programme
        _Latest.of_day = {}
    key = (day, *(stay.placement for stay in stays))
    if key not in _Latest.of_day:
        placements = tuple(stay.placement for stay in stays)
        found = []
        for duties in _frugal(programme, stays, day):
            plan = vp.Plan(placements=placements, duties=duties)
            if not any(day in each.days for each in vp.check(programme, plan, rules=BY_DAY)):
                found.append((_spare(programme, placements, duties), duties))
        _Latest.of_day[key] = found
    return _Latest.of_day[key]


def _frugal(programme: vp.Programme, stays: Sequence[Stay], day: date) -> Iterator[Duties]:
    """All duties of a day at sites where they may be needed, and no more than may be."""
    minors = Counter(
        (stay.person.delegation, stay.offer.site.id) for stay in stays if stay.person.minor
    )
    teachers = [p for p in programme.people.values() if p.role == "accompanying_person"]
    sites = [[None, *(site for name, site in minors if name == p.delegation)] for p in teachers]
    for given in product(*sites):
        there = Counter(
            (who.delegation, site) for who, site in zip(teachers, given, strict=True) if site
        )
        if all(
            (programme.supervision_of(place[0]).minors_per_accompanying_person or 0) * (count - 1)
            < minors[place]
            for place, count in there.items()
        ):
            yield tuple(
                vp.Duty(participant=who.id, site=site, day=day)
                for who, site in zip(teachers, given, strict=True)
                if site is not None
            )


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


def _so_far(
    programme: vp.Programme, duties: Duties, teachers: list[str], until: date
) -> tuple[Any, ...]:
    """What the rules over several days remember."""
    days = {who: {duty.day for duty in duties if duty.participant == who} for who in teachers}
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
    burden = tuple(len(days[who]) for who in teachers)
    return (burden, last_rest, tuple(sorted(last_visit.items())))


def _spare(programme: vp.Programme, placements: tuple[vp.Placement, ...], duties: Duties) -> int:
    """Duties of one day that nobody needs: on a single day nothing else can be uneven."""
    plan = vp.Plan(placements=placements, duties=duties)
    return GOALS["even_supervision"].measure(roster_of(programme, plan))


BLOCK = Block(rules=RULES, goals=frozenset({"even_supervision"}), ways=ways)
