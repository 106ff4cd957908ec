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
from visitplanner.solve.options import options_of
from visitplanner.solve.reasons import unplaced_of

STRANGERS = tuple(replace(rule, source=f"{rule.source}, as said here") for rule in RULES)
"""Rules of one's own, about which nothing is known, that say what those of the catalogue say."""


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
