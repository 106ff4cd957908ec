"""Ids and the references to them, over a whole document, all mistakes at once.

The walk works on what was written (mappings and lists) as well as on finished models, so that
dangling references are reported together with the other mistakes of a broken document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails

from visitplanner.model.base import custom_error
from visitplanner.model.nearest import allowed, did_you_mean
from visitplanner.model.people import Delegation, Person, people_of, placeholders
from visitplanner.model.supervision import SHIPPED_PROFILES
from visitplanner.model.youth import SHIPPED_YOUTH_HOURS

Loc = tuple[str | int, ...]

# kind -> where its ids are declared; ids are unique in each group.
DECLARED: dict[str, tuple[str, ...]] = {
    "organisation": ("organisations[].id", "hosts[].id"),
    "site": ("hosts[].sites[].id",),
    "slot": ("hosts[].sites[].slots[].id",),
    "partnership": ("partnerships[].id",),
    "delegation": ("delegations[].id",),
    "visit": ("visits[].id",),
    "lodging": ("lodgings[].id",),
    "transfer": ("transfers[].id",),
    "handover": ("handovers[].id",),
    "supervision profile": ("policy.supervision_profiles[].name",),
    "youth hours profile": ("policy.youth_hours_profiles[].name",),
}

# kind -> names that every programme has.
SHIPPED: dict[str, tuple[str, ...]] = {
    "supervision profile": tuple(profile.name for profile in SHIPPED_PROFILES),
    "youth hours profile": tuple(profile.name for profile in SHIPPED_YOUTH_HOURS),
}

# where ids are used -> the kinds they may be of.
USED: dict[str, tuple[str, ...]] = {
    "partnerships[].between[]": ("organisation",),
    "delegations[].senders[]": ("organisation",),
    "delegations[].supervision": ("supervision profile",),
    "delegations[].youth_hours": ("youth hours profile",),
    "delegations[].headcounts[].preferences[]": ("slot", "site", "organisation"),
    "delegations[].participants[].preferences[]": ("slot", "site", "organisation"),
    "delegations[].headcounts[].utilities[].of": ("slot", "site", "organisation", "field"),
    "delegations[].participants[].utilities[].of": ("slot", "site", "organisation", "field"),
    "hosts[].sites[].slots[].reserved_for[]": ("partnership", "delegation"),
    "policy.supervision": ("supervision profile",),
    "policy.shares[].delegation": ("delegation",),
    "policy.shares[].only[]": ("slot", "site", "organisation"),
    "policy.exclusions[].at[]": ("slot", "site", "organisation"),
    "visits[].delegations[]": ("delegation",),
    "visits[].at": ("organisation", "site"),
    "visits[].after[]": ("visit",),
    "lodgings[].provided_by": ("organisation",),
    "lodgings[].delegations[]": ("delegation",),
    "transfers[].delegations[]": ("delegation",),
    "transfers[].sites[]": ("site",),
    "transfers[].lodgings[]": ("lodging",),
    "distances[].between[]": ("site", "lodging", "delegation"),
    "handovers[].giver": ("organisation",),
    "handovers[].receiver": ("organisation",),
    "handovers[].carried_by": ("transfer", "visit"),
    "pins[].slot": ("slot",),
}


@dataclass
class _Ids:
    known: dict[str, dict[str, Loc]] = field(default_factory=dict)
    faults: list[InitErrorDetails] = field(default_factory=list)
    told: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What is said of a name that is none of some kinds: looking for a similar one takes long."""

    def report(self, loc: Loc, found: object, message: str) -> None:
        self.faults.append(
            InitErrorDetails(type=custom_error("reference", message), loc=loc, input=found)
        )


def reference_faults(document: object) -> list[InitErrorDetails]:
    """Duplicate ids and references that lead nowhere, each with its place in the document."""
    ids = _Ids()
    for kind, paths in DECLARED.items():
        ids.known[kind] = dict.fromkeys(SHIPPED.get(kind, ()), ())
        for path in paths:
            for loc, name in texts_at(document, path):
                _declare(ids, kind, loc, name)
    ids.known["field"] = {
        name: loc for loc, name in texts_at(document, "hosts[].sites[].slots[].field")
    }
    for path, kinds in USED.items():
        known = frozenset(name for kind in kinds for name in ids.known[kind])
        for loc, name in _others_at(document, path, known):
            _look_up(ids, kinds, loc, name)
    _check_people(ids, document)
    return ids.faults


