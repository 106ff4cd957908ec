"""Places of a host: over all its sites, at every time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def two_sites(build: Build, *, people: int = 3, hours: tuple[str, ...] = (), **host: Any) -> Any:
    sites = []
    for number, name in enumerate("ab"):
        slot = {"id": f"work-{name}", "field": "agriculture", "places": 3}
        slot |= {"hours": hours[number]} if hours else {}
        sites.append({"id": f"farm-{name}", "name": f"Farm {name}", "slots": [slot]})
    return build(
        people=f"{people} professionals",
        hosts=[{"id": "host", "name": "Host", "sites": sites, **host}],
        delegation={"window": "2-3 May 2023"},
    )


def placed(stay: Stay, a: int, b: int) -> dict[str, Any]:
    slots = ["work-a"] * a + ["work-b"] * b
    return {f"d/professional-0{n}": stay(2, 3, slot) for n, slot in enumerate(slots, 1)}


def test_too_many_people_over_all_sites_are_a_breach_on_each_day(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert breaches("host_places", two_sites(build, places=2), placed(stay, 1, 2)) == [
        vp.Violation(
            rule="host_places",
            who=("d/professional-01", "d/professional-02", "d/professional-03"),
            host="host",
            days=(date(2023, 5, day),),
            limit=2,
            found=3,
            message=f"host on 2023-05-0{day}: 3 people over all its sites, 2 places",
        )
        for day in (2, 3)
    ]


@pytest.mark.parametrize(("places", "a", "b"), [(2, 1, 1), (2, 0, 2), (3, 1, 2), (None, 1, 2)])
def test_as_many_people_as_places_are_no_breach(
    *, places: int | None, a: int, b: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert not breaches("host_places", two_sites(build, places=places), placed(stay, a, b))


def test_other_places_on_a_day_hold_on_that_day_alone(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = two_sites(build, places=3, places_on=[{"places": 2, "window": "2023-05-03"}])
    [violation] = breaches("host_places", programme, placed(stay, 1, 2))
    assert violation.days == (date(2023, 5, 3),)


@pytest.mark.parametrize(
    ("hours", "count"),
    [(("08:00-12:00", "12:00-16:00"), 0), (("08:00-12:01", "12:00-16:00"), 2)],
)
def test_people_at_different_hours_do_not_add_up(
    *, hours: tuple[str, ...], count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = two_sites(build, hours=hours, places=2)
    found = breaches("host_places", programme, placed(stay, 1, 2))
    assert [violation.message for violation in found] == [
        f"host on 2023-05-0{day} at 12:00: 3 people over all its sites, 2 places"
        for day in (2, 3)[:count]
    ]


def test_planning_keeps_the_places_of_the_host_and_says_so(build: Build) -> None:
    plan = vp.schedule(two_sites(build, places=2))
    assert len(plan.placements) == 2
    [unplaced] = plan.unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"host_places"}
    assert unplaced.smallest_fix == "one more place at the host 'host' for 2-3 May 2023"
