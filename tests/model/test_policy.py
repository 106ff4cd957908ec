"""Decisions of the coordinator: supervision profiles, goals in levels, pins."""

from typing import Any

import pytest
from pydantic import ValidationError

import visitplanner as vp

PROFILE = {"name": "trip", "minors_per_accompanying_person": 10}


def refusal(**facts: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        vp.Policy.model_validate(facts)
    [error] = caught.value.errors()
    return error["msg"]


def test_without_a_word_goals_are_the_standard_ones_and_minors_work_monday_to_friday() -> None:
    policy = vp.Policy()
    assert policy.goals is None
    assert policy.minors_work_on == ("mon", "tue", "wed", "thu", "fri")
    assert policy.supervision is None


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"goals": ["preferences"]}, "'people_placed' is missing"),
        ({"goals": []}, "'people_placed' is missing"),
        ({"goals": ["people_placed", "beauty"]}, "nearness, earliest_start"),
        (
            {"supervision_profiles": [PROFILE | {"minors_per_accompanying_person": 0}]},
            "greater than or equal to 1",
        ),
        ({"supervision_profiles": [{"name": "trip"}]}, "Field required"),
        ({"minors_work_on": []}, "at least 1 item"),
        ({"mercy": True}, "Extra inputs are not permitted"),
    ],
)
def test_a_policy_is_refused_with(facts: dict[str, Any], part: str) -> None:
    assert part in refusal(**facts)


def test_goals_may_stand_on_other_levels_or_be_left_out() -> None:
    policy = vp.Policy.model_validate({"goals": ["earliest_start", "people_placed"]})
    assert policy.goals is not None
    assert [level.goals for level in policy.goals] == [("earliest_start",), ("people_placed",)]


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"first_day": "0001-01-01"}, "1900"),
        ({"first_day": "9999-12-31"}, "2200"),
        ({"last_day": "9999-12-31"}, "2200"),
        ({"first_day": "2023-02-30"}, "valid date"),
        ({"first_day": "2023-05-16T08:00"}, "must be a date such as 2023-05-16"),
        ({"first_day": 1684195200}, "must be a date such as 2023-05-16"),
        ({"slot": "a b"}, "'a b' is no id"),
        ({"forced": True}, "Extra inputs are not permitted"),
    ],
)
def test_a_pin_is_refused_with(changes: dict[str, Any], part: str) -> None:
    facts = {"participant": "d/pupil-01", "slot": "work", "first_day": "2023-05-16", **changes}
    with pytest.raises(ValidationError) as caught:
        vp.Pin.model_validate(facts)
    [error] = caught.value.errors()
    assert part in error["msg"]
