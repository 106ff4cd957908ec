"""Come along: who accompanies or interprets has a bed and seats, too."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.plan import Bed, Seat
from visitplanner.model.roster import roster_of
from visitplanner.rules import come_along

Build = Callable[..., vp.Programme]
ARRIVAL = {"id": "bus", "kind": "arrival", "delegations": "d", "window": "2023-05-02"}
HOUSE = {"id": "hostel", "name": "Hostel", "beds": 3}
PUPIL, TEACHER = "d/pupil-01", "d/teacher-01"


def messages(
    programme: vp.Programme, *, placed: bool, beds: tuple[str, ...], seats: tuple[str, ...]
) -> list[str]:
    stay = vp.Placement.model_validate(
        {"participant": PUPIL, "slot": "work", "first_day": "2023-05-03", "last_day": "2023-05-04"}
    )
    plan = vp.Plan(
        status="feasible",
        placements=(stay,) if placed else (),
        beds=tuple(
            Bed.model_validate(
                {
                    "participant": who,
                    "lodging": "hostel",
                    "first_night": "2023-05-02",
                    "last_night": "2023-05-30",
                }
            )
            for who in beds
        ),
        seats=tuple(
            Seat.model_validate({"participant": who, "transfer": "bus", "day": "2023-05-02"})
            for who in seats
        ),
    )
    return [each.message for each in come_along.RULE.check(roster_of(programme, plan))]


@pytest.mark.parametrize(
    ("more", "beds", "seats", "told"),
    [
        ({}, (PUPIL, TEACHER), (PUPIL, TEACHER), []),
        ({"placed": False}, (), (), []),
        (
            {},
            (PUPIL,),
            (PUPIL, TEACHER),
            ["d/teacher-01 comes along and has no bed in the houses for them (hostel)"],
        ),
        ({}, (TEACHER,), (PUPIL,), ["d/teacher-01 comes along and has no seat on any arrival"]),
    ],
)
def test_a_teacher_has_a_bed_and_a_seat_where_a_pupil_is_placed(
    more: dict[str, bool],
    beds: tuple[str, ...],
    seats: tuple[str, ...],
    told: list[str],
    build: Build,
) -> None:
    programme = build(people="1 pupil", teachers="1 teacher", lodgings=[HOUSE], transfers=[ARRIVAL])
    facts: dict[str, Any] = {"placed": True, **more}
    assert messages(programme, beds=beds, seats=seats, **facts) == told


def test_who_may_not_come_and_who_is_to_be_placed_is_not_asked_for(build: Build) -> None:
    programme = build(people="2 pupils", teachers="0-1 teacher", lodgings=[HOUSE])
    assert messages(programme, placed=True, beds=(PUPIL,), seats=()) == []


def test_a_pupil_stays_at_home_so_that_the_teacher_can_come(build: Build) -> None:
    programme = build(
        people="2 pupils",
        teachers="1 teacher",
        lodgings=[{**HOUSE, "beds": 2}],
        transfers=[ARRIVAL],
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    assert "d/teacher-01" in {bed.participant for bed in plan.beds}
    assert plan.unplaced[0].smallest_fix is not None


def test_without_houses_and_journeys_nothing_is_asked_for(build: Build) -> None:
    programme = build(people="1 pupil", teachers="1 teacher")
    assert messages(programme, placed=True, beds=(), seats=()) == []
