"""The whole year of 2023 as one programme: planned, proven best, and as the report has it."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import visitplanner as vp

EXAMPLES = Path(__file__).parent.parent / "examples"
ASCENSION, BRIDGE_DAY, WHIT_MONDAY = date(2023, 5, 18), date(2023, 5, 19), date(2023, 5, 29)


@cache
def year() -> vp.Programme:
    return vp.Programme.load(EXAMPLES / "partnership-2023.yaml")


@cache
def plan() -> vp.Plan:
    return vp.schedule(year())


def people(delegation: str, role: str) -> list[str]:
    return [
        person.id
        for person in year().people.values()
        if person.delegation == delegation and person.role == role
    ]


def test_it_is_proven_best_on_every_level_and_keeps_every_rule() -> None:
    assert plan().status == "optimal"
    assert all(goal.proven for goal in plan().goals)
    assert vp.check(year(), plan()) == ()
    vp.assert_feasible(year(), plan())
    assert plan().unplaced == ()
    assert plan().gaps == ()


def test_february_and_may_are_both_in_it() -> None:
    values = {goal.name: goal.value for goal in plan().goals}
    assert values["people_placed"] == 10 + 2 * 7 + 10 + 10
    assert values["visits_placed"] == len(year().visits) == 7
    assert values["people_lodged"] == len(year().people) == 10 + 7 + 14 + 14


def test_every_colleague_sees_two_departments_a_week_in_each() -> None:
    of_each = defaultdict(list)
    for placement in plan().placements:
        if placement.participant.startswith("medical/"):
            of_each[placement.participant].append(placement)
    assert sorted(of_each) == people("medical", "professional")
    for first, second in of_each.values():
        fields = [year().offers[each.slot].slot.field for each in (first, second)]
        assert len(set(fields)) == 2
        assert first.last_day < second.first_day
        assert [(each.last_day - each.first_day).days for each in (first, second)] == [4, 4]


def test_the_clinic_never_has_more_observers_than_it_takes_over_all_wards() -> None:
    wards = {slot.id for slot in year().sites["klinikum"][1].slots}
    on_day = defaultdict(set)
    for placement in plan().placements:
        for day in placement.days if placement.slot in wards else ():
            on_day[day].add(placement.participant)
    assert max(map(len, on_day.values())) <= 4


def test_units_of_a_year_are_only_discussed_and_never_used() -> None:
    assert "dannacker-training-year" in year().offers
    assert all(each.slot != "dannacker-training-year" for each in plan().placements)
    assert not vp.capacity_table(year(), plan()).of_slot("dannacker-training-year").rows


def test_pupils_work_on_no_holiday_school_free_day_or_weekend_and_not_while_they_travel() -> None:
    pupils = {*people("agri-bar", "pupil"), *people("auto-bar", "pupil")}
    days = {day for each in plan().placements if each.participant in pupils for day in each.days}
    assert days
    assert not days & {ASCENSION, BRIDGE_DAY, WHIT_MONDAY, date(2023, 5, 30)}
    assert all(day.weekday() < 5 for day in days)
    assert date(2023, 5, 16) < min(days) <= max(days) < date(2023, 5, 31)


def test_each_farm_sees_a_teacher_on_every_third_working_day() -> None:
    pupils = set(people("agri-bar", "pupil"))
    for site in {each.site for each in plan().placements if each.participant in pupils}:
        worked = sorted(
            {day for each in plan().placements if each.site == site for day in each.days}
        )
        visited = {duty.day for duty in plan().duties if duty.site == site}
        assert all(visited & set(worked[start : start + 3]) for start in range(len(worked) - 2))
    assert all(duty.participant not in pupils for duty in plan().duties)


@pytest.mark.parametrize("delegation", ["agri-bar", "auto-bar"])
def test_pupils_are_in_the_museum_outside_working_hours(delegation: str) -> None:
    name = "agri-museum" if delegation == "agri-bar" else "auto-museum"
    [visit] = [each for each in plan().visits if each.visit == name]
    at_work = [
        year().offers[each.slot].slot.hours
        for each in plan().placements
        if each.participant.startswith(delegation) and visit.day in each.days
    ]
    assert all(hours is not None and visit.hours.start >= hours.end for hours in at_work)
    assert visit.day.weekday() != 0  # the museum is closed on Mondays


def test_books_and_letters_ride_on_visits_and_nothing_is_left_without_a_carrier() -> None:
    days = {each.visit: each.day for each in plan().visits}
    assert {(each.handover, each.carrier) for each in plan().handovers} == {
        ("ukrainian-books", "library-books"),
        ("museum-letters", "farmers-museum"),
    }
    assert all(each.day == days[each.carrier] for each in plan().handovers)


def test_pupils_of_a_farm_live_near_it_and_everybody_has_a_seat_both_ways() -> None:
    houses = {bed.participant: bed.lodging for bed in plan().beds}
    for placement in plan().placements:
        if placement.participant.startswith("agri-bar/"):
            way = year().ways_from_lodgings[houses[placement.participant], placement.site]
            assert way <= 30_000
    seats = {
        (seat.participant, year().transfers_by_id[seat.transfer].kind) for seat in plan().seats
    }
    assert seats == {(who, kind) for who in year().people for kind in ("arrival", "departure")}


def test_its_calendars_and_invitations_can_be_made() -> None:
    hosts = vp.host_calendars(year(), plan(), language="de")
    everybody = vp.participant_calendars(year(), plan(), language="uk")
    assert len(everybody) == len(year().people)
    assert {"museum.ics", "library.ics"} <= {each.filename for each in hosts}


def test_nobody_visits_a_farm_in_vain() -> None:
    farms = [duty for duty in plan().duties if duty.participant.startswith("agri-bar/")]
    # Six working days with pupils at each of four farms, and a visit within any three of them.
    assert len(farms) == 4 * 2
