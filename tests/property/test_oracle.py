"""Brute force over all plans that `check` accepts is the judge of the scheduler."""

import json
from collections import Counter
from math import prod
from typing import Any

import pytest
from hypothesis import Phase, assume, event, given, note, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption
from pydantic import ValidationError

import visitplanner as vp
from tests.property.brute_force import best_values, placements_of
from tests.property.programmes import documents
from tests.property.smaller import smaller

MOST_COMBINATIONS = 1500


@given(documents())
@settings(
    max_examples=10 * settings().max_examples,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # `smaller` does the shrinking
)
def test_goal_values_equal_the_best_over_all_accepted_plans(document: dict[str, Any]) -> None:
    try:
        _compare(document)
    except (AssertionError, vp.VisitPlannerError):
        note(f"A smaller one: {json.dumps(smaller(document, _differs), indent=1)}")
        raise


def _differs(document: dict[str, Any]) -> bool:
    try:
        _compare(document)
    except (ValidationError, UnsatisfiedAssumption):
        return False
    except (AssertionError, vp.VisitPlannerError):
        return True
    return False


def _compare(document: dict[str, Any]) -> None:
    programme = vp.Programme.model_validate(document)
    ways = placements_of(programme)
    assume(prod(map(len, ways.values())) <= MOST_COMBINATIONS)
    best = best_values(programme, ways)
    plan = vp.schedule(programme)
    assert plan.status == "optimal"
    assert vp.check(programme, plan) == ()
    assert tuple(goal.value for goal in plan.goals) == best
    assert all(goal.proven for goal in plan.goals)
    event(f"{len(plan.placements)} placed, duties: {bool(plan.duties)}")
    event(f"left out: {bool(plan.unplaced)}")
    left_out = {(each.participant, each.need) for each in plan.unplaced}
    placed = {(each.participant, each.need) for each in plan.placements}
    assert left_out | placed == set(ways)
    parts = {
        (who, need.id): need.parts
        for who in programme.people
        for need in programme.people[who].needs
    }
    met = Counter((each.participant, each.need) for each in plan.placements)
    assert {(each.participant, each.need): each.parts for each in plan.unplaced} == {
        key: count - met[key] for key, count in parts.items() if met[key] < count
    }
    assert all(each.reasons for each in plan.unplaced)


@given(documents(), st.data())
@settings(max_examples=3 * settings().max_examples)
def test_a_pin_is_kept_or_named_as_a_contradiction(
    document: dict[str, Any], data: st.DataObject
) -> None:
    programme = vp.Programme.model_validate(document)
    ways = placements_of(programme)
    assume(prod(map(len, ways.values())) <= MOST_COMBINATIONS)
    choices = [each[0] for options in ways.values() for each in options if len(each) == 1]
    assume(choices)
    pinned = data.draw(st.sampled_from(choices))
    pin = pinned.model_dump(include={"participant", "slot", "first_day", "last_day", "need"})
    with_pin = vp.Programme.model_validate({**document, "pins": [pin]})
    best = best_values(with_pin, ways)
    if best is None:
        with pytest.raises(vp.ContradictionError, match=r"pins\[0\]") as caught:
            vp.schedule(with_pin)
        assert caught.value.pins == ("pins[0]",)
        return
    plan = vp.schedule(with_pin)
    assert vp.check(with_pin, plan) == ()
    assert tuple(goal.value for goal in plan.goals) == best


@given(documents())
@settings(max_examples=30)
def test_same_programme_same_plan(document: dict[str, Any]) -> None:
    once, again = (vp.schedule(vp.Programme.model_validate(document)) for _ in range(2))
    assert once.model_dump_json() == again.model_dump_json()
