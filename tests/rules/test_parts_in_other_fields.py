"""Parts in other fields: any 2 of 3 fields, no field twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]
WHO = "d/professional-01"
FIELDS = ["cows", "corn", "hens"]


def choice(build: Build, parts: int = 2, slots: list[str] = FIELDS) -> vp.Programme:
    """Any so many of three fields, and slots of the fields named."""
    offered = [
        {"id": f"{field}-{number}", "field": field, "places": 1}
        for number, field in enumerate(slots)
    ]
    need = {"field": FIELDS, "parts": parts}
    return build(people="1 professional", site={"slots": offered}, need=need)


def test_two_parts_in_one_field_are_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = choice(build, slots=["cows", "cows", "corn"])
    placed = [
        {"participant": WHO, **stay(2, 3, "cows-0")},
        {"participant": WHO, **stay(4, 5, "cows-1")},
    ]
    [violation] = breaches("parts_in_other_fields", programme, placed)
    assert violation == vp.Violation(
        rule="parts_in_other_fields",
        who=(WHO,),
        field="cows",
        days=(date(2023, 5, 2), date(2023, 5, 4)),
        limit=1,
        found=2,
        message=f"{WHO}: 2 parts of the need 'internship' are in the field 'cows', each is to be "
        "in another",
    )


def test_parts_in_different_fields_are_no_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = [
        {"participant": WHO, **stay(2, 3, "cows-0")},
        {"participant": WHO, **stay(4, 5, "corn-1")},
    ]
    assert not breaches("parts_in_other_fields", choice(build), placed)


def test_two_needs_may_be_in_one_field(build: Build, stay: Stay, breaches: Breaches) -> None:
    needs = [{"id": each, "field": "agriculture", "length": "2 working days"} for each in "ab"]
    placed = [
        {"participant": WHO, **stay(2, 3, need="a")},
        {"participant": WHO, **stay(4, 5, need="b")},
    ]
    programme = build(people="1 professional", traveller={"needs": needs})
    assert not breaches("parts_in_other_fields", programme, placed)


def test_planning_meets_the_parts_in_different_fields(build: Build) -> None:
    plan = vp.schedule(choice(build, slots=["cows", "cows", "hens"]))
    assert sorted(each.slot.split("-")[0] for each in plan.placements) == ["cows", "hens"]


def test_the_parts_left_out_are_one_entry_that_asks_for_another_field(build: Build) -> None:
    plan = vp.schedule(choice(build, parts=3, slots=["cows", "cows", "hens"]))
    [left_out] = plan.unplaced
    assert (left_out.parts, len(plan.placements)) == (1, 2)
    assert {reason.rule for reason in left_out.reasons} == {"parts_in_other_fields"}
    assert left_out.smallest_fix == "a slot in another of the fields asked for"
