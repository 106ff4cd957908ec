"""Language fit: people work where a language is spoken that they speak."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import levels_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


def farms(*languages: list[str]) -> list[dict[str, Any]]:
    sites = [
        {
            "id": f"farm-{number}",
            "name": "Farm",
            "languages": spoken,
            "slots": [{"id": f"work-{number}", "field": "agriculture", "places": 2}],
        }
        for number, spoken in enumerate(languages, 1)
    ]
    return [{"id": "host", "name": "Host", "sites": sites}]


@pytest.mark.parametrize(
    ("there", "own", "value"),
    [
        (["de"], ["uk"], 1),
        (["de"], [], 1),
        (["de", "en"], ["uk", "en"], 0),
        ([], ["uk"], 0),  # nothing is known of the site
    ],
)
def test_placements_without_a_common_language_count(
    *, there: list[str], own: list[str], value: int, build: Build, measure: Measure
) -> None:
    programme = build(hosts=farms(there), traveller={"languages": own})
    placed = {"d/professional-01": ("work-1", 2, 3)}
    assert measure("language_fit", programme, placed) == value
    assert measure("language_fit", programme, {}) == 0


def test_planning_sends_people_where_they_are_understood(build: Build) -> None:
    programme = build(hosts=farms(["de"], ["uk"]), traveller={"languages": ["uk"]})
    plan = vp.schedule(programme)
    assert [placement.slot for placement in plan.placements] == ["work-2", "work-2"]
    [fit] = [goal for goal in plan.goals if goal.name == "language_fit"]
    assert (fit.value, fit.bound) == (0, 0)


def test_nobody_is_left_out_for_a_language(build: Build) -> None:
    programme = build(hosts=farms(["de"]), traveller={"languages": ["uk"]})
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    [fit] = [goal for goal in plan.goals if goal.name == "language_fit"]
    assert (fit.value, fit.bound) == (2, 2)


@pytest.mark.parametrize(("spoken", "is_level"), [(["de"], True), ([], False)])
def test_it_is_a_standard_level_where_some_site_names_languages(
    *, spoken: list[str], is_level: bool, build: Build
) -> None:
    programme = build(hosts=farms([], spoken))
    names = [level.weights[0].goal for level in levels_of(programme)]
    assert ("language_fit" in names) is is_level
