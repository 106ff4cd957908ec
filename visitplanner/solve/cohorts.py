"""Cohorts: people alike in every fact, who are planned as one."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from operator import attrgetter

from visitplanner.matrix.options import Cohort, Demand
from visitplanner.model.people import Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme


def cohorts_of(programme: Programme, previous: Plan | None = None) -> tuple[Cohort, ...]:
    """Everybody of a programme, once, in the order of the document.

    Whom the programme or a previous plan names one by one is a cohort alone, and so is whoever
    asks for several placements or may be on duty besides.
    """
    named = set(_named(programme, previous))
    roughly: dict[Hashable, list[Person]] = {}
    for person in programme.people.values():
        busy = person.role in ("accompanying_person", "interpreter") and (
            bool(person.needs) or bool(programme.transfers)
        )
        alone = busy or person.parts > 1 or person.id in named
        roughly.setdefault(person.id if alone else _MAIN_FACTS(person), []).append(person)
    found: list[Cohort] = []
    for people in roughly.values():
        # Whoever is alone need not be compared in full.
        found.extend(_split(people) if len(people) > 1 else ((people[0],),))
    if len(found) > len(roughly):
        order = {who: number for number, who in enumerate(programme.people)}
        found.sort(key=lambda cohort: order[cohort[0].id])
    return tuple(found)


def _split(people: list[Person]) -> Iterator[Cohort]:
    """Those alike in every fact, of people alike in some."""
    alike: dict[Hashable, list[Person]] = {}
    for person in people:
        alike.setdefault(_FACTS(person), []).append(person)
    yield from map(tuple, alike.values())


_FACTS = attrgetter(*(each.name for each in fields(Person) if each.name not in ("id", "name")))
"""Everything in which people of one cohort are alike."""
_MAIN_FACTS = attrgetter("delegation", "role", "age", "born", "languages", "preferences")
"""What is quickly compared and differs often."""


def demands_of(cohorts: Iterable[Cohort]) -> Iterator[Demand]:
    """Every need of every cohort."""
    for number, people in enumerate(cohorts):
        for need in people[0].needs:
            yield Demand(people=people, need=need, cohort=number)


def _named(programme: Programme, previous: Plan | None) -> Iterator[str]:
    """Ids of those whom something names one by one."""
    yield from (pin.participant for pin in programme.pins)
    policy = programme.policy
    for people in (
        *(wish.people for wish in policy.together),
        *(wish.people for wish in policy.apart),
        *(wish.people for wish in policy.exclusions),
    ):
        yield from people
    for visit in programme.visits:
        yield from visit.participants
    if previous is not None:
        yield from (placement.participant for placement in previous.placements)
        yield from (bed.participant for bed in previous.beds)
