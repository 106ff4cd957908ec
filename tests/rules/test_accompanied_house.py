"""Accompanied house: minors sleep there with an accompanying person."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules import accompanied_house

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"

PUPIL = "d/pupil-01"


def programme_of(
    build: Build, strength: str | None, teachers: str = "1 teacher", beds: int = 2
) -> vp.Programme:
    house = {"id": "family", "name": "Family", "beds": beds, "accompanying_person": strength}
    delegation = {"window": "2-5 May 2023", "supervision": "none"}
    return build(people="1 pupil", teachers=teachers, lodgings=[house], delegation=delegation)


def test_a_minor_alone_is_a_breach(build: Build, stay_breaches: Breaches) -> None:
    programme = programme_of(build, "hard")
    [violation] = stay_breaches("accompanied_house", programme, beds=[(PUPIL, "family", 2, 4)])
    assert violation.who == (PUPIL,)
    assert [day.day for day in violation.days] == [2, 3, 4]
    assert violation.message == (
        "family in the night of 2023-05-02: 1 minor of 'd' without an accompanying person"
    )


def test_with_an_accompanying_person_it_is_none(build: Build, stay_breaches: Breaches) -> None:
    beds = [(PUPIL, "family", 2, 4), (TEACHER, "family", 2, 4)]
    assert not stay_breaches("accompanied_house", programme_of(build, "hard"), beds=beds)
    unsure = programme_of(build, "hard", teachers="0-1 teachers")
    assert len(stay_breaches("accompanied_house", unsure, beds=beds)) == 1


@pytest.mark.parametrize(("strength", "placed"), [("hard", 0), ("soft", 1), (None, 1)])
def test_one_bed_is_not_enough_for_a_minor_where_it_is_a_rule(
    strength: str | None, placed: int, build: Build
) -> None:
    programme = programme_of(build, strength, beds=1, teachers="0-1 teachers")
    plan = vp.schedule(programme)
    assert len(plan.placements) == placed
    alone = 3 if strength == "soft" else 0
    assert accompanied_house.wished(roster_of(programme, plan)) == alone
