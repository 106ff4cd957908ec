"""Documents: nobody is placed while papers are missing, but for tentative places."""

from collections.abc import Callable
from datetime import date
from typing import Any

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
