"""Profiles of working hours for the young."""

from datetime import time
from typing import Any

import pytest
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.model.youth import SHIPPED_YOUTH_HOURS, YouthHours

GERMANY, SCHOOLING = SHIPPED_YOUTH_HOURS


def profile(**facts: Any) -> YouthHours:
    return YouthHours.model_validate(
        {"name": "own", "source": "an agreement", "as_of": "2023-01-01", **facts}
    )


def test_the_shipped_profiles_say_what_the_law_says() -> None:
    for each, day, week in ((GERMANY, 8, 40), (SCHOOLING, 7, 35)):
        assert (each.minutes_per_day, each.minutes_per_week) == (day * 60, week * 60)
        assert each.days_per_week == 5
        assert each.between == vp.Hours(start=time(6), end=time(20))
        assert each.rest_minutes == 12 * 60
        assert each.below_age == 18
        assert each.asks_for_hours
        assert "JArbSchG" in each.source
    assert (GERMANY.name, SCHOOLING.name) == ("germany", "germany-full-time-schooling")
    assert (GERMANY.from_age, SCHOOLING.from_age) == (15, 0)


@pytest.mark.parametrize(
    ("work", "due"), [(0, 0), (270, 0), (271, 30), (360, 30), (361, 60), (480, 60)]
)
def test_breaks_follow_from_the_work(work: int, due: int) -> None:
    assert GERMANY.break_for(work) == due


@pytest.mark.parametrize(("present", "due"), [(270, 0), (271, 30), (390, 30), (391, 60), (540, 60)])
def test_a_break_is_part_of_the_time_present(present: int, due: int) -> None:
    assert GERMANY.break_due(present) == due


def test_breaks_may_be_written_in_any_order() -> None:
    breaks = [{"over": 360, "minutes": 60}, {"over": 270, "minutes": 30}]
    assert profile(breaks=breaks).breaks == GERMANY.breaks
    assert profile().break_due(600) == 0


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"from_age": 18}, "below_age 18 is not above from_age 18: the profile holds for nobody"),
        (
            {"minutes_per_day": 300, "minutes_per_week": 299},
            "minutes_per_day 300 is more than minutes_per_week 299",
        ),
        ({"days_per_week": 6}, "days_per_week 6 is more than the 5 weekdays named"),
        (
            {"minutes_per_day": 300, "between": "08:00-12:59"},
            "minutes_per_day 300 are more than fit between 08:00-12:59 (299 minutes)",
        ),
        (
            {
                "minutes_per_day": 300,
                "between": "08:00-13:00",
                "breaks": [{"over": 270, "minutes": 30}],
            },
            "minutes_per_day 300 and the break of 30 due are more than fit between",
        ),
        (
            {"minutes_per_day": 480, "rest_minutes": 961},
            "minutes_per_day 480 with rest_minutes 961 are more than the 1440 minutes of a day",
        ),
        (
            {"breaks": [{"over": 270, "minutes": 30}, {"over": 270, "minutes": 45}]},
            "two breaks are due over 270 minutes: keep one",
        ),
        (
            {"breaks": [{"over": 270, "minutes": 30}, {"over": 360, "minutes": 30}]},
            "a break of 30 minutes over 360 minutes of work is no longer than that of 30 over 270",
        ),
        ({"breaks": [{"over": 270, "minutes": 0}]}, "greater than or equal to 1"),
        ({"minutes_per_day": 1441}, "less than or equal to 1440"),
    ],
)
def test_impossible_profiles_are_refused(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        profile(**facts)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "facts",
    [
        {"from_age": 17},
        {"minutes_per_day": 300, "minutes_per_week": 300},
        {"days_per_week": 6, "weekdays": "mon-sat"},
        {"minutes_per_day": 300, "between": "08:00-13:00"},
        {"minutes_per_day": 480, "rest_minutes": 960},
    ],
)
def test_profiles_that_just_fit_are_accepted(facts: dict[str, Any]) -> None:
    assert profile(**facts).name == "own"


def test_only_limits_of_time_ask_for_hours() -> None:
    assert not profile(days_per_week=3, from_age=14, weekdays="mon-wed").asks_for_hours
    for limit in ("minutes_per_day", "minutes_per_week", "rest_minutes"):
        assert profile(**{limit: 600}).asks_for_hours


def programme(**person: Any) -> vp.Programme:
    return vp.Programme.model_validate(
        {
            "id": "p",
            "name": "P",
            "time_zone": "Europe/Berlin",
            "organisations": [{"id": "school", "name": "School"}],
            "delegations": [
                {
                    "id": "d",
                    "name": "D",
                    "senders": "school",
                    "window": "15-26 May 2023",
                    "youth_hours": "germany",
                    "participants": [{"id": "a", **person}],
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("person", "held"),
    [
        ({"role": "pupil", "age": 17}, True),
        ({"role": "pupil", "age": 18}, False),
        ({"role": "pupil"}, True),
        ({"role": "professional"}, False),
        ({"role": "professional", "age": 17}, True),
        ({"role": "pupil", "born": "2005-05-15"}, False),
        ({"role": "pupil", "born": "2005-05-16"}, True),
    ],
)
def test_a_profile_holds_for_whoever_is_below_its_age(
    *, person: dict[str, Any], held: bool
) -> None:
    found = programme(**person)
    assert found.youth_hours_of(found.people["d/a"]) == (GERMANY if held else None)


def test_without_a_name_no_profile_holds() -> None:
    document = programme(role="pupil").model_dump(mode="json")
    document["delegations"][0]["youth_hours"] = None
    found = vp.Programme.model_validate(document)
    assert found.youth_hours_of(found.people["d/a"]) is None
