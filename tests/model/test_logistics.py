"""What surrounds the internships: visits, lodging, transfers, handovers."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

import visitplanner as vp

VISIT = {"id": "v", "name": "Museum", "at": "museum"}
LODGING = {"id": "l", "name": "Hostel", "beds": 12}
TRANSFER = {"id": "t", "kind": "arrival", "delegations": "d"}
HANDOVER = {"id": "h", "receiver": "school", "what": "Money"}


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (vp.Visit, VISIT),
        (vp.Visit, {**VISIT, "delegations": "d", "window": "17 May 2023", "hours": "10-12"}),
        (vp.Lodging, LODGING),
        (vp.Lodging, {**LODGING, "kind": "host_family", "window": "May 2023"}),
        (vp.Transfer, TRANSFER),
        (vp.Transfer, {**TRANSFER, "seats": 50, "origin": "Bar", "window": "2023-05-15"}),
        (vp.Handover, HANDOVER),
        (vp.Handover, {**HANDOVER, "amount": "1000.50", "currency": "EUR", "state": "done"}),
    ],
)
def test_each_reads_back_from_json_as_it_was(model: type[BaseModel], facts: dict[str, Any]) -> None:
    found = model.model_validate(facts)
    assert model.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("model", "facts", "part"),
    [
        (vp.Visit, {**VISIT, "hours": "12-10"}, "not after the start"),
        (vp.Visit, {**VISIT, "mood": "good"}, "Extra inputs"),
        (vp.Lodging, {**LODGING, "beds": 0}, "greater than or equal to 1"),
        (vp.Lodging, {**LODGING, "kind": "tent"}, "'host_family', 'hostel'"),
        (vp.Lodging, {**LODGING, "window": "31-16 May 2023"}, "is before the first"),
        (vp.Transfer, {**TRANSFER, "delegations": []}, "at least 1 item"),
        (vp.Transfer, {**TRANSFER, "seats": 0}, "greater than or equal to 1"),
        (vp.Transfer, {**TRANSFER, "kind": "flight"}, "'arrival', 'departure'"),
        (vp.Handover, {**HANDOVER, "amount": 5}, "amount and currency belong together"),
        (vp.Handover, {**HANDOVER, "currency": "EUR"}, "amount and currency belong together"),
        (vp.Handover, {**HANDOVER, "amount": 0, "currency": "EUR"}, "greater than 0"),
        (vp.Handover, {**HANDOVER, "amount": "1.005", "currency": "EUR"}, "2 decimal places"),
        (vp.Handover, {**HANDOVER, "amount": "NaN", "currency": "EUR"}, "finite number"),
        (vp.Handover, {**HANDOVER, "amount": 5, "currency": "euro"}, "'euro' is no currency"),
        (vp.Handover, {**HANDOVER, "what": "a\nb"}, "line break"),
    ],
)
def test_each_is_refused_with(model: type[BaseModel], facts: dict[str, Any], part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(facts)
    [error] = caught.value.errors()
    assert part in error["msg"]


def test_money_is_exact() -> None:
    found = vp.Handover.model_validate({**HANDOVER, "amount": "0.10", "currency": "EUR"})
    assert found.amount == Decimal("0.10")


def test_each_is_frozen() -> None:
    visit = vp.Visit.model_validate(VISIT)
    with pytest.raises(ValidationError, match="frozen"):
        visit.name = "other"  # type: ignore[misc]  # refused, which is the point
