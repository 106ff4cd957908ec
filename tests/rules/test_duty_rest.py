"""Duty rest: days without duty in every week."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def policy(rest: int) -> dict[str, Any]:
    profile = {"name": "trip", "minors_per_accompanying_person": 10, "rest_days_per_week": rest}
    return {"supervision": "trip", "supervision_profiles": [profile]}


def test_a_week_with_too_few_days_without_duty_is_a_breach(
    build: Build, breaches: Breaches
) -> None:
    programme = build(teachers="1 teacher", policy=policy(5))
    duties = [("d/teacher-01", "farm", day) for day in (8, 10, 14)]
    assert breaches("duty_rest", programme, {}, duties) == [
        vp.Violation(
            rule="duty_rest",
            who=("d/teacher-01",),
            days=(date(2023, 5, 8), date(2023, 5, 10), date(2023, 5, 14)),
            limit=5,
            found=4,
            message="d/teacher-01 has 4 days without duty in the week of 2023-05-08, "
            "needs at least 5",
        )
    ]


@pytest.mark.parametrize(
    ("rest", "days", "breached"),
    [
        (1, [8, 9, 10, 11, 12, 13], False),
        (1, [8, 9, 10, 11, 12, 13, 14], True),
        (0, [8, 9, 10, 11, 12, 13, 14], False),
        (5, [6, 7, 8, 9], False),  # Saturday and Sunday are another week
        (5, [2, 3], False),  # Monday, 1 May, before they come is without duty
        (6, [8, 14], True),
    ],
)
def test_weeks_go_from_monday_to_sunday(
    *, rest: int, days: list[int], breached: bool, build: Build, breaches: Breaches
) -> None:
    programme = build(teachers="1 teacher", policy=policy(rest))
    duties = [("d/teacher-01", "farm", day) for day in days]
    assert bool(breaches("duty_rest", programme, {}, duties)) is breached


def test_planning_gives_everybody_their_rest(build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="2 teachers",
        need={"length": "9 working days"},
        delegation={"window": "2-12 May 2023"},
        policy=policy(4),
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    weeks = {
        (who, first): sum(
            duty.participant == who and first <= duty.day.day < first + 7 for duty in plan.duties
        )
        for who in ("d/teacher-01", "d/teacher-02")
        for first in (1, 8)
    }
    assert max(weeks.values()) == 3
    assert sum(weeks.values()) == 9


def test_the_days_at_both_ends_of_the_stay_count_as_rest(build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="1 teacher",
        need={"length": "3 working days"},
        delegation={"window": "4-8 May 2023"},
        policy=policy(5),
    )
    plan = vp.schedule(programme)
    assert [duty.day.day for duty in plan.duties] == [4, 5, 8]
