"""The day programme: why a visit has no time, and what rides where."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.day_programme import gaps_of

Build = Callable[..., vp.Programme]


def visit(**more: Any) -> dict[str, Any]:
    return {
        "id": "tour",
        "name": "Tour",
        "delegations": ["d"],
        "at": "w1",
        "window": "2023-05-16",
        "minutes": 60,
        **more,
    }


def why_not(programme: vp.Programme) -> str:
    [gap] = [each for each in vp.schedule(programme).gaps if each.kind == "visit"]
    assert gap.concerns == "tour"
    return gap.message


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"window": None}, "its day is open: give a window"),
        ({"minutes": None}, "its hours are open: give hours, or minutes to have a time found"),
        (
            {"window": "2023-05-18"},
            "no time is left on 18 May 2023: a public holiday (Ascension Day)",
        ),
        (
            {"window": "18-21 May 2023", "weekdays": "thu,sat"},
            (
                "no time is left in 18-21 May 2023: a public holiday (Ascension Day) (1 day); "
                "it is not for Fridays (1 day); every open time falls into the working hours of "
                "2 people (1 day); it is not for Sundays (1 day)"
            ),
        ),
        (
            {},
            (
                "no time is left on 16 May 2023: every open time falls into the working hours of "
                "2 people"
            ),
        ),
        (
            {"minutes": 601},
            "no time is left on 16 May 2023: outside 08:00-18:00, the usual visiting hours",
        ),
    ],
)
def test_why_a_visit_has_no_time(facts: dict[str, Any], message: str, build: Build) -> None:
    # Everybody works every day from the 16th to the 29th.
    slot = {"weekdays": "mon-sun"}
    programme = build(slot=slot, window="16-29 May 2023", visits=[visit(**facts)])
    assert why_not(programme) == message


UNSURE = [{"people": "1-2 professionals"}]


def test_more_may_come_than_there_are_places(build: Build) -> None:
    programme = build(people=UNSURE, visits=[visit(places=1)])
    assert why_not(programme) == (
        "no time is left on 16 May 2023: at every open time 2 people, 1 place"
    )


def test_another_visit_is_in_the_way(build: Build) -> None:
    signing = visit(id="signing", minutes=None, hours="08:30-17:30", internship="replace")
    programme = build(visits=[visit(internship="replace"), signing])
    assert why_not(programme) == (
        "no time is left on 16 May 2023: at every open time 2 people take part in another visit"
    )


def test_a_visit_that_is_to_come_later_is_named_though_it_is_on_another_day(build: Build) -> None:
    books = visit(id="books", window="2023-05-16", minutes=None, hours="18:00-19:00", after="tour")
    tour = visit(window="2023-05-20", weekdays="sat", between="08:00-09:00")
    programme = build(visits=[tour, books])
    assert why_not(programme) == (
        "no time is left on 20 May 2023: at every open time the visit 'books' on 2023-05-16, "
        "18:00-19:00 begins before the visit 'tour' ends, on 2023-05-20 at 09:00"
    )


def test_given_up_for_a_higher_level(build: Build) -> None:
    """Each of two visits could be, but not both: the reason is the other one."""
    visits = [
        visit(id=name, between="09:00-10:00", internship="replace") for name in ("tour", "reading")
    ]
    plan = vp.schedule(build(visits=visits))
    [gap] = plan.gaps
    assert len(plan.visits) == 1
    assert "2 people take part in another visit" in gap.message


def test_handovers_ride_and_are_listed_without_a_carrier(build: Build) -> None:
    gifts = [
        {"id": "album", "what": "album", "receiver": "garage", "carried_by": "tour"},
        {"id": "books", "what": "books", "receiver": "garage"},
        {"id": "money", "what": "money", "receiver": "garage", "state": "done"},
    ]
    plan = vp.schedule(build(visits=[visit(internship="replace")], handovers=gifts))
    assert [(each.handover, each.carrier, f"{each.day}") for each in plan.handovers] == [
        ("album", "tour", "2023-05-16")
    ]
    assert [(each.kind, each.concerns) for each in plan.gaps] == [("handover", "books")]
    plan = vp.schedule(build(visits=[visit(window="2023-05-18")], handovers=gifts))
    assert plan.handovers == ()
    assert "its carrier 'tour' has no day yet" in {each.message for each in plan.gaps}


def test_what_is_fixed_and_contradicts_itself_is_named(build: Build) -> None:
    fixed = {"minutes": None, "hours": "10:00-11:00", "internship": "replace"}
    visits = [
        visit(id="harmless", **{**fixed, "hours": "15:00-16:00"}),
        visit(places=1, **fixed),
    ]
    with pytest.raises(
        vp.ContradictionError, match=r"keep this visit: visits\[1\] \(tour"
    ) as caught:
        vp.schedule(build(people=UNSURE, visits=visits))
    assert "harmless" not in str(caught.value)
    assert "people, 1 place. Lift it" in str(caught.value)
    assert caught.value.pins == ()


@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("optimal", "it was given up for a goal on a higher level"),
        ("feasible", "the time limit was hit before something better was found"),
    ],
)
def test_a_higher_goal_is_named_only_where_the_plan_is_proven(
    status: str, message: str, build: Build
) -> None:
    programme = build(visits=[visit()])
    [gap] = [
        each
        for each in gaps_of(programme, vp.Plan.model_validate({"status": status}), RULES)
        if each.kind == "visit"
    ]
    assert gap.message == f"no time is left on 16 May 2023: {message}"
