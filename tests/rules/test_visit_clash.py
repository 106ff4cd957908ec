"""Visit clash: nobody in two visits at once, the longer way kept free between them."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def visit(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "delegations": ["d"],
        "at": "farm",
        "window": "2023-05-02",
        "minutes": 60,
        **more,
    }


@pytest.mark.parametrize(
    ("ways", "start", "breach"),
    [
        ((0, 0), "10:59-11:59", True),
        ((0, 0), "11:00-12:00", False),
        ((30, 0), "11:29-12:29", True),
        ((30, 0), "11:30-12:30", False),
        ((30, 45), "11:44-12:44", True),
        ((30, 45), "11:45-12:45", False),
        ((0, 45), "08:16-09:16", True),
        ((0, 45), "08:15-09:15", False),
    ],
)
def test_the_longer_way_is_kept_free(
    *, ways: tuple[int, int], start: str, breach: bool, build: Build, visit_breaches: Breaches
) -> None:
    visits = [visit("one", way_minutes=ways[0]), visit("other", way_minutes=ways[1])]
    times = [("one", 2, "10:00-11:00"), ("other", 2, start)]
    found = visit_breaches("visit_clash", build(visits=visits), times)
    assert len(found) == breach
    assert all(each.who == ("d/professional-01", "d/professional-02") for each in found)


def test_words(build: Build, visit_breaches: Breaches) -> None:
    other = visit("other", delegations=[], participants=["d/professional-02"])
    programme = build(visits=[visit("one", way_minutes=15), other])
    times = [("one", 2, "10:00-11:00"), ("other", 2, "11:00-12:00")]
    [violation] = visit_breaches("visit_clash", programme, times)
    assert violation.message == (
        "1 person takes part in the visits 'one' (10:00-11:00) and 'other' (11:00-12:00) on "
        "2023-05-02, which clash, with 15 minutes for the way"
    )


def test_others_may_visit_at_the_same_time(build: Build, visit_breaches: Breaches) -> None:
    one, other = (
        visit(name, delegations=[], participants=[f"d/professional-0{number}"])
        for number, name in enumerate(("one", "other"), start=1)
    )
    times = [("one", 2, "10:00-11:00"), ("other", 2, "10:00-11:00")]
    assert not visit_breaches("visit_clash", build(visits=[one, other]), times)


def test_planning_keeps_visits_apart(build: Build) -> None:
    visits = [visit(name, between="08:00-11:00", way_minutes=60) for name in ("one", "other")]
    assert [f"{each.hours}" for each in vp.schedule(build(visits=visits)).visits] == [
        "08:00-09:00",
        "10:00-11:00",
    ]
    late = [{**each, "between": "08:00-10:30"} for each in visits]
    assert len(vp.schedule(build(visits=late)).visits) == 1
