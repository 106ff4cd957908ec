"""Allergies: no house with what its guests cannot stand."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


@pytest.mark.parametrize(("allergic", "found"), [(["cats"], 1), (["dust"], 0), ([], 0)])
def test_only_what_one_is_allergic_to_is_a_breach(
    allergic: list[str], found: int, build: Build, stay_breaches: Breaches
) -> None:
    family = {"id": "family", "name": "Family", "beds": 2, "allergens": ["cats", "dogs"]}
    programme = build(lodgings=[family], traveller={"allergies": allergic})
    breaches = stay_breaches("allergies", programme, beds=[(ONE, "family", 2, 30)])
    assert [violation.message for violation in breaches] == [
        f"{ONE} at family: allergic to what is in the house (cats)"
    ] * found
    assert len(vp.schedule(programme).beds) == (0 if found else 2)
