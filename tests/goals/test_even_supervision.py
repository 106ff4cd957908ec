"""Even supervision: days beyond one between the most and fewest duties, plus spare duties."""

from collections import Counter
from collections.abc import Callable

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]
Measure = Callable[..., int]


PUPIL = {"d/pupil-01": ("work-1", 2, 5)}  # Tuesday to Friday


@pytest.mark.parametrize(
    ("duties", "value"),
    [
        ({"teacher-01": [2, 3], "teacher-02": [4, 5]}, 0),
        ({"teacher-01": [2, 3, 4], "teacher-02": [5]}, 1),
        ({"teacher-01": [2, 3, 4, 5]}, 3),
        ({"teacher-01": [2, 3], "teacher-02": [4]}, 0),  # one day apart is even
        ({"teacher-01": [2, 3, 4, 5], "teacher-02": [2, 3, 4, 5]}, 4),  # even, but 4 not needed
        ({"teacher-01": [2, 3, 8], "teacher-02": [4, 5, 9]}, 2),  # nobody is there on 8 and 9 May
        ({}, 0),
    ],
)
def test_uneven_days_and_spare_duties_count(
    *, duties: dict[str, list[int]], value: int, build: Build, measure: Measure
) -> None:
    programme = build(people="1 pupil", teachers="2 teachers")
    served = [(who, "farm-1", day) for who, days in duties.items() for day in days]
    assert measure("even_supervision", programme, PUPIL, served) == value


def test_a_duty_at_another_site_than_the_minors_is_spare(build: Build, measure: Measure) -> None:
    programme = build(people="1 pupil", teachers="1 teacher")
    placed = {"d/pupil-01": ("work-1", 2, 3)}
    assert measure("even_supervision", programme, placed, [("teacher-01", "farm-1", 2)]) == 0
    assert measure("even_supervision", programme, placed, [("teacher-01", "farm-2", 2)]) == 1


def test_who_works_in_two_parts_of_a_day_is_one_minor(build: Build) -> None:
    slots = [
        {"id": "morning", "field": "cows", "places": 1, "hours": "08:00-12:00"},
        {"id": "afternoon", "field": "bees", "places": 1, "hours": "13:00-16:00"},
    ]
    site = {"id": "farm", "name": "Farm", "slots": slots}
    programme = build(
        people="1 pupil",
        teachers="2 teachers",
        traveller={"needs": [{"id": each["id"], "field": each["field"]} for each in slots]},
        hosts=[{"id": "host", "name": "Host", "sites": [site]}],
        policy={
            "supervision": "one",
            "supervision_profiles": [{"name": "one", "minors_per_accompanying_person": 1}],
        },
    )
    day = "2023-05-02"
    plan = vp.Plan.model_validate(
        {
            "placements": [
                {
                    "participant": "d/pupil-01",
                    "need": each["id"],
                    "slot": each["id"],
                    "first_day": day,
                    "last_day": day,
                }
                for each in slots
            ],
            "duties": [
                {"participant": f"d/teacher-0{number}", "site": "farm", "day": day}
                for number in (1, 2)
            ],
        }
    )
    assert GOALS["even_supervision"].measure(roster_of(programme, plan)) == 1


def test_who_lacks_documents_is_neither_least_nor_most_burdened(
    build: Build, measure: Measure
) -> None:
    guest = {"people": "1 accompanying person", "label": "guest", "missing_documents": ["visa"]}
    programme = build(people="1 pupil", teachers="1 teacher")
    document = programme.model_dump(mode="json", exclude_unset=True)
    document["delegations"][0]["headcounts"].append(guest)
    served = [("teacher-01", "farm-1", day) for day in (2, 3, 4, 5)]
    value = measure("even_supervision", vp.Programme.model_validate(document), PUPIL, served)
    assert value == 0


def test_who_may_not_come_is_neither_least_nor_most_burdened(
    build: Build, measure: Measure
) -> None:
    programme = build(people="1 pupil", teachers="1-2 teachers")
    served = [("teacher-01", "farm-1", day) for day in (2, 3, 4, 5)]
    assert measure("even_supervision", programme, PUPIL, served) == 0


def test_planning_shares_duties_as_evenly_as_can_be(build: Build) -> None:
    needs = [{"field": "agriculture", "length": "5 working days"}]
    programme = build(people="1 pupil", teachers="2 teachers", traveller={"needs": needs})
    plan = vp.schedule(programme)
    [even] = [goal for goal in plan.goals if goal.name == "even_supervision"]
    assert (even.value, even.bound) == (0, 0)
    days = Counter(duty.participant for duty in plan.duties)
    assert sorted(days.values()) == [2, 3]


def test_a_duty_is_spare_beyond_the_ratio_whether_mentors_are_there_or_not(
    build: Build, measure: Measure
) -> None:
    sites = [
        {
            "id": "farm-1",
            "name": "Farm",
            "mentors": 1,
            "slots": [{"id": "work-1", "field": "agriculture", "places": 2}],
        }
    ]
    profile = {
        "name": "visited",
        "minors_per_accompanying_person": 10,
        "mentors_count": True,
        "visit_every": 2,
    }
    programme = build(
        people="1 pupil",
        teachers="2 teachers",
        hosts=[{"id": "host", "name": "Host", "sites": sites}],
        policy={"supervision": "visited", "supervision_profiles": [profile]},
    )
    one_each_day = [("teacher-01", "farm-1", 2), ("teacher-02", "farm-1", 3)]
    assert measure("even_supervision", programme, PUPIL, one_each_day) == 0
    both = [*one_each_day, ("teacher-02", "farm-1", 2)]
    assert measure("even_supervision", programme, PUPIL, both) == 1


def test_interpreting_is_no_duty_of_supervision(build: Build) -> None:
    programme = build(people="1 pupil", teachers="2 teachers")
    duties = tuple(
        vp.Duty.model_validate(
            {
                "participant": "d/teacher-01",
                "site": "farm-1",
                "day": f"2023-05-0{day}",
                "task": "interpretation",
            }
        )
        for day in (2, 3, 4)
    )
    roster = roster_of(programme, vp.Plan(duties=duties))
    assert GOALS["even_supervision"].measure(roster) == 0
