"""Pins: what was fixed by hand stays where it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


PIN = {"participant": "d/professional-01", "slot": "work", "first_day": "2023-05-04"}


@pytest.mark.parametrize(
    ("changes", "last"),
    [({}, 5), ({"last_day": "2023-05-05"}, 5), ({"need": "internship"}, 5)],
)
def test_a_pin_that_is_kept_is_no_breach(
    changes: dict[str, str], last: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(pins=[PIN | changes])
    assert not breaches("pin", programme, {"d/professional-01": stay(4, last)})


@pytest.mark.parametrize(
    ("placed", "found"),
    [
        ({}, "not placed"),
        ({"d/professional-01": (8, 9)}, "work from 2023-05-08"),
        ({"d/professional-02": (4, 5)}, "not placed"),
    ],
)
def test_a_pin_that_is_not_kept_is_a_breach(
    placed: dict[str, tuple[int, int]], found: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(pins=[PIN])
    plan = {who: stay(*days) for who, days in placed.items()}
    assert breaches("pin", programme, plan) == [
        vp.Violation(
            rule="pin",
            who=("d/professional-01",),
            slot="work",
            days=(date(2023, 5, 4),),
            limit="work from 2023-05-04",
            found=found,
            message="pins[0] fixes d/professional-01 at work from 2023-05-04, "
            f"but the plan has: {found}",
        )
    ]


def test_another_last_day_breaks_a_pin_that_names_it(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(pins=[PIN | {"last_day": "2023-05-05"}])
    assert len(breaches("pin", programme, {"d/professional-01": stay(4, 8)})) == 1


def test_each_broken_pin_has_its_number(build: Build, breaches: Breaches) -> None:
    programme = build(pins=[PIN, PIN | {"participant": "d/professional-02"}])
    found = breaches("pin", programme, {})
    assert [violation.message.split()[0] for violation in found] == ["pins[0]", "pins[1]"]


def test_planning_keeps_a_pin_and_marks_it(build: Build) -> None:
    plan = vp.schedule(build(pins=[PIN | {"first_day": "2023-05-10"}]))
    pinned = [placement for placement in plan.placements if placement.pinned]
    assert [(each.participant, each.first_day) for each in pinned] == [
        ("d/professional-01", date(2023, 5, 10))
    ]
    assert len(plan.placements) == 2
