"""A small programme to vary: pupils, professionals and teachers, two workshops."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp


def _build(
    *,
    people: list[Any] | None = None,
    window: str = "2nd half of May 2023",
    slot: dict[str, Any] | None = None,
    pins: list[dict[str, Any]] | None = None,
    policy: dict[str, Any] | None = None,
    sites: int = 2,
    **fields: Any,
) -> vp.Programme:
    need = {"field": "cars", "length": "2 weeks"}
    offered = {"field": "cars", "places": 2, **(slot or {})}
    return vp.Programme.model_validate(
        {
            "id": "p",
            "name": "Programme",
            "time_zone": "Europe/Berlin",
            "region": {
                "country": "DE",
                "subdivision": "NI",
                "school_free": ["2023-05-19", "2023-05-30"],
            },
            "organisations": [{"id": "school", "name": "School"}],
            "hosts": [
                {
                    "id": "garage",
                    "name": "Garage",
                    "sites": [
                        {"id": f"w{n}", "name": f"W{n}", "slots": [{"id": f"w{n}-cars", **offered}]}
                        for n in range(1, sites + 1)
                    ],
                }
            ],
            "delegations": [
                {
                    "id": "d",
                    "name": "Delegation",
                    "senders": "school",
                    "window": window,
                    "headcounts": people or [{"people": "2 professionals", "needs": [need]}],
                }
            ],
            "pins": pins or [],
            "policy": policy or {},
            **fields,
        }
    )


@pytest.fixture
def build() -> Callable[..., vp.Programme]:
    return _build
