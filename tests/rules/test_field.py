"""Field: a slot is in one of the fields the need asks for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def test_another_field_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(need={"field": ["medicine", "care"]})
    assert breaches("field", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="field",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="medicine, care",
            message="d/professional-01 at work: the slot is in the field 'agriculture', "
            "the need asks for 'medicine' or 'care'",
        )
    ]


@pytest.mark.parametrize("field", ["agriculture", ["medicine", "agriculture"]])
def test_any_of_the_fields_asked_for_will_do(
    field: object, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"field": field})
    assert not breaches("field", programme, {"d/professional-01": stay(2, 3)})
