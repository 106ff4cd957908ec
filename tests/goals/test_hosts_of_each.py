"""Variety and constancy: the different hosts of everybody who asks for several placements."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]
HOSTS = ("one", "two", "three")


def rotation(build: Build, goal: str = "variety", *, needs: int = 3) -> vp.Programme:
    """So many needs of each of two professionals, and three hosts, the first with two sites."""
    sites = [
        {"id": name, "name": name, "slots": [{"id": name, "field": "agriculture", "places": 2}]}
        for name in ("one-a", "one-b", "two", "three")
    ]
    offered = (sites[:2], sites[2:3], sites[3:])
    hosts = [
        {"id": name, "name": name, "sites": there}
        for name, there in zip(HOSTS, offered, strict=True)
    ]
    wanted = [
        {"id": f"need-{number}", "field": "agriculture", "length": "2 working days"}
        for number in range(needs)
    ]
    goals = ["people_placed", goal]
    return build(hosts=hosts, traveller={"needs": wanted}, policy={"goals": goals})


def values(programme: vp.Programme, *slots: str) -> tuple[int, int]:
    """Variety and constancy of one professional who goes to these slots, one after another."""
    rows: list[dict[str, Any]] = [
        {
            "participant": "d/professional-01",
            "need": f"need-{number}",
            "slot": slot,
            "first_day": f"2023-05-{2 + 2 * number:02d}",
            "last_day": f"2023-05-{3 + 2 * number:02d}",
        }
        for number, slot in enumerate(slots)
    ]
    roster = roster_of(programme, vp.Plan.from_placements(rows))
    return GOALS["variety"].measure(roster), GOALS["constancy"].measure(roster)


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ((), (0, 0)),
        (("two",), (1, 0)),
        (("one-a", "one-b"), (1, 0)),  # two sites of one host
        (("one-a", "two"), (2, 1)),
        (("one-a", "two", "one-b"), (2, 1)),  # hosts are counted, not the ways between them
        (("one-a", "two", "three"), (3, 2)),
    ],
)
def test_different_hosts_count(
    *, slots: tuple[str, ...], found: tuple[int, int], build: Build
) -> None:
    assert values(rotation(build), *slots) == found


def test_who_asks_for_one_placement_does_not_count(build: Build) -> None:
    assert values(rotation(build, needs=1), "two") == (0, 0)


def test_planning_for_variety_shows_everybody_every_host(build: Build) -> None:
    plan = vp.schedule(rotation(build, "variety"))
    assert [(goal.value, goal.bound) for goal in plan.goals] == [(6, 6), (6, 6)]


def test_planning_for_constancy_leaves_everybody_at_one_host(build: Build) -> None:
    plan = vp.schedule(rotation(build, "constancy"))
    assert [(goal.value, goal.bound) for goal in plan.goals] == [(6, 6), (0, 0)]
    assert len({(each.participant, each.host) for each in plan.placements}) == 2


def test_neither_is_among_the_standard_levels(build: Build) -> None:
    standard = rotation(build).model_dump(mode="json", exclude_defaults=True)
    del standard["policy"]
    names = {goal.name for goal in vp.schedule(vp.Programme.model_validate(standard)).goals}
    assert not names & {"variety", "constancy"}
