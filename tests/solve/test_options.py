"""Options: who could go where, from which first day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.options import options_of

Build = Callable[..., vp.Programme]


def spans(programme: vp.Programme) -> list[tuple[str, date, date]]:
    options = options_of(programme, RULES)
    return [
        (options.offers[offer].id, options.date(first), options.date(last))
        for offer, first, last in zip(options.offer, options.first, options.last, strict=True)
    ]


def may(first: int, last: int) -> tuple[str, date, date]:
    return "w1-cars", date(2023, 5, first), date(2023, 5, last)


def pupils(**need: Any) -> list[dict[str, Any]]:
    return [{"people": "3 pupils", "age": 17, "needs": [{"field": "cars", **need}]}]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        # Fourteen days fit from 16, 17 or 18 May; 18 May is a public holiday.
        ("2 weeks", [may(16, 29), may(17, 30)]),
        ("14 nights", [may(16, 30), may(17, 31)]),
        # Eight working days for minors in this half of May: one way to use them all.
        ("8 working days", [may(16, 31)]),
        ("9 working days", []),
        ("7 working days", [may(16, 26), may(17, 31)]),
        ("16 days", [may(16, 31)]),
        ("17 days", []),
    ],
)
def test_first_days_are_working_days_whose_stay_fits(
    *, length: str, expected: list[tuple[str, date, date]], build: Build
) -> None:
    programme = build(people=pupils(length=length), sites=1)
    assert spans(programme) == expected


def test_without_a_length_the_stay_is_the_only_option(build: Build) -> None:
    assert spans(build(people=pupils(), sites=1)) == [may(16, 31)]


def test_people_alike_are_one_cohort_and_others_are_not(build: Build) -> None:
    people = [
        {"people": "3 pupils", "age": 17, "needs": [{"field": "cars"}]},
        {"people": "2-4 professionals", "needs": [{"field": "cars"}]},
    ]
    sizes = [demand.size for demand in options_of(build(people=people), RULES).demands]
    # The two sure to come differ from the two who may not.
    assert sizes == [3, 2, 2]


def test_people_with_two_needs_stand_alone(build: Build) -> None:
    needs = [{"id": "a", "field": "cars"}, {"id": "b", "field": "cars"}]
    demands = options_of(build(people=[{"people": "2 pupils", "needs": needs}]), RULES).demands
    assert [(demand.person.id, demand.need.id) for demand in demands] == [
        ("d/pupil-01", "a"),
        ("d/pupil-01", "b"),
        ("d/pupil-02", "a"),
        ("d/pupil-02", "b"),
    ]


def test_whom_a_pin_names_is_a_cohort_alone(build: Build) -> None:
    pin = {"participant": "d/pupil-02", "slot": "w1-cars", "first_day": "2023-05-17"}
    options = options_of(build(people=pupils(length="2 weeks"), pins=[pin]), RULES)
    cohorts = [[person.id for person in people] for people in options.cohorts]
    assert cohorts == [["d/pupil-01", "d/pupil-03"], ["d/pupil-02"]]


def test_whom_the_plan_before_names_is_a_cohort_alone(build: Build) -> None:
    placed = {"slot": "w1-cars", "first_day": "2023-05-17", "last_day": "2023-05-30"}
    previous = vp.Plan.from_placements({"d/pupil-02": placed})
    programme = build(people=pupils(length="2 weeks"))
    options = options_of(programme, RULES, previous=previous)
    assert [len(people) for people in options.cohorts] == [2, 1]
    assert [len(people) for people in options_of(programme, RULES).cohorts] == [3]


def test_days_worked_leave_out_weekends_and_holidays(build: Build) -> None:
    options = options_of(build(people=pupils(length="2 weeks"), sites=1), RULES)
    option, day = options.days_worked()
    first = [options.date(number).day for number in day[option == 0]]
    assert first == [16, 17, 22, 23, 24, 25, 26]


def test_nobody_with_a_need_means_no_options(build: Build) -> None:
    options = options_of(build(people=["2 teachers"]), RULES)
    assert len(options) == 0
    assert options.days_worked()[0].tolist() == []


def test_away_days_close_only_stays_that_would_work_on_them(build: Build) -> None:
    people = [{**pupils(length="2 working days")[0], "away": ["2023-05-20", "2023-05-23"]}]
    # 20 May is a Saturday and closes nothing.
    starts = [first.day for _, first, _ in spans(build(people=people, sites=1))]
    assert starts == [16, 17, 24, 25, 26]
