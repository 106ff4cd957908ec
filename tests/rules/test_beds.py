"""Beds: no more guests than beds on any night."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


@pytest.mark.parametrize(("beds", "found"), [(1, [2]), (2, [])])
def test_more_guests_than_beds_are_a_breach(
    beds: int, found: list[int], build: Build, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=[{"id": "hostel", "name": "Hostel", "beds": beds}])
    nights = [(ONE, "hostel", 2, 30), (TWO, "hostel", 2, 30)]
    breaches = stay_breaches("beds", programme, beds=nights)
    assert [violation.found for violation in breaches] == found
    for violation in breaches:
        assert violation.message == "hostel in the night of 2023-05-02: 2 guests, 1 bed"
        assert len(violation.days) == 29


def test_one_after_the_other_share_a_bed(build: Build, stay_breaches: Breaches) -> None:
    programme = build(lodgings=[{"id": "hostel", "name": "Hostel", "beds": 1}])
    after = [(ONE, "hostel", 2, 9), (TWO, "hostel", 10, 30)]
    assert not stay_breaches("beds", programme, beds=after)
    overlapping = [(ONE, "hostel", 2, 10), (TWO, "hostel", 10, 30)]
    [violation] = stay_breaches("beds", programme, beds=overlapping)
    assert [day.day for day in violation.days] == [10]


def test_planning_shares_out_the_beds_and_tells_who_has_none(build: Build) -> None:
    programme = build(
        people="3-4 professionals",
        slot={"places": 4},
        lodgings=[{"id": name, "name": name, "beds": 1} for name in ("inn", "hostel", "cabin")],
    )
    plan = vp.schedule(programme)
    assert sorted(bed.lodging for bed in plan.beds) == ["cabin", "hostel", "inn"]
    assert [gap.concerns for gap in plan.gaps] == ["d/professional-04"]
    assert len(plan.placements) == 3
