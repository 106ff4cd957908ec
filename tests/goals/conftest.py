"""A small programme to measure goals on: two farms, one delegation, May 2023."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of

Facts = Mapping[str, Any]


def build(
    *,
    people: str = "2 professionals",
    teachers: str | None = None,
    traveller: Facts | None = None,
    **programme: Any,
) -> vp.Programme:
    """The programme, with whatever is given put over it."""
    need = {"field": "agriculture", "length": "2 working days"}
    headcounts: list[Any] = [{"people": people, "needs": [need], **(traveller or {})}]
    sites = [
        {
            "id": f"farm-{number}",
            "name": "Farm",
            "slots": [{"id": f"work-{number}", "field": "agriculture", "places": 2}],
        }
        for number in (1, 2)
    ]
    return vp.Programme.model_validate(
        {
            "id": "p",
            "name": "Programme",
            "time_zone": "Europe/Berlin",
            "organisations": [{"id": "school", "name": "School"}],
            "hosts": [{"id": "host", "name": "Host", "sites": sites}],
            "delegations": [
                {
                    "id": "d",
                    "name": "Delegation",
                    "senders": "school",
                    "window": "2-12 May 2023",
                    "headcounts": [*headcounts, *([teachers] if teachers else [])],
                }
            ],
            **programme,
        }
    )


def measure(
    goal: str,
    programme: vp.Programme,
    placements: Mapping[str, tuple[str, int, int]],
    duties: Iterable[tuple[str, str, int]] = (),
) -> int:
    """The value of a goal; placements as (slot, first, last day of May), duties likewise.

    A participant with several needs is named with each: `d/pupil-01 first`.
    """
    rows = [
        {
            **dict(zip(("participant", "need"), who.split(), strict=False)),
            "slot": slot,
            "first_day": f"2023-05-{first:02d}",
            "last_day": f"2023-05-{last:02d}",
        }
        for who, (slot, first, last) in placements.items()
    ]
    plan = vp.Plan(
        placements=vp.Plan.from_placements(rows).placements,
        duties=tuple(
            vp.Duty.model_validate(
                {"participant": f"d/{who}", "site": site, "day": f"2023-05-{day:02d}"}
            )
            for who, site, day in duties
        ),
    )
    return GOALS[goal].measure(roster_of(programme, plan))


@pytest.fixture(name="build")
def _build() -> Callable[..., vp.Programme]:
    return build


@pytest.fixture(name="measure")
def _measure() -> Callable[..., int]:
    return measure
