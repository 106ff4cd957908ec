"""Travel days: work lies between arrival and departure, with a seat on both."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"

IN = {"id": "in", "kind": "arrival", "delegations": "d", "window": "3 May 2023"}
LATE = {"id": "late", "kind": "arrival", "delegations": "d", "window": "4-8 May 2023"}
OUT = {"id": "out", "kind": "departure", "delegations": "d", "window": "12 May 2023"}


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ((3, 4), "at work on 2023-05-03, the arrival is on 2023-05-03"),
        ((4, 5), None),
        ((10, 11), None),
        ((11, 12), "at work on 2023-05-12, the departure is on 2023-05-12"),
    ],
)
def test_work_on_a_day_of_travel_is_a_breach(
    days: tuple[int, int],
    message: str | None,
    build: Build,
    stay: Stay,
    stay_breaches: Breaches,
) -> None:
    programme = build(transfers=[IN, OUT])
    seats = [(ONE, "in", 3), (ONE, "out", 12)]
    found = stay_breaches("travel_days", programme, {ONE: stay(*days)}, seats=seats)
    told = [f"{ONE} at work: {message}"] if message else []
    assert [violation.message for violation in found] == told


def test_the_own_seat_tells_the_day(build: Build, stay: Stay, stay_breaches: Breaches) -> None:
    programme = build(transfers=[IN, LATE])
    placed = {ONE: stay(5, 9)}
    assert not stay_breaches("travel_days", programme, placed, seats=[(ONE, "in", 3)])
    [violation] = stay_breaches("travel_days", programme, placed, seats=[(ONE, "late", 8)])
    assert violation.limit == "2023-05-08"
    assert [day.day for day in violation.days] == [5, 8]


def test_no_seat_is_a_breach_in_a_plan_that_has_seats(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(transfers=[IN, OUT])
    placed = {ONE: stay(4, 5)}
    assert not stay_breaches("travel_days", programme, placed, status="by_hand")
    found = stay_breaches("travel_days", programme, placed)
    assert [violation.message for violation in found] == [
        f"{ONE} at work: has no seat on any arrival",
        f"{ONE} at work: has no seat on any departure",
    ]


@pytest.mark.parametrize(("day", "found"), [(8, 1), (9, 0), (11, 0), (12, 1)])
def test_duties_lie_between_all_journeys(
    day: int, found: int, build: Build, stay_breaches: Breaches
) -> None:
    programme = build(teachers="1 teacher", transfers=[IN, LATE, OUT])
    duty = {"participant": TEACHER, "site": "farm", "day": f"2023-05-{day:02d}"}
    assert len(stay_breaches("travel_days", programme, duties=[duty])) == found


def test_planning_gives_the_early_seat_to_whoever_begins_early(build: Build) -> None:
    programme = build(
        delegation={"window": "2-10 May 2023"},
        slot={"places": 1},
        transfers=[
            {**IN, "seats": 1},
            {**LATE, "window": "5 May 2023", "seats": 1},
            {**OUT, "window": "10 May 2023"},
        ],
    )
    plan = vp.schedule(programme)
    arrival = {seat.participant: seat.day for seat in plan.seats if seat.transfer != "out"}
    assert len(plan.placements) == 2
    assert all(arrival[each.participant] < each.first_day for each in plan.placements)
    assert sorted(day.day for day in arrival.values()) == [3, 5]


def test_minors_work_only_where_somebody_may_be_on_duty(build: Build) -> None:
    programme = build(
        people="1 pupil", teachers="1 teacher", transfers=[IN, LATE], need={"length": "1 day"}
    )
    [placement] = vp.schedule(programme).placements
    assert placement.first_day.day == 9


def test_who_cannot_work_between_the_journeys_is_told_so(build: Build) -> None:
    programme = build(
        delegation={"window": "3-4 May 2023"}, people="1 professional", transfers=[IN]
    )
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"travel_days"}
    assert left_out.smallest_fix == "an arrival in time for work on 3 May 2023"
