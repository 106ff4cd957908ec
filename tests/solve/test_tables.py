"""The times that planning tries for a visit."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.solve.tables import visit_times

Build = Callable[..., vp.Programme]


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"between": "13:10-16:55"}, ["13:10", "15:55", "15:35"]),
        ({"between": "13:10-16:55", "way_minutes": 10}, ["13:10", "15:55", "15:45"]),
        ({"between": "13:10-16:55", "way_minutes": 30}, ["13:10", "15:55"]),  # too late
        ({"between": "15:35-16:35"}, ["15:35"]),
        ({"between": "13:10-16:55", "internship": "replace"}, ["13:10", "15:55"]),
        ({"between": "12:00-18:00"}, ["15:35", "17:00"]),
        ({}, ["15:35", "17:00"]),
        ({"minutes": 601}, []),
    ],
)
def test_beginnings_off_the_grid(facts: dict[str, Any], more: list[str], build: Build) -> None:
    tour = {"id": "tour", "name": "Tour", "delegations": ["d"], "at": "w1", **facts}
    programme = build(
        slot={"hours": "08:00-15:35"},
        visits=[{"minutes": 60, "window": "16 May 2023", **tour}],
        policy={"visits_start_every": 120},
    )
    found = [f"{hours.start:%H:%M}" for _, hours in visit_times(programme, programme.visits[0])]
    assert found == sorted(found)
    grid = [f"{hour:02d}:00" for hour in range(0, 24, 2)]
    assert sorted(set(found) - set(grid)) == sorted(more)


def test_a_visit_whose_hours_are_known_has_no_others(build: Build) -> None:
    tour = {"id": "tour", "name": "Tour", "delegations": ["d"], "at": "w1", "hours": "9-10"}
    programme = build(visits=[{**tour, "window": "16-17 May 2023"}])
    assert [f"{day:%d} {hours}" for day, hours in visit_times(programme, programme.visits[0])] == [
        "16 09:00-10:00",
        "17 09:00-10:00",
    ]
