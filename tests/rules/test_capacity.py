"""The capacity table: places, taken and free, for every slot and day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]


def table(programme: vp.Programme, placements: dict[str, Any]) -> vp.CapacityTable:
    return vp.capacity_table(programme, vp.Plan.from_placements(placements))


def days(found: vp.CapacityTable) -> list[int]:
    return [row.day.day for row in found.rows]


def test_every_working_day_of_the_stay_has_a_row(build: Build, stay: Stay) -> None:
    programme = build(delegation={"window": "4-9 May 2023"})
    found = table(programme, {"d/professional-01": stay(4, 5)})
    assert found.rows[0] == vp.CapacityRow(
        slot="work", site="farm", day=date(2023, 5, 4), places=2, taken=1, free=1
    )
    assert [(row.day.day, row.taken, row.free) for row in found.rows] == [
        (4, 1, 1),
        (5, 1, 1),
        (8, 0, 2),
        (9, 0, 2),
    ]


def test_days_outside_the_offer_have_no_row(build: Build) -> None:
    programme = build(delegation={"window": "4-9 May 2023"}, slot={"window": "5-8 May 2023"})
    assert days(table(programme, {})) == [5, 8]


def test_a_day_that_is_not_worked_has_a_row_only_where_somebody_is_there(
    build: Build, stay: Stay
) -> None:
    programme = build(delegation={"window": "4-9 May 2023"})
    saturday = {"d/professional-01": stay(6, 6, days=["2023-05-06"])}
    assert days(table(programme, saturday)) == [4, 5, 6, 8, 9]


def test_overbooked_days_have_fewer_than_no_places_free(build: Build, stay: Stay) -> None:
    programme = build(people="3 professionals", delegation={"window": "4-9 May 2023"})
    placed = {f"d/professional-0{number}": stay(4, 5) for number in (1, 2, 3)}
    over = table(programme, placed).overbooked
    assert [(row.day.day, row.taken, row.free) for row in over.rows] == [(4, 3, -1), (5, 3, -1)]
    assert not table(programme, {"d/professional-01": stay(4, 5)}).overbooked.rows


def test_the_places_of_the_site_limit_what_is_free(build: Build, stay: Stay) -> None:
    slots = [{"id": f"work-{each}", "field": "agriculture", "places": 2} for each in "ab"]
    programme = build(site={"slots": slots, "places": 2}, delegation={"window": "4 May 2023"})
    found = table(programme, {"d/professional-01": stay(4, 4, "work-a")})
    assert [(row.slot, row.taken, row.free) for row in found.rows] == [
        ("work-a", 1, 1),
        ("work-b", 0, 1),
    ]
    assert [row.slot for row in found.of_slot("work-b").rows] == ["work-b"]


def test_the_text_has_one_line_for_days_that_look_alike(build: Build, stay: Stay) -> None:
    programme = build(delegation={"window": "4-9 May 2023"})
    found = table(programme, {"d/professional-01": stay(4, 5)})
    assert str(found).splitlines() == [
        "slot  days                      places  taken  free",
        "work  2023-05-04 to 2023-05-05       2      1     1",
        "work  2023-05-08 to 2023-05-09       2      0     2",
    ]


def test_the_text_of_an_empty_table_is_its_heading() -> None:
    assert str(vp.CapacityTable(())) == "slot  days  places  taken  free"


def test_places_that_no_partnership_supplies_have_no_row(build: Build) -> None:
    talks = {"id": "talks", "between": ["school", "host"], "status": "in_preparation"}
    agreed = {"id": "agreed", "between": ["school", "host"], "status": "agreed"}
    reserved = build(slot={"reserved_for": "talks"}, partnerships=[talks, agreed])
    assert not table(reserved, {}).rows
    assert not table(build(partnerships=[talks]), {}).rows
    assert table(build(partnerships=[agreed]), {}).rows


def counts(found: vp.CapacityTable) -> list[tuple[str, int, int, int]]:
    return [(row.slot, row.places, row.taken, row.free) for row in found.rows]


def test_places_are_those_of_the_day(build: Build) -> None:
    tuesday = {"places": 1, "weekdays": "tue"}
    programme = build(
        slot={"places": 3, "places_on": [tuesday]}, delegation={"window": "8-10 May 2023"}
    )
    assert counts(table(programme, {})) == [
        ("work", 3, 0, 3),
        ("work", 1, 0, 1),
        ("work", 3, 0, 3),
    ]


def test_places_taken_are_not_heads(build: Build, stay: Stay) -> None:
    programme = build(traveller={"takes_places": 2}, delegation={"window": "4 May 2023"})
    assert counts(table(programme, {"d/professional-01": stay(4, 4)})) == [("work", 2, 2, 0)]


def part_days(**site: Any) -> dict[str, Any]:
    hours = {"early": "08:00-12:00", "late": "13:00-17:00"}
    slots = [
        {"id": name, "field": "agriculture", "places": 2, "hours": each}
        for name, each in hours.items()
    ]
    return {"slots": slots, **site}


def test_the_hours_of_the_slot_count(build: Build, stay: Stay) -> None:
    morning = {"places": 1, "hours": "08:00-12:00"}
    programme = build(
        site=part_days(places=2, places_on=[morning]), delegation={"window": "4 May 2023"}
    )
    assert counts(table(programme, {"d/professional-01": stay(4, 4, "early")})) == [
        ("early", 2, 1, 0),
        ("late", 2, 0, 2),
    ]


def test_of_places_within_the_hours_the_fewest_count(build: Build) -> None:
    noon = {"places": 1, "hours": "11:00-12:00"}
    programme = build(
        slot={"places": 3, "hours": "08:00-16:00", "places_on": [noon]},
        delegation={"window": "4 May 2023"},
    )
    assert counts(table(programme, {})) == [("work", 1, 0, 1)]


def test_host_and_field_limit_what_is_free(build: Build, stay: Stay) -> None:
    facts = {"site": part_days(), "delegation": {"window": "4 May 2023"}}
    placed = {"d/professional-01": stay(4, 4, "early")}
    limit = [{"field": "agriculture", "places": 1}]
    fields = build(**facts, policy={"field_places": limit})
    assert counts(table(fields, placed)) == [("early", 2, 1, 0), ("late", 2, 0, 1)]
    hosts = build(**facts)
    document = hosts.model_dump(mode="json")
    document["hosts"][0]["places"] = 1
    hosts = vp.Programme.model_validate(document)
    assert counts(table(hosts, placed)) == [("early", 2, 1, 0), ("late", 2, 0, 1)]


def test_young_people_have_working_days_of_their_own(build: Build) -> None:
    profile = {"name": "y", "source": "s", "as_of": "2023-01-01", "weekdays": "mon-wed"}
    programme = build(
        people="1 pupil",
        slot={"hours": "08:00-12:00"},
        delegation={"window": "8-12 May 2023", "youth_hours": "y"},
        policy={"youth_hours_profiles": [profile]},
    )
    assert days(table(programme, {})) == [8, 9, 10]


def test_a_site_called_like_its_host_is_counted_once(build: Build, stay: Stay) -> None:
    programme = build(site={"id": "host", "places": 2}, delegation={"window": "4 May 2023"})
    document = programme.model_dump(mode="json")
    document["hosts"][0]["places"] = 2
    programme = vp.Programme.model_validate(document)
    assert counts(table(programme, {"d/professional-01": stay(4, 4)})) == [("work", 2, 1, 1)]
