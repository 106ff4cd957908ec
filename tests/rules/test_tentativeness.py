"""What of a placement is not settled yet, as plans say it."""

from collections.abc import Callable

import pytest

import visitplanner as vp
from visitplanner.rules.tentativeness import why_tentative

Build = Callable[..., vp.Programme]

LINK = {"id": "link", "between": ["school", "host"]}
ALLOWED = {"missing_documents": True, "partnership_status": ["in_preparation", "offered"]}


def reasons(programme: vp.Programme, who: str = "d/professional-01") -> tuple[str, ...]:
    return why_tentative(programme, programme.people[who], programme.offers["work"])


def test_documents_are_named_one_by_one_before_partnerships(build: Build) -> None:
    programme = build(
        traveller={"missing_documents": ["visa", "insurance"]},
        partnerships=[{**LINK, "status": "in_preparation"}],
        policy={"tentative": ALLOWED},
    )
    assert reasons(programme) == (
        "documents: visa",
        "documents: insurance",
        "partnership: link (in_preparation)",
    )


@pytest.mark.parametrize("status", ["agreed", "active"])
def test_with_papers_and_an_agreed_partnership_a_place_is_firm(status: str, build: Build) -> None:
    assert reasons(build(partnerships=[{**LINK, "status": status}])) == ()
    assert reasons(build()) == ()


def test_one_agreed_partnership_settles_the_place(build: Build) -> None:
    both = [{**LINK, "status": "offered"}, {**LINK, "id": "second", "status": "active"}]
    assert reasons(build(partnerships=both)) == ()


def test_of_a_reserved_place_the_partnership_it_is_kept_for_counts(build: Build) -> None:
    both = [{**LINK, "status": "offered"}, {**LINK, "id": "second", "status": "active"}]
    programme = build(slot={"reserved_for": "link"}, partnerships=both)
    assert reasons(programme) == ("partnership: link (offered)",)


def test_plans_say_what_is_tentative_of_whom(build: Build) -> None:
    programme = build(
        delegation={"participants": [{"id": "professional-02", "missing_documents": ["visa"]}]},
        partnerships=[{**LINK, "status": "agreed"}],
        policy={"tentative": ALLOWED},
    )
    plan = vp.schedule(programme)
    assert {each.participant: each.tentative for each in plan.placements} == {
        "d/professional-01": (),
        "d/professional-02": ("documents: visa",),
    }
    assert vp.check(programme, plan) == ()
