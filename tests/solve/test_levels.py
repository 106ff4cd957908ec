"""Levels: one goal, a weighted sum, several stages, and numbers too large to add up."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]


def people(*wishes: list[str], **more: Any) -> list[dict[str, Any]]:
    """One professional for each list of preferences, with one working day to fill."""
    return [
        {
            "people": "1 professional",
            "label": f"p{number}",
            "needs": [{"field": "cars", "length": "1 working day"}],
            "preferences": names,
            **more,
        }
        for number, names in enumerate(wishes)
    ]


def planned(build: Build, goals: list[Any], who: list[dict[str, Any]], **fields: Any) -> vp.Plan:
    return vp.schedule(
        build(people=who, policy={"goals": goals}, window="16-17 May 2023", **fields)
    )


def test_a_weighted_sum_tells_what_each_goal_has_reached(build: Build) -> None:
    # Three people, one place a day at w1: each day of waiting counts 2, the other workshop 3.
    who = people(["w1"], ["w1"], ["w1"])
    plan = planned(
        build, ["people_placed", {"preferences": 3, "earliest_start": 2}], who, slot={"places": 1}
    )
    [_, level] = plan.goals
    assert (level.level, level.name) == (2, "3 x preferences + 2 x earliest_start")
    assert (level.value, level.bound, level.sense, level.unit) == (5, 5, "least", "points")
    parts = [(part.name, part.weight, part.value, part.unit) for part in level.parts]
    assert parts == [
        ("preferences", 3, 1, "steps below first choice"),
        ("earliest_start", 2, 1, "days of waiting"),
    ]


@pytest.mark.parametrize(
    ("weight", "steps", "waiting"),
    [(1, 2, 0), (3, 0, 2)],
)
def test_weights_decide_what_is_given_up(
    *, weight: int, steps: int, waiting: int, build: Build
) -> None:
    # Two of four want to be at w1 as well: they wait a day, or go to w2 at once.
    who = people(*[["w1"]] * 4)
    goals = ["people_placed", {"preferences": weight, "earliest_start": 2}]
    plan = planned(build, goals, who)
    values = {part.name: part.value for part in plan.goals[1].parts}
    assert values == {"preferences": steps, "earliest_start": waiting}


@pytest.mark.parametrize(("worth", "placed", "value"), [(3, 1, -1), (1, 0, 0)])
def test_goals_to_be_large_and_goals_to_be_small_add_up(
    *, worth: int, placed: int, value: int, build: Build
) -> None:
    # The only workshop is two steps below the first choice.
    elsewhere = [{"id": name, "name": name} for name in ("school", "x", "y")]
    goals = [{"people_placed": worth, "preferences": 1}]
    plan = planned(build, goals, people(["x", "y"]), sites=1, organisations=elsewhere)
    assert [(goal.value, goal.bound, goal.sense) for goal in plan.goals] == [
        (value, value, "least")
    ]
    parts = [(part.name, part.value, part.sense) for part in plan.goals[0].parts]
    assert parts == [("people_placed", placed, "most"), ("preferences", 2 * placed, "least")]


def test_one_goal_with_a_weight_is_told_as_a_sum_of_one(build: Build) -> None:
    plan = planned(build, ["people_placed", {"earliest_start": 5}], people([], [], [], [], []))
    assert plan.goals[1].name == "5 x earliest_start"
    assert (plan.goals[1].value, plan.goals[1].parts[0].value) == (5, 1)


def test_stages_of_one_goal_stand_on_one_level(build: Build) -> None:
    plan = planned(build, ["people_placed", "leximin", "earliest_start"], people(["w1"], ["w2"]))
    assert [(goal.level, goal.name) for goal in plan.goals] == [
        (1, "people_placed"),
        (2, "leximin"),
        (3, "earliest_start"),
    ]


def test_numbers_too_large_to_be_added_up_are_refused_by_level(build: Build) -> None:
    who = people(*[["w1"]] * 2, utilities=[{"of": "w1", "value": 1_000_000}])
    goals = ["people_placed", {"utility": 1_000_000, "preferences": 1}]
    assert planned(build, goals, who).goals[1].value == -2 * 10**12
    many = [{**who[0], "people": "9000 professionals"}]
    with pytest.raises(
        vp.VisitPlannerError,
        match=r"level 2 of the goals \(1000000 x utility \+ 1 x preferences\): .* 2\*\*53",
    ):
        planned(build, goals, many)
