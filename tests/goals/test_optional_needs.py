"""Optional needs: met where that is possible, and only once nobody is kept out by it."""

from collections.abc import Callable

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]
WHO = "d/professional-01"


def asked(build: Build, *, optional: bool, **more: object) -> vp.Programme:
    """One need of each of two professionals."""
    need = {"field": "agriculture", "length": "2 working days", "optional": optional, **more}
    return build(traveller={"needs": [need]})


@pytest.mark.parametrize(("optional", "met"), [(True, (0, 1)), (False, (1, 0))])
def test_a_placement_counts_for_people_placed_or_as_optional(
    *, optional: bool, met: tuple[int, int], build: Build, measure: Measure
) -> None:
    programme, placed = asked(build, optional=optional), {WHO: ("work-1", 2, 3)}
    goals = ("people_placed", "optional_needs")
    assert tuple(measure(goal, programme, placed) for goal in goals) == met


@pytest.mark.parametrize(("optional", "there"), [(True, True), (False, False)])
def test_the_standard_levels_have_it_where_some_need_is_optional(
    *, optional: bool, there: bool, build: Build
) -> None:
    goals = [goal.name for goal in vp.schedule(asked(build, optional=optional)).goals]
    assert ("optional_needs" in goals) is there


def test_an_optional_need_keeps_nobody_out(build: Build) -> None:
    needs = [
        {"id": "sure", "field": "agriculture", "length": "5 working days"},
        {"id": "extra", "field": "agriculture", "length": "5 working days", "optional": True},
    ]
    # Nine working days leave each of the professionals one week only, from 2 to 12 May.
    plan = vp.schedule(build(people="2 professionals", traveller={"needs": needs}))
    assert {each.need for each in plan.placements} == {"sure"}
    assert [(goal.name, goal.value) for goal in plan.goals][:2] == [
        ("people_placed", 2),
        ("optional_needs", 0),
    ]
    assert [each.need for each in plan.unplaced] == ["extra", "extra"]


def test_where_there_is_room_it_is_met(build: Build) -> None:
    needs = [
        {"id": "sure", "field": "agriculture", "length": "5 working days"},
        {"id": "extra", "field": "agriculture", "length": "4 working days", "optional": True},
    ]
    plan = vp.schedule(build(people="2 professionals", traveller={"needs": needs}))
    found = {goal.name: (goal.value, goal.bound) for goal in plan.goals}
    assert found["optional_needs"] == (2, 2)
