"""Preferences: each step below the first choice counts one."""

from collections.abc import Callable

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


@pytest.mark.parametrize(
    ("preferences", "slot", "steps"),
    [
        ([], "work-1", 0),
        (["work-1", "work-2"], "work-1", 0),
        (["work-1", "work-2"], "work-2", 1),
        (["farm-2"], "work-2", 0),  # a site
        (["farm-2"], "work-1", 1),  # what is not on the list comes after all that is
        (["farm-2", "host"], "work-1", 1),  # a host
        (["host", "work-2"], "work-2", 0),  # the best name counts
    ],
)
def test_the_rank_of_the_slot_its_site_or_its_host_counts(
    *, preferences: list[str], slot: str, steps: int, build: Build, measure: Measure
) -> None:
    programme = build(traveller={"preferences": preferences})
    assert measure("preferences", programme, {"d/professional-01": (slot, 2, 3)}) == steps


def test_steps_add_up_over_people(build: Build, measure: Measure) -> None:
    programme = build(traveller={"preferences": ["work-1", "work-2"]})
    placed = {f"d/professional-0{number}": ("work-2", 2, 3) for number in (1, 2)}
    assert measure("preferences", programme, placed) == 2


def test_planning_gives_the_first_choice_to_as_many_as_can_be(build: Build) -> None:
    programme = build(people="3 professionals", traveller={"preferences": ["work-2"]})
    days = {"first_day": "2023-05-02"}
    pins = [
        {"participant": f"d/professional-0{number}", "slot": "work-1", **days} for number in (1, 2)
    ]
    free = vp.schedule(programme)
    assert [goal.value for goal in free.goals if goal.name == "preferences"] == [0]
    pinned = vp.schedule(
        build(people="3 professionals", traveller={"preferences": ["work-2"]}, pins=pins)
    )
    assert [goal.value for goal in pinned.goals if goal.name == "preferences"] == [2]
