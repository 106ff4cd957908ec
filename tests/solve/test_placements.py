"""Placements of a solution are what a plan that is read would have."""

from collections.abc import Callable
from typing import Any

import visitplanner as vp
from visitplanner.model.plan import Placement


def test_placements_are_made_without_validation_but_as_if(build: Callable[..., Any]) -> None:
    people = [{"people": "3 professionals", "needs": [{"field": "cars", "length": "2 weeks"}]}]
    plan = vp.schedule(build(people=people, sites=2))
    assert plan.placements
    for placement in plan.placements:
        fields = {name: getattr(placement, name) for name in Placement.model_fields}
        validated = Placement(**fields)
        assert placement == validated
        assert placement.model_fields_set == validated.model_fields_set
        assert type(placement.first_day) is type(validated.first_day)
        assert hash(placement) == hash(validated)
    assert vp.Plan.model_validate_json(plan.model_dump_json()) == plan
