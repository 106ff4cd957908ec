"""Availability: nobody works, or is on duty, on a day they are away."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def test_working_on_days_away_is_a_breach_that_names_them(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller={"away": ["2023-05-03", "4-5 May 2023"]})
    assert breaches("availability", programme, {"d/professional-01": stay(2, 4)}) == [
        vp.Violation(
            rule="availability",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 3), date(2023, 5, 4)),
            limit=0,
            found=2,
            message="d/professional-01 at work: away on 2023-05-03, 2023-05-04",
        )
    ]


@pytest.mark.parametrize("away", ["2023-05-03", "2023-05-06", "2023-05-09", "6-7 May 2023"])
def test_being_away_before_after_or_on_a_free_day_is_no_breach(
    away: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller={"away": [away]})
    assert not breaches("availability", programme, {"d/professional-01": stay(4, 8)})


def test_being_away_concerns_only_the_one_who_is(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    named = {"participants": [{"id": "professional-02", "away": ["2023-05-02"]}]}
    placed = {f"d/professional-0{number}": stay(2, 3) for number in (1, 2)}
    [violation] = breaches("availability", build(delegation=named), placed)
    assert violation.who == ("d/professional-02",)


@pytest.mark.parametrize(("day", "count"), [(2, 0), (3, 1), (4, 0)])
def test_duty_while_away_is_a_breach(
    day: int, count: int, build: Build, breaches: Breaches
) -> None:
    away = {"participants": [{"id": "teacher-01", "away": ["2023-05-03"]}]}
    programme = build(teachers="1 teacher", delegation=away)
    found = breaches("availability", programme, {}, [("d/teacher-01", "farm", day)])
    assert [(v.who, v.site, v.days) for v in found] == [
        (("d/teacher-01",), "farm", (date(2023, 5, 3),))
    ] * count
