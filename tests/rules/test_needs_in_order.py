"""Needs in order: a later need begins after the earlier ones are over."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]
Facts = dict[str, Any]
WHO = "d/professional-01"


def rotation(build: Build, *, in_order: bool = True, **first: Any) -> vp.Programme:
    """Three needs `a`, `b`, `c` of one professional."""
    needs = [{"id": each, "field": "agriculture", "length": "2 working days"} for each in "abc"]
    needs[0] |= first
    return build(
        people="1 professional", traveller={"needs": needs, "in_order": in_order}, policy={}
    )


def plan(stay: Stay, **days: tuple[int, int]) -> list[Facts]:
    """Placements by need, as (first, last day of May)."""
    return [{"participant": WHO, **stay(*span, need=need)} for need, span in days.items()]


def test_a_later_need_before_an_earlier_one_is_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = plan(stay, a=(4, 5), b=(2, 3))
    assert breaches("needs_in_order", rotation(build), placed) == [
        vp.Violation(
            rule="needs_in_order",
            who=(WHO,),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2), date(2023, 5, 5)),
            limit="after 2023-05-05",
            found="2023-05-02",
            message=f"{WHO} at work: begins on 2023-05-02, but the need 'a' is over only after "
            "2023-05-05",
        )
    ]


@pytest.mark.parametrize(("begins", "found"), [(3, 1), (4, 0)])
def test_a_later_need_may_begin_on_the_next_day(
    *, begins: int, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = plan(stay, a=(2, 3), b=(begins, begins + 1))
    assert len(breaches("needs_in_order", rotation(build), placed)) == found


def test_a_need_that_is_not_met_is_passed_over(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert not breaches("needs_in_order", rotation(build), plan(stay, b=(2, 3), c=(4, 5)))
    assert breaches("needs_in_order", rotation(build), plan(stay, a=(4, 5), c=(2, 3)))


def test_needs_that_are_not_in_order_are_met_in_any(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = rotation(build, in_order=False)
    assert not breaches("needs_in_order", programme, plan(stay, a=(4, 5), b=(2, 3)))


def test_every_part_of_an_earlier_need_is_waited_for(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = rotation(build, parts=2, field=["agriculture", "forestry"])
    parts = [*plan(stay, a=(2, 3)), *plan(stay, a=(8, 9)), *plan(stay, b=(4, 5))]
    [violation] = breaches("needs_in_order", programme, parts)
    assert "the need 'a' is over only after 2023-05-09" in violation.message


def test_planning_keeps_the_order_although_another_would_begin_earlier(build: Build) -> None:
    programme = rotation(build, window="15-31 May 2023")
    starts = {each.need: each.first_day.day for each in vp.schedule(programme).placements}
    assert starts["a"] < starts["b"] < starts["c"]


def test_parts_that_may_share_a_field_are_all_met_before_the_next_need(build: Build) -> None:
    programme = rotation(build, parts=2, field=["agriculture", "forestry"])
    rules = [rule for rule in vp.RULES if rule.name != "parts_in_other_fields"]
    plan = vp.schedule(programme, rules=rules)
    assert [each.need for each in plan.placements] == ["a", "a", "b", "c"]
