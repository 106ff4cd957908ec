"""Role: a slot takes only the roles it admits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def test_another_role_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(slot={"admits": {"roles": ["pupil", "interpreter"]}})
    assert breaches("role", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="role",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="pupil, interpreter",
            message="d/professional-01 at work: "
            "the slot takes pupil and interpreter, not professional",
        )
    ]


@pytest.mark.parametrize("roles", [[], "professional", ["pupil", "professional"]])
def test_an_admitted_role_is_no_breach(
    roles: object, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"admits": {"roles": roles}})
    assert not breaches("role", programme, {"d/professional-01": stay(2, 3)})


def test_the_role_of_a_named_participant_counts(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        slot={"admits": {"roles": "professional"}},
        delegation={"participants": [{"id": "professional-02", "role": "interpreter"}]},
    )
    placed = {f"d/professional-0{number}": stay(2, 3) for number in (1, 2)}
    [violation] = breaches("role", programme, placed)
    assert violation.who == ("d/professional-02",)
