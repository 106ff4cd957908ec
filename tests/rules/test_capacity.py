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
