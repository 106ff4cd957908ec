"""What the solver is told of each rule is needed: without it, plans break that very rule.

`schedule` checks every plan before it returns it, so a rule that the solver is not told shows up as
a refused plan on some small random programme. A rule that never did would be decoration.
"""

from contextlib import suppress
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

import visitplanner as vp
from tests.property.features import FEATURES
from tests.property.programmes import document_of
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.options import options_of

FORMS = (
    "closed",
    "stay_within",
    "starts_within",
    "never_works",
    "why_off",
    "lengths",
    "closed_visit",
    "closed_bed",
    "rows",
)
# Their rows count soft wishes alone, so that no plan breaks anything without them.
FOR_WISHES = {("exclusion", "rows")}
TOLD = [
    (rule.name, form)
    for rule, form in product(RULES, FORMS)
    if getattr(rule, form) is not None and (rule.name, form) not in FOR_WISHES
]


MOST_PROGRAMMES = 2000


def programme_of(seed: int, rule: str) -> vp.Programme:
    """A random programme that gives a rule something to do."""
    features = [rule] if rule in FEATURES else []
    programme = vp.Programme.model_validate(document_of(seed, features))
    return _with_pin(Random(seed), programme) if rule == "pin" else programme


def _with_pin(random: Random, programme: vp.Programme) -> vp.Programme:
    """The programme with one of its options fixed by hand."""
    options = options_of(programme, RULES)
    if not len(options):
        return programme
    number = random.randrange(len(options))
    demand = options.demands[options.demand[number]]
    pin = {
        "participant": demand.person.id,
        "need": demand.need.id,
        "slot": options.offers[options.offer[number]].id,
        "first_day": options.date(options.first[number]).isoformat(),
        "last_day": options.date(options.last[number]).isoformat(),
    }
    return vp.Programme.model_validate({**programme.model_dump(mode="json"), "pins": [pin]})


@pytest.mark.parametrize(("rule", "form"), TOLD)
def test_without_what_the_solver_is_told_plans_break_the_rule(rule: str, form: str) -> None:
    untold: dict[str, Any] = {form: None}
    changed = tuple(replace(each, **untold) if each.name == rule else each for each in RULES)

    def plan() -> None:
        for seed in range(MOST_PROGRAMMES):
            with suppress(vp.ContradictionError):  # what is fixed by hand cannot stand
                vp.schedule(programme_of(seed, rule), rules=changed)

    with pytest.raises(vp.VisitPlannerError, match=f"  {rule}: "):
        plan()
