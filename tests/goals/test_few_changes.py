"""Few changes: what a previous plan says stays as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]
MAY = Path(__file__).parents[2] / "examples" / "may-2023.yaml"

BEFORE = {
    "placements": [
        {"participant": "d/professional-01", "slot": "work-1", "first_day": "2023-05-02",
         "last_day": "2023-05-03"},
        {"participant": "d/professional-02", "slot": "work-2", "first_day": "2023-05-03",
         "last_day": "2023-05-04"},
    ],
    "visits": [
        {"visit": "museum", "day": "2023-05-05", "hours": "10:00-11:00"},
        {"visit": "library", "day": "2023-05-05", "hours": "14:00-15:00"},
    ],
    "beds": [
        {"participant": "d/professional-01", "lodging": "inn", "first_night": "2023-05-02",
         "last_night": "2023-05-11"},
    ],
}  # fmt: skip
SURROUNDINGS = {
    "visits": [
        {"id": name, "name": name, "at": "host", "delegations": ["d"],
         "window": "2-12 May 2023", "minutes": 60}
        for name in ("museum", "library")
    ],
    "lodgings": [
        {"id": name, "name": name, "beds": 4} for name in ("inn", "hostel")
    ],
}  # fmt: skip


def changes(programme: vp.Programme, before: dict[str, Any], now: dict[str, Any]) -> int:
    previous, plan = (vp.Plan.model_validate(each) for each in (before, now))
    return GOALS["few_changes"].measure(roster_of(programme, plan, previous))


def changed(part: str, number: int, **fields: Any) -> dict[str, Any]:
    """The previous plan with one of its entries changed."""
    entries = [dict(each) for each in BEFORE[part]]
    entries[number].update(fields)
    return {**BEFORE, part: entries}


@pytest.mark.parametrize(
    ("now", "count"),
    [
        (BEFORE, 0),
        ({}, 5),
        ({**BEFORE, "placements": []}, 2),
        (changed("placements", 0, slot="work-2"), 1),
        (changed("placements", 0, first_day="2023-05-01"), 1),
        (changed("placements", 0, last_day="2023-05-04"), 1),
        (changed("placements", 0, participant="d/professional-02"), 1),
        (changed("visits", 0, day="2023-05-04"), 1),
        (changed("visits", 1, hours="14:00-15:30"), 1),
        (changed("beds", 0, lodging="hostel"), 1),
        (changed("beds", 0, last_night="2023-05-10"), 0),  # the same house
        (changed("beds", 0, participant="d/professional-02"), 1),
    ],
)
def test_what_is_not_kept_counts(*, now: dict[str, Any], count: int, build: Build) -> None:
    assert changes(build(**SURROUNDINGS), BEFORE, now) == count


def test_who_loses_slot_or_house_has_to_move(build: Build) -> None:
    programme = build(
        people="3 professionals",
        lodgings=[{"id": "hostel", "name": "hostel", "beds": 4}],
        policy={"goals": ["people_placed", "few_changes"]},
    )
    gone = changed("placements", 0, participant="d/professional-03", slot="work-3")
    before = changed("placements", 0)
    before["placements"] += gone["placements"][:1]
    assert changes(programme, before, before) == 2
    plan = vp.schedule(programme, previous=vp.Plan.model_validate(before))
    assert [(goal.value, goal.bound) for goal in plan.goals] == [(3, 3), (2, 2)]


def test_people_needs_and_visits_that_are_gone_are_no_change(build: Build) -> None:
    assert changes(build(people="1 professional"), BEFORE, {}) == 2
    other = build(traveller={"needs": [{"id": "other", "field": "agriculture"}]})
    assert changes(other, {"placements": BEFORE["placements"]}, {}) == 0


def test_a_need_of_several_parts_keeps_each_of_its_placements(build: Build) -> None:
    need = {"field": ["agriculture", "cows"], "parts": 2, "length": "1 day"}
    programme = build(traveller={"needs": [need]})
    place = {"participant": "d/professional-01", "slot": "work-1"}
    days = [
        {**place, "first_day": f"2023-05-0{day}", "last_day": f"2023-05-0{day}"} for day in (2, 3)
    ]
    assert changes(programme, {"placements": days}, {"placements": days[:1]}) == 1
    assert changes(programme, {"placements": days[:1]}, {"placements": days}) == 0


def test_without_a_previous_plan_nothing_is_a_change(build: Build) -> None:
    programme = build()
    assert GOALS["few_changes"].measure(roster_of(programme, vp.Plan())) == 0
    plan = vp.schedule(build(policy={"goals": ["people_placed", "few_changes"]}))
    assert [(goal.value, goal.bound) for goal in plan.goals] == [(2, 2), (0, 0)]


def test_the_standard_levels_have_it_with_a_previous_plan(build: Build) -> None:
    assert ("few_changes",) not in [level.goals for level in levels_of(build())]
    assert ("few_changes",) in [level.goals for level in levels_of(build(), vp.Plan())]


def test_planning_keeps_houses_too(build: Build) -> None:
    programme = build(**SURROUNDINGS, policy={"goals": ["people_placed", "few_changes"]})
    previous = vp.Plan.model_validate({"beds": BEFORE["beds"]})
    plan = vp.schedule(programme, previous=previous)
    assert [goal.value for goal in plan.goals] == [2, 0]
    assert ("d/professional-01", "inn") in [(bed.participant, bed.lodging) for bed in plan.beds]


def test_planning_keeps_the_times_of_visits(build: Build) -> None:
    programme = build(**SURROUNDINGS, policy={"goals": ["people_placed", "few_changes"]})
    previous = vp.Plan.model_validate({"visits": BEFORE["visits"][:1]})
    plan = vp.schedule(programme, previous=previous)
    assert [goal.value for goal in plan.goals] == [2, 0]
    assert previous.visits[0] in plan.visits


def _may() -> Any:
    return yaml.safe_load(MAY.read_text(encoding="utf-8"))


def _moved(before: vp.Plan, after: vp.Plan) -> set[str]:
    def where(plan: vp.Plan) -> set[tuple[str, str, object]]:
        return {(each.participant, each.slot, each.first_day) for each in plan.placements}

    return {who for who, _, _ in where(before) - where(after)}


def test_replanning_what_has_not_changed_moves_nobody() -> None:
    programme = vp.Programme.model_validate(_may())
    before = vp.schedule(programme)
    after = vp.schedule(programme, previous=before)
    assert after.placements == before.placements
    [kept] = [goal for goal in after.goals if goal.name == "few_changes"]
    assert (kept.value, kept.bound) == (0, 0)


def test_replanning_with_a_place_less_moves_as_few_as_need_be() -> None:
    document = _may()
    before = vp.schedule(vp.Programme.model_validate(document))
    [slot] = [
        slot
        for host in document["hosts"]
        for site in host["sites"]
        for slot in site.get("slots", ())
        if slot["id"] == before.placements[0].slot
    ]
    there = sum(each.slot == slot["id"] for each in before.placements)
    slot["places"] = there - 1
    programme = vp.Programme.model_validate(document)
    after = vp.schedule(programme, previous=before)
    assert vp.check(programme, after) == ()
    assert len(_moved(before, after)) == 1
    [kept] = [goal for goal in after.goals if goal.name == "few_changes"]
    assert (kept.value, kept.bound) == (1, 1)
