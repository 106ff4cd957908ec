"""Rules asked about what they look at say the same as rules asked about everything near."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import visitplanner as vp
from tests.property.programmes import documents
from visitplanner.engine.answer import Deadline
from visitplanner.matrix.options import Options
from visitplanner.model.plan import Placement
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.looks import Case, Standing
from visitplanner.solve.concerns import Concerns, numbered
from visitplanner.solve.options import options_of
from visitplanner.solve.reasons import unplaced_of

_NOT_NEAR = ("whole", "houses", "ways", "companions")
STRANGERS = tuple(
    replace(rule, looks=None) if rule.looks and rule.looks.part not in _NOT_NEAR else rule
    for rule in RULES
)
"""The same rules without saying what they look at, as far as what is near shows them enough."""


@given(documents(), st.integers(0, 2**31 - 1))
def test_what_is_known_of_a_rule_changes_nothing_that_is_told(
    document: dict[str, Any], seed: int
) -> None:
    programme = vp.Programme.model_validate(document)
    options = options_of(programme, RULES)
    plan = vp.Plan(status="feasible", placements=some_of(options, Random(seed)))
    known, strange = (
        unplaced_of(programme, rules, options, plan, Deadline(None)) for rules in (RULES, STRANGERS)
    )
    assert known == strange


def test_a_rule_that_says_nothing_is_asked_about_everything_near() -> None:
    programme = vp.Programme.model_validate(
        {"id": "p", "name": "P", "time_zone": "Europe/Berlin", "organisations": [], "hosts": []}
    )
    strangers = numbered(rule for rule in STRANGERS if rule.looks is None)
    standing = Standing(bound=False, tied=False, placed=False, minor=False, young=False)
    concerned = Concerns(programme, strangers).of(Case(standing, option=True, interpreted=False))
    assert len(strangers) > 40
    assert concerned.near == strangers
    assert not concerned.supervised


def some_of(options: Options, random: Random) -> tuple[Placement, ...]:
    """Of some needs one option each, as long as the slot has places and the person is free."""
    found: list[Placement] = []
    for row in random.sample(range(len(options)), len(options)):
        demand, offer = options.demands[options.demand[row]], options.offers[options.offer[row]]
        first, last = int(options.first[row]), int(options.last[row])
        worked = options.worked[options.calendar[row]]
        days = {options.date(day) for day in range(first, last + 1) if worked[day]}
        busy = [each for each in found if days & set(each.days)]
        who = random.choice(demand.people).id
        there = sum(each.slot == offer.id for each in busy)
        met = any((each.participant, each.need) == (who, demand.need.id) for each in found)
        if met or there >= offer.slot.places or any(each.participant == who for each in busy):
            continue
        found.append(
            Placement(
                participant=who,
                need=demand.need.id,
                slot=offer.id,
                site=offer.site.id,
                host=offer.host.id,
                first_day=options.date(first),
                last_day=options.date(last),
                days=tuple(sorted(days)),
            )
        )
    return tuple(found[: random.randint(0, len(found))])
