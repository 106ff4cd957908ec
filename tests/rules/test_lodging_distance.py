"""Lodging distance: how far a house may be from the site."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


@pytest.mark.parametrize(
    ("km", "within", "found"),
    [("20.001", 20, 1), ("20", 20, 0), ("0.6", "0.5", 1), (None, 20, 0), ("99", None, 0)],
)
def test_ways_beyond_the_limit_are_a_breach(
    km: str | None, within: object, found: int, build: Build, stay_breaches: Breaches
) -> None:
    programme = build(
        lodgings=[{"id": "hostel", "name": "Hostel", "beds": 2}],
        distances=[{"between": ["hostel", "farm"], "km": km}] if km else [],
        policy={"lodging_within_km": within},
    )
    placed = {ONE: {"slot": "work", "first_day": "2023-05-02", "last_day": "2023-05-03"}}
    beds = [(ONE, "hostel", 2, 30)]
    assert len(stay_breaches("lodging_distance", programme, placed, beds=beds)) == found
    assert len(vp.schedule(programme).placements) == (0 if found else 2)


def test_the_breach_tells_how_far_it_is(build: Build, stay: Stay, stay_breaches: Breaches) -> None:
    programme = build(
        lodgings=[{"id": "hostel", "name": "Hostel", "beds": 2}],
        distances=[{"between": ["farm", "hostel"], "km": 31}],
        policy={"lodging_within_km": 20},
    )
    beds = [(ONE, "hostel", 2, 30)]
    [violation] = stay_breaches("lodging_distance", programme, {ONE: stay(2, 3)}, beds=beds)
    assert violation.message == f"{ONE} at work: 31.0 km from hostel, allowed are 20"


def test_each_lives_near_the_site_where_they_work(build: Build) -> None:
    farms = [
        {
            "id": f"farm-{number}",
            "name": "Farm",
            "slots": [{"id": f"work-{number}", "field": "agriculture", "places": 1}],
        }
        for number in (1, 2)
    ]
    houses = [{"id": f"house-{number}", "name": "House", "beds": 1} for number in (1, 2)]
    far = [
        {"between": ["house-1", "farm-1"], "km": 50},
        {"between": ["house-2", "farm-2"], "km": 50},
    ]
    programme = build(
        hosts=[{"id": "host", "name": "Host", "sites": farms}],
        lodgings=houses,
        distances=far,
        policy={"lodging_within_km": 20},
    )
    plan = vp.schedule(programme)
    houses_of = {bed.participant: bed.lodging for bed in plan.beds}
    assert {(each.slot, houses_of[each.participant]) for each in plan.placements} == {
        ("work-1", "house-2"),
        ("work-2", "house-1"),
    }
