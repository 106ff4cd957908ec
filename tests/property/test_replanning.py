"""Replanning is judged by brute force too: few changes to any previous plan, also a broken one."""

from collections.abc import Mapping
from math import prod
from random import Random
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import visitplanner as vp
from tests.property.blocks.logistics import beds_of
from tests.property.blocks.visits import combinations
from tests.property.brute_force import Ways, best_values, placements_of
from tests.property.programmes import documents

MOST_COMBINATIONS = 1500


def plan_before(random: Random, programme: vp.Programme, ways: Ways) -> vp.Plan:
    """For most needs, people and visits what could be: it keeps the rules alone, if at all."""

    def kept() -> bool:
        return random.random() < 0.8

    chosen = [
        placement
        for each in ways.values()
        for placement in random.choice(each[1:] or each)
        if kept()
    ]
    beds = [random.choice(beds_of(programme, who)) for who in programme.people if kept()]
    visits = [visits for _, visits in combinations(programme)]
    return vp.Plan(
        placements=tuple(chosen),
        beds=tuple(bed for bed in beds if bed is not None),
        visits=random.choice(visits) if visits and kept() else (),
    )


def _with_few_changes(document: Mapping[str, Any], place: int) -> vp.Programme:
    goals: list[Any] = ["people_placed", "preferences", "earliest_start"]
    goals.insert(place, "few_changes")
    policy = {**document["policy"], "goals": goals}
    return vp.Programme.model_validate({**document, "policy": policy})


@given(documents(), st.integers(0, 3), st.integers(0, 2**32))
@settings(max_examples=3 * settings().max_examples)
def test_as_little_as_can_be_is_changed(document: dict[str, Any], place: int, seed: int) -> None:
    programme = _with_few_changes(document, place)
    ways = placements_of(programme)
    assume(prod(map(len, ways.values())) <= MOST_COMBINATIONS)
    previous = plan_before(Random(seed), programme, ways)
    plan = vp.schedule(programme, previous=previous)
    assert vp.check(programme, plan) == ()
    assert tuple(goal.value for goal in plan.goals) == best_values(
        programme, ways, previous=previous
    )
    event(f"{plan.goals[place].value} of {len(previous.placements)} changed")


@given(documents(features=[]))
def test_nothing_moves_where_nothing_has_changed(document: dict[str, Any]) -> None:
    programme = _with_few_changes(document, 2)
    before = vp.schedule(programme)
    after = vp.schedule(programme, previous=before)
    assert after.placements == before.placements
    values = {goal.name: goal.value for goal in after.goals}
    assert values == {goal.name: goal.value for goal in before.goals}
    assert values["few_changes"] == 0
