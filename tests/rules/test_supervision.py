"""Supervision: enough accompanying persons wherever minors work."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def farms(*mentors: int) -> list[dict[str, Any]]:
    sites = [
        {
            "id": f"farm-{number}",
            "name": "Farm",
            "mentors": count,
            "slots": [{"id": f"work-{number}", "field": "agriculture", "places": 100}],
        }
        for number, count in enumerate(mentors, 1)
    ]
    return [{"id": "host", "name": "Host", "sites": sites}]


def policy(ratio: int | None = 10, *, mentors_count: bool = False) -> dict[str, Any]:
    profile = {
        "name": "trip",
        "minors_per_accompanying_person": ratio,
        "mentors_count": mentors_count,
    }
    return {"supervision": "trip", "supervision_profiles": [profile]}


def pupils(stay: Stay, count: int, slot: str = "work-1") -> dict[str, Any]:
    return {f"d/pupil-{number + 1:02d}": stay(2, 2, slot) for number in range(count)}


@pytest.mark.parametrize(
    ("ratio", "minors", "needed"),
    [(10, 0, 0), (10, 1, 1), (10, 10, 1), (10, 11, 2), (10, 20, 2), (10, 21, 3), (1, 3, 3)],
)
def test_the_ratio_is_rounded_up(
    *, ratio: int, minors: int, needed: int, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        people="21 pupils", teachers="3 teachers", hosts=farms(0), policy=policy(ratio)
    )
    placed = pupils(stay, minors)
    duties = [(f"d/teacher-0{number + 1}", "farm-1", 2) for number in range(needed)]
    assert not breaches("supervision", programme, placed, duties)
    if not needed:
        return
    one_less = needed - 1
    assert breaches("supervision", programme, placed, duties[:-1]) == [
        vp.Violation(
            rule="supervision",
            who=tuple(placed),
            site="farm-1",
            days=(date(2023, 5, 2),),
            limit=needed,
            found=one_less,
            message=f"farm-1 on 2023-05-02: {minors} {'minor' if minors == 1 else 'minors'} of 'd' "
            f"{'needs' if minors == 1 else 'need'} {needed} "
            f"accompanying person{'s' if needed > 1 else ''}, {one_less} on duty",
        )
    ]


def test_every_site_and_day_is_supervised_on_its_own(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="2 pupils", teachers="2 teachers", hosts=farms(0, 0), policy=policy())
    placed = {"d/pupil-01": stay(2, 3, "work-1"), "d/pupil-02": stay(2, 3, "work-2")}
    duties = [("d/teacher-01", "farm-1", 2), ("d/teacher-02", "farm-1", 2)]
    found = breaches("supervision", programme, placed, [*duties, ("d/teacher-01", "farm-2", 3)])
    assert [(v.site, v.days[0].day, v.found) for v in found] == [("farm-1", 3, 0), ("farm-2", 2, 0)]


def test_the_slots_of_a_site_share_their_supervision(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    slots = [{"id": f"work-{each}", "field": "agriculture", "places": 5} for each in "ab"]
    programme = build(
        people="4 pupils", teachers="2 teachers", site={"slots": slots}, policy=policy(3)
    )
    placed = {
        **{f"d/pupil-0{number}": stay(2, 2, "work-a") for number in (1, 2)},
        **{f"d/pupil-0{number}": stay(2, 2, "work-b") for number in (3, 4)},
    }
    [violation] = breaches("supervision", programme, placed, [("d/teacher-01", "farm", 2)])
    assert (violation.limit, violation.found) == (2, 1)


def half_days(build: Build, people: str, **more: Any) -> vp.Programme:
    """Everybody asks for a morning and an afternoon at the same farm."""
    slots = [
        {"id": "morning", "field": "agriculture", "places": 10, "hours": "08:00-12:00"},
        {"id": "afternoon", "field": "cooking", "places": 10, "hours": "13:00-16:00"},
    ]
    needs = [{"id": each["id"], "field": each["field"], "length": "1 day"} for each in slots]
    return build(people=people, traveller={"needs": needs}, site={"slots": slots}, **more)


def test_who_works_in_the_morning_and_in_the_afternoon_is_one_minor(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = half_days(build, "3 pupils", teachers="2 teachers", policy=policy(2))
    placed = [
        {"participant": f"d/pupil-0{number}", "need": part, **stay(2, 2, part)}
        for number in (1, 2)
        for part in ("morning", "afternoon")
    ]
    duty = [("d/teacher-01", "farm", 2)]
    assert not breaches("supervision", programme, placed, duty)
    third = {"participant": "d/pupil-03", "need": "morning", **stay(2, 2, "morning")}
    [violation] = breaches("supervision", programme, [*placed, third], duty)
    assert violation.who == ("d/pupil-01", "d/pupil-02", "d/pupil-03")
    assert (violation.limit, violation.found) == (2, 1)


def test_planning_sends_one_teacher_for_the_pupils_of_both_halves_of_a_day(build: Build) -> None:
    programme = half_days(
        build,
        "2 pupils",
        teachers="1 teacher",
        policy=policy(2),
        delegation={"window": "2023-05-02"},
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 4
    assert len(plan.duties) == 1


def test_a_range_of_teachers_is_counted_low(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(people="1 pupil", teachers="3-4 teachers", hosts=farms(0), policy=policy())
    placed = pupils(stay, 1)
    [violation] = breaches("supervision", programme, placed, [("d/teacher-04", "farm-1", 2)])
    assert violation.found == 0
    assert not breaches("supervision", programme, placed, [("d/teacher-03", "farm-1", 2)])


def test_a_range_of_pupils_is_counted_high(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(people="2-3 pupils", teachers="2 teachers", hosts=farms(0), policy=policy(2))
    duty = [("d/teacher-01", "farm-1", 2)]
    assert not breaches("supervision", programme, pupils(stay, 2), duty)
    [violation] = breaches("supervision", programme, pupils(stay, 3), duty)
    assert (violation.limit, violation.found) == (2, 1)


@pytest.mark.parametrize(
    ("people", "traveller", "supervised"),
    [
        ("1 pupil", {}, True),  # of unknown age
        ("1 pupil", {"age": 17}, True),
        ("1 pupil", {"age": 18}, False),
        ("1 professional", {}, False),
        ("1 professional", {"age": 17}, True),
    ],
)
def test_minors_are_those_under_18_and_pupils_of_unknown_age(
    *,
    people: str,
    traveller: dict[str, int],
    supervised: bool,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = build(people=people, traveller=traveller, policy=policy())
    who = f"d/{people.split()[1]}-01"
    assert bool(breaches("supervision", programme, {who: stay(2, 2)})) is supervised


@pytest.mark.parametrize(
    ("born", "supervised"), [("2005-05-02", False), ("2005-05-03", True), ("2005-05-20", True)]
)
def test_who_turns_18_during_the_stay_is_a_minor_throughout(
    *, born: str, supervised: bool, build: Build, stay: Stay, breaches: Breaches
) -> None:
    named = {"participants": [{"id": "pupil-01", "born": born}]}
    programme = build(people="1 pupil", delegation=named, policy=policy())
    found = breaches("supervision", programme, {"d/pupil-01": stay(25, 25)})
    assert bool(found) is supervised


def test_only_accompanying_persons_of_the_own_delegation_count(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    first = build(people="1 pupil", teachers="1 teacher", hosts=farms(0), policy=policy())
    other = first.delegations[0].model_dump(mode="json") | {"id": "e"}
    both = [first.delegations[0].model_dump(mode="json"), other]
    programme = build(hosts=farms(0), policy=policy(), delegations=both)
    placed = {"d/pupil-01": stay(2, 2, "work-1")}
    assert breaches("supervision", programme, placed, [("e/teacher-01", "farm-1", 2)])
    assert not breaches("supervision", programme, placed, [("d/teacher-01", "farm-1", 2)])


def test_duty_of_somebody_else_is_a_breach_and_supervises_nobody(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        people="1 pupil",
        hosts=farms(0),
        policy=policy(),
        delegation={"participants": [{"id": "anna", "role": "interpreter"}]},
    )
    duty = [("d/anna", "farm-1", 2)]
    found = breaches("supervision", programme, pupils(stay, 1), duty)
    assert found[0] == vp.Violation(
        rule="supervision",
        who=("d/anna",),
        site="farm-1",
        days=(date(2023, 5, 2),),
        limit="accompanying_person",
        found="interpreter",
        message="d/anna on duty at farm-1: is no accompanying person",
    )
    assert [(each.limit, each.found) for each in found[1:]] == [(1, 0)]


@pytest.mark.parametrize(
    ("mentors", "counts", "minors", "teachers", "short_of"),
    [
        (1, True, 2, 0, None),
        (1, False, 2, 0, (1, 0)),  # the profile does not let mentors count
        (1, True, 3, 0, (2, 1)),
        (1, True, 3, 1, None),
        (2, True, 4, 0, None),
        (0, True, 1, 0, (1, 0)),
    ],
)
def test_mentors_stand_in_where_the_profile_lets_them(
    *,
    mentors: int,
    counts: bool,
    minors: int,
    teachers: int,
    short_of: tuple[int, int] | None,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = build(
        people="4 pupils",
        teachers="1 teacher",
        hosts=farms(mentors),
        policy=policy(2, mentors_count=counts),
    )
    duties = [("d/teacher-01", "farm-1", 2)] * teachers
    found = breaches("supervision", programme, pupils(stay, minors), duties)
    assert [(each.limit, each.found) for each in found] == ([short_of] if short_of else [])


@pytest.mark.parametrize(("mentors", "breached"), [(0, ["d", "e"]), (1, ["e"]), (2, [])])
def test_a_mentor_stands_in_for_one_delegation_only(
    mentors: int, breached: list[str], build: Build, stay: Stay, breaches: Breaches
) -> None:
    one = build(people="1 pupil", hosts=farms(0)).delegations[0].model_dump(mode="json")
    programme = build(
        hosts=farms(mentors),
        policy=policy(2, mentors_count=True),
        delegations=[one, one | {"id": "e"}],
    )
    placed = {f"{each}/pupil-01": stay(2, 2, "work-1") for each in "de"}
    found = breaches("supervision", programme, placed)
    assert [violation.who[0][0] for violation in found] == breached


def test_a_delegation_may_have_its_own_profile(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {"d/pupil-01": stay(2, 2)}
    for name, count in (("standard", 1), ("none", 0)):
        programme = build(people="1 pupil", policy=policy(), delegation={"supervision": name})
        assert len(breaches("supervision", programme, placed)) == count


def test_without_any_profile_named_the_standard_holds(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(people="1 pupil")
    [violation] = breaches("supervision", programme, {"d/pupil-01": stay(2, 2)})
    assert (violation.limit, violation.found) == (1, 0)


def test_adults_need_no_supervision(build: Build, stay: Stay, breaches: Breaches) -> None:
    placed = {f"d/professional-0{number}": stay(2, 2) for number in (1, 2)}
    assert not breaches("supervision", build(policy=policy(1)), placed)


def test_planning_leaves_out_whom_nobody_can_supervise_and_says_so(build: Build) -> None:
    programme = build(
        people="2 pupils",
        teachers="1 teacher",
        hosts=farms(0, 0),
        policy=policy(1),
        delegation={"window": "2-3 May 2023"},
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    [unplaced] = plan.unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"supervision"}
    assert unplaced.smallest_fix is not None
    assert unplaced.smallest_fix.startswith("one more accompanying person on duty at 'farm-")
