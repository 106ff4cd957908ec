"""Visit work: no internship at the time of a visit that avoids it."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

WHO = "d/professional-01"


def visit(**more: Any) -> dict[str, Any]:
    return {
        "id": "tour",
        "name": "Tour",
        "delegations": ["d"],
        "at": "school",
        "window": "2-5 May 2023",
        "minutes": 60,
        **more,
    }


@pytest.mark.parametrize(
    ("hours", "way", "time", "breach"),
    [
        ("08:00-12:00", 0, "12:00-13:00", False),
        ("08:00-12:00", 0, "11:59-12:59", True),
        ("08:00-12:00", 30, "12:29-13:29", True),
        ("08:00-12:00", 30, "12:30-13:30", False),
        ("12:00-16:00", 30, "10:31-11:31", True),
        ("12:00-16:00", 30, "10:30-11:30", False),
        (None, 0, "17:00-18:00", True),
    ],
)
def test_hours_of_work_and_visit(
    *,
    hours: str | None,
    way: int,
    time: str,
    breach: bool,
    build: Build,
    stay: Stay,
    visit_breaches: Breaches,
) -> None:
    programme = build(slot={"hours": hours}, visits=[visit(way_minutes=way)])
    found = visit_breaches("visit_work", programme, [("tour", 3, time)], {WHO: stay(2, 3)})
    assert len(found) == breach
    if breach:
        assert (found[0].who, found[0].slot) == ((WHO,), "work")
        assert found[0].message == (
            f"{WHO} at work: takes part in the visit 'tour' on 2023-05-03, {time}, and would be "
            "at work"
        )
    assert not visit_breaches("visit_work", programme, [("tour", 4, time)], {WHO: stay(2, 3)})


@pytest.mark.parametrize(
    ("facts", "breach"),
    [
        ({}, True),
        ({"internship": "replace"}, False),
        ({"minutes": None, "window": "2023-05-03", "hours": "10:00-11:00"}, False),
        (
            {
                "minutes": None,
                "window": "2023-05-03",
                "hours": "10:00-11:00",
                "internship": "avoid",
            },
            True,
        ),
        ({"delegations": [], "participants": ["d/professional-02"]}, False),
    ],
)
def test_which_visits_avoid_work(
    *, facts: dict[str, Any], breach: bool, build: Build, stay: Stay, visit_breaches: Breaches
) -> None:
    programme = build(visits=[visit(**facts)])
    times = [("tour", 3, "10:00-11:00")]
    assert len(visit_breaches("visit_work", programme, times, {WHO: stay(2, 3)})) == breach


def test_planning_finds_the_time_after_work(build: Build) -> None:
    programme = build(
        slot={"hours": "08:00-15:00"},
        visits=[visit(way_minutes=60, window="2023-05-03")],
        delegation={"window": "2-4 May 2023"},
        need={"length": "3 working days"},
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    assert [f"{each.hours}" for each in plan.visits] in (
        ["16:00-17:00"],
        ["16:30-17:30"],
        ["17:00-18:00"],
    )


def test_who_is_left_out_is_told_of_the_visit(build: Build) -> None:
    fixed = visit(minutes=None, window="2023-05-03", hours="10:00-11:00", internship="avoid")
    programme = build(
        delegation={"window": "2-4 May 2023"}, need={"length": "3 working days"}, visits=[fixed]
    )
    left = vp.schedule(programme).unplaced[0]
    assert {reason.rule for reason in left.reasons} == {"visit_work"}
    assert left.smallest_fix == "another time for the visit 'tour' on 3 May 2023"
