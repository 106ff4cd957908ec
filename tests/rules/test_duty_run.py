"""Duty run: nobody supervises too many days in a row."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def policy(longest: int | None) -> dict[str, Any]:
    profile = {"name": "trip", "minors_per_accompanying_person": 10, "longest_run": longest}
    return {"supervision": "trip", "supervision_profiles": [profile]}


def test_a_run_that_is_too_long_is_a_breach(build: Build, breaches: Breaches) -> None:
    programme = build(teachers="1 teacher", policy=policy(2))
    duties = [("d/teacher-01", "farm", day) for day in (2, 3, 4)]
    assert breaches("duty_run", programme, {}, duties) == [
        vp.Violation(
            rule="duty_run",
            who=("d/teacher-01",),
            days=(date(2023, 5, 2), date(2023, 5, 3), date(2023, 5, 4)),
            limit=2,
            found=3,
            message="d/teacher-01 is on duty 3 days in a row from 2023-05-02, "
            "at most 2 are allowed",
        )
    ]


@pytest.mark.parametrize(
    ("longest", "days", "runs"),
    [
        (3, [2, 3, 4], []),
        (2, [2, 3, 5, 6], []),  # a day off begins a new run
        (2, [5, 6, 7], [3]),  # a run goes on over a weekend
        (1, [2, 3, 8, 9, 10], [2, 3]),
        (None, [2, 3, 4, 5, 6, 7, 8], []),
    ],
)
def test_days_in_a_row_are_counted_by_the_calendar(
    *, longest: int | None, days: list[int], runs: list[int], build: Build, breaches: Breaches
) -> None:
    programme = build(teachers="1 teacher", policy=policy(longest))
    found = breaches("duty_run", programme, {}, [("d/teacher-01", "farm", day) for day in days])
    assert [violation.found for violation in found] == runs


def test_everybody_has_runs_of_their_own(build: Build, breaches: Breaches) -> None:
    programme = build(teachers="2 teachers", policy=policy(1))
    duties = [("d/teacher-01", "farm", 2), ("d/teacher-02", "farm", 3)]
    assert not breaches("duty_run", programme, {}, duties)


def test_planning_lets_teachers_take_turns(build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="2 teachers",
        need={"length": "4 working days"},
        delegation={"window": "2-5 May 2023"},
        policy=policy(1),
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    by_day = [duty.participant for duty in sorted(plan.duties, key=lambda duty: duty.day)]
    assert len(by_day) == 4
    assert all(one != other for one, other in pairwise(by_day))


def test_whom_only_a_tired_teacher_could_supervise_is_left_out(build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="1 teacher",
        need={"length": "4 working days"},
        delegation={"window": "2-5 May 2023"},
        policy=policy(2),
    )
    [unplaced] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"supervision"}
    assert unplaced.smallest_fix is not None
    assert unplaced.smallest_fix.startswith("one more accompanying person on duty at 'farm'")
