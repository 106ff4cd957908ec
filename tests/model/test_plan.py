"""A plan: written by hand or computed, it reads back as it was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import visitplanner as vp

STAY = {"slot": "work", "first_day": "2023-05-16", "last_day": "2023-05-17"}
PLAN = vp.Plan(
    programme="p",
    status="optimal",
    placements=(
        vp.Placement(
            participant="d/pupil-01",
            slot="work",
            site="farm",
            host="host",
            first_day=date(2023, 5, 16),
            last_day=date(2023, 5, 17),
            days=(date(2023, 5, 16), date(2023, 5, 17)),
            pinned=True,
        ),
    ),
    duties=(vp.Duty(participant="d/teacher-01", site="farm", day=date(2023, 5, 16)),),
    unplaced=(
        vp.Unplaced(
            participant="d/pupil-02",
            need="internship",
            reasons=(
                vp.Reason(
                    slot="work",
                    first_day=date(2023, 5, 16),
                    rule="slot_places",
                    message="work on 2023-05-16: 2 people, 1 place",
                ),
            ),
            smallest_fix="one more place at 'work'",
        ),
    ),
    goals=(
        vp.GoalValue(level=1, name="people_placed", value=1, bound=1, sense="most", unit="people"),
    ),
    assumptions=("'end of May' is read as 21-31 May",),
)


def test_a_plan_reads_back_from_json_as_it_was() -> None:
    assert vp.Plan.model_validate_json(PLAN.model_dump_json()) == PLAN


@pytest.mark.parametrize("name", ["plan.json", "plan.yaml"])
def test_a_plan_reads_back_from_a_file_as_it_was(name: str, tmp_path: Path) -> None:
    PLAN.save(tmp_path / name)
    assert vp.Plan.load(tmp_path / name) == PLAN


def test_a_plan_by_hand_is_made_of_a_mapping_or_of_rows() -> None:
    by_name = vp.Plan.from_placements({"d/pupil-01": STAY})
    by_row = vp.Plan.from_placements([{"participant": "d/pupil-01", **STAY}])
    assert by_name == by_row
    assert by_name.status == "by_hand"
    [placement] = by_name.placements
    assert (placement.site, placement.host, placement.days) == ("", "", ())
    assert placement.need == "internship"


def test_an_empty_plan_places_nobody() -> None:
    assert vp.Plan.from_placements({}).placements == ()
    assert vp.Plan.from_placements([]) == vp.Plan()


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"last_day": "2023-05-15"}, "the last day 2023-05-15 is before the first, 2023-05-16"),
        ({"first_day": "2023-02-30"}, "valid date"),
        ({"first_day": "0001-01-01"}, "1900"),
        ({"last_day": "9999-01-01"}, "2220"),
        ({"room": 3}, "Extra inputs are not permitted"),
        ({"slot": "a\nb"}, "line break"),
        ({"slot": "x" * 1_000_000}, "at most"),
        ({"days": ["2023-05-16", "2023-05-16"]}, "days"),
        ({"days": ["2023-05-17", "2023-05-16"]}, "days"),
    ],
)
def test_a_placement_is_refused_with(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        vp.Plan.from_placements({"d/pupil-01": {**STAY, **changes}})
    [error] = caught.value.errors()
    assert part in error["msg"]


@pytest.mark.parametrize("missing", ["slot", "first_day", "last_day"])
def test_a_placement_says_where_and_when(missing: str) -> None:
    row = {key: value for key, value in STAY.items() if key != missing}
    with pytest.raises(ValidationError, match="Field required"):
        vp.Plan.from_placements({"d/pupil-01": row})


@pytest.mark.parametrize("who", ["d/a\nb", "d/\x1b[31m", "x" * 1_000_000])
def test_a_participant_in_a_plan_is_one_short_line(who: str) -> None:
    with pytest.raises(ValidationError):
        vp.Plan.from_placements({who: STAY})


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_a_goal_is_proven_where_value_and_bound_meet(value: int, bound: int) -> None:
    goal = vp.GoalValue(level=1, name="x", value=value, bound=bound, sense="least", unit="days")
    assert goal.proven is (value == bound)


def test_a_plan_is_frozen_and_holds_tuples() -> None:
    plan = vp.Plan.from_placements([{"participant": "d/pupil-01", **STAY}])
    assert isinstance(plan.placements, tuple)
    with pytest.raises(ValidationError, match="frozen"):
        plan.status = "optimal"  # type: ignore[misc]  # refused, which is the point
    with pytest.raises(ValidationError, match="frozen"):
        plan.placements[0].slot = "other"  # type: ignore[misc]  # as above
