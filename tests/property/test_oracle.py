"""Brute force over all plans that `check` accepts is the judge of the scheduler."""

from math import prod
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import visitplanner as vp
from tests.property.programmes import best_values, documents, placements_of

MOST_COMBINATIONS = 1500


@given(documents())
@settings(max_examples=5 * settings().max_examples)
def test_goal_values_equal_the_best_over_all_accepted_plans(document: dict[str, Any]) -> None:
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
    assert not left_out & placed
    assert all(each.reasons for each in plan.unplaced)


@given(documents(), st.data())
def test_a_pin_is_kept_or_named_as_a_contradiction(
    document: dict[str, Any], data: st.DataObject
) -> None:
    programme = vp.Programme.model_validate(document)
    ways = placements_of(programme)
    assume(prod(map(len, ways.values())) <= MOST_COMBINATIONS)
    choices = [each for options in ways.values() for each in options if each is not None]
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
