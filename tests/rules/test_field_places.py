"""Places in a field: over all hosts, at every time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def two_hosts(build: Build, *limits: dict[str, Any], **traveller: Any) -> vp.Programme:
    hosts = [
        {
            "id": f"host-{name}",
            "name": f"Host {name}",
            "sites": [
                {
                    "id": f"farm-{name}",
                    "name": f"Farm {name}",
                    "slots": [{"id": f"work-{name}", "field": "agriculture", "places": 4}],
                }
            ],
        }
        for name in "ab"
    ]
    return build(
        people="3 professionals",
        hosts=hosts,
        traveller=traveller,
        delegation={"window": "2-3 May 2023"},
        policy={"field_places": [{"field": "agriculture", **limit} for limit in limits]},
    )


def placed(stay: Stay, a: int, b: int) -> dict[str, Any]:
    slots = ["work-a"] * a + ["work-b"] * b
    return {f"d/professional-0{n}": stay(2, 3, slot) for n, slot in enumerate(slots, 1)}


def test_too_many_people_over_all_hosts_are_a_breach_on_each_day(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = two_hosts(build, {"places": 2})
    assert breaches("field_places", programme, placed(stay, 1, 2)) == [
        vp.Violation(
            rule="field_places",
            who=("d/professional-01", "d/professional-02", "d/professional-03"),
            field="agriculture",
            days=(date(2023, 5, day),),
            limit=2,
            found=3,
            message=f"agriculture on 2023-05-0{day}: 3 people over all hosts, 2 places",
        )
        for day in (2, 3)
    ]


@pytest.mark.parametrize(("places", "a", "b"), [(2, 1, 1), (3, 1, 2), (1, 0, 1)])
def test_as_many_people_as_places_are_no_breach(
    *, places: int, a: int, b: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert not breaches("field_places", two_hosts(build, {"places": places}), placed(stay, a, b))


def test_another_field_has_no_limit(build: Build, stay: Stay, breaches: Breaches) -> None:
    either = [{"field": ["agriculture", "forestry"], "length": "2 working days"}]
    programme = two_hosts(build, {"field": "forestry", "places": 1}, needs=either)
    assert not breaches("field_places", programme, placed(stay, 1, 2))
    assert not breaches("field_places", two_hosts(build), placed(stay, 1, 2))


def test_a_limit_of_weekdays_alone_leaves_the_others_free(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = two_hosts(build, {"places_on": [{"places": 0, "weekdays": "wed"}]})
    [violation] = breaches("field_places", programme, placed(stay, 0, 1))
    assert violation.message == "agriculture on 2023-05-03: 1 person over all hosts, 0 places"


def test_who_takes_two_places_counts_for_two(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = two_hosts(build, {"places": 3}, takes_places=2)
    found = breaches("field_places", programme, placed(stay, 1, 1))
    assert {violation.message.partition(": ")[2] for violation in found} == {
        "2 people who take up 4 places over all hosts, 3 places"
    }
    assert not breaches("field_places", programme, placed(stay, 1, 0))


def test_planning_keeps_the_places_of_the_field_and_says_so(build: Build) -> None:
    plan = vp.schedule(two_hosts(build, {"places": 2}))
    assert len(plan.placements) == 2
    [unplaced] = plan.unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"field_places"}
    assert unplaced.smallest_fix == "one more place in the field 'agriculture' for 2-3 May 2023"
