"""Who interprets where and when."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES as EVERY_RULE
from visitplanner.rules.language import needs_interpreter

RULES = frozenset({"language"})
BY_DAY = tuple(
    rule
    for rule in EVERY_RULE
    if rule.name in ("language", "one_place", "window", "availability", "travel_days", "documents")
)


def ways(
    programme: vp.Programme, placements: tuple[vp.Placement, ...], _previous: vp.Plan | None
) -> Iterator[Part]:
    """Enough interpreters on every day, if there are: no goal looks at who they are.

    A day touches no other, so days are looked at one by one; nobody is sent where nobody needs
    one.
    """
    interpreters = [p.id for p in programme.people.values() if p.role == "interpreter"]
    there: dict[date, dict[str, None]] = {}
    for stay in roster_of(programme, vp.Plan(placements=placements)).stays:
        if needs_interpreter(stay.person, stay.offer):
            for day in stay.days:
                there.setdefault(day, {})[stay.offer.site.id] = None
    found: list[vp.Duty] = []
    for day, sites in sorted(there.items()):
        for given in product([None, *sites], repeat=len(interpreters)):
            duties = tuple(
                vp.Duty(participant=who, site=site, day=day, task="interpretation")
                for who, site in zip(interpreters, given, strict=True)
                if site is not None
            )
            if _accepted(programme, placements, duties, day):
                found.extend(duties)
                break
    yield {"duties": tuple(found)}


def _accepted(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    duties: tuple[vp.Duty, ...],
    day: date,
) -> bool:
    plan = vp.Plan(placements=placements, duties=duties)
    return not any(day in each.days for each in vp.check(programme, plan, rules=BY_DAY))


BLOCK = Block(rules=RULES, goals=frozenset(), ways=ways)
