"""Reservation: places kept for a partnership or a delegation go to nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


OURS = {"id": "ours", "between": ["school", "host"], "status": "agreed"}
THEIRS = {"id": "theirs", "between": ["other-school", "host"], "status": "agreed"}


def test_places_kept_for_others_are_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(slot={"reserved_for": "theirs"}, partnerships=[OURS, THEIRS])
    assert breaches("reservation", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="reservation",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="theirs",
            message="d/professional-01 at work: the places are kept for theirs",
        )
    ]


@pytest.mark.parametrize("kept", [(), "ours", "d", ["theirs", "ours"], ["theirs", "d"]])
def test_places_kept_for_nobody_the_partnership_or_the_delegation_are_no_breach(
    kept: object, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"reserved_for": kept}, partnerships=[OURS, THEIRS])
    assert not breaches("reservation", programme, {"d/professional-01": stay(2, 3)})


def test_the_smallest_fix_names_for_whom_the_places_are_kept(build: Build) -> None:
    programme = build(slot={"reserved_for": "theirs"}, partnerships=[OURS, THEIRS])
    unplaced = vp.schedule(programme).unplaced
    assert len(unplaced) == 2
    for each in unplaced:
        assert each.smallest_fix == "'work' not kept for theirs alone"
        assert {reason.rule for reason in each.reasons} == {"reservation"}
