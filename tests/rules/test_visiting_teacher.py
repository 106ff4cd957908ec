"""Visiting teacher: where mentors look after minors, a teacher comes by regularly."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.model import model_of
from visitplanner.solve.options import options_of

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

MENTORED = {"mentors": 2}


def policy(every: int | None) -> dict[str, Any]:
    profile = {
        "name": "trip",
        "minors_per_accompanying_person": 10,
        "mentors_count": True,
        "visit_every": every,
    }
    return {"supervision": "trip", "supervision_profiles": [profile]}


def test_too_many_days_without_a_visit_are_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="1 pupil", teachers="1 teacher", site=MENTORED, policy=policy(3))
    duties = [("d/teacher-01", "farm", 8)]
    assert breaches("visiting_teacher", programme, {"d/pupil-01": stay(3, 9)}, duties) == [
        vp.Violation(
            rule="visiting_teacher",
            who=("d/pupil-01",),
            site="farm",
            days=(date(2023, 5, 3), date(2023, 5, 4), date(2023, 5, 5)),
            limit=3,
            found=3,
            message="farm: no accompanying person comes on 3 days with minors, one after another "
            "(3-5 May 2023), one is to come at least every 3",
        )
    ]


@pytest.mark.parametrize(
    ("every", "visits", "breached"),
    [
        (3, [5], False),
        (3, [4], True),  # then 5, 8 and 9 May pass without
        (2, [4, 8], False),
        (2, [4], True),
        (1, [3, 4, 5, 8, 9], False),
        (1, [3, 4, 5, 8], True),
        (6, [], False),  # only five days
        (5, [], True),
        (None, [], False),
    ],
)
def test_days_with_minors_are_counted(
    *,
    every: int | None,
    visits: list[int],
    breached: bool,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = build(people="1 pupil", teachers="1 teacher", site=MENTORED, policy=policy(every))
    duties = [("d/teacher-01", "farm", day) for day in visits]
    found = breaches("visiting_teacher", programme, {"d/pupil-01": stay(3, 9)}, duties)
    assert bool(found) is breached


def test_days_without_minors_between_do_not_matter(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="2 pupils", teachers="1 teacher", site=MENTORED, policy=policy(3))
    apart = {"d/pupil-01": stay(2, 3), "d/pupil-02": stay(9, 10)}
    [violation] = breaches("visiting_teacher", programme, apart)
    assert violation.who == ("d/pupil-01", "d/pupil-02")
    assert [day.day for day in violation.days] == [2, 3, 9, 10]
    assert not breaches("visiting_teacher", programme, apart, [("d/teacher-01", "farm", 9)])
    when_nobody_is_there = [("d/teacher-01", "farm", day) for day in (4, 5, 8)]
    assert breaches("visiting_teacher", programme, apart, when_nobody_is_there)


@pytest.mark.parametrize(("every", "visits"), [(1, 4), (2, 2), (4, 1), (5, 0)])
def test_planning_visits_pupils_who_come_once_a_week(every: int, visits: int, build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="1 teacher",
        site=MENTORED,
        need={"weekdays": "tue", "length": "4 working days"},
        delegation={"window": "2-26 May 2023"},
        policy=policy(every),
    )
    plan = vp.schedule(programme)
    assert [day.day for day in plan.placements[0].days] == [2, 9, 16, 23]
    visited = {duty.day.day for duty in plan.duties}
    assert len(plan.duties) >= visits
    days = [2, 9, 16, 23]
    assert all(visited & set(days[first : first + every]) for first in range(5 - every))


def test_only_a_teacher_of_theirs_who_is_sure_to_come_is_a_visit(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    first = build(people="1 pupil", teachers="0-1 teachers", site=MENTORED)
    own = first.delegations[0].model_dump(mode="json")
    others = build(teachers="1 teacher").delegations[0].model_dump(mode="json") | {"id": "e"}
    programme = build(site=MENTORED, policy=policy(2), delegations=[own, others])
    placed = {"d/pupil-01": stay(2, 3)}
    for who in ("d/teacher-01", "e/teacher-01"):
        assert len(breaches("visiting_teacher", programme, placed, [(who, "farm", 2)])) == 1


def test_planning_sends_a_teacher_to_every_site_in_turn(build: Build) -> None:
    sites = [
        {
            "id": f"farm-{number}",
            "name": "Farm",
            "mentors": 1,
            "slots": [{"id": f"work-{number}", "field": "agriculture", "places": 1}],
        }
        for number in (1, 2)
    ]
    programme = build(
        people="2 pupils",
        teachers="1 teacher",
        need={"length": "4 working days"},
        hosts=[{"id": "host", "name": "Host", "sites": sites}],
        delegation={"window": "2-5 May 2023"},
        policy=policy(2),
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    visits = {(duty.site, duty.day.day) for duty in plan.duties}
    for site in ("farm-1", "farm-2"):
        for first in (2, 3, 4):
            assert visits & {(site, first), (site, first + 1)}


def test_a_visit_is_no_spare_duty(build: Build) -> None:
    programme = build(
        people="1 pupil",
        teachers="1 teacher",
        site=MENTORED,
        need={"length": "4 working days"},
        delegation={"window": "2-5 May 2023"},
        policy=policy(2),
    )
    plan = vp.schedule(programme)
    assert plan.duties
    [even] = [goal for goal in plan.goals if goal.name == "even_supervision"]
    assert even.value == 0


def test_whom_nobody_can_visit_is_left_out_and_told_so(build: Build) -> None:
    programme = build(people="1 pupil", site=MENTORED, policy=policy(2))
    [unplaced] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"visiting_teacher"}
    assert unplaced.smallest_fix is not None
    assert unplaced.smallest_fix.startswith("a visit of an accompanying person to 'farm'")


def test_what_follows_from_somebody_being_there_is_written_once(build: Build) -> None:
    def rows(pupils: int, length: int = 5) -> int:
        """How many rows the rule writes."""
        return all_rows(pupils, length, 2) - all_rows(pupils, length, None)

    def all_rows(pupils: int, length: int, every: int | None) -> int:
        programme = build(
            people="1 professional",
            teachers="1 teacher",
            site=MENTORED,
            delegation={
                "window": "8-12 May 2023",
                "participants": [
                    {
                        "id": f"pupil-{number}",
                        "role": "pupil",
                        "age": 14 + number,
                        "needs": [{"field": "agriculture", "length": f"{length} working days"}],
                    }
                    for number in range(pupils)
                ],
            },
            policy=policy(every),
        )
        return model_of(programme, options_of(programme, RULES), RULES).matrix.rows

    # One says that one more of them is there; five days and four pairs of days are told of all.
    assert rows(2) - rows(1) == 1 + 1
    assert rows(3) - rows(2) == 1
    # Where a stay of four days could begin on two days, its rows are about the sum of both.
    assert rows(3, 4) - rows(2, 4) == 5 + 4


def test_who_could_have_the_same_stay_is_visited_as_often_as_the_longest(build: Build) -> None:
    def pupils(label: str, number: int, age: int, length: int) -> dict[str, Any]:
        window = {2: "8-9 May 2023", 5: "8-12 May 2023"}[length]
        need = {"field": "agriculture", "length": f"{length} working days", "window": window}
        return {"people": f"{number} pupils", "label": label, "age": age, "needs": [need]}

    programme = build(
        site={"mentors": 1},
        slot={"places": 8},
        delegation={
            "window": "8-12 May 2023",
            "headcounts": [
                pupils("short", 3, 15, 2),
                pupils("brief", 2, 16, 2),
                pupils("long", 2, 17, 5),
                pupils("all-week", 1, 16, 5),
                "1 teacher",
            ],
        },
        policy=policy(2),
    )
    plan = vp.schedule(programme)
    assert plan.status == "optimal"
    assert len(plan.placements) == 8
    visits = {duty.day.day for duty in plan.duties if duty.task == "supervision"}
    alone = [day for day in (8, 9, 10, 11) if not visits & {day, day + 1}]
    assert not alone
