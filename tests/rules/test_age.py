"""Age: from the youngest to the oldest age of the slot, on the first day there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


@pytest.mark.parametrize(
    ("admits", "age", "limit"),
    [
        ({"min_age": 18}, 17, "people from 18 years"),
        ({"max_age": 17}, 18, "people up to 17 years"),
        ({"min_age": 16, "max_age": 17}, 15, "people from 16 to 17 years"),
        ({"min_age": 16, "max_age": 17}, 18, "people from 16 to 17 years"),
    ],
)
def test_too_young_or_too_old_is_a_breach(
    *, admits: dict[str, int], age: int, limit: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"admits": admits}, traveller={"age": age})
    assert breaches("age", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="age",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit=limit,
            found=age,
            message=f"d/professional-01 at work: the slot takes {limit}, not {age} years",
        )
    ]


@pytest.mark.parametrize("age", [16, 17])
def test_both_ends_of_the_range_are_admitted(
    age: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"admits": {"min_age": 16, "max_age": 17}}, traveller={"age": age})
    assert not breaches("age", programme, {"d/professional-01": stay(2, 3)})


def test_an_unknown_age_is_refused_only_where_a_slot_asks_for_one(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {"d/professional-01": stay(2, 3)}
    [violation] = breaches("age", build(slot={"admits": {"min_age": 1}}), placed)
    assert violation.found is None
    assert "the age is not known" in violation.message
    assert not breaches("age", build(), placed)


@pytest.mark.parametrize(
    ("born", "first", "admitted"),
    [
        ("2005-05-08", 8, True),  # 18 on this very day
        ("2005-05-09", 8, False),  # one day short
        ("2004-05-08", 8, False),  # 19 on this very day
        ("2004-05-09", 8, True),  # the last day as an 18-year-old
    ],
)
def test_the_age_is_that_on_the_first_day_of_the_placement(
    *, born: str, first: int, admitted: bool, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        slot={"admits": {"min_age": 18, "max_age": 18}},
        delegation={"participants": [{"id": "professional-01", "born": born}]},
    )
    found = breaches("age", programme, {"d/professional-01": stay(first, first + 1)})
    assert (not found) is admitted


def test_planning_starts_on_the_birthday_that_is_old_enough(build: Build) -> None:
    programme = build(
        people="1 professional",
        slot={"admits": {"min_age": 18}},
        delegation={"participants": [{"id": "professional-01", "born": "2005-05-10"}]},
        policy={"supervision": "none"},
    )
    [placement] = vp.schedule(programme).placements
    assert placement.first_day == date(2023, 5, 10)
