"""Rooming: one rooming group in a house, as a rule or as a wish."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.plan import Bed
from visitplanner.model.roster import roster_of
from visitplanner.rules import rooming

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, TEACHER = "d/professional-01", "d/professional-02", "d/teacher-01"


def programme_of(build: Build, strength: str | None, rooming: str | None = "men") -> vp.Programme:
    house = {"id": "family", "name": "Family", "beds": 2, "one_rooming_group": strength}
    delegation = {
        "window": "2-5 May 2023",
        "headcounts": [
            {"people": "1 professional", "rooming": "women"},
            {"people": "1 teacher", "rooming": rooming},
        ],
    }
    return build(lodgings=[house], delegation=delegation)


@pytest.mark.parametrize(
    ("rooming", "named"), [("men", "'men' and 'women'"), (None, "'women' and people without one")]
)
def test_two_groups_in_one_house_are_a_breach(
    rooming: str | None, named: str, build: Build, stay_breaches: Breaches
) -> None:
    programme = programme_of(build, "hard", rooming)
    beds = [(ONE, "family", 2, 4), (TEACHER, "family", 2, 4)]
    [violation] = stay_breaches("rooming", programme, beds=beds)
    assert violation.message == (
        f"family in the night of 2023-05-02: 2 rooming groups share the house, {named}"
    )
    assert len(vp.schedule(programme).beds) == 1


@pytest.mark.parametrize("strength", ["soft", None])
def test_without_a_rule_there_is_no_breach(
    strength: str | None, build: Build, stay_breaches: Breaches
) -> None:
    programme = programme_of(build, strength)
    beds = [(ONE, "family", 2, 4), (TEACHER, "family", 2, 4)]
    assert not stay_breaches("rooming", programme, beds=beds)
    assert len(vp.schedule(programme).beds) == 2


@pytest.mark.parametrize(("last", "count"), [(4, 3), (3, 2)])
def test_a_wish_counts_each_night(last: int, count: int, build: Build) -> None:
    programme = programme_of(build, "soft")
    beds = tuple(
        Bed.model_validate(
            {
                "participant": who,
                "lodging": "family",
                "first_night": "2023-05-02",
                "last_night": f"2023-05-0{night}",
            }
        )
        for who, night in ((ONE, 4), (TEACHER, last))
    )
    assert rooming.wished(roster_of(programme, vp.Plan(beds=beds))) == count


def test_one_group_may_fill_the_house(build: Build, stay_breaches: Breaches) -> None:
    programme = programme_of(build, "hard", "women")
    beds = [(ONE, "family", 2, 4), (TEACHER, "family", 2, 4)]
    assert not stay_breaches("rooming", programme, beds=beds)
    assert len(vp.schedule(programme).beds) == 2
