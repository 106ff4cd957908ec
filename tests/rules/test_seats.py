"""Seats: one arrival, one departure, and no more people than seats."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


def flight(**more: Any) -> dict[str, Any]:
    return {
        "id": "flight",
        "kind": "arrival",
        "delegations": "d",
        "window": "2-3 May 2023",
        **more,
    }


@pytest.mark.parametrize(("seats", "found"), [(1, [2]), (2, []), (None, [])])
def test_more_people_than_seats_are_a_breach(
    seats: int | None, found: list[int], build: Build, stay_breaches: Breaches
) -> None:
    programme = build(transfers=[flight(seats=seats)])
    breaches = stay_breaches("seats", programme, seats=[(ONE, "flight", 3), (TWO, "flight", 3)])
    assert [violation.found for violation in breaches] == found
    assert [str(violation) for violation in breaches] == [
        "seats: flight: 2 people, 1 seat" for _ in found
    ]


@pytest.mark.parametrize(
    ("seats", "message"),
    [
        ([(ONE, "flight", 2)], "planned on 2023-05-02, it is on 2023-05-03"),
        ([(ONE, "flight", 3)] * 2, "has a seat on it already"),
        ([(ONE, "flight", 3), (ONE, "bus", 4)], "has a seat on another arrival, flight, already"),
        ([(ONE, "other", 3)], "it does not take 'd'"),
        ([(ONE, "open", 3)], "its day is open"),
    ],
)
def test_a_seat_that_is_not_there_is_a_breach(
    seats: list[tuple[str, str, int]], message: str, build: Build, stay_breaches: Breaches
) -> None:
    other = {"id": "e", "name": "E", "senders": "school", "window": "2-31 May 2023"}
    first = build().model_dump(mode="json")["delegations"][0]
    transfers = [
        flight(),
        flight(id="bus", window="4 May 2023"),
        flight(id="other", delegations="e"),
        flight(id="open", window=None),
    ]
    programme = build(delegations=[first, other], transfers=transfers)
    [violation] = stay_breaches("seats", programme, seats=seats)
    assert violation.message == f"{seats[-1][0]} on {seats[-1][1]}: {message}"


def test_free_seats_go_to_those_who_may_come(build: Build) -> None:
    programme = build(teachers="0-2 teachers", transfers=[flight(seats=3)])
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    assert [seat.participant for seat in plan.seats] == [ONE, TWO, TEACHER]
    assert [(gap.kind, gap.concerns) for gap in plan.gaps] == [("seat", "d/teacher-02")]
