"""Places of a site: over all its slots, on every day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def two_slots(places: int | None) -> dict[str, Any]:
    slots = [{"id": f"work-{each}", "field": "agriculture", "places": 2} for each in "ab"]
    return {"places": places, "slots": slots}


def placed(stay: Stay, a: int, b: int) -> dict[str, Any]:
    slots = ["work-a"] * a + ["work-b"] * b
    return {f"d/professional-0{n}": stay(2, 3, slot) for n, slot in enumerate(slots, 1)}


def test_too_many_people_over_all_slots_are_a_breach_on_each_day(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="4 professionals", site=two_slots(2))
    assert breaches("site_places", programme, placed(stay, 1, 2)) == [
        vp.Violation(
            rule="site_places",
            who=("d/professional-01", "d/professional-02", "d/professional-03"),
            site="farm",
            days=(date(2023, 5, day),),
            limit=2,
            found=3,
            message=f"farm on 2023-05-0{day}: 3 people over all its slots, 2 places",
        )
        for day in (2, 3)
    ]


@pytest.mark.parametrize(("places", "a", "b"), [(2, 1, 1), (2, 2, 0), (4, 2, 2), (None, 2, 2)])
def test_as_many_people_as_places_are_no_breach(
    *, places: int | None, a: int, b: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="4 professionals", site=two_slots(places))
    assert not breaches("site_places", programme, placed(stay, a, b))


def test_people_on_different_days_do_not_add_up(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="4 professionals", site=two_slots(2))
    later = {"d/professional-03": stay(4, 5, "work-a"), "d/professional-04": stay(4, 5, "work-b")}
    assert not breaches("site_places", programme, placed(stay, 1, 1) | later)


def test_planning_keeps_the_places_of_the_site(build: Build) -> None:
    programme = build(
        people="4 professionals",
        site=two_slots(3),
        delegation={"window": "2-3 May 2023"},
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 3
    [unplaced] = plan.unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"slot_places", "site_places"}
    assert unplaced.smallest_fix == ("one more place at the site 'farm' for 2-3 May 2023")


@pytest.mark.parametrize(("late", "count"), [("12:00-16:00", 0), ("11:59-16:00", 2)])
def test_people_at_different_hours_do_not_add_up(
    *, late: str, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    site = two_slots(1)
    for slot, hours in zip(site["slots"], ("08:00-12:00", late), strict=True):
        slot["hours"] = hours
    found = breaches("site_places", build(site=site), placed(stay, 1, 1))
    assert [violation.message for violation in found] == [
        f"farm on 2023-05-0{day} at 11:59: 2 people over all its slots, 1 place"
        for day in (2, 3)[:count]
    ]


def test_fewer_places_in_some_hours_are_kept(build: Build, stay: Stay, breaches: Breaches) -> None:
    site = {**two_slots(2), "places_on": [{"places": 1, "hours": "08:00-12:00"}]}
    found = breaches("site_places", build(site=site), placed(stay, 1, 1))
    assert [violation.limit for violation in found] == [1, 1]
    assert " at 08:00: 2 people" in found[0].message
