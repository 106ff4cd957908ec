"""Wishes: breaches of what is asked for softly, each with its weight."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import levels_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]

ONE, TWO = "d/professional-01", "d/professional-02"
SOFT = {"strength": "soft", "weight": 2}


def test_breaches_of_all_kinds_add_up(build: Build, measure: Measure) -> None:
    policy = {
        "apart": [{"people": [ONE, TWO], **SOFT}],
        "exclusions": [{"people": ONE, "at": "farm-1", "strength": "soft"}],
        "shares": [{"delegation": "d", "at_most": 1, "strength": "soft"}],
    }
    placed = dict.fromkeys((ONE, TWO), ("work-1", 2, 3))
    # On each of two days: one meeting (2 points) and one person too many; one placement besides.
    assert measure("wishes", build(policy=policy), placed) == 2 * (2 + 1) + 1
    assert measure("wishes", build(), placed) == 0


@pytest.mark.parametrize(
    ("facts", "applies"),
    [
        ({}, False),
        ({"policy": {"apart": [{"people": [ONE, TWO]}]}}, False),
        ({"policy": {"apart": [{"people": [ONE, TWO], **SOFT}]}}, True),
        ({"lodgings": [{"id": "l", "name": "L", "beds": 2, "one_rooming_group": "soft"}]}, True),
        ({"lodgings": [{"id": "l", "name": "L", "beds": 2, "one_rooming_group": "hard"}]}, False),
    ],
)
def test_the_standard_levels_have_it_where_something_is_soft(
    *, facts: dict[str, Any], applies: bool, build: Build
) -> None:
    names = [name for level in levels_of(build(**facts)) for name in level.goals]
    assert ("wishes" in names) is applies


def test_planning_fulfils_what_it_can_without_leaving_anybody_out(build: Build) -> None:
    policy = {
        "together": [{"people": [ONE, TWO], **SOFT}],
        "exclusions": [{"people": TWO, "at": ["farm-1", "farm-2"], **SOFT}],
    }
    plan = vp.schedule(build(policy=policy))
    assert len(plan.placements) == 2
    assert {goal.name: goal.value for goal in plan.goals}["wishes"] == 2
