"""Youth rest: from the end of work to its beginning on the next day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

WHO = "d/pupil-01"


def young(build: Build, slots: dict[str, str], length: str = "1 day") -> vp.Programme:
    offered = [
        {"id": name, "field": name, "places": 1, "hours": hours} for name, hours in slots.items()
    ]
    needs = [{"id": name, "field": name, "length": length} for name in slots]
    return build(
        people="1 pupil",
        site={"slots": offered},
        traveller={"age": 16, "needs": needs},
        delegation={"window": "2-3 May 2023", "youth_hours": "germany", "supervision": "none"},
    )


def placed(stay: Stay, **days: int) -> list[dict[str, Any]]:
    return [
        {"participant": WHO, "need": name, **stay(day, day, name)} for name, day in days.items()
    ]


def test_too_short_a_night_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = young(build, {"late": "14:00-20:00", "early": "07:59-12:00"})
    assert breaches("youth_rest", programme, placed(stay, late=2, early=3)) == [
        vp.Violation(
            rule="youth_rest",
            who=(WHO,),
            days=(date(2023, 5, 2), date(2023, 5, 3)),
            limit="12 h",
            found="11 h 59 min",
            message="d/pupil-01 at late and early: 11 h 59 min of rest after 2023-05-02, young "
            "people need 12 h ('germany')",
        )
    ]


@pytest.mark.parametrize(
    ("early", "late", "early_day", "late_day"),
    [
        ("08:00-12:00", "14:00-20:00", 3, 2),
        ("06:00-12:00", "14:00-20:00", 2, 3),
        ("06:00-12:00", "14:00-20:00", 4, 2),
        ("06:00-12:00", "14:00-20:00", 2, 2),
    ],
)
def test_a_long_night_or_a_day_between_is_no_breach(
    *,
    early: str,
    late: str,
    early_day: int,
    late_day: int,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = young(build, {"early": early, "late": late})
    plan = placed(stay, early=early_day, late=late_day)
    assert not breaches("youth_rest", programme, plan)


def test_planning_puts_the_early_slot_first(build: Build) -> None:
    programme = young(build, {"late": "14:00-20:00", "early": "06:00-10:00"})
    first = {each.slot: each.first_day for each in vp.schedule(programme).placements}
    assert len(first) == 2
    assert first["early"] <= first["late"]


@pytest.mark.parametrize(("length", "count"), [("1 day", 1), ("2 days", 0)])
def test_one_slot_may_leave_too_short_nights_by_itself(
    *, length: str, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(build, {"long": "07:00-19:30"}, length)
    document = programme.model_dump(mode="json")
    night = {"name": "night", "source": "s", "as_of": "2023-01-01", "rest_minutes": 720}
    document["policy"]["youth_hours_profiles"] = [night]
    document["delegations"][0]["youth_hours"] = "night"
    programme = vp.Programme.model_validate(document)
    row = {"participant": WHO, "need": "long", **stay(2, 1 + int(length[0]), "long")}
    found = breaches("youth_rest", programme, [row])
    assert len(found) == 1 - count
    assert all(violation.slot == "long" for violation in found)
    assert len(vp.schedule(programme).placements) == count
