"""Papers that are missing, partnerships of every status, and places kept for somebody."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import every_slot, rarely, travellers

STATUSES = ["offered", "agreed", "in_preparation", "dormant", "active"]


def documents(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for traveller in travellers(document):
        if draw(st.booleans()):
            traveller["missing_documents"] = ["visa"]
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if headcount["role"] in ("accompanying_person", "interpreter") and rarely(draw, 2):
                headcount["missing_documents"] = ["visa"]
        for person in delegation["participants"]:
            if draw(st.booleans()):
                person["missing_documents"] = ["insurance", "consent"]
    if rarely(draw, 3):
        _tentative(document)["missing_documents"] = True


def partner_status(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for partnership in document["partnerships"]:
        partnership["status"] = draw(st.sampled_from(STATUSES))
    if draw(st.booleans()):
        _tentative(document)["partnership_status"] = [
            draw(st.sampled_from(["in_preparation", "offered"]))
        ]


def reservation(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for slot in every_slot(document):
        if draw(st.booleans()):
            slot["reserved_for"] = draw(st.sampled_from(["one", "second", "first", "third"]))
    document["organisations"].append({"id": "other", "name": "other"})
    third = {"id": "third", "between": ["other", "here", "there"], "status": "agreed"}
    document["partnerships"].append(third)


def _tentative(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["policy"].setdefault("tentative", {})
    return found


FEATURES = {
    "documents": documents,
    "partner_status": partner_status,
    "reservation": reservation,
}
