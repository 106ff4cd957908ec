"""Youth week: hours and days from Monday to Sunday."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

WHO = "d/pupil-01"


def young(
    build: Build,
    slots: dict[str, str],
    length: str = "3 days",
    window: str = "2-9 May 2023",
    **profile: Any,
) -> vp.Programme:
    own = {"name": "own", "source": "s", "as_of": "2023-01-01", "weekdays": "mon-sun", **profile}
    offered = [
        {"id": name, "field": name, "places": 1, "hours": hours} for name, hours in slots.items()
    ]
    needs = [{"id": name, "field": name, "length": length} for name in slots]
    return build(
        people="1 pupil",
        site={"slots": offered, "weekdays": "mon-sun"},
        traveller={"age": 16, "needs": needs},
        delegation={"window": window, "youth_hours": "own", "supervision": "none"},
        policy={"youth_hours_profiles": [own], "minors_work_on": "mon-sun"},
    )


def one(stay: Stay, first: int, last: int, name: str = "a") -> dict[str, Any]:
    return {"participant": WHO, "need": name, **stay(first, last, name)}


def test_too_many_days_in_a_week_are_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = young(build, {"a": "08:00-12:00"}, days_per_week=2)
    assert breaches("youth_week", programme, [one(stay, 2, 4)]) == [
        vp.Violation(
            rule="youth_week",
            who=(WHO,),
            site="farm",
            slot="a",
            days=tuple(date(2023, 5, day) for day in (2, 3, 4)),
            limit=2,
            found=3,
            message="d/pupil-01 at a: 3 days of work, 2 at the most for young people in the week "
            "of 1-7 May 2023 ('own')",
        )
    ]


@pytest.mark.parametrize(("minutes", "count"), [(720, 0), (719, 1)])
def test_minutes_of_a_week_to_the_minute(
    *, minutes: int, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(build, {"a": "08:00-12:00"}, minutes_per_week=minutes)
    found = breaches("youth_week", programme, [one(stay, 2, 4)])
    assert [(each.found, each.limit) for each in found] == [("12 h", "11 h 59 min")] * count


def test_a_week_ends_on_sunday(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = young(build, {"a": "08:00-12:00"}, days_per_week=2)
    assert not breaches("youth_week", programme, [one(stay, 6, 8)])
    [placement] = vp.schedule(programme).placements
    assert placement.first_day in (date(2023, 5, 6), date(2023, 5, 7))


def test_breaks_are_no_work(build: Build, stay: Stay, breaches: Breaches) -> None:
    breaks = [{"over": 180, "minutes": 60}]
    programme = young(build, {"a": "08:00-12:00"}, minutes_per_week=540, breaks=breaks)
    assert not breaches("youth_week", programme, [one(stay, 2, 4)])


SLOTS = {"a": "08:00-12:00", "b": "13:00-17:00"}


@pytest.mark.parametrize(("minutes", "placed"), [(960, 2), (959, 1)])
def test_all_placements_of_a_week_add_up(
    *, minutes: int, placed: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(build, SLOTS, "2 days", window="2-5 May 2023", minutes_per_week=minutes)
    found = breaches("youth_week", programme, [one(stay, 2, 3), one(stay, 4, 5, "b")])
    assert [violation.slot for violation in found] == [None] * (2 - placed)
    assert len(vp.schedule(programme).placements) == placed


@pytest.mark.parametrize(("days", "placed"), [(4, 2), (3, 1)])
def test_days_at_slots_that_cannot_share_a_day_add_up(
    *, days: int, placed: int, build: Build
) -> None:
    slots = {"a": "08:00-12:00", "b": "11:00-15:00"}
    programme = young(build, slots, "2 days", window="2-5 May 2023", days_per_week=days)
    assert len(vp.schedule(programme).placements) == placed


def test_a_day_with_two_slots_counts_once(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = young(build, SLOTS, "1 day", window="2-5 May 2023", days_per_week=1)
    assert not breaches("youth_week", programme, [one(stay, 2, 2), one(stay, 2, 2, "b")])
    assert breaches("youth_week", programme, [one(stay, 2, 2), one(stay, 3, 3, "b")])
    first, second = vp.schedule(programme).placements
    assert first.days == second.days


def two_parts(build: Build, late: str, days: int, profile: str) -> vp.Programme:
    slots = [
        {"id": name, "field": name, "places": 1, "hours": hours}
        for name, hours in (("early", "08:00-12:00"), ("late", late))
    ]
    needs = [
        {"id": name, "field": name, "length": f"{days} working days"} for name in ("early", "late")
    ]
    group = {"youth_hours": profile, "supervision": "none", "window": "8-12 May 2023"}
    return build(
        people="1 pupil",
        site={"slots": slots},
        traveller={"needs": needs, "age": 16},
        delegation=group,
    )


@pytest.mark.parametrize(
    ("late", "profile", "found"),
    [
        ("12:00-16:00", "germany-full-time-schooling", None),  # 7 h on each of 5 days
        ("12:30-16:30", "germany-full-time-schooling", "37 h 30 min"),
        ("12:00-17:00", "germany", None),
        ("12:30-17:30", "germany", "42 h 30 min"),
    ],
)
def test_the_break_of_a_day_of_two_slots_is_no_work(
    *, late: str, profile: str, found: str | None, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = two_parts(build, late, 5, profile)
    stays = [
        {"participant": "d/pupil-01", "need": name, **stay(8, 12, name)}
        for name in ("early", "late")
    ]
    assert [each.found for each in breaches("youth_week", programme, stays)] == (
        [found] if found else []
    )
    assert len(vp.schedule(programme).placements) == (1 if found else 2)
