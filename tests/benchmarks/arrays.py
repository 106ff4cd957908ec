"""The same programmes as plain arrays, read from the document without any of our own code.

What the alternatives start from. It knows only what the families use; every rule is written here a
second time, on purpose: equal goal values then say something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Document = Mapping[str, Any]

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Slots:
    """Arrays of one length, one entry for each slot; a site has one, or one for each field."""

    places: Ints
    least: Ints
    """The minimum group."""
    field: Ints
    mentors: Ints
    first: Ints
    """Number of the first day on offer, from the first day of all delegations on."""
    last: Ints
    region: Ints
    site: Ints
    field_names: dict[str, int]
    host_names: list[str]
    admits: list[frozenset[str]]
    speaks: list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Instance:
    """A programme in numbers. Days count from the first day of all delegations on."""

    people: int
    goals: tuple[str, ...]
    slots: Slots
    worked: Bools
    """(days,) whether a day is worked, at all sites."""
    wanted: Ints
    """(demands,) placements asked for."""
    person_of: Ints
    """(demands,) who asks."""
    delegation_of: Ints
    """(people,) of those who have needs."""
    teachers: Ints
    """(delegations,)"""
    minors_per_teacher: int | None
    """None: nobody is supervised."""
    visit_every: int | None
    together: Ints
    """(pairs, 2) people."""
    apart: Ints
    """(pairs, 2) people."""
    orders: Ints
    """(orders, 2) fields, the earlier one first."""
    demand: Ints
    """(options,) ascending; the next ones as well have an entry for each option."""
    slot: Ints
    first: Ints
    last: Ints
    cost: dict[str, Ints]
    """By goal, what one placement counts, to be made small."""

    def __len__(self) -> int:
        return len(self.demand)

    @property
    def person(self) -> Ints:
        """(options,) who."""
        return self.person_of[self.demand]

    def days_worked(self) -> tuple[Ints, Ints]:
        """Every pair of an option and a day on which it works."""
        spans = self.last - self.first + 1
        option = np.repeat(np.arange(len(self)), spans)
        day = np.arange(len(option)) - np.repeat(np.cumsum(spans) - spans - self.first, spans)
        works = self.worked[day]
        return option[works], day[works]

    def values(self, chosen: Ints) -> dict[str, int]:
        """What a set of options is worth: every goal in its own sense."""
        return {
            name: int(cost[chosen].sum()) * (-1 if name == "people_placed" else 1)
            for name, cost in self.cost.items()
        }


def instance_of(document: Document) -> Instance:
    """The arrays of a document of one of the families."""
    windows = [_window(each["window"]) for each in document["delegations"]]
    zero = min(first for first, _ in windows)
    length = max(last for _, last in windows) - zero + 1
    slots = _slots(document, zero, length)
    weekdays = document["hosts"][0]["sites"][0].get("weekdays", "mon-fri")
    open_on = ("mon",) if weekdays == "mon" else WEEK[:5]
    starts = (zero - date(2024, 1, 1).toordinal()) % 7  # a Monday
    worked = np.array([WEEK[(day + starts) % 7] in open_on for day in range(length)])
    names = {
        f"{delegation['id']}/{person['id']}": number
        for number, (delegation, person) in enumerate(_everybody(document))
    }
    rows = _Rows(slots, worked)
    for delegation, (first, last) in zip(document["delegations"], windows, strict=True):
        rows.add_delegation(delegation, first - zero, last - zero)
    policy = document.get("policy", {})
    profile = (policy.get("supervision_profiles") or [{}])[0]
    demand, slot, first_day, last_day, rank, misfit, wait = (
        np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64) for parts in rows.columns
    )
    costs = {
        "people_placed": np.full(len(demand), -1, dtype=np.int64),
        "preferences": rank,
        "language_fit": misfit,
        "earliest_start": wait,
    }
    return Instance(
        people=len(names),
        goals=tuple(policy["goals"]),
        slots=slots,
        worked=worked,
        wanted=np.array(rows.wanted, dtype=np.int64),
        person_of=np.array(rows.person_of, dtype=np.int64),
        delegation_of=np.array(rows.delegation_of, dtype=np.int64),
        teachers=np.array([_teachers(each) for each in document["delegations"]], dtype=np.int64),
        minors_per_teacher=profile.get("minors_per_accompanying_person"),
        visit_every=profile.get("visit_every"),
        together=_pairs(policy.get("together", ()), names),
        apart=_pairs(policy.get("apart", ()), names),
        orders=np.array(
            [
                (slots.field_names[each["first"]], slots.field_names[each["then"]])
                for each in policy.get("precedences", ())
            ],
            dtype=np.int64,
        ).reshape(-1, 2),
        demand=demand,
        slot=slot,
        first=first_day,
        last=last_day,
        cost={name: costs[name] for name in policy["goals"]},
    )


def _everybody(document: Document) -> Iterator[tuple[Document, Document]]:
    for delegation in document["delegations"]:
        for person in delegation["participants"]:
            yield delegation, person


def _window(words: str) -> tuple[int, int]:
    first, _, last = words.partition(" to ")
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


def _teachers(delegation: Document) -> int:
    return sum(int(each.split()[0]) for each in delegation.get("headcounts", ()))


def _pairs(wishes: Any, names: Mapping[str, int]) -> Ints:
    found = [[names[each] for each in wish["people"]] for wish in wishes]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _slots(document: Document, zero: int, length: int) -> Slots:
    regions = {
        name: number
        for number, link in enumerate(document.get("partnerships", ()))
        for name in link["between"]
    }
    found = [
        (host, site, slot)
        for host in document["hosts"]
        for site in host["sites"]
        for slot in site["slots"]
    ]
    sites = {site["id"]: number for number, (_, site, _) in enumerate(found)}
    fields = {name: number for number, name in enumerate(sorted({s["field"] for *_, s in found}))}
    windows = [
        _window(slot["window"]) if "window" in slot else (zero, zero + length - 1)
        for *_, slot in found
    ]
    of_slot = {
        "places": [slot["places"] for *_, slot in found],
        "least": [slot.get("minimum_group", 1) for *_, slot in found],
        "field": [fields[slot["field"]] for *_, slot in found],
        "mentors": [site.get("mentors", 0) for _, site, _ in found],
        "first": [first - zero for first, _ in windows],
        "last": [last - zero for _, last in windows],
        "region": [regions.get(host["id"], 0) for host, *_ in found],
        "site": [sites[site["id"]] for _, site, _ in found],
    }
    return Slots(
        **{name: np.array(values, dtype=np.int64) for name, values in of_slot.items()},
        field_names=fields,
        host_names=[host["id"] for host, *_ in found],
        admits=[frozenset(slot.get("admits", {}).get("languages", ())) for *_, slot in found],
        speaks=[frozenset(site.get("languages", ())) for _, site, _ in found],
    )


class _Rows:
    """Demands and options, gathered person by person."""

    def __init__(self, slots: Slots, worked: Bools) -> None:
        self.slots = slots
        self.wanted: list[int] = []
        self.person_of: list[int] = []
        self.delegation_of: list[int] = []
        self.columns: tuple[list[Ints], ...] = tuple([] for _ in range(7))
        self._open = np.flatnonzero(worked)
        """Numbers of the working days."""
        self._delegations = 0
        self._speakers: dict[tuple[str, ...], tuple[Bools, Bools]] = {}
        self._places = {name: number for number, name in enumerate(slots.host_names)}

    def add_delegation(self, delegation: Document, first: int, last: int) -> None:
        slots = self.slots
        number = self._delegations
        self._delegations += 1
        sender = delegation["senders"][0]
        region = int(sender.rpartition("-")[2]) if "-" in sender else 0
        begin = np.maximum(slots.first, first)
        end = np.minimum(slots.last, last)
        near = np.flatnonzero((slots.region == region) & (begin <= end))
        for person in delegation["participants"]:
            self.delegation_of.append(number)
            ranks = np.full(len(slots.places), len(person["preferences"]), dtype=np.int64)
            ranked = {name: rank for rank, name in enumerate(person["preferences"])}
            for slot in near.tolist():
                ranks[slot] = ranked.get(slots.host_names[slot], len(ranked))
            admitted, misfit = self._speaking(tuple(person.get("languages", ())))
            for need in person["needs"]:
                asked = need["field"] if isinstance(need["field"], list) else [need["field"]]
                fields = [slots.field_names[each] for each in asked if each in slots.field_names]
                fit = near[admitted[near] & np.isin(slots.field[near], fields)]
                self._add_need(need, fit, (begin, end), first, (ranks, misfit))

    def _speaking(self, languages: tuple[str, ...]) -> tuple[Bools, Bools]:
        """(slots,) whether somebody who speaks these is admitted, and is a stranger."""
        if languages not in self._speakers:
            spoken = frozenset(languages)
            admitted = [not asked or bool(asked & spoken) for asked in self.slots.admits]
            strange = [bool(there) and not there & spoken for there in self.slots.speaks]
            self._speakers[languages] = np.array(admitted), np.array(strange)
        return self._speakers[languages]

    def _add_need(
        self,
        need: Document,
        fit: Ints,
        window: tuple[Ints, Ints],
        arrival: int,
        costs: tuple[Ints, Bools],
    ) -> None:
        number, count = len(self.wanted), int(need["length"].split()[0])
        self.wanted.append(need.get("parts", 1))
        self.person_of.append(len(self.delegation_of) - 1)
        earliest = np.searchsorted(self._open, window[0][fit])
        latest = np.searchsorted(self._open, window[1][fit], side="right") - count
        starts = np.maximum(0, latest - earliest + 1)
        slot = np.repeat(fit, starts)
        within = np.arange(len(slot)) - np.repeat(np.cumsum(starts) - starts, starts)
        begins = np.repeat(earliest, starts) + within
        first, last = self._open[begins], self._open[begins + count - 1]
        ranks, misfit = costs
        found = (
            np.full(len(slot), number, dtype=np.int64),
            slot,
            first,
            last,
            ranks[slot],
            misfit[slot].astype(np.int64),
            first - arrival,
        )
        for column, part in zip(self.columns, found, strict=True):
            column.append(part)
