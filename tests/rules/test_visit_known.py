"""Visits known: once at most, and a fixed one when it is fixed."""

from collections.abc import Callable
from typing import Any

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]

TOUR = {
    "id": "tour",
    "name": "Tour",
    "delegations": ["d"],
    "at": "farm",
    "window": "2-5 May 2023",
    "minutes": 60,
}
FIXED: dict[str, Any] = {
    "id": "tour",
    "name": "Tour",
    "delegations": ["d"],
    "at": "farm",
    "window": "2023-05-03",
    "hours": "10:00-11:00",
}


def test_a_visit_twice_is_a_breach(build: Build, visit_breaches: Breaches) -> None:
    programme = build(visits=[TOUR])
    times = [("tour", 2, "10:00-11:00"), ("tour", 3, "10:00-11:00")]
    [violation] = visit_breaches("visit_known", programme, times)
    assert violation.who == ("d/professional-01", "d/professional-02")
    assert violation.site == "farm"
    assert (violation.limit, violation.found) == (1, 2)
    assert violation.message == (
        "the visit 'tour' on 2023-05-03, 10:00-11:00: it takes place already"
    )
    assert not visit_breaches("visit_known", programme, times[:1])


def test_a_fixed_visit_is_when_it_is_fixed(build: Build, visit_breaches: Breaches) -> None:
    programme = build(visits=[FIXED])
    assert not visit_breaches("visit_known", programme)
    assert not visit_breaches("visit_known", programme, [("tour", 3, "10:00-11:00")])
    for day, hours in ((4, "10:00-11:00"), (3, "10:00-11:30")):
        [violation] = visit_breaches("visit_known", programme, [("tour", day, hours)])
        assert violation.limit == "2023-05-03, 10:00-11:00"
        assert "it is fixed on 2023-05-03, 10:00-11:00" in violation.message


def test_planning_keeps_what_is_fixed_even_when_closed(build: Build) -> None:
    holiday = {**FIXED, "window": "2023-05-18", "hours": "21:00-22:00"}
    programme = build(visits=[holiday])
    plan = vp.schedule(programme)
    assert [f"{each.day} {each.hours}" for each in plan.visits] == ["2023-05-18 21:00-22:00"]
