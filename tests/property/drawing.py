"""Small helps for drawing random documents and for walking through them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.property import chance as st
from visitplanner.model.levels import STAGED

# Thursday 18 May 2023 is a public holiday in Lower Saxony, and the days end in a weekend.
MONDAY = date(2023, 5, 15)
DAYS = 6


def window(first: int, last: int) -> dict[str, str]:
    days = (MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def one_day(draw: st.DrawFn) -> dict[str, str]:
    day = draw(st.integers(0, DAYS - 1))
    return window(day, day)


def rarely(draw: st.DrawFn, times: int) -> bool:
    """True about once in `times` + 1; Hypothesis leans to the first of the values."""
    return draw(st.sampled_from([*[False] * times, True]))


def every_site(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for host in document["hosts"]:
        yield from host["sites"]


def every_slot(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for site in every_site(document):
        yield from site.get("slots", ())


def travellers(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every headcount that has something to do."""
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if headcount.get("needs"):
                yield headcount


def people(document: dict[str, Any]) -> list[str]:
    """Ids of all participants, as `delegation/participant`."""
    return [
        f"{delegation['id']}/{headcount['label']}-{number:02d}"
        for delegation in document["delegations"]
        for headcount in delegation["headcounts"]
        for number in range(1, headcount["count"]["high"] + 1)
    ]


def ask_for(draw: st.DrawFn, document: dict[str, Any], goal: str) -> None:
    """Put a goal among the levels, on one of its own or into a sum."""
    found = document["policy"].get("goals") or ["people_placed", "earliest_start"]
    levels = [each for each in found if each != goal]
    if any(isinstance(each, dict) and goal in each for each in levels):
        return
    last = levels[-1]
    if goal in STAGED or isinstance(last, dict) or last in STAGED or not rarely(draw, 2):
        first = 0 if rarely(draw, 3) else 1
        levels.insert(draw(st.integers(first, len(levels))), goal)
    else:
        levels[-1] = {last: draw(st.integers(1, 4)), goal: draw(st.integers(1, 3))}
    document["policy"]["goals"] = levels
