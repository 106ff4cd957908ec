"""Facts that goals weigh: what places are worth, ranks of several placements, hosts of a field."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import ask_for, every_slot, travellers

PLACES = ("here", "there", "a", "b", "a-0", "b-0")


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
    ask_for(draw, document, "utility")


def preferences(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _rank(draw, document)
    ask_for(draw, document, "preferences")


def worst_off(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _rank(draw, document)
    ask_for(draw, document, "worst_off")


def leximin(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _rank(draw, document)
    ask_for(draw, document, "leximin")


def host_balance(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for slot in every_slot(document):
        slot["field"] = "cars"
    ask_for(draw, document, "host_balance")


def few_sites(draw: st.DrawFn, document: dict[str, Any]) -> None:
    ask_for(draw, document, "few_sites")


def few_tentative(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Some lack papers, some partnerships are only offered, and all of it may be planned."""
    for slot in every_slot(document):
        slot.update(field="cars", minimum_group=1)
    for partnership in document["partnerships"]:
        partnership["status"] = draw(st.sampled_from(["agreed", "offered", "offered"]))
    for traveller in travellers(document):
        if draw(st.booleans()):
            traveller["missing_documents"] = ["visa"]
    tentative = {"missing_documents": draw(st.booleans()), "partnership_status": ["offered"]}
    document["policy"].setdefault("tentative", {}).update(tentative)
    ask_for(draw, document, "few_tentative")


FEATURES = {
    "preferences": preferences,
    "utility": utility,
    "worst_off": worst_off,
    "leximin": leximin,
    "host_balance": host_balance,
    "few_sites": few_sites,
    "few_tentative": few_tentative,
}
