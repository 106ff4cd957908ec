"""Houses with few beds, allergies and wishes; arrivals, departures and shuttles with few seats."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import ask_for, every_site, every_slot, rarely, travellers, window

HOUSES = ("house-1", "house-2")


def _few_people(document: dict[str, Any]) -> None:
    """At most three to place and one accompanying person in each delegation."""
    left = 3
    for delegation in document["delegations"]:
        for group in delegation["headcounts"]:
            most = 1 if group["role"] == "accompanying_person" else max(1, left)
            count = group["count"]
            count["high"] = min(count["high"], most)
            count["low"] = min(count["low"], most)
            left -= count["high"] if group.get("needs") else 0
        places = {
            f"{group['label']}-{number:02d}"
            for group in delegation["headcounts"]
            for number in range(1, group["count"]["high"] + 1)
        }
        delegation["participants"] = [
            each for each in delegation["participants"] if each["id"] in places
        ]


def houses(draw: st.DrawFn, document: dict[str, Any]) -> list[dict[str, Any]]:
    """Two houses, the second for the first delegation."""
    if "lodgings" not in document:
        _few_people(document)
        document["lodgings"] = [
            {"id": HOUSES[0], "name": "house", "beds": draw(st.integers(1, 4))},
            {"id": HOUSES[1], "name": "house", "beds": draw(st.integers(1, 2))},
        ]
        if draw(st.booleans()):
            document["lodgings"][1]["delegations"] = ["one"]
        ask_for(draw, document, "people_lodged")
    found: list[dict[str, Any]] = document["lodgings"]
    return found


def lodging_stay(draw: st.DrawFn, document: dict[str, Any]) -> None:
    short = draw(st.sampled_from(houses(draw, document)))
    short["window"] = window(draw(st.integers(0, 1)), draw(st.integers(2, 5)))


def beds(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for house in houses(draw, document):
        house["beds"] = draw(st.integers(1, 2))


def bed_needed(draw: st.DrawFn, document: dict[str, Any]) -> None:
    beds(draw, document)
    _without_second_house(document)
    for delegation in document["delegations"]:
        travelling = [
            group
            for group in delegation["headcounts"]
            if group["role"] != "accompanying_person" or group.get("needs")
        ]
        delegation["headcounts"] = travelling or delegation["headcounts"]


def come_along(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Beds or seats are short, and every delegation has somebody who comes along."""
    if draw(st.booleans()):
        beds(draw, document)
    else:
        travel_days(draw, document)
        for transfer in document["transfers"]:
            transfer["seats"] = draw(st.integers(1, 2))
    for delegation in document["delegations"]:
        groups = delegation["headcounts"]
        if all(group["role"] != "accompanying_person" for group in groups):
            role = draw(st.sampled_from(["accompanying_person", "interpreter"]))
            groups.append({"role": role, "label": "escort", "count": {"low": 1, "high": 1}})


def _without_second_house(document: dict[str, Any]) -> None:
    document["lodgings"] = [each for each in document["lodgings"] if each["id"] == HOUSES[0]]
    document["distances"] = [
        each for each in document.get("distances", ()) if HOUSES[1] not in each["between"]
    ]
    for transfer in document.get("transfers", ()):
        if HOUSES[1] in transfer.get("lodgings", ()):
            transfer["lodgings"] = [HOUSES[0]]


