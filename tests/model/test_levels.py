"""Goals in levels: names, weighted sums, shipped profiles, and how they are written."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.files.schema import json_schema
from visitplanner.model.levels import GOAL_NAMES, SHIPPED_GOALS, STAGED, Level

HEAD = "id: p\nname: P\ntime_zone: Europe/Berlin\npolicy:\n  minors_work_on: mon-fri\n"

WRITTEN: list[Any] = [
    ["people_placed"],
    ["preferences", "people_placed"],
    ["people_placed", {"preferences": 3, "nearness": 1}, "leximin"],
    ["people_placed", {"preferences": 3}],
    [{"people_placed": 1_000_000, "earliest_start": 1}],
]
ALLOWED = f"Allowed: {', '.join(GOAL_NAMES)}"
PROFILES = "Allowed: a list of goals, or one of standard, fair, near, steady"
LEXIMIN_IN_A_SUM = (
    "'leximin' has no single number, so it cannot be part of a sum: give it a level of its own"
)


def policy(goals: object) -> vp.Policy:
    return vp.Policy.model_validate({"goals": goals})


def refusal(goals: object) -> str:
    with pytest.raises(ValidationError) as caught:
        policy(goals)
    [error] = caught.value.errors()
    return error["msg"].removeprefix("Value error, ")


def test_a_level_is_a_goal_or_several_with_a_weight_each() -> None:
    alone, together = Level.model_validate("nearness"), Level.model_validate({"nearness": 2})
    assert [(each.goal, each.weight) for each in alone.weights] == [("nearness", 1)]
    assert [(each.goal, each.weight) for each in together.weights] == [("nearness", 2)]


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        (
            ["people_placed", "prefrences"],
            f"no goal is called 'prefrences'; did you mean 'preferences'? {ALLOWED}",
        ),
        (
            ["people_placed", {"near": 1}],
            f"no goal is called 'near'; did you mean 'nearness'? {ALLOWED}",
        ),
        (
            ["people_placed", {"preferences": 1, "preferences ": 1}],
            f"no goal is called 'preferences '; did you mean 'preferences'? {ALLOWED}",
        ),
        (["people_placed", "beauty"], f"no goal is called 'beauty'. {ALLOWED}"),
        (
            ["people_placed", {"goal": "preferences", "weight": 2}],
            "write the goal with its weight alone: {preferences: 3}",
        ),
        (
            ["people_placed", {"nearness": 1, "leximin": 1}],
            LEXIMIN_IN_A_SUM,
        ),
        (
            ["people_placed", {"leximin": 2}],
            "'leximin' has no single number to be weighted: write it alone",
        ),
        (["people_placed", {}], "names no goal: write one, or several with a weight each"),
        (
            ["people_placed", {"weights": [{"goal": "nearness"}, {"goal": "nearness"}]}],
            "the goal 'nearness' stands in the sum twice",
        ),
        (
            [{"nearness": 2, "preferences": 1}],
            "the goal 'people_placed' is missing: without it nobody is placed",
        ),
        ("fare", f"found 'fare'; did you mean 'fair'? {PROFILES}"),
        ("best", f"found 'best'. {PROFILES}"),
        (3, f"found 3. {PROFILES}"),
        (
            "nearness",
            "'nearness' is one goal: write a list of levels, [people_placed, preferences]",
        ),
        (
            {"people_placed": 1},
            "this is one level: write a list of levels, [people_placed, preferences]",
        ),
    ],
)
def test_goals_are_refused_with(goals: object, message: str) -> None:
    assert refusal(goals) == message


@pytest.mark.parametrize("weight", ["0", "-1", "true", "1.5", "1.0", "'2'", "null", "1000001"])
def test_a_weight_is_a_whole_number_from_one(weight: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    goals = f"  goals:\n    - people_placed\n    - {{preferences: 2, nearness: {weight}}}\n"
    path.write_text(HEAD + goals, encoding="utf-8")
    with pytest.raises(vp.DocumentError) as caught:
        vp.Programme.load(path)
    [problem] = caught.value.problems
    assert (problem.where, problem.line) == ("policy.goals[1].nearness", 8)
    found = {"null": "nothing (null)"}.get(weight, weight)
    must = "a weight must be a whole number from 1 to 1000000"
    assert problem.message == f"found {found}, {must}"


@pytest.mark.parametrize("goals", [*WRITTEN, None])
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_what_is_saved_is_read_back_alike(goals: object, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"programme{suffix}"
    facts = {"id": "p", "name": "P", "time_zone": "Europe/Berlin", "policy": {"goals": goals}}
    programme = vp.Programme.model_validate(facts)
    programme.save(path)
    assert vp.Programme.load(path) == programme
    assert policy(goals).model_dump(mode="json")["goals"] == goals


@pytest.mark.parametrize("name", [profile.name for profile in SHIPPED_GOALS])
def test_two_lines_of_yaml_are_a_profile(name: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_text(f"{HEAD}  goals: {name}\n", encoding="utf-8")
    [profile] = [each for each in SHIPPED_GOALS if each.name == name]
    programme = vp.Programme.load(path)
    assert programme.policy.goals == profile.levels
    programme.save(path)
    assert vp.Programme.load(path) == programme
    assert profile.about.endswith(".")


def test_profiles_are_levels_that_a_policy_accepts() -> None:
    for profile in SHIPPED_GOALS:
        if profile.levels is not None:
            assert policy([level.goals[0] for level in profile.levels]).goals == profile.levels
            assert profile.levels[0].goals == ("people_placed",)


def test_goals_of_several_stages_are_goals() -> None:
    assert set(GOAL_NAMES) > STAGED


@pytest.mark.parametrize("goals", [*WRITTEN, None, *(each.name for each in SHIPPED_GOALS)])
def test_the_schema_accepts_what_is_read(goals: object) -> None:
    policy(goals)
    assert not _schema_errors(goals)


@pytest.mark.parametrize(
    "goals",
    [
        "fare",
        3,
        ["people_placed", "prefrences"],
        ["people_placed", {"prefrences": 1}],
        ["people_placed", {"preferences": 0}],
        ["people_placed", {"preferences": True}],
        ["people_placed", {"preferences": 1.5}],
        ["people_placed", {}],
    ],
)
def test_the_schema_refuses_what_is_refused(goals: object) -> None:
    refusal(goals)
    assert _schema_errors(goals)


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(vp.Programme))


def _schema_errors(goals: object) -> list[Any]:
    facts = {"id": "p", "name": "P", "time_zone": "Europe/Berlin", "policy": {"goals": goals}}
    return list(_validator().iter_errors(facts))
