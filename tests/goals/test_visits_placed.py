"""Visits placed: as many as possible take place."""

from collections.abc import Callable
from typing import Any

import visitplanner as vp
from visitplanner.goals.catalogue import levels_of

Build = Callable[..., vp.Programme]


def visit(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "delegations": ["d"],
        "at": "farm-1",
        "window": "2023-05-03",
        "minutes": 60,
        **more,
    }


FIXED = visit("fixed", minutes=None, hours="10:00-11:00")
OPEN = visit("open", minutes=None)


def test_only_a_visit_to_be_placed_gives_it_something_to_do(build: Build) -> None:
    def goals(*visits: dict[str, Any]) -> set[str]:
        return {name for level in levels_of(build(visits=visits)) for name in level.goals}

    assert "visits_placed" not in goals(FIXED, OPEN)
    assert "visits_placed" in goals(FIXED, visit("tour"))


def test_fixed_visits_count_and_open_ones_do_not(build: Build) -> None:
    plan = vp.schedule(build(visits=[FIXED, OPEN, visit("tour", weekdays="mon"), visit("museum")]))
    assert [each.visit for each in plan.visits] != []
    [goal] = [each for each in plan.goals if each.name == "visits_placed"]
    assert (goal.value, goal.bound, len(plan.visits)) == (2, 2, 2)
    assert {each.concerns for each in plan.gaps} == {"open", "tour"}


def test_people_come_before_visits_or_after_as_the_levels_say(build: Build) -> None:
    def placed(*goals: str) -> tuple[int, int]:
        two_days = [{"first": "2023-05-02", "last": "2023-05-03"}]
        programme = build(
            people="1 professional",
            traveller={"needs": [{"field": "agriculture", "window": two_days[0]}]},
            visits=[visit("tour")],
            policy={"goals": list(goals)},
        )
        plan = vp.schedule(programme)
        return len(plan.placements), len(plan.visits)

    assert placed("people_placed", "visits_placed") == (1, 0)
    assert placed("visits_placed", "people_placed") == (0, 1)
