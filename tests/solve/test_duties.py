"""Duties are shared evenly, with few changes of site."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]


def pupils(words: str, **more: Any) -> dict[str, Any]:
    return {"people": words, "age": 17, "needs": [{"field": "cars", "length": "2 weeks"}], **more}


def stretches(plan: vp.Plan) -> dict[str, list[tuple[str, int]]]:
    """The sites of each person in the order of days, with the days at each."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for duty in sorted(plan.duties, key=lambda duty: duty.day):
        sites = found[duty.participant]
        if sites and sites[-1][0] == duty.site:
            sites[-1] = (duty.site, sites[-1][1] + 1)
        else:
            sites.append((duty.site, 1))
    return dict(found)


def test_as_many_teachers_as_sites_stay_where_they_are(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils("6 pupils"), "3 teachers"], sites=3))
    assert sorted(stretches(plan).values()) == [[("w1", 7)], [("w2", 7)], [("w3", 7)]]


@pytest.mark.parametrize("teachers", [3, 4, 5])
def test_more_teachers_than_sites_change_at_most_once(teachers: int, build: Build) -> None:
    programme = build(people=[pupils("4 pupils"), f"{teachers} teachers"])
    plan = vp.schedule(programme)
    found = stretches(plan)
    assert len(found) == teachers
    assert all(len(sites) <= 2 for sites in found.values())
    days = [sum(count for _, count in sites) for sites in found.values()]
    assert sum(days) == 14
    assert max(days) - min(days) <= 1
    assert vp.check(programme, plan) == ()


def test_a_teacher_who_is_away_leaves_the_days_to_the_others(build: Build) -> None:
    absent = {"people": "1 teacher", "label": "absent", "away": ["16-24 May 2023"]}
    programme = build(people=[pupils("4 pupils"), "2 teachers", absent])
    plan = vp.schedule(programme)
    assert len(plan.placements) == 4
    assert vp.check(programme, plan) == ()
    days = {duty.day for duty in plan.duties if duty.participant == "d/absent-01"}
    assert all(day > date(2023, 5, 24) for day in days)


def test_the_evenness_shown_is_that_of_the_duties(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils("4 pupils"), "4 teachers"]))
    [even] = [goal for goal in plan.goals if goal.name == "even_supervision"]
    days = [sum(count for _, count in sites) for sites in stretches(plan).values()]
    assert even.value == max(0, max(days) - min(days) - 1)


def test_no_day_of_work_is_given_up_for_evenness(build: Build) -> None:
    # From 16 May there are seven days to share between two, from 17 May only six, which would
    # share out without a difference; but one day apart is even, so nobody starts late.
    plan = vp.schedule(build(people=[pupils("1 pupil"), "2 teachers"], sites=1))
    [placement] = plan.placements
    assert (placement.first_day, len(placement.days)) == (date(2023, 5, 16), 7)


def gentle(**facts: Any) -> dict[str, Any]:
    profile = {"name": "gentle", "minors_per_accompanying_person": 10, **facts}
    return {"supervision": "gentle", "supervision_profiles": [profile]}


@pytest.mark.parametrize("facts", [{"longest_run": 2}, {"rest_days_per_week": 4}])
def test_stretches_end_where_rest_is_due(facts: dict[str, Any], build: Build) -> None:
    programme = build(people=[pupils("1 pupil"), "2 teachers"], sites=1, policy=gentle(**facts))
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    assert vp.check(programme, plan) == ()
    assert sorted(Counter(duty.participant for duty in plan.duties).values()) == [3, 4]


def test_stretches_stay_long_where_rest_leaves_them(build: Build) -> None:
    programme = build(
        people=[pupils("4 pupils"), "4 teachers"],
        policy=gentle(longest_run=4, rest_days_per_week=2),
    )
    found = stretches(vp.schedule(programme))
    assert sum(len(sites) for sites in found.values()) == 5  # one of four changes once


def test_interpreters_stay_where_they_are(build: Build) -> None:
    helped = {"admits": {"languages": "de", "interpreter": True}}
    plan = vp.schedule(
        build(
            people=[
                {**pupils("4 professionals"), "age": 30, "languages": "uk"},
                {"people": "2 interpreters", "languages": ["uk", "de"]},
            ],
            slot=helped,
        )
    )
    assert len(plan.placements) == 4
    assert {duty.task for duty in plan.duties} == {"interpretation"}
    assert len(plan.duties) == len({(duty.site, duty.day) for duty in plan.duties})
    assert all(len(sites) == 1 for sites in stretches(plan).values())
