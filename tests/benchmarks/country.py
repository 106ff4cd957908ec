"""The made-up country that all families of programmes share: seeded, at any number of people.

Delegations of about thirty people stay some weeks in one of its regions; hosts there have slots in
a few fields of work; people have languages and preferences of their own. None of them exists.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Document = dict[str, Any]
Needs = Callable[[random.Random], list[Document]]

FIELDS = ("baking", "care", "carpentry", "crops", "dairy", "electrics", "garage", "retail")
LANGUAGES = ("de", "en", "uk", "pl")
FIRST_DAY = date(2027, 1, 4)
"""A Monday."""
DELEGATION = 30
SIZES: Mapping[int, tuple[int, int]] = {
    100: (40, 4),
    1_000: (150, 13),
    10_000: (600, 26),
    100_000: (2_000, 52),
}
"""For some numbers of people: how many slots, over how many weeks."""
SEASONS = (range(6, 17), range(36, 47))
"""Weeks of a year in which people come; a country of less than a year has no seasons."""
PER_REGION = 33_000
"""People who share the hosts of one region, at most."""
REGION, REGION_SLOTS, REGION_WEEKS = 100, 40, 4
"""People, slots and weeks of a region where all regions are small."""
GOALS = ("people_placed", "preferences", "language_fit", "earliest_start")


@dataclass(frozen=True, slots=True)
class Country:
    """What all families build on."""

    people: int
    draw: random.Random
    slots: int
    weeks: int
    regions: int

    def hosts_of(self, region: int) -> range:
        """Numbers of the hosts of a region; every host has one site, and that has one slot."""
        return range(region, self.slots, self.regions)

    def monday(self, length: int) -> date:
        """The Monday on which so many weeks begin."""
        seasons = SEASONS if self.weeks == 52 else (range(self.weeks),)
        season = self.draw.choice(seasons)
        week = season.start + self.draw.randrange(max(1, len(season) - length + 1))
        return FIRST_DAY + timedelta(weeks=week)


def country_of(people: int, seed: int, per_region: int = PER_REGION) -> Country:
    """A country for so many people, regions in proportion."""
    slots, weeks = SIZES.get(people) or _between(people)
    regions = max(1, people // per_region)
    return Country(people, random.Random(seed), slots, weeks, regions)


def regional(people: int, seed: int) -> Country:
    """A country of regions of a hundred people: whatever its size, everybody has as much choice."""
    regions = max(1, people // REGION)
    return Country(people, random.Random(seed), regions * REGION_SLOTS, REGION_WEEKS, regions)


def _between(people: int) -> tuple[int, int]:
    """Slots and weeks for a number of people between the sizes: as for the next larger one."""
    larger = min((size for size in SIZES if size >= people), default=max(SIZES))
    slots, weeks = SIZES[larger]
    return max(len(FIELDS), slots * people // larger), weeks


def days(first: date, last: date) -> str:
    """A window in words."""
    return f"{first} to {last}"


def slots_of(document: Document) -> list[Document]:
    """Every slot of a document, to be changed in place."""
    return [slot for host in document["hosts"] for site in host["sites"] for slot in site["slots"]]


def sites_of(document: Document) -> list[Document]:
    """Every site of a document, to be changed in place."""
    return [site for host in document["hosts"] for site in host["sites"]]


def places_for(country: Country, per_slot: float) -> int:
    """Places of one slot: so many times the people there are for a slot, half more or less."""
    mean = country.people / country.slots * per_slot
    return max(1, round(mean * country.draw.uniform(0.5, 1.5)))


def slot_of(country: Country, number: int, places: int) -> Document:
    """A slot in one of the fields; of seven, one asks for a language."""
    field = FIELDS[number // country.regions % len(FIELDS)]  # every region has them all
    slot = {"id": f"slot-{number}", "field": field, "places": places}
    if country.draw.random() < 0.15:
        slot["admits"] = {"languages": country.draw.sample(LANGUAGES, 2)}
    return slot


def delegations_of(
    country: Country,
    needs: Needs,
    weeks: tuple[int, int] = (2, 4),
    age: tuple[int, int] = (18, 60),
) -> list[Document]:
    """Delegations of thirty people, the last one of fewer."""
    draw = country.draw
    found = []
    for number, begin in enumerate(range(0, country.people, DELEGATION)):
        region = number % country.regions
        length = min(country.weeks, draw.randint(*weeks))
        first = country.monday(length)
        hosts = [f"host-{host}" for host in country.hosts_of(region)]
        found.append(
            {
                "id": f"group-{number}",
                "name": f"Group {number}",
                "senders": [f"sender-{region}"],
                "window": days(first, first + timedelta(weeks=length, days=-1)),
                "participants": [
                    {
                        "id": f"person-{person:02d}",
                        "role": "professional",
                        "age": draw.randint(*age),
                        "languages": draw.sample(LANGUAGES, draw.choice((1, 1, 2))),
                        "needs": needs(draw),
                        "preferences": draw.sample(hosts, min(len(hosts), draw.randint(3, 6))),
                    }
                    for person in range(1, min(DELEGATION, country.people - begin) + 1)
                ],
            }
        )
    return found


def document_of(
    name: str, country: Country, slots: Sequence[Document], delegations: list[Document]
) -> Document:
    """A whole programme: a host, a site and a partnership for every slot."""
    return {
        "id": name,
        "name": f"{country.people} people, {country.slots} slots",
        "time_zone": "Europe/Berlin",
        "organisations": [
            {"id": f"sender-{region}", "name": f"Sender {region}"}
            for region in range(country.regions)
        ],
        "hosts": [_host(country, number, slot) for number, slot in enumerate(slots)],
        "partnerships": [
            {
                "id": f"region-{region}",
                "between": [
                    f"sender-{region}",
                    *(f"host-{number}" for number in country.hosts_of(region)),
                ],
                "status": "active",
            }
            for region in range(country.regions)
        ],
        "delegations": delegations,
        "policy": {"goals": list(GOALS)},
    }


def _host(country: Country, number: int, slot: Document) -> Document:
    site = {
        "id": f"site-{number}",
        "name": f"Site {number}",
        "languages": country.draw.sample(LANGUAGES, country.draw.choice((1, 2))),
        "slots": [slot],
    }
    return {"id": f"host-{number}", "name": f"Host {number}", "sites": [site]}
