"""Places of a slot: never more people on any day than there are places."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def placed(stay: Stay, count: int) -> dict[str, Any]:
    return {f"d/professional-0{number + 1}": stay(2, 3) for number in range(count)}


def test_one_person_too_many_is_a_breach_on_each_day(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="3 professionals")
    assert breaches("slot_places", programme, placed(stay, 3)) == [
        vp.Violation(
            rule="slot_places",
            who=("d/professional-01", "d/professional-02", "d/professional-03"),
            site="farm",
            slot="work",
            days=(date(2023, 5, day),),
            limit=2,
            found=3,
            message=f"work on 2023-05-0{day}: 3 people, 2 places",
        )
        for day in (2, 3)
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_as_many_people_as_places_are_no_breach(
    count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert not breaches("slot_places", build(people="3 professionals"), placed(stay, count))


def test_only_days_with_too_many_people_are_breaches(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="3 professionals")
    later = {"d/professional-03": stay(3, 4)}
    [violation] = breaches("slot_places", programme, placed(stay, 2) | later)
    assert violation.days == (date(2023, 5, 3),)


def test_people_who_may_come_take_places(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(people="2-3 professionals")
    assert len(breaches("slot_places", programme, placed(stay, 3))) == 2


def test_a_place_is_free_again_on_the_day_after(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="3 professionals")
    later = {"d/professional-03": stay(4, 5)}
    assert not breaches("slot_places", programme, placed(stay, 2) | later)


def test_one_more_place_lets_one_more_in(build: Build) -> None:
    facts = {"people": "4 professionals", "delegation": {"window": "2-3 May 2023"}}
    plan = vp.schedule(build(**facts))
    assert len(plan.placements) == 2
    assert {each.smallest_fix for each in plan.unplaced} == {
        "one more place at 'work' for 2-3 May 2023"
    }
    assert len(vp.schedule(build(**facts, slot={"places": 3})).placements) == 3


@pytest.mark.parametrize(("places", "days"), [(3, []), (2, [3])])
def test_other_places_hold_on_their_days(
    places: int, days: list[int], build: Build, stay: Stay, breaches: Breaches
) -> None:
    wednesday = {"places": places, "weekdays": "wed"}
    programme = build(people="3 professionals", slot={"places": 3, "places_on": [wednesday]})
    found = breaches("slot_places", programme, placed(stay, 3))
    assert [violation.days[0].day for violation in found] == days


@pytest.mark.parametrize(("takes", "count"), [(1, 0), (2, 2)])
def test_who_takes_two_places_counts_for_two(
    takes: int, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="2 professionals", traveller={"takes_places": takes})
    found = breaches("slot_places", programme, placed(stay, 2))
    assert len(found) == count
    for violation in found:
        assert (violation.found, violation.limit) == (4, 2)
        assert violation.message.endswith(": 2 people who take up 4 places, 2 places")


def test_a_date_without_places_is_planned_around(build: Build) -> None:
    closed = {"places": 0, "window": "2023-05-03"}
    programme = build(slot={"places_on": [closed]}, delegation={"window": "2-5 May 2023"})
    plan = vp.schedule(programme)
    assert [placement.first_day.day for placement in plan.placements] == [4, 4]
