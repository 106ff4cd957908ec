"""Shuttle seats: who works at a site with shuttles rides on one."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


def shuttle(name: str = "bus", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "shuttle",
        "delegations": "d",
        "sites": "farm",
        "window": "2-4 May 2023",
        **more,
    }


def test_who_works_there_without_a_seat_is_a_breach_on_each_day(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(transfers=[shuttle()])
    seats = [(ONE, "bus", 3)]
    found = stay_breaches("shuttle_seats", programme, {ONE: stay(3, 5)}, seats=seats)
    assert [violation.message for violation in found] == [
        f"{ONE} at work: has no seat on the shuttle on 2023-05-04 (bus)"
    ]
    assert not stay_breaches("shuttle_seats", programme, {ONE: stay(3, 5)}, status="by_hand")


@pytest.mark.parametrize("more", [{"window": None}, {"sites": []}])
def test_a_shuttle_without_days_or_sites_asks_for_nothing(
    more: dict[str, Any], build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(transfers=[shuttle(**more)])
    assert not stay_breaches("shuttle_seats", programme, {ONE: stay(3, 4)})


@pytest.mark.parametrize(("limit", "found"), [(1, [2]), (2, []), (None, [])])
def test_more_riders_than_seats_are_a_breach(
    limit: int | None, found: list[int], build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(transfers=[shuttle(seats=limit)])
    placed = {ONE: stay(3, 3), TWO: stay(3, 3)}
    seats = [(ONE, "bus", 3), (TWO, "bus", 3)]
    breaches = stay_breaches("shuttle_seats", programme, placed, seats=seats)
    assert [violation.found for violation in breaches] == found


def test_a_shuttle_that_does_not_run_is_a_breach(build: Build, stay_breaches: Breaches) -> None:
    programme = build(transfers=[shuttle()])
    [violation] = stay_breaches("shuttle_seats", programme, seats=[(ONE, "bus", 5)])
    assert violation.message == f"{ONE} on bus: it does not run for 'd' on 2023-05-05"


@pytest.mark.parametrize(("house", "found"), [("inn", 1), ("hostel", 0)])
def test_a_shuttle_of_a_house_is_for_those_who_live_there(
    house: str, found: int, build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    lodgings = [{"id": name, "name": name, "beds": 2} for name in ("inn", "hostel")]
    programme = build(transfers=[shuttle(lodgings="inn")], lodgings=lodgings)
    breaches = stay_breaches(
        "shuttle_seats", programme, {ONE: stay(3, 3)}, beds=[(ONE, house, 2, 30)]
    )
    assert len(breaches) == found


def test_planning_splits_riders_over_shuttles(build: Build) -> None:
    programme = build(
        people="4 professionals",
        slot={"places": 4},
        delegation={"window": "2-3 May 2023"},
        transfers=[shuttle(seats=1), shuttle("van", seats=2)],
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 3
    for day in (2, 3):
        rides = [seat.transfer for seat in plan.seats if seat.day.day == day]
        assert sorted(rides) == ["bus", "van", "van"]


def test_planning_lets_people_live_where_seats_are_left(build: Build) -> None:
    lodgings = [{"id": name, "name": name, "beds": 2} for name in ("inn", "hostel")]
    programme = build(
        delegation={"window": "2-3 May 2023"},
        transfers=[shuttle(seats=1, lodgings="inn")],
        lodgings=lodgings,
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    assert [bed.lodging for bed in plan.beds].count("hostel") >= 1


def test_two_slots_of_a_site_on_one_day_are_one_ride(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    halves = [
        {"id": name, "field": name, "places": 1, "hours": hours}
        for name, hours in (("cows", "08:00-12:00"), ("pigs", "13:00-17:00"))
    ]
    needs = [{"id": name, "field": name, "length": "1 day"} for name in ("cows", "pigs")]
    programme = build(
        people="1 professional",
        site={"slots": halves},
        traveller={"needs": needs},
        delegation={"window": "2 May 2023"},
        transfers=[shuttle(seats=1)],
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    assert [seat.day.day for seat in plan.seats] == [2]


def test_who_is_left_without_a_seat_is_told_so(build: Build) -> None:
    programme = build(delegation={"window": "2-3 May 2023"}, transfers=[shuttle(seats=1)])
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"shuttle_seats"}
    assert left_out.smallest_fix == ("one more seat on a shuttle to 'farm' (bus) for 2-3 May 2023")
