"""Visit order: the earlier visit ends before the later begins."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def visits(**more: Any) -> list[dict[str, Any]]:
    common = {"name": "Tour", "at": "farm", "window": "2-5 May 2023", "minutes": 60, **more}
    first = {"id": "first", "delegations": [], "participants": ["d/professional-01"]}
    then = {"id": "then", "delegations": ["d"], "after": ["first"]}
    return [{**common, **each} for each in (first, then)]


@pytest.mark.parametrize(
    ("day", "hours", "breach"),
    [
        (3, "11:00-12:00", False),
        (3, "10:59-11:59", True),
        (2, "15:00-16:00", True),
        (4, "08:00-09:00", False),
    ],
)
def test_the_earlier_ends_before_the_later_begins(
    *, day: int, hours: str, breach: bool, build: Build, visit_breaches: Breaches
) -> None:
    times = [("then", day, hours), ("first", 3, "10:00-11:00")]
    found = visit_breaches("visit_order", build(visits=visits()), times)
    told = f"the visit 'then' on 2023-05-0{day}, {hours}: begins before the visit 'first' ends"
    assert [each.message for each in found] == [f"{told}, on 2023-05-03 at 11:00"] * breach


def test_each_may_take_place_alone(build: Build, visit_breaches: Breaches) -> None:
    programme = build(visits=visits())
    for name in ("first", "then"):
        assert not visit_breaches("visit_order", programme, [(name, 3, "10:00-11:00")])


def test_planning_keeps_the_order_or_leaves_one_out(build: Build) -> None:
    plan = vp.schedule(build(visits=visits(window="2023-05-02", between="08:00-10:00")))
    assert [each.visit for each in plan.visits] == ["first", "then"]
    plan = vp.schedule(build(visits=visits(window="2023-05-02", between="08:00-09:30")))
    assert len(plan.visits) == 1
