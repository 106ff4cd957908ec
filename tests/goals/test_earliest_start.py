"""Earliest start: days of waiting after the first day of the stay."""

from collections.abc import Callable

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


@pytest.mark.parametrize(("first", "waiting"), [(2, 0), (3, 1), (8, 6), (11, 9)])
def test_each_day_after_the_first_of_the_stay_counts_one(
    *, first: int, waiting: int, build: Build, measure: Measure
) -> None:
    placed = {"d/professional-01": ("work-1", first, first + 1)}
    assert measure("earliest_start", build(), placed) == waiting


def test_waiting_adds_up_over_people(build: Build, measure: Measure) -> None:
    placed = {"d/professional-01": ("work-1", 3, 4), "d/professional-02": ("work-1", 4, 5)}
    assert measure("earliest_start", build(), placed) == 3


def test_an_empty_plan_waits_for_nothing(build: Build, measure: Measure) -> None:
    assert measure("earliest_start", build(), {}) == 0


def test_planning_waits_no_longer_than_the_places_ask_for(build: Build) -> None:
    # Four places from 2 May; the other two people follow after two working days.
    plan = vp.schedule(build(people="6 professionals"))
    assert len(plan.placements) == 6
    [waiting] = [goal for goal in plan.goals if goal.name == "earliest_start"]
    assert (waiting.value, waiting.bound) == (4, 4)
