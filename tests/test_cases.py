"""No rule is decoration: for each there is a small programme whose optimum it changes."""

from itertools import zip_longest
from pathlib import Path

import pytest

import visitplanner as vp
from visitplanner.rules.catalogue import RULES

CASES = Path(__file__).parent / "cases"
NAMES = [rule.name for rule in RULES]


def planned(programme: vp.Programme, rules: tuple[vp.Rule, ...]) -> vp.Plan:
    """The best plan under some rules, proven and checked with these very rules."""
    plan = vp.schedule(programme, rules=rules)
    assert plan.status == "optimal"
    assert vp.check(programme, plan, rules=rules) == ()
    return plan


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_a_rule_changes_the_optimum(name: str) -> None:
    path = CASES / f"{name}.yaml"
    if not path.exists():
        pytest.fail(f"the rule '{name}' has no case: write {path}, a programme in which it binds")
    programme = vp.Programme.load(path)
    kept = planned(programme, tuple(RULES))
    free = planned(programme, tuple(rule for rule in RULES if rule.name != name))
    differing = [
        f"{one} instead of {other}"
        for one, other in zip_longest(kept.goals, free.goals)
        if one is None or other is None or (one.name, one.value) != (other.name, other.value)
    ]
    reached = ", ".join(f"{goal.name} {goal.value}" for goal in kept.goals)
    assert differing, f"with and without '{name}' the optimum is the same: {reached}"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_first_why_its_rule_binds(name: str) -> None:
    path = CASES / f"{name}.yaml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(first) > 20


def test_every_case_is_of_a_rule() -> None:
    assert sorted(path.stem for path in CASES.glob("*")) == sorted(NAMES)
