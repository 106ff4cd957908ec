"""Nearness: people work near the house they live in."""

from collections.abc import Callable

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]

ONE = "d/professional-01"
HOUSES = [{"id": f"house-{number}", "name": "House", "beds": 1} for number in (1, 2)]


def ways(*known: tuple[str, str, int]) -> list[dict[str, object]]:
    return [{"between": [stay, site], "km": km} for stay, site, km in known]


@pytest.mark.parametrize(
    ("house", "metres"),
    [("house-1", 3000), ("house-2", 7000)],
)
def test_the_way_from_the_house_counts_else_that_from_the_delegation(
    house: str, metres: int, build: Build
) -> None:
    programme = build(lodgings=HOUSES, distances=ways(("house-1", "farm-1", 3), ("d", "farm-1", 7)))
    row = {"slot": "work-1", "first_day": "2023-05-02", "last_day": "2023-05-03"}
    bed = {"lodging": house, "first_night": "2023-05-02", "last_night": "2023-05-11"}
    plan = vp.Plan.model_validate(
        {
            "placements": [{"participant": ONE, **row}],
            "beds": [{"participant": ONE, **bed}],
        }
    )
    assert GOALS["nearness"].measure(roster_of(programme, plan)) == metres


def test_each_placement_counts_and_ways_not_known_count_nothing(
    build: Build, measure: Measure
) -> None:
    programme = build(distances=ways(("d", "farm-1", 7)))
    placed = {"d/professional-01": ("work-1", 2, 3), "d/professional-02": ("work-1", 2, 3)}
    assert measure("nearness", programme, placed) == 14_000
    placed["d/professional-02"] = ("work-2", 2, 3)
    assert measure("nearness", programme, placed) == 7_000


def test_planning_lets_everybody_live_near_their_work(build: Build) -> None:
    near = ways(
        ("house-1", "farm-1", 30),
        ("house-1", "farm-2", 2),
        ("house-2", "farm-1", 1),
        ("house-2", "farm-2", 40),
    )
    plan = vp.schedule(build(lodgings=HOUSES, distances=near))
    assert [goal.value for goal in plan.goals if goal.name == "nearness"] == [3000]
    lives = {bed.participant: bed.lodging for bed in plan.beds}
    assert {(each.site, lives[each.participant]) for each in plan.placements} == {
        ("farm-1", "house-2"),
        ("farm-2", "house-1"),
    }


def test_several_parts_may_be_at_the_one_near_site(build: Build) -> None:
    fields = ["agriculture", "sewing"]
    sites = [
        {
            "id": site,
            "name": "Site",
            "slots": [{"id": f"{site}-{field}", "field": field, "places": 1} for field in fields],
        }
        for site in ("far", "near")
    ]
    programme = build(
        people="1 professional",
        traveller={"needs": []},
        hosts=[{"id": "host", "name": "Host", "sites": sites}],
        lodgings=HOUSES[:1],
        distances=ways(("house-1", "far", 5), ("house-1", "near", 2)),
    )
    need = {"field": fields, "length": "1 working day", "parts": 2}
    document = programme.model_dump(mode="json")
    document["delegations"][0]["participants"] = [{"id": "professional-01", "needs": [need]}]
    plan = vp.schedule(vp.Programme.model_validate(document))
    assert [each.site for each in plan.placements] == ["near", "near"]
    assert [goal.value for goal in plan.goals if goal.name == "nearness"] == [4000]


def test_it_is_among_the_standard_levels_where_a_way_is_known(build: Build) -> None:
    def names(programme: vp.Programme) -> list[str]:
        return [name for level in levels_of(programme) for name in level.goals]

    assert "nearness" in names(build(distances=ways(("d", "farm-1", 7))))
    assert "nearness" not in names(build(lodgings=HOUSES))
