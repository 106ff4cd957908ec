"""Windows: of the delegation, of the need, of the slot."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"delegation": {"window": "3-4 May 2023"}}, "the stay of 'd' (3-4 May 2023)"),
        ({"need": {"window": "3-4 May 2023"}}, "the need 'internship' (3-4 May 2023)"),
        ({"slot": {"window": "3-4 May 2023"}}, "the offer of 'work' (3-4 May 2023)"),
    ],
)
@pytest.mark.parametrize(("first", "last"), [(2, 3), (4, 5), (2, 5)])
def test_beginning_before_or_ending_after_a_window_is_a_breach(
    *,
    facts: dict[str, Any],
    what: str,
    first: int,
    last: int,
    build: Build,
    stay: Stay,
    breaches: Breaches,
) -> None:
    found = f"{first}-{last} May 2023"
    assert breaches("window", build(**facts), {"d/professional-01": stay(first, last)}) == [
        vp.Violation(
            rule="window",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, first), date(2023, 5, last)),
            limit="3-4 May 2023",
            found=found,
            message=f"d/professional-01 at work: {found} is not inside {what}",
        )
    ]


def test_filling_all_windows_exactly_is_no_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    window = {"window": "3-4 May 2023"}
    programme = build(delegation=window, need=window, slot=window)
    assert not breaches("window", programme, {"d/professional-01": stay(3, 4)})


@pytest.mark.parametrize(("day", "count"), [(2, 1), (3, 0), (4, 0), (5, 1)])
def test_duty_outside_the_stay_of_the_delegation_is_a_breach(
    day: int, count: int, build: Build, breaches: Breaches
) -> None:
    programme = build(teachers="1 teacher", delegation={"window": "3-4 May 2023"})
    found = breaches("window", programme, {}, [("d/teacher-01", "farm", day)])
    assert [(v.who, v.site, v.days, v.limit, v.found) for v in found] == [
        (("d/teacher-01",), "farm", (date(2023, 5, day),), "3-4 May 2023", f"2023-05-0{day}")
    ] * count


@pytest.mark.parametrize("year", ["0001", "1899", "2201", "9999"])
def test_days_far_away_are_told_or_refused_but_never_a_crash(year: str, build: Build) -> None:
    row = {"slot": "work", "first_day": f"{year}-05-02", "last_day": f"{year}-05-03"}
    try:
        plan = vp.Plan.from_placements({"d/professional-01": row})
    except ValueError:
        return  # refused at once
    assert "window" in {violation.rule for violation in vp.check(build(), plan)}


def test_windows_that_do_not_meet_leave_no_place(build: Build) -> None:
    programme = build(people="1 professional", slot={"window": "June 2023"})
    [unplaced] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in unplaced.reasons} <= {"window", "length"}
    assert unplaced.reasons
