"""Worst off and leximin: steps below the first choice, person by person."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.goals.leximin import MOST_STAGES
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]

WANTS = {"preferences": ["work-1", "work-2"]}
DAY = {"length": "1 day"}
TWO_PARTS = {
    **WANTS,
    "needs": [
        {"id": "first", "field": "agriculture", **DAY},
        {"id": "then", "field": "agriculture", **DAY},
    ],
}


@pytest.mark.parametrize(
    ("placed", "most"),
    [
        ({}, 0),
        ({"d/professional-01": ("work-1", 2, 3)}, 0),
        ({"d/professional-01": ("work-1", 2, 3), "d/professional-02": ("work-2", 2, 3)}, 1),
        ({"d/professional-01": ("work-2", 2, 3), "d/professional-02": ("work-2", 2, 3)}, 1),
    ],
)
def test_the_worst_off_counts_alone(
    *, placed: Mapping[str, tuple[str, int, int]], most: int, build: Build, measure: Measure
) -> None:
    assert measure("worst_off", build(traveller=WANTS), placed) == most


def test_steps_add_up_over_the_placements_of_one_person(build: Build, measure: Measure) -> None:
    programme = build(traveller=TWO_PARTS)
    placed = {
        "d/professional-01 first": ("work-2", 2, 2),
        "d/professional-01 then": ("work-2", 3, 3),
        "d/professional-02 first": ("work-2", 2, 2),
    }
    assert measure("worst_off", programme, placed) == 2
    assert measure("leximin", programme, placed) == 2


def _values(goal: str, plan: vp.Plan) -> list[tuple[str, int]]:
    return [(each.unit, each.value) for each in plan.goals if each.name == goal]


def _three_places(
    wishes: Mapping[str, list[str]], goal: str, build: Build, **fields: Any
) -> vp.Programme:
    """Everybody wants crops on one day, in one of three places; the fourth place has cows."""
    slots = [{"id": each, "field": "crops", "places": 1} for each in "abc"]
    slots.append({"id": "cows", "field": "cows", "places": 1})
    site = {"id": "farm", "name": "Farm", "slots": slots}
    need = {"field": "crops", "length": "1 day"}
    headcounts = [
        {"people": "1 professional", "label": who, "needs": [need], "preferences": names}
        for who, names in wishes.items()
    ]
    group = {"id": "d", "name": "D", "senders": "school", "headcounts": headcounts}
    return build(
        hosts=[{"id": "host", "name": "Host", "sites": [site]}],
        delegations=[{**group, "window": "2 May 2023"}],
        policy={"goals": ["people_placed", goal, "preferences"]},
        **fields,
    )


# Few steps in all: x at a, y at b, z at c with 0 + 0 + 2. Fairer: everybody one step below.
UNEVEN = {"x": ["a", "b"], "y": ["b", "c"], "z": ["cows", "a", "c"]}


def test_the_worst_off_comes_before_the_sum(build: Build) -> None:
    few_steps = vp.schedule(_three_places(UNEVEN, "earliest_start", build))
    assert _values("preferences", few_steps) == [("steps below first choice", 2)]
    fair = vp.schedule(_three_places(UNEVEN, "worst_off", build))
    assert _values("worst_off", fair) == [("steps below first choice", 1)]
    assert _values("preferences", fair) == [("steps below first choice", 3)]


def test_leximin_says_how_many_are_how_far_below(build: Build) -> None:
    fair = vp.schedule(_three_places(UNEVEN, "leximin", build))
    assert _values("leximin", fair) == [
        ("people 3 or more steps below first choice", 0),
        ("people 2 or more steps below first choice", 0),
        ("people 1 or more steps below first choice", 3),
    ]
    assert fair.status == "optimal"


def test_leximin_looks_beyond_the_worst_off(build: Build) -> None:
    # Whatever is done one person is two steps below; the other may still have the first choice.
    wishes = {"x": ["a", "b", "c"], "y": ["a", "c"], "z": ["a", "b"]}
    fair = vp.schedule(_three_places(wishes, "leximin", build))
    by_person = {each.participant: each.slot for each in fair.placements}
    assert by_person == {"d/x-01": "a", "d/y-01": "c", "d/z-01": "b"}
    assert [value for _, value in _values("leximin", fair)] == [0, 0, 2]


def test_leximin_of_people_with_several_placements_counts_people(build: Build) -> None:
    pins = [
        {
            "participant": "d/professional-01",
            "need": need,
            "slot": "work-2",
            "first_day": f"2023-05-0{day}",
        }
        for need, day in (("first", 2), ("then", 3))
    ]
    goals = {"goals": ["people_placed", "leximin", "earliest_start"]}
    plan = vp.schedule(build(traveller=TWO_PARTS, pins=pins, policy=goals))
    assert [value for _, value in _values("leximin", plan)] == [0, 0, 1, 1]


def test_steps_beyond_the_twentieth_count_as_twenty(build: Build, measure: Measure) -> None:
    slots = [{"id": f"s{n}", "field": "agriculture", "places": 1} for n in range(25)]
    hosts = [{"id": "h", "name": "H", "sites": [{"id": "f", "name": "F", "slots": slots}]}]
    wants = {"preferences": [f"s{n}" for n in range(25)]}
    programme = build(hosts=hosts, traveller=wants)
    placed = {"d/professional-01": ("s24", 2, 3), "d/professional-02": ("s3", 2, 3)}
    assert measure("worst_off", programme, placed) == 24
    rows = {
        who: {"slot": slot, "first_day": "2023-05-02", "last_day": "2023-05-03"}
        for who, (slot, _, _) in placed.items()
    }
    roster = roster_of(programme, vp.Plan.from_placements(rows))
    values = GOALS["leximin"].values(roster)
    assert len(values) == MOST_STAGES == 20
    assert values == (*[1] * 17, 2, 2, 2)


def test_without_any_preference_there_is_one_stage_at_its_best(build: Build) -> None:
    plan = vp.schedule(build(policy={"goals": ["people_placed", "leximin"]}))
    assert _values("leximin", plan) == [("people 1 or more steps below first choice", 0)]
