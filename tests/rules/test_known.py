"""Known: a plan names what is in its programme, and meets each need once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


@pytest.mark.parametrize(
    ("who", "changes", "message"),
    [
        ("d/nobody", {}, "nobody is called 'd/nobody'"),
        ("d/professional-03", {}, "nobody is called 'd/professional-03'"),
        ("d/professional-01", {"slot": "play"}, "no slot is called 'play'"),
        (
            "d/professional-01",
            {"site": "barn"},
            "the slot 'work' is at the site 'farm', not 'barn'",
        ),
        (
            "d/professional-01",
            {"host": "guest"},
            "the slot 'work' is at the host 'host', not 'guest'",
        ),
        ("d/professional-01", {"need": "fun"}, "'d/professional-01' has no need called 'fun'"),
    ],
)
def test_naming_what_is_not_in_the_programme_is_a_breach(
    *, who: str, changes: dict[str, str], message: str, build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {who: stay(2, 3) | changes}
    assert breaches("known", build(), placed) == [
        vp.Violation(rule="known", who=(who,), days=(date(2023, 5, 2),), message=message)
    ]


@pytest.mark.parametrize(
    ("who", "site", "message"),
    [
        ("d/teacher-02", "farm", "nobody is called 'd/teacher-02'"),
        ("d/teacher-01", "barn", "no site is called 'barn'"),
    ],
)
def test_a_duty_of_or_at_the_unknown_is_a_breach(
    who: str, site: str, message: str, build: Build, breaches: Breaches
) -> None:
    [violation] = breaches("known", build(teachers="1 teacher"), {}, [(who, site, 4)])
    assert (violation.message, violation.days) == (message, (date(2023, 5, 4),))


def test_what_is_known_is_no_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    placed = {"d/professional-01": stay(2, 3, site="farm", host="host", need="internship")}
    duty = ("d/teacher-01", "farm", 4)
    assert not breaches("known", build(teachers="1 teacher"), placed, [duty])


def test_a_need_met_twice_is_a_breach(build: Build, stay: Stay, breaches: Breaches) -> None:
    twice = [{"participant": "d/professional-01", **stay(*days)} for days in ((2, 3), (4, 5))]
    [violation] = breaches("known", build(), twice)
    assert (violation.limit, violation.found) == (1, 2)
    assert violation.days == (date(2023, 5, 4),)
    assert "'internship' is met by another placement already" in violation.message


def test_two_needs_met_once_each_are_no_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    needs = [{"id": each, "field": "agriculture", "length": "2 working days"} for each in "ab"]
    twice = [
        {"participant": "d/professional-01", **stay(*days, need=need)}
        for need, days in (("a", (2, 3)), ("b", (4, 5)))
    ]
    assert not breaches("known", build(traveller={"needs": needs}), twice)


@pytest.mark.parametrize("who", ["d/a\nb", "d/\x07", "d/" + "x" * 1_000_000])
def test_a_strange_name_leaves_the_message_one_short_line(
    who: str, build: Build, stay: Stay
) -> None:
    try:
        plan = vp.Plan.from_placements({who: stay(2, 3)})
    except ValueError:
        return  # refused before it could be shown
    [violation] = vp.check(build(), plan)
    assert violation.message.isprintable()
    assert len(violation.message) < 500
