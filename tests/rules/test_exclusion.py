"""Exclusion: who never goes to a host, a site or a slot."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules.exclusion import RULE

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

WHO = "d/professional-01"


def excluded(build: Build, **wish: Any) -> vp.Programme:
    return build(policy={"exclusions": [{"people": WHO, "at": "work", **wish}]})


@pytest.mark.parametrize("at", ["work", "farm", "host"])
def test_slot_site_and_host_can_be_excluded(
    at: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    [found] = breaches("exclusion", excluded(build, at=at), {WHO: stay(2, 3)})
    assert (found.who, found.slot) == ((WHO,), "work")
    assert found.message == f"{WHO} at work: {WHO} is not to go to '{at}'"


def test_a_delegation_can_be_excluded_and_others_are_not(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    [found] = breaches("exclusion", excluded(build, people="d"), {WHO: stay(2, 3)})
    assert found.message == f"{WHO} at work: 'd' is not to go to 'work'"
    assert not breaches("exclusion", excluded(build), {"d/professional-02": stay(2, 3)})


def test_soft_breaches_count_placements(build: Build, stay: Stay) -> None:
    programme = excluded(build, people="d", at=["work", "host"], strength="soft", weight=3)
    plan = vp.Plan.from_placements({f"d/professional-0{n}": stay(2, 3) for n in (1, 2)})
    assert vp.check(programme, plan) == ()
    assert RULE.wished is not None
    assert RULE.wished(roster_of(programme, plan)) == 2 * 3


def test_planning_says_who_is_excluded(build: Build) -> None:
    plan = vp.schedule(excluded(build))
    [left] = plan.unplaced
    assert [reason.rule for reason in left.reasons] == ["exclusion"]
    assert left.smallest_fix == f"leave for {WHO} to go to 'work'"
