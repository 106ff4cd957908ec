"""People placed: needs met, each once."""

from collections.abc import Callable

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_everybody_placed_counts_one(count: int, build: Build, measure: Measure) -> None:
    placed = {f"d/professional-0{number + 1}": ("work-1", 2, 3) for number in range(count)}
    assert measure("people_placed", build(), placed) == count


def test_each_of_several_needs_counts(build: Build) -> None:
    needs = [{"id": each, "field": "agriculture", "length": "2 working days"} for each in "ab"]
    plan = vp.schedule(build(people="1 professional", traveller={"needs": needs}))
    assert plan.goals[0].name == "people_placed"
    assert plan.goals[0].value == plan.goals[0].bound == 2


def test_who_is_unknown_does_not_count(build: Build, measure: Measure) -> None:
    assert measure("people_placed", build(), {"d/professional-03": ("work-1", 2, 3)}) == 0
