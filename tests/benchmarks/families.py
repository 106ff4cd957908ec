"""Seeded families of programmes, at any number of people: same seed, same programme.

A family stands for a shape that planning meets: `FAMILIES[name](people, seed)` is a document.
"""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from tests.benchmarks.clerkships import clerkships
from tests.benchmarks.country import (
    FIELDS,
    Country,
    Document,
    country_of,
    days,
    delegations_of,
    document_of,
    places_for,
    regional,
    sites_of,
    slot_of,
    slots_of,
)

TIGHT = {100: 1.4, 1_000: 1.2, 10_000: 1.04, 100_000: 1.0}
"""Places for each person in `sessions`, by people: with seed 0, 96 to 98 of 100 can be placed."""
OPEN_REGION = 2_500
"""People who share a region where a stay may begin on any day."""
Makes = Callable[[int, int], Country]
"""The country for so many people, from a seed."""
open_country = partial(country_of, per_region=OPEN_REGION)


def sessions(
    people: int, seed: int = 0, *, places: float | None = None, country_for: Makes = country_of
) -> Document:
    """Slots with fixed dates, everybody in one of them: only places bind.

    `places` is how many there are for each person, about.
    """
    country = country_for(people, seed)
    if places is None:
        places = TIGHT[min((size for size in TIGHT if size >= people), default=max(TIGHT))]
    slots = [_session(country, number, places) for number in range(country.slots)]
    return document_of("sessions", country, slots, delegations_of(country, _one_need))


def matching(people: int, seed: int = 0) -> Document:
    """Residents who rank the hospitals that would do, and hospitals with places: one term.

    A hospital would do if it is in the resident's region and field; nobody is to go elsewhere.
    """
    country = country_of(people, seed, per_region=1_000)
    slots = [slot_of(country, number, places_for(country, 1.0)) for number in range(country.slots)]
    for slot in slots:
        slot.pop("admits", None)
    delegations = delegations_of(country, _one_need, weeks=(2, 2))
    for number, delegation in enumerate(delegations):
        delegation["window"] = "2027-01-04 to 2027-01-08"
        hospitals = country.hosts_of(number % country.regions)
        for person in delegation["participants"]:
            wanted = person["needs"][0]["field"]
            fit = [f"host-{host}" for host in hospitals if slots[host]["field"] in wanted]
            person["preferences"] = country.draw.sample(fit, len(fit))
    document = document_of("matching", country, slots, delegations)
    return {**document, "policy": {"goals": ["people_placed", "preferences"]}}


def groups(people: int, seed: int = 0, *, country_for: Makes = country_of) -> Document:
    """Sessions of which a third take place from four to eight people on only."""
    document = sessions(people, seed, places=1.4, country_for=country_for)
    _make_groups(document, random.Random(seed + 1), share=1 / 3, least=(4, 8))
    return {**document, "id": "groups"}


def company(people: int, seed: int = 0, *, country_for: Makes = country_of) -> Document:
    """Groups, with one pair in each delegation who stay together and two who stay apart."""
    document = groups(people, seed, country_for=country_for)
    _keep_company(document, random.Random(seed + 2))
    return {**document, "id": "company"}


def free_start(people: int, seed: int = 0, *, country_for: Makes = open_country) -> Document:
    """Slots that are open for some weeks, in which a stay of five days begins on any day."""
    country = country_for(people, seed)
    slots = [_open_slot(country, number) for number in range(country.slots)]
    return document_of("free-start", country, slots, delegations_of(country, _narrow_need))


def mixed(people: int, seed: int = 0, *, country_for: Makes = open_country) -> Document:
    """Free start days, groups and company in one."""
    document = free_start(people, seed, country_for=country_for)
    _make_groups(document, random.Random(seed + 1), share=1 / 5, least=(2, 4))
    _keep_company(document, random.Random(seed + 2))
    return {**document, "id": "mixed"}


def rotations(
    people: int, seed: int = 0, *, parts: int = 3, country_for: Makes = country_of
) -> Document:
    """Everybody spends a week in each of three fields, in any order."""
    country = country_for(people, seed)
    slots = [_session(country, number, parts * 1.1) for number in range(country.slots)]

    def needs(draw: random.Random) -> list[Document]:
        return [
            {"id": f"part-{number}", "field": [field], "length": "5 working days"}
            for number, field in enumerate(draw.sample(FIELDS, parts), start=1)
        ]

    delegations = delegations_of(country, needs, weeks=(parts + 1, parts + 2))
    return document_of("rotations", country, slots, delegations)


