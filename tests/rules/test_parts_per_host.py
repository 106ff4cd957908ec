"""Parts per host: at most so many placements of one person at one host."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]
WHO = "d/professional-01"


def rotation(build: Build, limit: int | None) -> vp.Programme:
    """Two needs, one host with two sites and one with a single one."""
    needs = [{"id": each, "field": "agriculture", "length": "2 working days"} for each in "ab"]
    sites = [
        {"id": name, "name": name, "slots": [{"id": name, "field": "agriculture", "places": 1}]}
        for name in ("farm", "barn", "inn")
    ]
    hosts = [
        {"id": "host", "name": "Host", "sites": sites[:2]},
        {"id": "guest", "name": "Guest", "sites": sites[2:]},
    ]
    traveller = {"needs": needs, "parts_per_host": limit, "preferences": ["farm", "barn"]}
    return build(people="1 professional", hosts=hosts, traveller=traveller)


@pytest.mark.parametrize(("limit", "found"), [(1, 1), (2, 0), (None, 0)])
def test_more_placements_at_a_host_than_allowed_are_a_breach(
    *, limit: int | None, found: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = [
        {"participant": WHO, **stay(2, 3, "farm", need="a")},
        {"participant": WHO, **stay(4, 5, "barn", need="b")},
    ]
    assert len(breaches("parts_per_host", rotation(build, limit), placed)) == found


def test_a_breach_names_the_host_and_the_limit(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = [
        {"participant": WHO, **stay(2, 3, "farm", need="a")},
        {"participant": WHO, **stay(4, 5, "barn", need="b")},
    ]
    assert breaches("parts_per_host", rotation(build, 1), placed) == [
        vp.Violation(
            rule="parts_per_host",
            who=(WHO,),
            host="host",
            days=(date(2023, 5, 2), date(2023, 5, 4)),
            limit=1,
            found=2,
            message=f"{WHO}: 2 placements at the host 'host', at most 1",
        )
    ]


def test_placements_at_several_hosts_are_counted_apart(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = [
        {"participant": WHO, **stay(2, 3, "farm", need="a")},
        {"participant": WHO, **stay(4, 5, "inn", need="b")},
    ]
    assert not breaches("parts_per_host", rotation(build, 1), placed)


@pytest.mark.parametrize(("limit", "hosts"), [(1, {"host", "guest"}), (2, {"host"})])
def test_planning_goes_to_as_many_hosts_as_that_takes(
    *, limit: int, hosts: set[str], build: Build
) -> None:
    plan = vp.schedule(rotation(build, limit))
    assert len(plan.placements) == 2
    assert {each.host for each in plan.placements} == hosts
