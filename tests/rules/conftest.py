"""A small programme to break rules in: one farm in Lower Saxony, one delegation, May 2023."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

import visitplanner as vp

Facts = Mapping[str, Any]


def build(
    *,
    people: str = "2 professionals",
    teachers: str | None = None,
    slot: Facts | None = None,
    site: Facts | None = None,
    need: Facts | None = None,
    traveller: Facts | None = None,
    delegation: Facts | None = None,
    **programme: Any,
) -> vp.Programme:
    """The programme, with whatever is given put over it."""
    work = {"id": "work", "field": "agriculture", "places": 2, **(slot or {})}
    farm = {"id": "farm", "name": "Farm", "slots": [work], **(site or {})}
    wanted = {"field": "agriculture", "length": "2 working days", **(need or {})}
    headcounts: list[Any] = [{"people": people, "needs": [wanted], **(traveller or {})}]
    group = {
        "id": "d",
        "name": "Delegation",
        "senders": "school",
        "window": "2-31 May 2023",
        "headcounts": [*headcounts, *([teachers] if teachers else [])],
        **(delegation or {}),
    }
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
            "organisations": [
                {"id": "school", "name": "School"},
                {"id": "other-school", "name": "Other school"},
            ],
            "hosts": [{"id": "host", "name": "Host", "sites": [farm]}],
            "delegations": [group],
            **programme,
        }
    )


def stay(first: int, last: int, slot: str = "work", **more: Any) -> dict[str, Any]:
    """A placement from one day of May 2023 to another."""
    return {
        "slot": slot,
        "first_day": f"2023-05-{first:02d}",
        "last_day": f"2023-05-{last:02d}",
        **more,
    }


def breaches(
    rule: str,
    programme: vp.Programme,
    placements: Mapping[str, Facts] | Iterable[Facts],
    duties: Iterable[tuple[str, str, int]] = (),
) -> list[vp.Violation]:
    """What one rule finds in a plan written by hand; duties as (who, site, day of May)."""
    by_hand = vp.Plan.from_placements(placements)
    plan = vp.Plan(
        placements=by_hand.placements,
        duties=tuple(
            vp.Duty.model_validate({"participant": who, "site": site, "day": f"2023-05-{day:02d}"})
            for who, site, day in duties
        ),
    )
    found = vp.check(programme, plan)
    for violation in found:
        assert violation.who
        assert violation.message.isprintable()
        assert str(violation) == f"{violation.rule}: {violation.message}"
    return [violation for violation in found if violation.rule == rule]


@pytest.fixture(name="build")
def _build() -> Callable[..., vp.Programme]:
    return build


@pytest.fixture(name="stay")
def _stay() -> Callable[..., dict[str, Any]]:
    return stay


@pytest.fixture(name="breaches")
def _breaches() -> Callable[..., list[vp.Violation]]:
    return breaches


def visit_breaches(
    rule: str,
    programme: vp.Programme,
    visits: Iterable[tuple[str, int, str]] = (),
    placements: Mapping[str, Facts] | Iterable[Facts] = (),
) -> list[vp.Violation]:
    """What one rule finds in a plan written by hand; visits as (id, day of May, hours)."""
    plan = vp.Plan(
        placements=vp.Plan.from_placements(placements).placements,
        visits=tuple(
            vp.PlannedVisit.model_validate(
                {"visit": visit, "day": f"2023-05-{day:02d}", "hours": hours}
            )
            for visit, day, hours in visits
        ),
    )
    found = vp.check(programme, plan)
    for violation in found:
        assert violation.message.isprintable()
        assert violation.days
    return [violation for violation in found if violation.rule == rule]


@pytest.fixture(name="visit_breaches")
def _visit_breaches() -> Callable[..., list[vp.Violation]]:
    return visit_breaches


def stay_breaches(
    rule: str,
    programme: vp.Programme,
    placements: Mapping[str, Facts] | None = None,
    *,
    beds: Iterable[tuple[str, str, int, int]] = (),
    seats: Iterable[tuple[str, str, int]] = (),
    **plan: Any,
) -> list[vp.Violation]:
    """What one rule finds in a finished plan.

    Beds as (who, house, first, last night of May), seats as (who, transfer, day of May).
    """
    finished = vp.Plan.model_validate(
        {
            "status": "feasible",
            "placements": [{"participant": who, **row} for who, row in (placements or {}).items()],
            "beds": [
                {
                    "participant": who,
                    "lodging": house,
                    "first_night": f"2023-05-{first:02d}",
                    "last_night": f"2023-05-{last:02d}",
                }
                for who, house, first, last in beds
            ],
            "seats": [
                {"participant": who, "transfer": transfer, "day": f"2023-05-{day:02d}"}
                for who, transfer, day in seats
            ],
            **plan,
        }
    )
    found = vp.check(programme, finished)
    for violation in found:
        assert violation.message.isprintable()
    return [violation for violation in found if violation.rule == rule]


@pytest.fixture(name="stay_breaches")
def _stay_breaches() -> Callable[..., list[vp.Violation]]:
    return stay_breaches