def place(loc: Loc) -> str:
    """A place in a document as a person writes it: `hosts[0].sites[1].id`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _declare(ids: _Ids, kind: str, loc: Loc, name: str) -> None:
    earlier = ids.known[kind].setdefault(name, loc)
    if earlier == ():
        ids.report(loc, name, f"'{name}' is a {kind} that every programme has: write another name")
    elif earlier != loc:
        what = {"organisation": "organisation or host id"}.get(kind, f"{kind} {loc[-1]}")
        ids.report(loc, name, f"the {what} '{name[:60]}' is already used at {place(earlier)}")


def _look_up(ids: _Ids, kinds: Sequence[str], loc: Loc, name: str) -> None:
    message = ids.told.get((name, *kinds))
    if message is None:
        known = {name for kind in kinds for name in ids.known[kind]}
        hint = did_you_mean(name, known)
        what = " or ".join(kinds)
        message = f"no {what} is called '{name[:60]}'{hint} (known: {allowed(known)})"
        ids.told[name, *kinds] = message
    ids.report(loc, name, message)


def _check_people(ids: _Ids, document: object) -> None:
    people: dict[str, Person] = {}
    broken: set[str] = set()
    pins = list(values_at(document, "pins[]"))
    pinned = {who.partition("/")[0] for _, who in texts_at(document, "pins[].participant")}
    delegations = [
        (loc, found, _delegation(found)) for loc, found in values_at(document, "delegations[]")
    ]
    known = {delegation.id for _, _, delegation in delegations if delegation is not None}
    for loc, found, delegation in delegations:
        if delegation is None:
            broken.add(str(_get(found, "id")))
            continue
        _check_delegation(ids, loc, delegation)
        if delegation.id in pinned or not known.issuperset(pinned):  # all of them, for a hint
            people.update((person.id, person) for person in people_of(delegation))
    for loc, found in pins:
        _check_pin(ids, loc, found, people, broken)


def _delegation(found: object) -> Delegation | None:
    try:
        return found if isinstance(found, Delegation) else Delegation.model_validate(found)
    except ValidationError:
        return None


def _check_delegation(ids: _Ids, loc: Loc, delegation: Delegation) -> None:
    counted = {local for each in delegation.headcounts for local in placeholders(each)}
    local = counted | {participant.id for participant in delegation.participants}
    if delegation.contact is not None and delegation.contact not in local:
        hint = did_you_mean(delegation.contact, local)
        ids.report(
            (*loc, "contact"),
            delegation.contact,
            f"'{delegation.contact}' is nobody of '{delegation.id}'{hint} "
            f"(known: {allowed(local)})",
        )
    seen: set[str] = set()
    for number, participant in enumerate(delegation.participants):
        here = (*loc, "participants", number)
        if participant.id in seen:
            ids.report((*here, "id"), participant.id, f"'{participant.id}' stands here twice")
        seen.add(participant.id)
        if participant.born is not None and participant.born > delegation.window.first:
            ids.report(
                (*here, "born"),
                participant.born,
                f"born on {participant.born}, after the stay begins ({delegation.window.first})",
            )
        if participant.id not in counted and participant.role is None:
            ids.report(
                (*here, "id"),
                participant.id,
                f"'{participant.id}' is no place of a headcount, so a role is needed"
                f"{did_you_mean(participant.id, counted)}",
            )
    for part in ("headcounts", "participants"):
        for number, traveller in enumerate(getattr(delegation, part)):
            if traveller.sender is not None and traveller.sender not in delegation.senders:
                ids.report(
                    (*loc, part, number, "sender"),
                    traveller.sender,
                    f"'{traveller.sender}' is no sender of '{delegation.id}' "
                    f"(allowed: {allowed(delegation.senders)})",
                )


def _check_pin(
    ids: _Ids, loc: Loc, found: object, people: Mapping[str, Person], broken: set[str]
) -> None:
    who, need = _get(found, "participant"), _get(found, "need")
    if not isinstance(who, str) or who.partition("/")[0] in broken:
        return
    if who not in people:
        hint = did_you_mean(who, people)
        ids.report((*loc, "participant"), who, f"nobody is called '{who[:60]}'{hint}")
        return
    needs = [known.id for known in people[who].needs]
    if not needs:
        ids.report((*loc, "participant"), who, f"'{who}' has no need, so nothing can be pinned")
    elif need is None and len(needs) > 1:
        ids.report(loc, who, f"'{who}' has several needs: say which one ({allowed(needs)})")
    elif isinstance(need, str) and need not in needs:
        ids.report(
            (*loc, "need"), need, f"'{who}' has no need '{need[:60]}' (known: {allowed(needs)})"
        )


def texts_at(document: object, path: str) -> Iterator[tuple[Loc, str]]:
    """Every text at a path such as `hosts[].sites[].id`, with its place."""
    for loc, found in values_at(document, path):
        if isinstance(found, str):
            yield loc, found


def values_at(document: object, path: str) -> Iterator[tuple[Loc, object]]:
    """Every value at a path such as `hosts[].sites[].id`; a text in place of a list is one."""
    found: Iterator[tuple[Loc, object]] = iter([((), document)])
    for step in path.split("."):
        found = _step(found, step.removesuffix("[]"), many=step.endswith("[]"))
    return found


def _step(
    holders: Iterator[tuple[Loc, object]], name: str, *, many: bool
) -> Iterator[tuple[Loc, object]]:
    for loc, holder in holders:
        value = _get(holder, name)
        if value is None:
            continue
        if not many:
            yield (*loc, name), value
        elif value:
            yield from _items((*loc, name), value)


def _others_at(document: object, path: str, known: frozenset[str]) -> Iterator[tuple[Loc, str]]:
    """The texts at a path that are none of those known, with their places.

    Where all is well, which is nearly everywhere, no place is made for each single text.
    """
    holders, _, last = path.rpartition(".")
    name, many = last.removesuffix("[]"), last.endswith("[]")
    for loc, holder in values_at(document, holders):
        value = _get(holder, name)
        if value is None or (isinstance(value, str) and value in known):
            continue
        if many and type(value) is tuple and known.issuperset(value):
            continue
        for where, text in _step(iter([(loc, holder)]), name, many=many):
            if isinstance(text, str) and text not in known:
                yield where, text


def read_at(document: object, loc: Loc) -> object:
    """The value at a place; None where there is none."""
    for part in loc:
        if isinstance(part, str):
            document = _get(document, part)
        elif isinstance(document, Sequence) and not isinstance(document, str):
            document = document[part]
        else:
            return None
    return document


def _items(loc: Loc, values: object) -> list[tuple[Loc, object]]:
    if isinstance(values, str):
        return [(loc, values)]
    if isinstance(values, Sequence):
        return [((*loc, number), value) for number, value in enumerate(values)]
    return []


def _get(holder: object, name: str) -> Any:
    if isinstance(holder, BaseModel):
        return getattr(holder, name, None)
    return holder.get(name) if isinstance(holder, Mapping) else None