def supervision(
    people: int,
    seed: int = 0,
    *,
    teachers: int = 3,
    places: float | None = 1.4,
    visit_every: int | None = None,
) -> Document:
    """Minors in sessions, wherever they work supervised by teachers of their delegation.

    So many teachers come with each delegation of thirty. They stay where minors are or, with
    `visit_every`, come by while a mentor of the site looks after them. `places` is how many there
    are for each minor; None: as few as in `sessions`.
    """
    document = sessions(people, seed, places=places)
    for delegation in document["delegations"]:
        for person in delegation["participants"]:
            person |= {"role": "pupil", "age": 16}
        delegation["headcounts"] = [f"{teachers} teachers"]
    profile: Document = {"name": "company", "minors_per_accompanying_person": 10}
    if visit_every is not None:
        profile |= {"mentors_count": True, "visit_every": visit_every}
        for site in sites_of(document):
            site["mentors"] = 1 + site["slots"][0]["places"] // 10
    document["policy"] |= {"supervision": "company", "supervision_profiles": [profile]}
    return {**document, "id": "supervision"}


def one_component(people: int, seed: int = 0) -> Document:
    """No structure: any start, lengths of three to ten days, no regions, everything overlaps."""
    country = country_of(people, seed, per_region=max(people, 1))
    fields = [f"field-{number}" for number in range(max(8, country.slots // 6))]
    slots = [_open_slot(country, number) for number in range(country.slots)]
    for slot in slots:
        slot["field"] = country.draw.choice(fields)

    def needs(draw: random.Random) -> list[Document]:
        length = f"{draw.randint(3, 10)} working days"
        return [{"field": draw.sample(fields, draw.choice((2, 3))), "length": length}]

    delegations = delegations_of(country, needs)
    return document_of("one-component", country, slots, delegations)


FAMILIES: Mapping[str, Callable[[int, int], Document]] = {
    "sessions": sessions,
    "matching": matching,
    "groups": groups,
    "company": company,
    "free-start": free_start,
    "mixed": mixed,
    "rotations": rotations,
    "clerkships": clerkships,
    "supervision": supervision,
    "supervision-roomy": partial(supervision, teachers=6),
    "supervision-tight": partial(supervision, teachers=2),
    "supervision-full": partial(supervision, places=None),
    "supervision-visiting": partial(supervision, teachers=3, visit_every=2),
    "one-component": one_component,
    "regional-sessions": partial(sessions, places=1.2, country_for=regional),
    "regional-groups": partial(groups, country_for=regional),
    "regional-company": partial(company, country_for=regional),
    "regional-free-start": partial(free_start, country_for=regional),
    "regional-mixed": partial(mixed, country_for=regional),
    "regional-rotations": partial(rotations, country_for=regional),
}


def _make_groups(
    document: Document, draw: random.Random, *, share: float, least: tuple[int, int]
) -> None:
    for slot in slots_of(document):
        if draw.random() < share:
            slot["minimum_group"] = min(slot["places"], draw.randint(*least))


def _keep_company(document: Document, draw: random.Random) -> None:
    together, apart = [], []
    for delegation in document["delegations"]:
        names = [f"{delegation['id']}/{each['id']}" for each in delegation["participants"]]
        if len(names) >= 6:
            one, two, three, four, five, six = draw.sample(names, 6)
            together.append({"people": [one, two]})
            apart.extend([{"people": [three, four]}, {"people": [five, six]}])
    document["policy"] |= {"together": together, "apart": apart}


def _session(country: Country, number: int, places: float) -> Document:
    """A slot of one week."""
    slot = slot_of(country, number, places_for(country, places))
    first = country.monday(1)
    return slot | {"window": days(first, first + timedelta(days=4))}


def _open_slot(country: Country, number: int) -> Document:
    """A slot of four to eight weeks, with a place for one and a half stays a week or so."""
    length = min(country.weeks, country.draw.randint(4, 8))
    slot = slot_of(country, number, places_for(country, 1.5 / length))
    first = country.monday(length)
    return slot | {"window": days(first, first + timedelta(weeks=length, days=-3))}


def _one_need(draw: random.Random) -> list[Document]:
    """A week in one of two or three fields."""
    return [{"field": draw.sample(FIELDS, draw.choice((2, 3))), "length": "5 working days"}]


def _narrow_need(draw: random.Random) -> list[Document]:
    """A week in one field, or one of two."""
    return [{"field": draw.sample(FIELDS, draw.choice((1, 2))), "length": "5 working days"}]
