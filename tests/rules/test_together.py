"""Together: at the same place whenever two of them work, and all of them placed or none."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules.together import RULE

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

ONE, TWO, THREE = (f"d/professional-0{number}" for number in (1, 2, 3))


def farms(build: Build, *, people: str = "2 professionals", **wish: Any) -> vp.Programme:
    """Two sites; the first has a slot for the morning and one for the afternoon."""
    slots = [
        [
            {"id": "morning", "field": "agriculture", "places": 3, "hours": "8-12"},
            {"id": "afternoon", "field": "agriculture", "places": 3, "hours": "13-17"},
        ],
        [{"id": "other", "field": "agriculture", "places": 3, "hours": "13-17"}],
    ]
    sites = [
        {"id": name, "name": name, "slots": each}
        for name, each in zip(("farm", "barn"), slots, strict=True)
    ]
    needs = [{"id": f"n{n}", "field": "agriculture", "length": "1 working day"} for n in (1, 2)]
    return build(
        people=people,
        teachers="1 teacher",
        traveller={"needs": needs},
        hosts=[{"id": "host", "name": "Host", "sites": sites}],
        policy={"together": [{"people": "d", **wish}]},
    )


def placed(stay: Stay, *rows: tuple[str, int, str]) -> list[dict[str, Any]]:
    return [
        {"participant": who, "need": f"n{number}", **stay(2, 2, slot)} for who, number, slot in rows
    ]


def test_two_sites_on_one_day_are_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    rows = placed(stay, (ONE, 1, "afternoon"), (TWO, 1, "other"))
    assert breaches("together", farms(build), rows) == [
        vp.Violation(
            rule="together",
            who=(ONE, TWO),
            days=(date(2023, 5, 2),),
            limit=1,
            found=2,
            message="on 2023-05-02: d/professional-01 at farm; d/professional-02 at barn; they are "
            "to be at the same site",
        )
    ]


@pytest.mark.parametrize(
    ("at", "rows", "found"),
    [
        ("site", [(ONE, 1, "morning"), (TWO, 1, "afternoon")], 0),
        ("slot", [(ONE, 1, "morning"), (TWO, 1, "afternoon")], 1),
        ("host", [(ONE, 1, "morning"), (TWO, 1, "other")], 0),
        # Both are first here, then there: together all day.
        ("site", [(w, n, s) for w in (ONE, TWO) for n, s in ((1, "morning"), (2, "other"))], 0),
        ("site", [(ONE, 1, "morning"), (ONE, 2, "other"), (TWO, 1, "other")], 1),
    ],
)
def test_the_same_place_is_what_the_wish_says(
    *,
    at: str,
    rows: list[tuple[str, int, str]],
    found: int,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    assert len(breaches("together", farms(build, at=at), placed(stay, *rows))) == found


def test_who_is_left_out_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = farms(build)
    assert breaches("together", programme, placed(stay, (TWO, 1, "other"))) == [
        vp.Violation(
            rule="together",
            who=(ONE,),
            limit=0,
            found=1,
            message="d/professional-01 is left out, to be together with others who are placed",
        )
    ]
    assert not breaches("together", programme, [])


def test_soft_breaches_count_places_and_people(build: Build, stay: Stay) -> None:
    programme = farms(build, people="3 professionals", strength="soft", weight=5)
    rows = placed(stay, (ONE, 1, "afternoon"), (TWO, 1, "other"))
    plan = vp.Plan.from_placements(rows)
    assert not [each for each in vp.check(programme, plan) if each.rule == "together"]
    assert RULE.wished is not None
    # Two places with only some of them, and one person left out.
    assert RULE.wished(roster_of(programme, plan)) == 5 * (2 + 1)


def test_planning_places_both_or_none(build: Build) -> None:
    policy = {"together": [{"people": "d"}]}
    free, full = (build(slot={"places": n}, need={"length": None}, policy=policy) for n in (2, 1))
    assert len(vp.schedule(free).placements) == 2
    assert len(vp.schedule(full).placements) == 0
