"""Length: of the need, or else of the slot, or else the whole stay."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


@pytest.mark.parametrize(
    ("length", "first", "last"),
    [
        ("2 working days", 2, 3),
        ("2 working days", 5, 8),  # over a weekend
        ("3 working days", 17, 22),  # over Ascension and a weekend; adults work on Friday 19
        ("1 week", 2, 8),
        ("2 weeks", 2, 15),
        ("7 nights", 2, 9),
        ("3 days", 2, 4),
    ],
)
def test_the_length_asked_for_is_no_breach(
    *, length: str, first: int, last: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"length": length})
    assert not breaches("length", programme, {"d/professional-01": stay(first, last)})


@pytest.mark.parametrize(
    ("length", "first", "last", "found"),
    [
        ("2 working days", 2, 2, "1 working days, 2023-05-02 to 2023-05-02"),
        ("2 working days", 2, 4, "3 working days, 2023-05-02 to 2023-05-04"),
        ("2 working days", 4, 6, "2 working days, 2023-05-04 to 2023-05-06"),  # ends on Saturday
        ("1 week", 2, 7, "2023-05-02 to 2023-05-07 instead of 2023-05-02 to 2023-05-08"),
        ("1 week", 2, 9, "2023-05-02 to 2023-05-09 instead of 2023-05-02 to 2023-05-08"),
    ],
)
def test_one_day_more_or_less_is_a_breach(
    *, length: str, first: int, last: int, found: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"length": length})
    assert breaches("length", programme, {"d/professional-01": stay(first, last)}) == [
        vp.Violation(
            rule="length",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, first),),
            limit=length,
            found=found,
            message=f"d/professional-01 at work: asked for are {length}, planned are {found}",
        )
    ]


def test_the_length_of_the_slot_holds_where_the_need_names_none(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {"d/professional-01": stay(2, 4)}
    slot = {"length": "3 days"}
    assert not breaches("length", build(slot=slot, need={"length": None}), placed)
    [violation] = breaches("length", build(slot=slot), placed)
    assert violation.limit == "3 days"
    assert violation.message.endswith("the slot is for 3 days, the need asks for 2 working days")


def test_a_slot_and_a_need_of_the_same_length_in_other_words_agree(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"length": "14 days"}, need={"length": "2 weeks"})
    [violation] = breaches("length", programme, {"d/professional-01": stay(2, 4)})
    assert violation.limit == "2 weeks"


def test_without_any_length_a_placement_lasts_the_whole_stay(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"length": None}, delegation={"window": "6-14 May 2023"})
    assert not breaches("length", programme, {"d/professional-01": stay(8, 12)})
    [violation] = breaches("length", programme, {"d/professional-01": stay(8, 11)})
    assert violation.limit == "2023-05-08 to 2023-05-12"
    assert violation.found == "2023-05-08 to 2023-05-11"


def test_the_whole_stay_is_what_all_windows_leave(build: Build) -> None:
    programme = build(
        people="1 professional",
        need={"length": None, "window": "9-31 May 2023"},
        slot={"window": "1-12 May 2023"},
    )
    [placement] = vp.schedule(programme).placements
    assert (placement.first_day.day, placement.last_day.day) == (9, 12)


def test_days_of_travel_are_no_part_of_the_whole_stay(build: Build) -> None:
    transfers = [
        {"id": "come", "kind": "arrival", "delegations": "d", "window": "2023-05-08"},
        {"id": "leave", "kind": "departure", "delegations": "d", "window": "11-12 May 2023"},
    ]
    programme = build(
        need={"length": None}, delegation={"window": "8-12 May 2023"}, transfers=transfers
    )
    plan = vp.schedule(programme)
    assert {(each.first_day.day, each.last_day.day) for each in plan.placements} == {(9, 10)}
    assert len(plan.placements) == 2


def test_a_whole_stay_of_travel_has_no_day_of_work(build: Build) -> None:
    transfers = [
        {"id": "come", "kind": "arrival", "delegations": "d", "window": "2023-05-08"},
        {"id": "leave", "kind": "departure", "delegations": "d", "window": "2023-05-09"},
    ]
    programme = build(
        need={"length": None}, delegation={"window": "8-9 May 2023"}, transfers=transfers
    )
    plan = vp.schedule(programme)
    assert plan.placements == ()
    assert len(plan.unplaced) == 2


def test_between_journeys_that_leave_no_day_nothing_is_a_whole_stay(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    transfers = [
        {"id": "early", "kind": "arrival", "delegations": "d", "window": "2023-05-08"},
        {"id": "late", "kind": "arrival", "delegations": "d", "window": "2023-05-10"},
        {"id": "leave", "kind": "departure", "delegations": "d", "window": "2023-05-11"},
    ]
    programme = build(
        need={"length": None}, delegation={"window": "8-12 May 2023"}, transfers=transfers
    )
    [violation] = breaches("length", programme, {"d/professional-01": stay(9, 10)})
    assert violation.message == (
        "d/professional-01 at work: no length is asked for, and no working day is left of the "
        "whole stay"
    )
