"""Visit times: days and hours that are open to a visit."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Breaches = Callable[..., list[vp.Violation]]


def visit(**more: Any) -> dict[str, Any]:
    return {
        "id": "tour",
        "name": "Tour",
        "delegations": ["d"],
        "at": "farm",
        "window": "1-31 May 2023",
        "minutes": 60,
        **more,
    }


@pytest.mark.parametrize(
    ("facts", "day", "hours", "reason"),
    [
        ({}, 2, "08:00-09:00", None),
        ({}, 2, "17:00-18:00", None),
        ({}, 2, "17:01-18:01", "outside 08:00-18:00, the usual visiting hours"),
        ({}, 2, "07:59-08:59", "outside 08:00-18:00, the usual visiting hours"),
        ({}, 2, "10:00-11:30", "it lasts 60 minutes, not 90"),
        ({}, 1, "10:00-11:00", "the delegation 'd' is not there"),
        ({}, 6, "10:00-11:00", "the site 'farm' is closed on Saturdays"),
        ({}, 18, "10:00-11:00", "a public holiday (Ascension Day)"),
        ({}, 19, "10:00-11:00", None),
        ({"weekdays": "sat"}, 6, "10:00-11:00", None),
        ({"weekdays": "sat"}, 8, "10:00-11:00", "it is not for Mondays"),
        ({"window": "3-5 May 2023"}, 8, "10:00-11:00", "it is to take place in 3-5 May 2023"),
        ({"between": "19:00-21:00"}, 2, "20:00-21:00", None),
        (
            {"between": "19:00-21:00"},
            2,
            "10:00-11:00",
            "outside 19:00-21:00, the hours it is to be in",
        ),
        ({"minutes": None, "hours": "06:00-07:00"}, 2, "06:00-07:00", None),
        ({"minutes": None, "hours": "06:00-07:00"}, 2, "10:00-11:00", "its hours are 06:00-07:00"),
        ({"at": "school"}, 6, "10:00-11:00", None),
        ({"window": None, "minutes": None}, 3, "10:00-11:00", None),
    ],
)
def test_days_and_hours(
    *,
    facts: dict[str, Any],
    day: int,
    hours: str,
    reason: str | None,
    build: Build,
    visit_breaches: Breaches,
) -> None:
    programme = build(visits=[visit(**facts)])
    found = visit_breaches("visit_times", programme, [("tour", day, hours)])
    told = [f"the visit 'tour' on 2023-05-{day:02d}, {hours}: {reason}"] if reason else []
    assert [each.message for each in found] == told


@pytest.mark.parametrize(
    ("site", "day", "hours", "reason"),
    [
        ({"visiting_hours": "14:00-16:00"}, 2, "14:00-15:00", None),
        (
            {"visiting_hours": "14:00-16:00"},
            2,
            "15:30-16:30",
            "outside 14:00-16:00, the visiting hours of the site 'farm'",
        ),
        ({"closed": ["2023-05-03"]}, 3, "10:00-11:00", "a closed day of the site 'farm'"),
        ({"adults_work_on_holidays": True}, 18, "10:00-11:00", None),
    ],
)
@pytest.mark.parametrize("at", ["farm", "host"])
def test_what_the_site_says(
    *,
    at: str,
    site: dict[str, Any],
    day: int,
    hours: str,
    reason: str | None,
    build: Build,
    visit_breaches: Breaches,
) -> None:
    programme = build(site=site, visits=[visit(at=at)])
    found = visit_breaches("visit_times", programme, [("tour", day, hours)])
    assert [each.message.partition(": ")[2] for each in found] == ([reason] if reason else [])


def test_all_sites_of_a_host_must_be_open(build: Build, visit_breaches: Breaches) -> None:
    sites = [
        {"id": "a", "name": "A", "visiting_hours": "08:00-14:00"},
        {"id": "b", "name": "B", "visiting_hours": "12:00-18:00", "weekdays": "mon-sat"},
    ]
    hosts = [{"id": "host", "name": "Host", "sites": sites}]
    programme = build(hosts=hosts, visits=[visit(at="host")])
    assert not visit_breaches("visit_times", programme, [("tour", 2, "12:30-13:30")])
    for day, hours in ((2, "10:00-11:00"), (2, "15:00-16:00"), (6, "12:30-13:30")):
        assert visit_breaches("visit_times", programme, [("tour", day, hours)])


def test_delegations_of_those_named_must_be_there(build: Build, visit_breaches: Breaches) -> None:
    programme = build(visits=[visit(delegations=[], participants=["d/professional-01"])])
    assert visit_breaches("visit_times", programme, [("tour", 1, "10:00-11:00")])
    assert not visit_breaches("visit_times", programme, [("tour", 2, "10:00-11:00")])


def test_planning_finds_the_only_open_time(build: Build) -> None:
    tour = visit(window="6-8 May 2023", minutes=120, between="17:00-19:00")
    [planned] = vp.schedule(build(visits=[tour])).visits
    assert (f"{planned.day}", f"{planned.hours}") == ("2023-05-08", "17:00-19:00")


@pytest.mark.parametrize(
    ("facts", "site", "start"),
    [
        ({"between": "08:15-09:15"}, {}, "08:15"),
        ({"between": "08:20-09:25", "minutes": 65}, {}, "08:20"),
        ({}, {"visiting_hours": "10:10-11:10"}, "10:10"),
    ],
)
def test_a_visit_may_take_up_all_the_hours_open_to_it(
    *, facts: dict[str, Any], site: dict[str, Any], start: str, build: Build
) -> None:
    programme = build(slot={"hours": "18:00-19:00"}, site=site, visits=[visit(**facts)])
    [planned] = vp.schedule(programme).visits
    assert f"{planned.hours.start:%H:%M}" == start
