"""People who ask for several placements: in order, in other fields, by weekday, some optional."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import ask_for, every_slot, rarely, travellers

Document = dict[str, Any]
FIELDS = ("cars", "farms")
BOTH = list(FIELDS)


def _need(number: int, **facts: Any) -> dict[str, Any]:
    return {"id": f"need-{number}", "field": ["cars"], "length": "1 day", **facts}


def _rotating(
    draw: st.DrawFn, document: Document, needs: list[dict[str, Any]], **facts: Any
) -> None:
    """One person asks for all this, and at most one other for something besides.

    Whoever rotates already for another feature does so still, with all that it says of them.
    """
    rotates, others = None, 0
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if "needs" not in headcount:
                continue
            if rotates is None:
                rotates = f"{headcount['label']}-01"
                headcount["needs"] = []
                named = {each["id"]: each for each in delegation["participants"]}
                named[rotates] = {**named.get(rotates, {"id": rotates}), **facts, "needs": needs}
                delegation["participants"] = list(named.values())
                if named[rotates].get("in_order") and document["policy"].get("precedences"):
                    for need in needs:  # an order of needs against that of their fields is refused
                        need["field"] = BOTH
                continue
            others += headcount["count"]["high"]
            headcount["needs"] = headcount["needs"][:1] if others == 1 else []
    _open(draw, document)


def _open(draw: st.DrawFn, document: Document) -> None:
    """Most slots are open to anybody, and every field asked for is likely to be offered."""
    for partnership in document["partnerships"]:
        if not rarely(draw, 3):
            partnership["status"] = "agreed"
    for delegation in document["delegations"]:
        if not rarely(draw, 3):
            delegation["supervision"] = "none"
    for number, slot in enumerate(every_slot(document)):
        for fact in ("length", "admits", "window", "minimum_group", "reserved_for"):
            if not rarely(draw, 4):
                slot.pop(fact, None)
        if number < len(FIELDS) and not rarely(draw, 3):
            slot["field"] = FIELDS[number]


def needs_in_order(draw: st.DrawFn, document: Document) -> None:
    lengths = st.sampled_from(["1 day", "2 days", "2 working days"])
    fields = st.sampled_from([["cars"], ["farms"], BOTH])
    needs = [_need(number, length=draw(lengths), field=draw(fields)) for number in range(2)]
    if rarely(draw, 3):
        needs[draw(st.integers(0, 1))].update(parts=2, field=BOTH, length="1 day")
    _rotating(draw, document, needs, in_order=True)


def parts_in_other_fields(draw: st.DrawFn, document: Document) -> None:
    _rotating(draw, document, [_need(0, field=BOTH, parts=2)])


def precedence(draw: st.DrawFn, document: Document, *, required: bool = False) -> None:
    first, then = draw(st.permutations(FIELDS))
    order = {"first": first, "then": then, "required": required or rarely(draw, 2)}
    document["policy"]["precedences"] = [order]
    if required and draw(st.booleans()):
        needs = [_need(0, field=BOTH)]
    elif required:
        needs = [_need(0, field=[then]), _need(1, field=BOTH)]
    elif draw(st.booleans()):
        needs = [_need(0, field=BOTH, parts=2)]
    else:
        needs = [_need(0, field=[then]), _need(1, field=draw(st.sampled_from([[first], BOTH])))]
    _rotating(draw, document, needs)


def precedence_required(draw: st.DrawFn, document: Document) -> None:
    precedence(draw, document, required=True)


def parts_per_host(draw: st.DrawFn, document: Document) -> None:
    needs = [_need(number, field=draw(st.sampled_from([["cars"], BOTH]))) for number in range(2)]
    if rarely(draw, 2):
        needs = [_need(0, field=BOTH, parts=2)]
    _rotating(draw, document, needs, parts_per_host=1)


def working_days(draw: st.DrawFn, document: Document) -> None:
    weekdays = st.sampled_from(["tue", "mon,wed,sat", "fri", "tue-wed"])
    for traveller in travellers(document):
        for need in traveller["needs"]:
            if draw(st.booleans()):
                need["weekdays"] = draw(weekdays)


def optional_needs(draw: st.DrawFn, document: Document) -> None:
    needs = [_need(number, optional=number == 0 or draw(st.booleans())) for number in range(2)]
    _rotating(draw, document, needs)
    for traveller in travellers(document):
        traveller["needs"][0]["optional"] = draw(st.booleans())
    ask_for(draw, document, "optional_needs")


def _several(draw: st.DrawFn, document: Document, goal: str) -> None:
    if draw(st.booleans()):
        needs = [_need(number, field=BOTH) for number in range(2)]
    else:
        needs = [_need(0, field=BOTH, parts=2)]
    _rotating(draw, document, needs)
    ask_for(draw, document, goal)


def variety(draw: st.DrawFn, document: Document) -> None:
    _several(draw, document, "variety")


def constancy(draw: st.DrawFn, document: Document) -> None:
    _several(draw, document, "constancy")
    if rarely(draw, 1):
        return
    for field, host in zip(FIELDS, document["hosts"], strict=True):
        for site in host["sites"]:
            for slot in site.get("slots", ()):
                slot["field"] = field


def idle_days(draw: st.DrawFn, document: Document) -> None:
    if draw(st.booleans()):
        _several(draw, document, "idle_days")
        for slot in every_slot(document):
            if draw(st.booleans()):
                slot["hours"] = draw(st.sampled_from(["08:00-12:00", "13:00-17:00"]))
    else:
        ask_for(draw, document, "idle_days")


FEATURES = {
    "needs_in_order": needs_in_order,
    "parts_in_other_fields": parts_in_other_fields,
    "precedence": precedence,
    "precedence_required": precedence_required,
    "parts_per_host": parts_per_host,
    "working_days": working_days,
    "optional_needs": optional_needs,
    "variety": variety,
    "constancy": constancy,
    "idle_days": idle_days,
}
