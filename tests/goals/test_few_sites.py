"""Few sites: sites with anybody placed."""

from collections.abc import Callable

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


def test_a_site_counts_once_however_many_are_there(build: Build, measure: Measure) -> None:
    programme = build(people="3 professionals")
    names = [f"d/professional-0{number}" for number in (1, 2, 3)]
    assert measure("few_sites", programme, {}) == 0
    together = dict.fromkeys(names, ("work-1", 2, 3))
    assert measure("few_sites", programme, together) == 1
    assert measure("few_sites", programme, {**together, names[0]: ("work-2", 2, 3)}) == 2


def test_planning_waits_for_a_place_at_the_same_site(build: Build) -> None:
    def sites(*goals: str) -> set[str]:
        policy = {"goals": ["people_placed", *goals]}
        plan = vp.schedule(build(people="4 professionals", policy=policy))
        assert len(plan.placements) == 4
        return {each.site for each in plan.placements}

    assert sites("earliest_start", "few_sites") == {"farm-1", "farm-2"}
    assert len(sites("few_sites", "earliest_start")) == 1
