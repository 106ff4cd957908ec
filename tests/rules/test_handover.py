"""Handover: on the carrier of the programme, on its day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]

VISIT = {
    "id": "tour",
    "name": "Tour",
    "delegations": ["d"],
    "at": "farm",
    "window": "2-5 May 2023",
    "minutes": 60,
}
BUS = {"id": "bus", "kind": "arrival", "delegations": ["d"], "window": "1-2 May 2023"}
GIFTS = [
    {"id": "album", "receiver": "host", "what": "photo album", "carried_by": "tour"},
    {"id": "books", "receiver": "host", "what": "books", "carried_by": "bus"},
    {"id": "money", "receiver": "host", "what": "money"},
]


@pytest.mark.parametrize(
    ("planned", "reason"),
    [
        ([("album", "tour", 3)], None),
        ([("books", "bus", 2)], None),
        ([("album", "tour", 4)], "its carrier 'tour' has its day on 2023-05-03"),
        ([("books", "bus", 1)], "its carrier 'bus' has its day on 2023-05-02"),
        ([("album", "bus", 2)], "it rides on 'tour', not on 'bus'"),
        ([("money", "bus", 2)], "it has no carrier in the programme"),
        ([("albums", "bus", 2)], "no handover has this id; did you mean 'album'?"),
        ([("album", "tour", 3), ("album", "tour", 3)], "it takes place already"),
    ],
)
def test_carrier_and_day(
    planned: list[tuple[str, str, int]], reason: str | None, build: Build
) -> None:
    programme = build(visits=[VISIT], transfers=[BUS], handovers=GIFTS)
    rows: list[dict[str, Any]] = [
        {"handover": what, "carrier": carrier, "day": f"2023-05-{day:02d}"}
        for what, carrier, day in planned
    ]
    plan = vp.Plan.model_validate(
        {
            "visits": [{"visit": "tour", "day": "2023-05-03", "hours": "10:00-11:00"}],
            "handovers": rows,
        }
    )
    found = [each for each in vp.check(programme, plan) if each.rule == "handover"]
    assert [each.message.partition(": ")[2] for each in found] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("more", "breach"),
    [
        ({}, 1),
        ({"window": "2-3 May 2023"}, 0),
        ({"state": "done"}, 0),
    ],
)
def test_a_visit_keeps_the_window_of_what_rides_on_it(
    more: dict[str, Any], breach: int, build: Build
) -> None:
    gift = {**GIFTS[0], "window": "4-5 May 2023", **more}
    programme = build(visits=[VISIT], handovers=[gift])
    plan = vp.Plan.model_validate(
        {"visits": [{"visit": "tour", "day": "2023-05-03", "hours": "10:00-11:00"}]}
    )
    found = [each.message for each in vp.check(programme, plan) if each.rule == "handover"]
    told = "the handover 'album' that rides on it is to be in 4-5 May 2023"
    assert found == breach * [f"the visit 'tour' on 2023-05-03, 10:00-11:00: {told}"]
    [planned] = vp.schedule(programme).visits
    assert not breach or planned.day in vp.DateWindow.parse("4-5 May 2023")


def test_planning_puts_them_on_their_carriers(build: Build) -> None:
    programme = build(visits=[VISIT], transfers=[BUS], handovers=GIFTS)
    plan = vp.schedule(programme)
    assert {(each.handover, each.day) for each in plan.handovers} == {
        ("album", plan.visits[0].day),
        ("books", date(2023, 5, 2)),
    }
    assert [each.concerns for each in plan.gaps if each.kind == "handover"] == ["money"]
