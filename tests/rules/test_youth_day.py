"""Youth day: hours, breaks, times of the day, weekdays and age."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

WHO = "d/pupil-01"
NAMES = ("early", "late", "last")


def young(build: Build, hours: str | None, profile: str = "germany", **facts: Any) -> vp.Programme:
    slot = {**({"hours": hours} if hours else {}), **facts.pop("slot", {})}
    delegation = {"youth_hours": profile, "supervision": "none", **facts.pop("delegation", {})}
    traveller = {"age": 16, **facts.pop("traveller", {})}
    return build(people="1 pupil", slot=slot, delegation=delegation, traveller=traveller, **facts)


def test_too_long_a_day_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = young(build, "08:00-17:30")
    assert breaches("youth_day", programme, {WHO: stay(2, 3)}) == [
        vp.Violation(
            rule="youth_day",
            who=(WHO,),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="8 h",
            message="d/pupil-01 at work: 8 h 30 min of work on a day, 8 h at the most for young "
            "people ('germany')",
        )
    ]


@pytest.mark.parametrize(
    ("profile", "hours", "fits"),
    [
        ("germany", "08:00-17:00", True),  # 8 hours and a break of one
        ("germany", "08:00-17:01", False),
        ("germany-full-time-schooling", "08:00-16:00", True),
        ("germany-full-time-schooling", "08:00-16:01", False),
        ("germany", "06:00-14:00", True),
        ("germany", "05:59-13:00", False),
        ("germany", "12:00-20:00", True),
        ("germany", "13:00-20:01", False),
        ("germany", None, False),
    ],
)
def test_the_shipped_profiles_to_the_minute(
    *,
    profile: str,
    hours: str | None,
    fits: bool,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    found = breaches("youth_day", young(build, hours, profile), {WHO: stay(2, 3)})
    assert len(found) == (0 if fits else 1)


@pytest.mark.parametrize(
    ("hours", "minutes", "due"),
    [
        ("08:00-12:30", 0, None),  # 4 h 30 min of work
        ("08:00-12:31", 0, "30 min"),
        ("08:00-14:30", 30, None),  # 6 h of work
        ("08:00-14:31", 30, "1 h"),
        ("08:00-14:31", 31, None),
        ("08:00-16:00", 60, None),
    ],
)
def test_the_breaks_named_are_those_due(
    *,
    hours: str,
    minutes: int,
    due: str | None,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = young(build, hours, slot={"break_minutes": minutes})
    found = breaches("youth_day", programme, {WHO: stay(2, 3)})
    assert [violation.limit for violation in found] == ([due] if due else [])


def test_without_hours_the_message_asks_for_them(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    [violation] = breaches("youth_day", young(build, None), {WHO: stay(2, 3)})
    assert violation.message.endswith("('germany'): give the hours of the slot")


def test_a_profile_of_weekdays_alone_asks_for_no_hours(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    profile = {"name": "own", "source": "s", "as_of": "2023-01-01", "days_per_week": 2}
    programme = young(build, None, "own", policy={"youth_hours_profiles": [profile]})
    assert not breaches("youth_day", programme, {WHO: stay(2, 3)})


@pytest.mark.parametrize(("age", "fits"), [(14, False), (15, True), (None, True), (18, True)])
def test_nobody_is_too_young(
    *, age: int | None, fits: bool, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(build, "08:00-12:00", traveller={"age": age})
    found = breaches("youth_day", programme, {WHO: stay(2, 3)})
    words = ["d/pupil-01 at work: work is allowed from 15 years, not 14 ('germany')"]
    assert [violation.message for violation in found] == ([] if fits else words)


def test_who_is_born_may_work_from_the_birthday_on(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    born = {"id": "pupil-01", "born": "2008-05-04"}
    programme = young(
        build,
        "08:00-12:00",
        traveller={"age": None},
        delegation={"participants": [born], "youth_hours": "germany", "supervision": "none"},
    )
    assert breaches("youth_day", programme, {WHO: stay(3, 4)})
    assert not breaches("youth_day", programme, {WHO: stay(4, 5)})
    [placement] = vp.schedule(programme).placements
    assert placement.first_day == date(2023, 5, 4)


def test_from_the_age_of_18_on_the_profile_does_not_hold(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(build, "04:00-23:00", traveller={"age": 18})
    assert not breaches("youth_day", programme, {WHO: stay(2, 3)})


def test_without_a_profile_nothing_is_kept(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(people="1 pupil", slot={"hours": "04:00-23:00"})
    assert not breaches("youth_day", programme, {WHO: stay(2, 3)})


def test_young_people_keep_the_weekdays_of_the_profile(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = young(
        build, "08:00-12:00", site={"weekdays": "mon-sat"}, policy={"minors_work_on": "mon-sat"}
    )
    calendar = programme.work_calendar("work", minor=True)
    assert calendar.why_off(date(2023, 5, 6)) is None
    [violation] = breaches(
        "working_days", programme, {WHO: stay(5, 6, days=["2023-05-05", "2023-05-06"])}
    )
    assert violation.message == (
        "d/pupil-01 at work: 2023-05-06 is no working day: young people do not work on Saturdays "
        "('germany')"
    )


def part_days(
    build: Build, *hours: str, profile: str = "germany", breaks: tuple[int | None, ...] = ()
) -> vp.Programme:
    named = [{} if minutes is None else {"break_minutes": minutes} for minutes in breaks]
    slots = [
        {"id": name, "field": name, "places": 1, "hours": part, **more}
        for name, part, more in zip(NAMES, hours, named or [{}] * len(hours), strict=False)
    ]
    needs = [{"id": slot["id"], "field": slot["id"], "length": "1 day"} for slot in slots]
    return young(
        build,
        None,
        site={"slots": slots},
        traveller={"needs": needs},
        delegation={"window": "2 May 2023", "youth_hours": profile, "supervision": "none"},
    )


def together(stay: Stay, programme: vp.Programme) -> list[dict[str, Any]]:
    return [{"participant": WHO, "need": slot, **stay(2, 2, slot)} for slot in programme.offers]


@pytest.mark.parametrize(("late", "count"), [("13:00-17:00", 2), ("13:00-17:01", 1)])
def test_the_work_of_two_slots_on_one_day_adds_up(
    *, late: str, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = part_days(build, "08:00-12:00", late)
    found = breaches("youth_day", programme, together(stay, programme))
    assert len(found) == 2 - count
    for violation in found:
        assert violation.message == (
            "d/pupil-01 at early and late on 2023-05-02: 8 h 1 min of work on a day, 8 h at the "
            "most for young people ('germany')"
        )
    assert len(vp.schedule(programme).placements) == count


@pytest.mark.parametrize(("late", "count"), [("13:00-16:00", 2), ("12:59-16:00", 1)])
def test_the_time_between_two_slots_is_a_break(
    *, late: str, count: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = part_days(build, "08:00-12:00", late, breaks=(0, 0))
    found = breaches("youth_day", programme, together(stay, programme))
    assert [violation.limit for violation in found] == ["1 h"] * (2 - count)
    assert len(vp.schedule(programme).placements) == count


SCHOOL = "germany-full-time-schooling"


@pytest.mark.parametrize(
    ("profile", "hours", "limits"),
    [
        (SCHOOL, ("08:00-12:00", "12:00-16:00"), []),  # 7 h, as in one slot from 8 to 16
        (SCHOOL, ("08:00-12:00", "12:00-16:01"), ["7 h"]),
        (SCHOOL, ("08:00-12:00", "12:30-16:00"), []),  # half of the hour lies between
        (SCHOOL, ("08:00-12:00", "12:30-16:31"), ["7 h"]),
        ("germany", ("08:00-12:00", "12:00-17:00"), []),
        ("germany", ("08:00-12:00", "12:00-17:01"), ["8 h"]),
        ("germany", ("08:00-11:00", "11:00-14:00", "14:00-17:00"), []),
        ("germany", ("08:00-11:00", "11:00-14:00", "14:00-17:01"), ["8 h"]),
    ],
)
def test_several_slots_are_a_day_like_one(
    *,
    profile: str,
    hours: tuple[str, ...],
    limits: list[str],
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = part_days(build, *hours, profile=profile)
    found = breaches("youth_day", programme, together(stay, programme))
    assert [violation.limit for violation in found] == limits
    assert len(vp.schedule(programme).placements) == len(hours) - len(limits)


@pytest.mark.parametrize(
    ("breaks", "limits"),
    [((0, 0), ["1 h"]), ((30, 29), ["1 h"]), ((30, 30), []), ((30, None), []), ((0, None), [])],
)
def test_breaks_named_in_two_slots_cover_what_is_due(
    *,
    breaks: tuple[int | None, ...],
    limits: list[str],
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = part_days(build, "08:00-12:00", "12:00-15:30", breaks=breaks)
    found = breaches("youth_day", programme, together(stay, programme))
    assert [violation.limit for violation in found] == limits
    assert len(vp.schedule(programme).placements) == 2 - len(limits)
