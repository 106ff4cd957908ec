"""Host balance: field by field, the most placements at a host minus the fewest."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


def hosts(**fields: list[str]) -> list[dict[str, Any]]:
    """Hosts with one slot of two places in each of their fields."""
    return [
        {
            "id": host,
            "name": host,
            "sites": [
                {
                    "id": f"{host}-site",
                    "name": host,
                    "slots": [
                        {"id": f"{host}-{field}", "field": field, "places": 2} for field in each
                    ],
                }
            ],
        }
        for host, each in fields.items()
    ]


BOTH = {"one": ["crops", "cows"], "other": ["crops"], "third": ["crops"]}
NEED = {"needs": [{"field": ["crops", "cows"], "length": "2 working days"}]}


@pytest.mark.parametrize(
    ("slots", "apart"),
    [
        ([], 0),
        (["one-crops"], 1),
        (["one-crops", "other-crops"], 1),  # the third has nobody
        (["one-crops", "other-crops", "third-crops"], 0),
        (["one-crops", "one-crops", "other-crops"], 2),
        (["one-cows", "one-cows"], 0),  # no other host has cows
        (["one-cows", "other-crops", "third-crops"], 1),  # cows do not count for crops
    ],
)
def test_each_field_counts_by_itself(
    *, slots: list[str], apart: int, build: Build, measure: Measure
) -> None:
    programme = build(people="3 professionals", hosts=hosts(**BOTH), traveller=NEED)
    placed: Mapping[str, tuple[str, int, int]] = {
        f"d/professional-0{number}": (slot, 2, 3) for number, slot in enumerate(slots, start=1)
    }
    assert measure("host_balance", programme, placed) == apart


def test_planning_shares_people_out_over_the_hosts(build: Build) -> None:
    goals = {"goals": ["people_placed", "host_balance", "earliest_start"]}
    crops = {"one": ["crops"], "other": ["crops"]}
    need = {"needs": [{"field": "crops", "length": "2 working days"}]}
    programme = build(people="4 professionals", hosts=hosts(**crops), traveller=need, policy=goals)
    plan = vp.schedule(programme)
    assert sorted(each.host for each in plan.placements) == ["one", "one", "other", "other"]
    assert (plan.goals[1].value, plan.goals[1].bound) == (0, 0)
