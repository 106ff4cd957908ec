"""One or two visits to be placed, few times each."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import every_site, every_slot, one_day, people, rarely, window


def _visits(draw: st.DrawFn, document: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """The first visits of the document, made up as far as it has none."""
    document["policy"]["visits_start_every"] = 240
    visits: list[dict[str, Any]] = document.setdefault("visits", [])
    delegations = [each["id"] for each in document["delegations"]]
    places = [site["id"] for site in every_site(document)] + ["school", "here"]
    for number in range(len(visits), count):
        first = draw(st.integers(0, 4))
        visit = {
            "id": f"visit-{number}",
            "name": f"visit-{number}",
            "delegations": [draw(st.sampled_from(delegations))],
            "at": draw(st.sampled_from(places)),
            "window": window(first, first + draw(st.integers(0, 1))),
            "minutes": draw(st.sampled_from([60, 240])),
        }
        if draw(st.booleans()):
            visit["between"] = draw(st.sampled_from(["08:00-13:00", "12:00-21:00"]))
        visits.append(visit)
    for delegation in document["delegations"]:
        if not rarely(draw, 1):
            delegation["supervision"] = "none"
    _wanted(draw, document)
    return visits[:count]


def _wanted(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """See to it that visits are wanted at all."""
    goals = document["policy"].get("goals")
    if goals is not None and not any("visits_placed" in level for level in goals):
        goals.insert(draw(st.integers(0, len(goals))), "visits_placed")


def visit_known(draw: st.DrawFn, document: dict[str, Any]) -> None:
    visit, other = _visits(draw, document, 2)
    if "hours" not in visit and rarely(draw, 2):
        _fix(draw, visit)
    if "hours" not in other:
        # Never: so there is always room for one more to be counted.
        other["weekdays"] = "sun"


def _fix(draw: st.DrawFn, visit: dict[str, Any]) -> None:
    """Fix a visit in a way that is in nobody's way but at work."""
    for field in ("minutes", "between", "places", "after"):
        visit.pop(field, None)
    visit["delegations"] = visit["delegations"][:1]
    visit["at"] = "school"
    visit["window"] = one_day(draw)
    visit["hours"] = "10:00-12:00"


def visit_times(draw: st.DrawFn, document: dict[str, Any]) -> None:
    [visit] = _visits(draw, document, 1)
    if rarely(draw, 3):
        visit["weekdays"] = draw(st.sampled_from(["mon", "tue-thu", "sat"]))
    for site in every_site(document):
        if rarely(draw, 2):
            site["visiting_hours"] = draw(st.sampled_from(["08:00-12:00", "15:00-17:00"]))
        if rarely(draw, 2):
            site["closed"] = [one_day(draw)]


def visit_places(draw: st.DrawFn, document: dict[str, Any]) -> None:
    visits = _visits(draw, document, 2)
    everybody = people(document)
    for number, visit in enumerate(visits):
        if "hours" not in visit:
            visit["at"] = "a"
            visit["window"] = dict(visits[0]["window"])
            visit["between"] = "08:00-13:00"
            if draw(st.booleans()) and visit["delegations"]:
                visit["places"] = _sure(document, visit["delegations"])
            elif draw(st.booleans()):
                visit["delegations"] = []
                visit["participants"] = everybody[number::2]
    for site in every_site(document):
        site["visitors"] = draw(st.integers(1, 3))


def _sure(document: dict[str, Any], delegations: list[str]) -> int:
    """Places for those who are sure to come, after making one of each headcount unsure."""
    sure = 0
    for delegation in document["delegations"]:
        if delegation["id"] in delegations:
            for headcount in delegation["headcounts"]:
                count = headcount["count"]
                count["low"] = min(count["low"], count["high"] - 1)
                sure += count["low"]
    return max(1, sure)


def visit_clash(draw: st.DrawFn, document: dict[str, Any]) -> None:
    one, other = _visits(draw, document, 2)
    other["delegations"] = one["delegations"] = ["one"]
    if "hours" not in other and "hours" not in one:
        if rarely(draw, 3):
            _fix(draw, one)
        other["window"] = dict(one["window"])
    one["way_minutes"] = draw(st.sampled_from([0, 60, 180, 200]))


def visit_work(draw: st.DrawFn, document: dict[str, Any]) -> None:
    [visit] = _visits(draw, document, 1)
    visit["internship"] = "avoid"
    visit["way_minutes"] = draw(st.sampled_from([0, 0, 60]))
    if rarely(draw, 3) and "hours" not in visit:
        _fix(draw, visit)
    for slot in every_slot(document):
        if draw(st.booleans()):
            slot["hours"] = draw(st.sampled_from(["09:00-12:00", "13:00-17:00", "10:00-14:00"]))


def visit_order(draw: st.DrawFn, document: dict[str, Any]) -> None:
    one, other = _visits(draw, document, 2)
    if "hours" not in one and "hours" not in other:
        first = draw(st.integers(0, 3))
        for visit in (one, other):
            visit["window"] = window(first, first + draw(st.integers(0, 2)))
        other["minutes"] = one["minutes"] = 60
    other["after"] = [one["id"]]


def handover(draw: st.DrawFn, document: dict[str, Any]) -> None:
    [visit] = _visits(draw, document, 1)
    visit["at"] = "school"
    if "hours" not in visit:
        visit["window"] = window(0, draw(st.integers(1, 3)))
    document["handovers"] = [
        {
            "id": "gift",
            "what": "gift",
            "receiver": "school",
            "carried_by": visit["id"],
            "window": one_day(draw),
        }
    ]


FEATURES = {
    "handover": handover,
    "visit_known": visit_known,
    "visit_times": visit_times,
    "visit_places": visit_places,
    "visit_clash": visit_clash,
    "visit_work": visit_work,
    "visit_order": visit_order,
    "visits_placed": visit_known,
}
