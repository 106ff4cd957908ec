"""Visit places: of a visit, and of a site over all visits at the same time."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def visit(name: str = "tour", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": "Tour",
        "delegations": ["d"],
        "at": "farm",
        "window": "2-5 May 2023",
        "minutes": 60,
        **more,
    }


@pytest.mark.parametrize(
    ("people", "breach"), [("2 professionals", False), ("2-3 professionals", True)]
)
def test_places_of_a_visit_count_those_who_may_come(
    *, people: str, breach: bool, build: Build, visit_breaches: Breaches
) -> None:
    programme = build(people=people, visits=[visit(places=2)])
    found = visit_breaches("visit_places", programme, [("tour", 2, "10:00-11:00")])
    assert [(each.limit, each.found) for each in found] == [(2, 3)] * breach
    assert [each.message for each in found] == [
        "the visit 'tour' on 2023-05-02, 10:00-11:00: 3 people, 2 places"
    ] * breach
    assert len(vp.schedule(programme).visits) == (not breach)


def test_who_is_away_needs_no_place(build: Build, visit_breaches: Breaches) -> None:
    named = [{"id": "professional-01", "away": ["2023-05-03"]}]
    programme = build(
        people="1-2 professionals", delegation={"participants": named}, visits=[visit(places=1)]
    )
    assert visit_breaches("visit_places", programme, [("tour", 2, "10:00-11:00")])
    assert not visit_breaches("visit_places", programme, [("tour", 3, "10:00-11:00")])
    [planned] = vp.schedule(programme).visits
    assert planned.day.day == 3


@pytest.mark.parametrize(
    ("hours", "breach"), [("10:30-11:30", True), ("11:00-12:00", False), ("09:00-10:00", False)]
)
def test_visitors_of_a_site_at_the_same_time(
    *, hours: str, breach: bool, build: Build, visit_breaches: Breaches
) -> None:
    one, other = (
        visit(name, delegations=[], participants=[f"d/professional-0{number}"])
        for number, name in enumerate(("one", "other"), start=1)
    )
    programme = build(site={"visitors": 1}, visits=[one, other])
    times = [("one", 2, "10:00-11:00"), ("other", 2, hours)]
    found = visit_breaches("visit_places", programme, times)
    assert [(each.site, each.limit, each.found) for each in found] == [("farm", 1, 2)] * breach
    if breach:
        assert found[0].message.endswith(
            "2 people on visits at the site 'farm' with 'one', 1 place"
        )
    assert len({each.hours for each in vp.schedule(programme).visits}) == 2
