"""Bed needed: nobody is placed without a bed."""

from collections.abc import Callable
from typing import Any

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"

HOSTEL = [{"id": "hostel", "name": "Hostel", "beds": 1}]


def test_who_is_placed_without_a_bed_is_a_breach(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=HOSTEL)
    placed = {ONE: stay(2, 3), TWO: stay(2, 3)}
    [violation] = stay_breaches("bed_needed", programme, placed, beds=[(ONE, "hostel", 2, 30)])
    assert violation.who == (TWO,)
    assert violation.message == f"{TWO} at work: has no bed in the houses for them (hostel)"


def test_without_houses_or_nights_no_bed_is_needed(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    placed = {ONE: stay(2, 2)}
    assert not stay_breaches("bed_needed", build(), placed)
    day = build(lodgings=HOSTEL, delegation={"window": "2 May 2023"})
    assert not stay_breaches("bed_needed", day, placed)


def test_a_plan_written_by_hand_may_leave_out_beds_but_not_some(
    build: Build, stay: Stay, stay_breaches: Breaches
) -> None:
    programme = build(lodgings=HOSTEL)
    placed = {ONE: stay(2, 3)}
    assert not stay_breaches("bed_needed", programme, placed, status="by_hand")
    beds = [(TWO, "hostel", 2, 30)]
    assert stay_breaches("bed_needed", programme, placed, status="by_hand", beds=beds)


def test_planning_gives_the_bed_to_whoever_is_placed(build: Build) -> None:
    plan = vp.schedule(build(lodgings=HOSTEL))
    assert [each.participant for each in plan.placements] == [ONE]
    assert [bed.participant for bed in plan.beds] == [ONE]


def test_who_is_left_without_a_bed_is_told_so(build: Build) -> None:
    [left_out] = vp.schedule(build(lodgings=HOSTEL)).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"bed_needed"}
    assert left_out.reasons[0].message == "has no bed in the houses for them (hostel)"
    assert left_out.smallest_fix == (
        "one more bed in the houses for them (hostel) for 2-30 May 2023"
    )


def test_a_bed_that_is_left_is_no_reason(build: Build) -> None:
    hostel = [{**HOSTEL[0], "beds": 2}]
    programme = build(lodgings=hostel, slot={"places": 1}, delegation={"window": "2-3 May 2023"})
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"slot_places"}
