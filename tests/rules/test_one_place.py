"""One place: nobody is at two places on the same day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


TWO_NEEDS = [
    {"id": "first", "field": "agriculture", "length": "2 working days"},
    {"id": "second", "field": "agriculture", "length": "2 working days"},
]


def both(stay: Stay, first: tuple[int, int], second: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        {"participant": "d/professional-01", **stay(*first, need="first")},
        {"participant": "d/professional-01", **stay(*second, need="second")},
    ]


def test_two_placements_on_one_day_are_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller={"needs": TWO_NEEDS})
    assert breaches("one_place", programme, both(stay, (2, 3), (3, 4))) == [
        vp.Violation(
            rule="one_place",
            who=("d/professional-01",),
            days=(date(2023, 5, 3),),
            limit=1,
            found=2,
            message="d/professional-01 is at 2 places on 2023-05-03: work, work",
        )
    ]


@pytest.mark.parametrize("second", [(4, 5), (4, 8)])
def test_one_placement_after_the_other_is_no_breach(
    second: tuple[int, int], build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller={"needs": TWO_NEEDS})
    assert not breaches("one_place", programme, both(stay, (2, 3), second))


def test_stays_that_overlap_on_free_days_only_are_no_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller={"needs": TWO_NEEDS})
    assert not breaches("one_place", programme, both(stay, (4, 7), (8, 9)))


def test_duty_at_two_sites_or_beside_a_placement_is_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="1 teacher", site={"slots": []}, hosts=farms(2))
    placed = {"d/teacher-01": stay(2, 3)}
    duties = [("d/teacher-01", "farm-1", 3), ("d/teacher-01", "farm-2", 3)]
    [violation] = breaches("one_place", programme, placed, duties)
    assert (violation.days, violation.found) == ((date(2023, 5, 3),), 3)
    assert "work, duty at farm-1, duty at farm-2" in violation.message
    assert not breaches("one_place", programme, placed, [("d/teacher-01", "farm-1", 4)])


def farms(count: int) -> list[dict[str, Any]]:
    slots = [[{"id": "work", "field": "agriculture", "places": 2}], []]
    return [
        {
            "id": "host",
            "name": "Host",
            "sites": [
                {"id": f"farm-{number + 1}", "name": "Farm", "slots": slots[number]}
                for number in range(count)
            ],
        }
    ]


def test_planning_puts_two_needs_after_each_other(build: Build) -> None:
    programme = build(people="1 professional", traveller={"needs": TWO_NEEDS})
    plan = vp.schedule(programme)
    days = [day for placement in plan.placements for day in placement.days]
    assert len(plan.placements) == 2
    assert len(days) == len(set(days)) == 4
