"""Places by day and time of the day, as all rules of places see them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.places import PlacesOn
from visitplanner.model.roster import roster_of
from visitplanner.rules.crowd import Crowd, Holder, crowd_words, crowds

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]

HOURS = {"early": "08:00-12:00", "noon": "11:00-14:00", "late": "12:00-16:00", "whole": None}


def found(
    build: Build, rows: Iterable[dict[str, Any]], usual: int | None, *exceptions: dict[str, Any]
) -> list[Crowd]:
    slots = [
        {"id": name, "field": "agriculture", "places": 9, **({"hours": each} if each else {})}
        for name, each in HOURS.items()
    ]
    programme = build(people="9 professionals", site={"slots": slots})
    rows = [{"participant": f"d/professional-0{n}", **row} for n, row in enumerate(rows, 1)]
    holder = Holder("farm", usual, tuple(map(PlacesOn.model_validate, exceptions)))
    roster = roster_of(programme, vp.Plan.from_placements(rows))
    return list(crowds(roster.stays, lambda _: holder))


@pytest.mark.parametrize(
    ("slots", "most"),
    [
        (("early", "late"), 1),
        (("early", "noon"), 2),
        (("early", "noon", "late"), 2),
        (("early", "noon", "late", "whole"), 3),
        (("whole", "whole"), 2),
    ],
)
def test_people_add_up_while_they_are_there(
    slots: tuple[str, ...], most: int, build: Build, stay: Stay
) -> None:
    rows = [stay(2, 2, name) for name in slots]
    assert not found(build, rows, most)
    [crowd] = found(build, rows, most - 1)
    assert (crowd.found, crowd.limit, len(crowd.stays)) == (most, most - 1, most)


def test_the_worst_moment_of_the_day_is_told_and_of_equals_the_first(
    build: Build, stay: Stay
) -> None:
    rows = [stay(2, 2, name) for name in ("early", "early", "noon", "late", "late", "late")]
    [crowd] = found(build, rows, 1)
    assert (crowd.minute, crowd.found) == (12 * 60, 4)
    [crowd] = found(build, [stay(2, 2, name) for name in ("early", "early", "late", "late")], 1)
    assert crowd.minute == 8 * 60


def test_an_exception_within_the_hours_counts_though_nobody_begins_then(
    build: Build, stay: Stay
) -> None:
    rows = [stay(2, 2, "early"), stay(2, 2, "early")]
    lunch = {"places": 1, "hours": "11:30-13:00"}
    [crowd] = found(build, rows, 2, lunch)
    assert (crowd.minute, crowd.limit, crowd.when) == (11 * 60 + 30, 1, " at 11:30")
    assert not found(build, rows, 2, {**lunch, "hours": "12:00-13:00"})


def test_of_exceptions_the_last_that_holds_counts(build: Build, stay: Stay) -> None:
    rows = [stay(2, 3, "whole")] * 2
    none, many = {"places": 0, "weekdays": "tue-wed"}, {"places": 2, "window": "2023-05-02"}
    assert [crowd.day for crowd in found(build, rows, 2, none, many)] == [date(2023, 5, 3)]
    assert [crowd.day.day for crowd in found(build, rows, 2, many, none)] == [2, 3]


def test_without_any_limit_there_is_no_crowd(build: Build, stay: Stay) -> None:
    assert not found(build, [stay(2, 3, "whole")] * 3, None)
    tuesday = {"places": 1, "weekdays": "tue"}
    assert [crowd.day.day for crowd in found(build, [stay(2, 3, "whole")] * 3, None, tuesday)] == [
        2
    ]


def test_words_name_the_time_only_where_it_is_not_the_whole_day(build: Build, stay: Stay) -> None:
    [whole] = found(build, [stay(2, 2, "whole")] * 2, 1)
    assert crowd_words(whole, "") == "farm on 2023-05-02: 2 people, 1 place"
    [same] = found(build, [stay(2, 2, "early")] * 2, 1)
    assert crowd_words(same, "") == "farm on 2023-05-02: 2 people, 1 place"
    [part] = found(build, [stay(2, 2, "early")] * 2 + [stay(2, 2, "late")], 1)
    assert crowd_words(part, " here") == "farm on 2023-05-02 at 08:00: 2 people here, 1 place"


def planned(build: Build, count: int, **site: Any) -> int:
    slots = [
        {"id": name, "field": "agriculture", "places": 2, "hours": HOURS[name]}
        for name in ("early", "noon", "late")
    ]
    programme = build(
        people=f"{count} professionals",
        site={"slots": slots, **site},
        need={"length": "1 day"},
        delegation={"window": "2 May 2023"},
    )
    return len(vp.schedule(programme).placements)


def test_planning_sees_every_moment(build: Build) -> None:
    assert planned(build, 6, places=2) == 4  # early and late; noon meets both of them
    assert planned(build, 6, places=2, places_on=[{"places": 1, "hours": "13:00-13:30"}]) == 3
    assert planned(build, 6, places=2, places_on=[{"places": 3, "hours": "11:00-14:00"}]) == 5
    assert planned(build, 6, places=2, places_on=[{"places": 0, "weekdays": "tue"}]) == 0