def allergies(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for house in houses(draw, document):
        if draw(st.booleans()):
            house["allergens"] = ["cats"]
    for traveller in travellers(document):
        if draw(st.booleans()):
            traveller["allergies"] = ["cats", "dust"]


def rooming(draw: st.DrawFn, document: dict[str, Any]) -> None:
    strength = st.sampled_from(["hard", "soft", None])
    for house in houses(draw, document):
        if found := draw(strength):
            house["one_rooming_group"] = found
            house["beds"] = draw(st.integers(2, 4))
    for delegation in document["delegations"]:
        for group in delegation["headcounts"]:
            if found := draw(st.sampled_from(["boys", "girls", None])):
                group["rooming"] = found


def accompanied_house(draw: st.DrawFn, document: dict[str, Any]) -> None:
    strength = st.sampled_from(["hard", "soft", None])
    for house in houses(draw, document):
        if found := draw(strength):
            house["accompanying_person"] = found


def nearness(draw: st.DrawFn, document: dict[str, Any]) -> None:
    houses(draw, document)
    km = st.sampled_from([None, 1, 2, 5])
    stays = [*(house["id"] for house in document["lodgings"]), "one"]
    document["distances"] = [
        {"between": [stay, site["id"]], "km": found}
        for stay in stays
        for site in every_site(document)
        if (found := draw(km)) is not None
    ]
    ask_for(draw, document, "nearness")


def lodging_distance(draw: st.DrawFn, document: dict[str, Any]) -> None:
    nearness(draw, document)
    document["policy"]["lodging_within_km"] = draw(st.sampled_from([1, 2, 3]))


def _journey(draw: st.DrawFn, document: dict[str, Any], kind: str, days: list[int]) -> None:
    transfers = document.setdefault("transfers", [])
    number = len(transfers)
    both = ["one", *(["two"] if len(document["delegations"]) > 1 else [])]
    first = draw(st.sampled_from(days))
    last = min(first + draw(st.sampled_from([0, 0, 1])), 5)
    transfers.append(
        {
            "id": f"journey-{number}",
            "kind": kind,
            "delegations": draw(st.sampled_from([both, ["one"]])),
            "window": window(first, last),
            "seats": draw(st.sampled_from([1, 1, 2, None])),
        }
    )


def seats(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _few_people(document)
    kind = draw(st.sampled_from(["arrival", "departure"]))
    for _ in range(draw(st.integers(1, 2))):
        _journey(draw, document, kind, [0, 1] if kind == "arrival" else [3, 4, 5])


def travel_days(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _few_people(document)
    for _ in range(draw(st.integers(1, 2))):
        _journey(draw, document, "arrival", [0, 1])
    for _ in range(draw(st.integers(0, 2))):
        _journey(draw, document, "departure", [3, 4])


def shuttle_seats(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _few_people(document)
    sites = [site["id"] for site in every_site(document)]
    both = ["one", *(["two"] if len(document["delegations"]) > 1 else [])]
    transfers = document.setdefault("transfers", [])
    first = draw(st.integers(0, 2))
    for slot in every_slot(document):
        if draw(st.booleans()):
            slot.update(places=3, minimum_group=1, field="cars")
            slot.pop("admits", None)
    ask_for(draw, document, "earliest_start")
    for delegation in document["delegations"]:
        if not rarely(draw, 2):
            delegation["supervision"] = "none"
    for number in range(draw(st.sampled_from([1, 1, 2]))):
        shuttle: dict[str, Any] = {
            "id": f"shuttle-{number}",
            "kind": "shuttle",
            "delegations": draw(st.sampled_from([both, ["one"]])),
            "sites": draw(st.sampled_from([sites, sites, sites[:1]])),
            "window": window(first, draw(st.integers(first, 5))),
            "seats": draw(st.sampled_from([1, 1, 1, 2, None])),
        }
        if draw(st.booleans()):
            houses(draw, document)
            shuttle["lodgings"] = [draw(st.sampled_from(HOUSES[: len(document["lodgings"])]))]
        transfers.append(shuttle)


FEATURES = {
    "come_along": come_along,
    "lodging_stay": lodging_stay,
    "beds": beds,
    "bed_needed": bed_needed,
    "allergies": allergies,
    "rooming": rooming,
    "accompanied_house": accompanied_house,
    "lodging_distance": lodging_distance,
    "nearness": nearness,
    "people_lodged": beds,
    "seats": seats,
    "travel_days": travel_days,
    "shuttle_seats": shuttle_seats,
}
