"""Precedence: surgery begins only when anatomy is over."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]
WHO = "d/professional-01"
ORDER = {"first": "anatomy", "then": "surgery"}


def clinic(build: Build, *, slots: tuple[str, ...] = ("anatomy", "surgery")) -> vp.Programme:
    """Both fields for one professional, and anatomy before surgery."""
    offered = [{"id": field, "field": field, "places": 1} for field in slots]
    needs = [
        {"id": field, "field": field, "length": "2 working days"}
        for field in ("surgery", "anatomy")
    ]
    return build(
        people="1 professional",
        site={"slots": offered},
        traveller={"needs": needs},
        policy={"precedences": [ORDER]},
    )


def plan(stay: Stay, **days: tuple[int, int]) -> list[dict[str, Any]]:
    """Placements by field, as (first, last day of May)."""
    return [{"participant": WHO, **stay(*span, need, need=need)} for need, span in days.items()]


def test_beginning_too_early_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    placed = plan(stay, anatomy=(4, 5), surgery=(2, 3))
    assert breaches("precedence", clinic(build), placed) == [
        vp.Violation(
            rule="precedence",
            who=(WHO,),
            site="farm",
            slot="surgery",
            days=(date(2023, 5, 2), date(2023, 5, 5)),
            limit="after 2023-05-05",
            found="2023-05-02",
            message=f"{WHO} at surgery: begins on 2023-05-02, but the field 'anatomy' is over only "
            "after 2023-05-05",
        )
    ]


@pytest.mark.parametrize(("begins", "found"), [(3, 1), (4, 0)])
def test_the_later_field_may_begin_on_the_next_day(
    *, begins: int, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = plan(stay, anatomy=(2, 3), surgery=(begins, begins + 1))
    assert len(breaches("precedence", clinic(build), placed)) == found


def test_the_later_field_alone_is_no_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    assert not breaches("precedence", clinic(build), plan(stay, surgery=(2, 3)))


def test_other_people_do_not_count(build: Build, stay: Stay, breaches: Breaches) -> None:
    need = {"field": ["anatomy", "surgery"]}
    slots = [{"id": field, "field": field, "places": 1} for field in ("anatomy", "surgery")]
    programme = build(site={"slots": slots}, need=need, policy={"precedences": [ORDER]})
    placed = {WHO: stay(4, 5, "anatomy"), "d/professional-02": stay(2, 3, "surgery")}
    assert not breaches("precedence", programme, placed)


def test_planning_keeps_the_order_of_the_fields(build: Build) -> None:
    plan = vp.schedule(clinic(build))
    assert [each.slot for each in plan.placements] == ["anatomy", "surgery"]
    alone = vp.schedule(clinic(build, slots=("surgery",)))
    assert [each.slot for each in alone.placements] == ["surgery"]
