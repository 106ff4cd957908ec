"""Documents: nobody is placed while papers are missing, but for tentative places."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]

MISSING = {"missing_documents": ["visa", "insurance"]}
ALLOWED = {"tentative": {"missing_documents": True}}


def test_missing_documents_are_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(traveller=MISSING)
    assert breaches("documents", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="documents",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="visa, insurance",
            message="d/professional-01 at work: documents are missing: visa, insurance",
        )
    ]


def test_with_all_papers_there_is_no_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    assert not breaches("documents", build(), {"d/professional-01": stay(2, 3)})


def test_where_tentative_places_are_allowed_there_is_no_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller=MISSING, policy=ALLOWED)
    assert not breaches("documents", programme, {"d/professional-01": stay(2, 3)})


def test_tentative_partnerships_do_not_let_people_without_papers_in(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(traveller=MISSING, policy={"tentative": {"partnership_status": "offered"}})
    assert breaches("documents", programme, {"d/professional-01": stay(2, 3)})


def test_papers_of_one_may_be_there_and_those_of_the_others_not(build: Build) -> None:
    ready = [{"id": "professional-02", "missing_documents": []}]
    plan = vp.schedule(build(traveller=MISSING, delegation={"participants": ready}))
    assert [each.participant for each in plan.placements] == ["d/professional-02"]
    [unplaced] = plan.unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"documents"}
    assert unplaced.smallest_fix == (
        "visa, insurance of d/professional-01, or tentative places for missing documents"
    )


def test_nobody_supervises_or_interprets_while_documents_are_missing(
    build: Build, breaches: Breaches
) -> None:
    guest = {"id": "guest", "role": "accompanying_person", **MISSING}
    for policy, count in (({}, 1), (ALLOWED, 0)):
        programme = build(delegation={"participants": [guest]}, policy=policy)
        found = breaches("documents", programme, {}, [("d/guest", "farm", 2)])
        assert len(found) == count
    [violation] = breaches(
        "documents", build(delegation={"participants": [guest]}), {}, [("d/guest", "farm", 2)]
    )
    assert violation == vp.Violation(
        rule="documents",
        who=("d/guest",),
        site="farm",
        days=(date(2023, 5, 2),),
        limit="visa, insurance",
        message="d/guest on duty at farm: documents are missing: visa, insurance",
    )


@pytest.mark.parametrize(("policy", "placed"), [({}, 0), (ALLOWED, 1)])
def test_planning_puts_nobody_on_duty_whose_documents_are_missing(
    policy: dict[str, Any], placed: int, build: Build
) -> None:
    teacher = {"id": "anna", "role": "accompanying_person", **MISSING}
    programme = build(people="1 pupil", delegation={"participants": [teacher]}, policy=policy)
    assert len(vp.schedule(programme).placements) == placed
    interpreter = {"id": "olena", "role": "interpreter", "languages": ["de", "uk"], **MISSING}
    programme = build(
        people="1 professional",
        slot={"admits": {"languages": ["de"], "interpreter": True}},
        traveller={"languages": ["uk"]},
        delegation={"participants": [interpreter]},
        policy=policy,
    )
    assert len(vp.schedule(programme).placements) == placed
