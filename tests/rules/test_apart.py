"""Apart: never at the same place on the same day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules.apart import RULE

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, THREE = (f"d/professional-0{number}" for number in (1, 2, 3))


def apart(build: Build, *people: str, **wish: Any) -> vp.Programme:
    return build(
        people="3 professionals",
        slot={"places": 3},
        policy={"apart": [{"people": list(people), **wish}]},
    )


def test_the_same_site_on_the_same_day_is_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {ONE: stay(2, 3), TWO: stay(3, 4)}
    assert breaches("apart", apart(build, ONE, TWO), placed) == [
        vp.Violation(
            rule="apart",
            who=(ONE, TWO),
            site="farm",
            days=(date(2023, 5, 3),),
            limit=1,
            found=2,
            message="farm on 2023-05-03: d/professional-01 and d/professional-02 are to be apart",
        )
    ]


@pytest.mark.parametrize(
    ("people", "rows", "found"),
    [
        ((ONE, TWO), {ONE: (2, 3), TWO: (4, 5)}, 0),
        ((ONE, TWO), {ONE: (2, 3), THREE: (2, 3)}, 0),
        # Who is named alone is not meant by the delegation, and those of one entry may meet.
        ((ONE, "d"), {TWO: (2, 3), THREE: (2, 3)}, 0),
        ((ONE, "d"), {ONE: (2, 3), THREE: (2, 3)}, 2),
    ],
)
def test_only_different_entries_are_kept_apart(
    *,
    people: tuple[str, ...],
    rows: dict[str, tuple[int, int]],
    found: int,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    placed = {who: stay(*days) for who, days in rows.items()}
    assert len(breaches("apart", apart(build, *people), placed)) == found


def test_soft_breaches_count_the_entries_beyond_the_first(build: Build, stay: Stay) -> None:
    programme = apart(build, ONE, TWO, THREE, strength="soft", weight=4)
    plan = vp.Plan.from_placements({ONE: stay(2, 3), TWO: stay(2, 3), THREE: stay(3, 4)})
    assert not [each for each in vp.check(programme, plan) if each.rule == "apart"]
    assert RULE.wished is not None
    assert RULE.wished(roster_of(programme, plan)) == 4 * (1 + 2)


def test_planning_keeps_them_apart_in_time(build: Build) -> None:
    plan = vp.schedule(apart(build, ONE, TWO))
    days = {each.participant: set(each.days) for each in plan.placements}
    assert len(days) == 3
    assert not days[ONE] & days[TWO]
