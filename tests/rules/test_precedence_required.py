"""Required precedence: no surgery without anatomy before it."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]
WHO = "d/professional-01"


def clinic(
    build: Build, *needs: dict[str, Any], anatomy: int = 1, required: bool = True
) -> vp.Programme:
    """A clinic with one place in surgery, and so many in anatomy."""
    offered = [{"id": "surgery", "field": "surgery", "places": 1}]
    if anatomy:
        offered.append({"id": "anatomy", "field": "anatomy", "places": anatomy})
    order = {"first": "anatomy", "then": "surgery", "required": required}
    wanted = [
        {"id": f"need-{number}", "length": "2 working days", **need}
        for number, need in enumerate(needs)
    ]
    return build(
        people="1 professional",
        site={"slots": offered},
        traveller={"needs": wanted},
        policy={"precedences": [order]},
    )


BOTH = ({"field": "surgery"}, {"field": "anatomy"})


@pytest.mark.parametrize(("required", "found"), [(True, 1), (False, 0)])
def test_the_later_field_alone_is_a_breach_where_the_first_is_required(
    *, required: bool, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {WHO: stay(2, 3, "surgery", need="need-0")}
    programme = clinic(build, *BOTH, required=required)
    violations = breaches("precedence_required", programme, placed)
    assert [each.message for each in violations] == [
        f"{WHO} at surgery: 'surgery' needs a placement in 'anatomy' before it"
    ] * found


@pytest.mark.parametrize(("begins", "found"), [(4, 1), (5, 0)])
def test_the_first_field_is_to_be_over_before(
    *, begins: int, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = [
        {"participant": WHO, **stay(3, 4, "anatomy", need="need-1")},
        {"participant": WHO, **stay(begins, begins + 1, "surgery", need="need-0")},
    ]
    assert len(breaches("precedence_required", clinic(build, *BOTH), placed)) == found


def test_a_need_in_the_first_field_that_cannot_be_met_keeps_people_out_of_the_later(
    build: Build,
) -> None:
    plan = vp.schedule(clinic(build, *BOTH, anatomy=0))
    assert plan.placements == ()
    [surgery] = [each for each in plan.unplaced if each.need == "need-0"]
    assert {reason.rule for reason in surgery.reasons} == {"precedence_required"}


def test_who_asks_for_nothing_in_the_first_field_hears_it_once_for_all_days(build: Build) -> None:
    plan = vp.schedule(clinic(build, {"field": ["surgery", "anatomy"]}, anatomy=0))
    [left_out] = plan.unplaced
    assert [(reason.rule, reason.first_day) for reason in left_out.reasons] == [
        ("precedence_required", None)
    ]


def test_parts_of_one_need_may_supply_the_first_field(build: Build) -> None:
    plan = vp.schedule(clinic(build, {"field": ["surgery", "anatomy"], "parts": 2}))
    assert [each.slot for each in plan.placements] == ["anatomy", "surgery"]
