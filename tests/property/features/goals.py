"""Facts that goals weigh: what places are worth, ranks of several placements, hosts of a field."""

from typing import Any

from tests.property import chance as st

from tests.property.drawing import every_slot, travellers
from visitplanner.model.levels import STAGED

PLACES = ("here", "there", "a", "b", "a-0", "b-0")


def _ask_for(draw: st.DrawFn, document: dict[str, Any], goal: str) -> None:
    """Put a goal among the levels, on one of its own or into a sum."""
    found = document["policy"].get("goals") or ["people_placed", "earliest_start"]
    levels = [each for each in found if each != goal]
    if any(isinstance(each, dict) and goal in each for each in levels):
        return
    last = levels[-1]
    if goal in STAGED or isinstance(last, dict) or last in STAGED or draw(st.booleans()):
        levels.insert(draw(st.integers(0, len(levels))), goal)
    else:
        levels[-1] = {last: draw(st.integers(1, 4)), goal: draw(st.integers(1, 3))}
    document["policy"]["goals"] = levels


def _rank(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Everybody has preferences, and places are few; who is alone may have a second placement."""
    for slot in every_slot(document):
        slot.update(places=1, minimum_group=1, field="cars")
    names = st.lists(st.sampled_from(PLACES), unique=True, min_size=1, max_size=3)
    for traveller in travellers(document):
        traveller["preferences"] = draw(names)
        needs = traveller["needs"]
        if traveller["count"]["high"] == len(needs) == 1 and draw(st.booleans()):
            needs[0]["length"] = "1 day"
            needs.append({**needs[0], "id": "need-1"})


def utility(draw: st.DrawFn, document: dict[str, Any]) -> None:
    names = st.sampled_from((*PLACES, *{slot["field"] for slot in every_slot(document)}))
    worth = st.dictionaries(names, st.integers(0, 3), min_size=1, max_size=3)
    for traveller in travellers(document):
        traveller["utilities"] = [
            {"of": name, "value": value} for name, value in draw(worth).items()
        ]
    _ask_for(draw, document, "utility")


def worst_off(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _rank(draw, document)
    _ask_for(draw, document, "worst_off")


def leximin(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _rank(draw, document)
    _ask_for(draw, document, "leximin")


def host_balance(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for slot in every_slot(document):
        slot["field"] = "cars"
    _ask_for(draw, document, "host_balance")


def few_sites(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _ask_for(draw, document, "few_sites")


FEATURES = {
    "utility": utility,
    "worst_off": worst_off,
    "leximin": leximin,
    "host_balance": host_balance,
    "few_sites": few_sites,
}
