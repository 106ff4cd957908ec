"""Minimum group: nobody, or at least so many who are sure to come, on each day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_people_are_a_breach_on_each_day(
    count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="4 professionals", slot={"places": 4, "minimum_group": 3})
    who = tuple(f"d/professional-0{number + 1}" for number in range(count))
    assert breaches("minimum_group", programme, dict.fromkeys(who, stay(2, 3))) == [
        vp.Violation(
            rule="minimum_group",
            who=who,
            site="farm",
            slot="work",
            days=(date(2023, 5, day),),
            limit=3,
            found=count,
            message=f"work on 2023-05-0{day}: {count} {'person' if count == 1 else 'people'}, "
            "at least 3 are needed",
        )
        for day in (2, 3)
    ]


@pytest.mark.parametrize("count", [0, 3, 4])
def test_nobody_or_enough_people_are_no_breach(
    count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="4 professionals", slot={"places": 4, "minimum_group": 3})
    placed = {f"d/professional-0{number + 1}": stay(2, 3) for number in range(count)}
    assert not breaches("minimum_group", programme, placed)


def test_only_days_with_too_few_are_breaches(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(slot={"minimum_group": 2})
    placed = {"d/professional-01": stay(2, 3), "d/professional-02": stay(3, 4)}
    found = breaches("minimum_group", programme, placed)
    assert [violation.days for violation in found] == [(date(2023, 5, 2),), (date(2023, 5, 4),)]


def test_people_who_may_not_come_do_not_count(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(people="1-2 professionals", slot={"minimum_group": 2})
    placed = {f"d/professional-0{number}": stay(2, 2) for number in (1, 2)}
    [violation] = breaches("minimum_group", programme, placed)
    assert (violation.limit, violation.found) == (2, 1)
    assert "1 person and 1 who may not come" in violation.message
    assert vp.schedule(programme).placements == ()


def test_one_day_written_twice_does_not_make_two_people(build: Build, stay: Stay) -> None:
    programme = build(slot={"minimum_group": 2})
    days = ["2023-05-02", "2023-05-02", "2023-05-03", "2023-05-03"]
    try:
        plan = vp.Plan.from_placements({"d/professional-01": stay(2, 3, days=days)})
    except ValueError:
        return  # refused at once
    assert vp.check(programme, plan)


@pytest.mark.parametrize(("people", "placed"), [("1 professional", 0), ("2 professionals", 2)])
def test_planning_fills_the_group_or_leaves_the_slot_empty(
    people: str, placed: int, build: Build
) -> None:
    plan = vp.schedule(build(people=people, slot={"minimum_group": 2}))
    assert len(plan.placements) == placed
    assert {reason.rule for each in plan.unplaced for reason in each.reasons} <= {"minimum_group"}
