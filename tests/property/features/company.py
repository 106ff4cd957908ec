"""Who is together and who apart, how many of a delegation, and where nobody is to go."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import ask_for, every_site, every_slot, rarely


def _placed(document: dict[str, Any]) -> dict[str, list[str]]:
    """Ids of all who have something to do, by delegation."""
    found: dict[str, list[str]] = {}
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if headcount.get("needs"):
                count = headcount["count"]["high"]
                found.setdefault(delegation["id"], []).extend(
                    f"{delegation['id']}/{headcount['label']}-{number:02d}"
                    for number in range(1, count + 1)
                )
    return found


def _sure(document: dict[str, Any]) -> dict[str, int]:
    """Who is to be placed and sure to come, by delegation."""
    return {
        delegation["id"]: sum(
            headcount["count"]["low"]
            for headcount in delegation["headcounts"]
            if headcount.get("needs")
        )
        for delegation in document["delegations"]
    }


def _strength(draw: st.DrawFn, *, soft: bool = False) -> dict[str, Any]:
    if soft or rarely(draw, 3):
        return {"strength": "soft", "weight": draw(st.integers(1, 3))}
    return {}


def _at(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["site", "slot", "host"]))


def _more_choice(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """So that people can be at different places on the same day."""
    for slot in every_slot(document):
        if draw(st.booleans()):
            slot.update(field="cars", minimum_group=1)
            slot.pop("window", None)
            slot.pop("admits", None)


def together(draw: st.DrawFn, document: dict[str, Any], *, soft: bool = False) -> None:
    _more_choice(draw, document)
    placed = _placed(document)
    everybody = [who for people in placed.values() for who in people]
    groups = [[delegation] for delegation, people in placed.items() if len(people) > 1]
    if len(everybody) > 1:
        groups.append(draw(st.permutations(everybody))[: draw(st.integers(2, 3))])
    if groups:
        soft = soft or "apart" in document["policy"]
        wish = {"people": draw(st.sampled_from(groups)), "at": _at(draw)}
        wishes = document["policy"].setdefault("together", [])
        wishes.append({**wish, **_strength(draw, soft=soft)})


def apart(draw: st.DrawFn, document: dict[str, Any], *, soft: bool = False) -> None:
    _more_choice(draw, document)
    placed = _placed(document)
    everybody = [who for people in placed.values() for who in people]
    entries = draw(st.permutations([*everybody, *placed]))[: draw(st.integers(2, 3))]
    if len(entries) > 1:
        soft = soft or "together" in document["policy"]
        wish = {"people": entries, "at": _at(draw)}
        wishes = document["policy"].setdefault("apart", [])
        wishes.append({**wish, **_strength(draw, soft=soft)})


def delegation_share(draw: st.DrawFn, document: dict[str, Any], *, soft: bool = False) -> None:
    _more_choice(draw, document)
    placed = _placed(document)
    crowds = {each: len(people) for each, people in placed.items() if len(people) > 1}
    if not crowds:
        return
    sure = _sure(document)
    delegation = draw(st.sampled_from(sorted(crowds)))
    least = draw(st.sampled_from([1, 2])) if sure[delegation] > 1 else 1
    share: dict[str, Any] = {"delegation": delegation, "at_least": least, "at": _at(draw)}
    if least == 1 or draw(st.booleans()):
        share["at_most"] = draw(st.integers(least, max(least, crowds[delegation] - 1)))
    if rarely(draw, 3):
        share["only"] = ["here"]
    strength = _strength(draw, soft=soft or "shares" in document["policy"])
    document["policy"].setdefault("shares", []).append({**share, **strength})


def exclusion(draw: st.DrawFn, document: dict[str, Any], *, soft: bool = False) -> None:
    placed = _placed(document)
    names = [who for people in placed.values() for who in people] + list(placed)
    if not names:
        return
    places = [each["id"] for each in (*every_site(document), *every_slot(document))]
    wish = {
        "people": draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=2)),
        "at": [draw(st.sampled_from([*places, "here", "there"]))],
    }
    wishes = document["policy"].setdefault("exclusions", [])
    wishes.append({**wish, **_strength(draw, soft=soft)})


def wishes(draw: st.DrawFn, document: dict[str, Any]) -> None:
    kinds = st.sampled_from([together, apart, delegation_share, exclusion])
    for kind in draw(st.lists(kinds, unique=True, min_size=1, max_size=2)):
        kind(draw, document, soft=True)
    ask_for(draw, document, "wishes")


FEATURES = {
    "together": together,
    "apart": apart,
    "delegation_share": delegation_share,
    "exclusion": exclusion,
    "wishes": wishes,
}
