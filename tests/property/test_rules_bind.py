"""What the solver is told of each rule is needed: without it, plans break that very rule.

`schedule` checks every plan before it returns it, so a rule that the solver is not told shows up as
a refused plan on some small random programme. A rule that never did would be decoration.
"""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import visitplanner as vp
from tests.property.programmes import documents
from visitplanner.rules.catalogue import RULES
from visitplanner.solve import model, options

FORMS = ("closed", "stay_within", "starts_within", "never_works", "rows")
TOLD = [
    (rule.name, form) for rule, form in product(RULES, FORMS) if getattr(rule, form) is not None
]


@pytest.mark.parametrize(("rule", "form"), TOLD)
def test_without_what_the_solver_is_told_plans_break_the_rule(
    rule: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    untold: dict[str, Any] = {form: None}
    changed = tuple(replace(each, **untold) if each.name == rule else each for each in RULES)
    monkeypatch.setattr(options, "RULES", changed)
    monkeypatch.setattr(model, "RULES", changed)

    @given(documents())
    @settings(
        max_examples=2000,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def plan(document: dict[str, Any]) -> None:
        vp.schedule(vp.Programme.model_validate(document))

    with pytest.raises(vp.VisitPlannerError, match=f"  {rule}: "):
        plan()
