"""Working days: opening weekdays, closed days, public and school-free days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


ASCENSION, BRIDGE, WHIT_MONDAY, AFTER_WHIT = 18, 19, 29, 30
# The package `holidays` has called the day by different names over time.
WHIT_MONDAY_NAME = vp.Region(country="DE", subdivision="NI").holiday(date(2023, 5, 29))
WHY = {
    ASCENSION: "a public holiday (Ascension Day)",
    BRIDGE: "a school-free day",
    WHIT_MONDAY: f"a public holiday ({WHIT_MONDAY_NAME})",
    AFTER_WHIT: "a school-free day",
}


def worked(build: Build, *, minor: bool, **site: object) -> list[int]:
    """The days of 16-31 May 2023 worked at the farm."""
    calendar = build(site=site).work_calendar("work", minor=minor)
    return [day.day for day in calendar.worked(date(2023, 5, 16), date(2023, 5, 31))]


def test_minors_never_work_on_holidays_or_school_free_days(build: Build) -> None:
    eight = [16, 17, 22, 23, 24, 25, 26, 31]
    assert worked(build, minor=True) == eight
    always = {"adults_work_on_holidays": True, "adults_work_on_school_free_days": True}
    assert worked(build, minor=True, **always) == eight


@pytest.mark.parametrize(
    ("holidays", "school_free", "free"),
    [
        (False, True, {ASCENSION, WHIT_MONDAY}),
        (True, True, set()),
        (False, False, {ASCENSION, BRIDGE, WHIT_MONDAY, AFTER_WHIT}),
        (True, False, {BRIDGE, AFTER_WHIT}),
    ],
)
def test_the_host_decides_for_adults(
    *, holidays: bool, school_free: bool, free: set[int], build: Build
) -> None:
    weekdays = {16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30, 31}
    found = worked(
        build,
        minor=False,
        adults_work_on_holidays=holidays,
        adults_work_on_school_free_days=school_free,
    )
    assert set(found) == weekdays - free


@pytest.mark.parametrize("day", sorted(WHY))
def test_a_minor_on_a_free_day_is_a_breach_that_says_why(
    day: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="2 pupils", need={"length": "1 day"})
    placed = {"d/pupil-01": stay(day, day, days=[f"2023-05-{day}"])}
    first = breaches("working_days", programme, placed)[0]
    assert first == vp.Violation(
        rule="working_days",
        who=("d/pupil-01",),
        site="farm",
        slot="work",
        days=(date(2023, 5, day),),
        message=f"d/pupil-01 at work: 2023-05-{day} is no working day: {WHY[day]}",
    )


@pytest.mark.parametrize(
    ("people", "day", "breached"),
    [
        ("2 pupils", 20, True),  # a farm that opens on Saturdays
        ("2 pupils", 21, True),
        ("2 professionals", 20, False),
        ("2 professionals", 21, True),
    ],
)
def test_saturdays_are_for_adults_only_where_the_farm_is_open(
    *, people: str, day: int, breached: bool, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people=people, site={"weekdays": "mon-sat"})
    who = f"d/{people.split()[1].removesuffix('s')}-01"
    found = breaches("working_days", programme, {who: stay(day, day, days=[f"2023-05-{day}"])})
    assert bool(found) is breached
    if breached and day == 20:
        assert "minors do not work on Saturdays" in found[0].message


def test_minors_work_on_saturdays_where_the_policy_says_so(build: Build) -> None:
    policy = {"minors_work_on": "mon-sat"}
    programme = build(site={"weekdays": "sat-sun"}, policy=policy)
    calendar = programme.work_calendar("work", minor=True)
    saturdays = calendar.worked(date(2023, 5, 2), date(2023, 5, 14))
    assert [day.day for day in saturdays] == [6, 13]


def test_the_weekdays_of_the_slot_come_before_those_of_the_site(build: Build) -> None:
    programme = build(slot={"weekdays": "tue"}, site={})
    calendar = programme.work_calendar("work", minor=False)
    assert [day.day for day in calendar.worked(date(2023, 5, 1), date(2023, 5, 14))] == [2, 9]


@pytest.mark.parametrize("people", ["2 pupils", "2 professionals"])
def test_closed_days_are_for_nobody(
    people: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people=people, site={"closed": ["2023-05-03", "4-5 May 2023"]})
    who = f"d/{people.split()[1].removesuffix('s')}-01"
    placed = {who: stay(2, 3, days=["2023-05-02", "2023-05-03"])}
    [violation] = breaches("working_days", programme, placed)
    assert "2023-05-03 is no working day: a closed day of the host" in violation.message


def test_without_days_a_placement_works_on_the_days_of_the_calendar(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="2 pupils", need={"length": "1 week"})
    assert not breaches("working_days", programme, {"d/pupil-01": stay(17, 23)})


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (["2023-05-02"], "2023-05-03 is a working day but left out"),
        (["2023-05-02", "2023-05-03", "2023-05-04"], "2023-05-04 is outside"),
    ],
)
def test_the_days_worked_are_exactly_those_of_the_calendar(
    days: list[str], message: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    [violation] = breaches("working_days", build(), {"d/professional-01": stay(2, 3, days=days)})
    assert violation.message.endswith(message)


def test_beginning_on_a_free_day_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    [violation] = breaches("working_days", build(), {"d/professional-01": stay(6, 9)})
    assert "begins on 2023-05-06: the host is closed on Saturdays" in violation.message


def test_dates_without_any_working_day_are_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    [violation] = breaches("working_days", build(), {"d/professional-01": stay(6, 7)})
    assert "there is no working day in these dates" in violation.message


def test_without_a_region_no_holidays_are_kept(build: Build) -> None:
    calendar = build(region=None).work_calendar("work", minor=True)
    assert calendar.why_off(date(2023, 5, ASCENSION)) is None


def test_the_region_of_the_site_comes_before_that_of_the_programme(build: Build) -> None:
    kyiv = {"region": {"country": "UA"}}
    calendar = build(site=kyiv).work_calendar("work", minor=True)
    assert calendar.why_off(date(2023, 5, ASCENSION)) is None


def test_a_need_bound_to_weekdays_works_on_these_alone(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"length": "2 weeks", "weekdays": "tue"})
    assert not breaches("working_days", programme, {"d/professional-01": stay(2, 15)})
    who = {"d/professional-01": stay(2, 15, days=["2023-05-02", "2023-05-03", "2023-05-09"])}
    [violation] = breaches("working_days", programme, who)
    assert violation.message.endswith(
        "2023-05-03 is no working day: the need is not for Wednesdays"
    )


def test_a_need_bound_to_weekdays_begins_on_one_of_them(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(need={"length": "1 week", "weekdays": "tue"})
    [violation] = breaches("working_days", programme, {"d/professional-01": stay(3, 9)})
    assert "begins on 2023-05-03: the need is not for Wednesdays" in violation.message


def test_every_tuesday_in_may_is_planned_as_one_placement(build: Build) -> None:
    need = {"length": "5 working days", "weekdays": "tue"}
    programme = build(people="1 professional", need=need, site={"adults_work_on_holidays": True})
    [placement] = vp.schedule(programme).placements
    assert [day.day for day in placement.days] == [2, 9, 16, 23, 30]


def test_days_between_those_of_a_need_leave_their_places_to_others(build: Build) -> None:
    needs = [
        {"id": name, "field": "agriculture", "length": "2 working days", "weekdays": weekday}
        for name, weekday in (("tuesdays", "tue"), ("fridays", "fri"))
    ]
    programme = build(people="1 professional", slot={"places": 1}, traveller={"needs": needs})
    days = {each.need: [day.day for day in each.days] for each in vp.schedule(programme).placements}
    assert days == {"tuesdays": [2, 9], "fridays": [5, 12]}
