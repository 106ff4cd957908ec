"""The brute-force comparison notices when the solver is not told a rule: no rule is decoration."""

from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

import visitplanner as vp
from tests.property.programmes import best_values, documents, placements_of
from tests.property.test_oracle import MOST_COMBINATIONS
from visitplanner.rules.catalogue import RULES
from visitplanner.solve import model, options

FORMS = ("closed", "stay_within", "starts_within", "never_works", "rows")
TOLD = [
    (rule.name, form) for rule, form in product(RULES, FORMS) if getattr(rule, form) is not None
]


@pytest.mark.parametrize(("rule", "form"), TOLD)
def test_a_rule_the_solver_is_not_told_is_noticed(
    rule: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    untold: dict[str, Any] = {form: None}
    changed = tuple(replace(each, **untold) if each.name == rule else each for each in RULES)
    monkeypatch.setattr(options, "RULES", changed)
    monkeypatch.setattr(model, "RULES", changed)

    @given(documents())
    @settings(
        max_examples=1500,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def compare(document: dict[str, Any]) -> None:
        programme = vp.Programme.model_validate(document)
        ways = placements_of(programme)
        assume(prod(map(len, ways.values())) <= MOST_COMBINATIONS // 5)
        plan = vp.schedule(programme)
        assert tuple(goal.value for goal in plan.goals) == best_values(programme, ways)

    with pytest.raises((AssertionError, vp.VisitPlannerError)):
        compare()
