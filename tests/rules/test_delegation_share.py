"""Delegation share: nobody, or at least and at most so many, at a place on a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules.delegation_share import RULE

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def shared(build: Build, *, people: str = "3 professionals", **share: Any) -> vp.Programme:
    return build(
        people=people, slot={"places": 3}, policy={"shares": [{"delegation": "d", **share}]}
    )


def crowd(stay: Stay, count: int) -> dict[str, dict[str, Any]]:
    return {f"d/professional-0{number + 1}": stay(2, 2) for number in range(count)}


@pytest.mark.parametrize(
    ("count", "limit"), [(0, None), (1, "at least 2"), (2, None), (3, "at most 2")]
)
def test_too_few_and_too_many_are_a_breach(
    *, count: int, limit: str | None, build: Build, stay: Stay, breaches: Breaches
) -> None:
    found = breaches("delegation_share", shared(build, at_least=2, at_most=2), crowd(stay, count))
    people = "1 person" if count == 1 else f"{count} people"
    assert found == (
        [
            vp.Violation(
                rule="delegation_share",
                who=tuple(crowd(stay, count)),
                site="farm",
                days=(date(2023, 5, 2),),
                limit=limit,
                found=count,
                message=f"farm on 2023-05-02: {people} of 'd', {limit} at one site",
            )
        ]
        if limit
        else []
    )


def test_people_who_may_not_come_count_at_the_upper_end_alone(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    people = "2-3 professionals"
    sure = {"d/professional-02": stay(2, 2), "d/professional-03": stay(2, 2)}
    [few] = breaches("delegation_share", shared(build, people=people, at_least=2), sure)
    assert "1 person and 1 who may not come" in few.message
    [many] = breaches("delegation_share", shared(build, people=people, at_most=1), sure)
    assert many.found == 2


@pytest.mark.parametrize(("only", "found"), [("host", 1), ("farm", 1), ("school", 0)])
def test_only_the_places_named_count(
    *, only: str, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = shared(build, at_least=2, only=only)
    assert len(breaches("delegation_share", programme, crowd(stay, 1))) == found


@pytest.mark.parametrize(("share", "count"), [({"at_least": 3}, 1), ({"at_most": 1}, 3)])
def test_soft_breaches_count_people(
    share: dict[str, Any], count: int, build: Build, stay: Stay
) -> None:
    programme = shared(build, strength="soft", weight=3, **share)
    plan = vp.Plan.from_placements(crowd(stay, count))
    assert not [each for each in vp.check(programme, plan) if each.rule == RULE.name]
    assert RULE.wished is not None
    assert RULE.wished(roster_of(programme, plan)) == 3 * 2


def test_planning_sends_enough_at_a_time(build: Build) -> None:
    plan = vp.schedule(shared(build, at_least=3))
    assert len({each.first_day for each in plan.placements}) == 1
    assert len(plan.placements) == 3
