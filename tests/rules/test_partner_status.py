"""Partner status: only agreed and active partnerships supply places."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def partnership(status: str, *between: str, name: str = "link") -> dict[str, Any]:
    return {"id": name, "between": between or ("school", "host"), "status": status}


@pytest.mark.parametrize("status", ["offered", "in_preparation", "dormant"])
def test_a_partnership_that_is_not_agreed_is_a_breach(
    status: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(partnerships=[partnership(status)])
    words = status.replace("_", " ")
    assert breaches("partner_status", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="partner_status",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="agreed or active",
            message=f"d/professional-01 at work: the partnership 'link' is only {words}: "
            "only agreed and active ones supply places",
        )
    ]


@pytest.mark.parametrize("status", ["agreed", "active"])
def test_an_agreed_or_active_partnership_is_no_breach(
    status: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(partnerships=[partnership(status)])
    assert not breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})


def test_one_agreed_partnership_beside_others_is_enough(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    both = [partnership("offered"), partnership("active", name="second")]
    assert not breaches(
        "partner_status", build(partnerships=both), {"d/professional-01": stay(2, 3)}
    )


def test_no_partnership_with_the_host_is_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(partnerships=[partnership("active", "other-school", "host")])
    [violation] = breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})
    assert "no partnership links 'school' with 'host'" in violation.message


def test_without_any_partnership_every_host_has_agreed(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    assert not breaches("partner_status", build(), {"d/professional-01": stay(2, 3)})


def test_of_several_senders_that_of_the_participant_counts(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        partnerships=[partnership("agreed")],
        delegation={
            "senders": ["school", "other-school"],
            "participants": [
                {"id": "professional-01", "sender": "school"},
                {"id": "professional-02", "sender": "other-school"},
            ],
        },
    )
    placed = {f"d/professional-0{number}": stay(2, 3) for number in (1, 2)}
    [violation] = breaches("partner_status", programme, placed)
    assert violation.who == ("d/professional-02",)


def test_a_slot_reserved_for_a_discussed_partnership_supplies_nothing(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        slot={"reserved_for": "talks"},
        partnerships=[partnership("agreed"), partnership("in_preparation", name="talks")],
    )
    [violation] = breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})
    assert "'talks' is only in preparation" in violation.message


def test_nobody_is_told_to_have_no_partnership_who_has_one(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        slot={"reserved_for": "others"},
        partnerships=[
            partnership("agreed"),
            partnership("agreed", "other-school", "host", name="others"),
        ],
    )
    placed = {"d/professional-01": stay(2, 3)}
    assert len(breaches("reservation", programme, placed)) == 1
    for violation in breaches("partner_status", programme, placed):
        assert "no partnership links" not in violation.message


@pytest.mark.parametrize(
    ("status", "tentative", "accepted"),
    [
        ("in_preparation", ["in_preparation"], True),
        ("in_preparation", ["offered"], False),
        ("offered", ["in_preparation", "offered"], True),
        ("dormant", ["in_preparation", "offered"], False),
    ],
)
def test_what_the_programme_plans_tentatively_supplies_places(
    *,
    status: str,
    tentative: list[str],
    accepted: bool,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    programme = build(
        partnerships=[partnership(status)],
        policy={"tentative": {"partnership_status": tentative}},
    )
    found = breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})
    assert not found if accepted else len(found) == 1


def test_tentative_statuses_do_not_make_a_partnership_where_there_is_none(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        partnerships=[partnership("offered", "other-school", "host")],
        policy={"tentative": {"partnership_status": "offered"}},
    )
    [violation] = breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})
    assert "no partnership links 'school' with 'host'" in violation.message


def test_missing_papers_may_be_tentative_and_the_partnership_not(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(
        partnerships=[partnership("offered")], policy={"tentative": {"missing_documents": True}}
    )
    assert breaches("partner_status", programme, {"d/professional-01": stay(2, 3)})
