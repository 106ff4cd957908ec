"""Lodging stay: one suitable house for all nights of the stay."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


def house(**more: Any) -> dict[str, Any]:
    return {"id": "hostel", "name": "Hostel", "beds": 4, **more}


@pytest.mark.parametrize("window", [None, "2-31 May 2023", "1 May - 3 June 2023"])
def test_a_house_open_on_every_night_is_no_breach(
    window: str | None, build: Build, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=[house(window=window)])
    assert not stay_breaches("lodging_stay", programme, beds=[(ONE, "hostel", 2, 30)])


@pytest.mark.parametrize("window", ["3-31 May 2023", "2-30 May 2023"])
def test_a_house_closed_on_a_night_is_a_breach(
    window: str, build: Build, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=[house(window=window)])
    [violation] = stay_breaches("lodging_stay", programme, beds=[(ONE, "hostel", 2, 30)])
    assert violation.who == (ONE,)
    assert "the nights are those of 2023-05-02 to 2023-05-30" in violation.message
    assert vp.schedule(programme).beds == ()


def test_other_nights_than_those_of_the_stay_are_a_breach(
    build: Build, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=[house()])
    [violation] = stay_breaches("lodging_stay", programme, beds=[(ONE, "hostel", 3, 30)])
    assert violation.message == (
        f"{ONE} at hostel: has a bed for the nights of 2023-05-03 to 2023-05-30, the stay has "
        "those of 2023-05-02 to 2023-05-30"
    )


def test_nights_follow_the_journeys(build: Build, stay_breaches: Breaches) -> None:
    journeys = [
        {"id": "in", "kind": "arrival", "delegations": "d", "window": "3-4 May 2023"},
        {"id": "out", "kind": "departure", "delegations": "d", "window": "10-11 May 2023"},
    ]
    programme = build(lodgings=[house()], transfers=journeys)
    assert not stay_breaches("lodging_stay", programme, beds=[(ONE, "hostel", 3, 10)])
    plan = vp.schedule(programme)
    assert {(bed.first_night.day, bed.last_night.day) for bed in plan.beds} == {(3, 10)}


def test_two_houses_and_a_house_of_others_are_breaches(
    build: Build, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=[house(), house(id="inn")])
    beds = [(ONE, "hostel", 2, 30), (ONE, "inn", 2, 30)]
    [violation] = stay_breaches("lodging_stay", programme, beds=beds)
    assert violation.message == f"{ONE} at inn: has a bed at hostel already"
    other = {"id": "e", "name": "E", "senders": "school", "window": "2-31 May 2023"}
    both = [programme.model_dump(mode="json")["delegations"][0], other]
    programme = build(lodgings=[house(delegations="e")], delegations=both)
    [violation] = stay_breaches("lodging_stay", programme, beds=[(ONE, "hostel", 2, 30)])
    assert violation.message == f"{ONE} at hostel: the house is not kept for 'd'"
