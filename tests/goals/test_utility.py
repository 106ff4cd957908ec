"""Utility: values of host, site, slot and field add up."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import levels_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


def worth(**values: int) -> dict[str, Any]:
    utilities = [{"of": of.replace("_", "-"), "value": value} for of, value in values.items()]
    return {"utilities": utilities}


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ({"work_1": 5}, 5),
        ({"farm_1": 5}, 5),
        ({"host": 5}, 5),
        ({"agriculture": 5}, 5),
        ({"work_2": 5}, 0),
        ({"work_1": 5, "host": 3, "farm_1": 2, "agriculture": 1, "farm_2": 7}, 11),
        ({}, 0),
    ],
)
def test_what_fits_a_placement_adds_up(
    *, values: dict[str, int], points: int, build: Build, measure: Measure
) -> None:
    programme = build(traveller=worth(**values))
    assert measure("utility", programme, {"d/professional-01": ("work-1", 2, 3)}) == points


def test_a_name_that_is_both_site_and_slot_counts_once(build: Build, measure: Measure) -> None:
    farm = {"id": "work", "name": "F", "slots": [{"id": "work", "field": "crops", "places": 1}]}
    hosts = [{"id": "h", "name": "H", "sites": [farm]}]
    programme = build(hosts=hosts, traveller=worth(work=4))
    assert measure("utility", programme, {"d/professional-01": ("work", 2, 3)}) == 4


def test_planning_gives_as_many_points_as_can_be_had(build: Build) -> None:
    programme = build(people="3 professionals", traveller=worth(work_2=7, host=1))
    plan = vp.schedule(programme)
    # Two places at a time, and a second turn later.
    [found] = [goal for goal in plan.goals if goal.name == "utility"]
    assert (found.value, found.bound, found.sense) == (24, 24, "most")
    assert {placement.slot for placement in plan.placements} == {"work-2"}


def test_the_standard_levels_have_it_once_somebody_says_what_something_is_worth(
    build: Build,
) -> None:
    with_values = [level.goals for level in levels_of(build(traveller=worth(work_1=1)))]
    assert ("utility",) in with_values
    assert ("utility",) not in [level.goals for level in levels_of(build())]


def test_a_value_of_something_unknown_is_refused(build: Build) -> None:
    with pytest.raises(ValueError, match="called 'wrok-1'; did you mean 'work-1'"):
        build(traveller=worth(wrok_1=1))
