"""Idle days: days on which somebody could work and does not."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]
# The window, 2-12 May 2023, has nine days from Monday to Friday.
GERMANY = {"country": "DE", "subdivision": "NI", "school_free": ["2023-05-08"]}


@pytest.mark.parametrize(
    ("placed", "idle"),
    [
        ({}, 18),
        ({"professional-01": ("work-1", 2, 3)}, 16),
        ({"professional-01": ("work-1", 2, 8)}, 13),  # a weekend is no day to fill
        ({"professional-01": ("work-1", 2, 12), "professional-02": ("work-1", 2, 12)}, 0),
    ],
)
def test_each_day_without_work_counts_one(
    *, placed: dict[str, Any], idle: int, build: Build, measure: Measure
) -> None:
    found = {f"d/{who}": where for who, where in placed.items()}
    assert measure("idle_days", build(), found) == idle


def test_days_away_are_not_idle(build: Build, measure: Measure) -> None:
    assert measure("idle_days", build(traveller={"away": ["3-5 May 2023"]}), {}) == 12


@pytest.mark.parametrize(
    ("people", "idle"),
    [("1 professional", 9), ("1 pupil", 8)],  # 8 May is free of school
)
def test_school_free_days_are_free_for_minors_only(
    *, people: str, idle: int, build: Build, measure: Measure
) -> None:
    assert measure("idle_days", build(people=people, region=GERMANY), {}) == idle


@pytest.mark.parametrize("people", ["1 professional", "1 pupil"])
def test_public_holidays_are_free_for_everybody(
    people: str, build: Build, measure: Measure
) -> None:
    # 8 May is a public holiday in France.
    assert measure("idle_days", build(people=people, region={"country": "FR"}), {}) == 8


@pytest.mark.parametrize(("people", "idle"), [("1 professional", 9), ("1 pupil", 10)])
def test_minors_could_work_on_the_days_of_the_policy(
    *, people: str, idle: int, build: Build, measure: Measure
) -> None:
    policy = {"minors_work_on": "mon-sat"}
    assert measure("idle_days", build(people=people, policy=policy), {}) == idle


def test_who_asks_for_nothing_is_never_idle(build: Build, measure: Measure) -> None:
    assert measure("idle_days", build(traveller={"needs": []}), {}) == 0


def rotation(build: Build, needs: int, **programme: Any) -> vp.Programme:
    """So many needs of two days of one professional."""
    wanted = [
        {"id": f"need-{number}", "field": "agriculture", "length": "2 days"}
        for number in range(needs)
    ]
    return build(people="1 professional", traveller={"needs": wanted}, **programme)


def test_planning_lets_no_placement_run_over_a_weekend(build: Build) -> None:
    # From a Friday, two days of the calendar hold one day of work only.
    goals = ["people_placed", "idle_days"]
    plan = vp.schedule(rotation(build, 3, policy={"goals": goals}))
    assert [(goal.value, goal.bound) for goal in plan.goals] == [(3, 3), (3, 3)]


def test_a_day_shared_by_two_placements_is_filled_once(build: Build) -> None:
    halves = [
        {"id": "morning", "field": "agriculture", "places": 1, "hours": "08:00-12:00"},
        {"id": "afternoon", "field": "agriculture", "places": 1, "hours": "13:00-17:00"},
    ]
    farm = {"id": "farm", "name": "Farm", "slots": halves}
    hosts = [{"id": "host", "name": "Host", "sites": [farm]}]
    goals = ["people_placed", "earliest_start", "idle_days"]
    plan = vp.schedule(rotation(build, 2, hosts=hosts, policy={"goals": goals}))
    assert {goal.name: goal.value for goal in plan.goals} == {
        "people_placed": 2,
        "earliest_start": 0,
        "idle_days": 7,
    }


@pytest.mark.parametrize(("needs", "there"), [(1, False), (2, True)])
def test_the_standard_levels_have_it_where_somebody_has_several_placements(
    *, needs: int, there: bool, build: Build
) -> None:
    names = [goal.name for goal in vp.schedule(rotation(build, needs)).goals]
    assert ("idle_days" in names) is there
