"""What a document says, as far as it can be read: for mistakes that concern several places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from visitplanner.model.base import MONDAY_TO_FRIDAY, Weekday
from visitplanner.model.companions import Apart, Exclusion, Share, Together
from visitplanner.model.geography import Distance
from visitplanner.model.levels import Level
from visitplanner.model.logistics import Handover, Lodging, Transfer, Visit
from visitplanner.model.people import Delegation, InternshipNeed, Person, people_of, placeholders
from visitplanner.model.places import FieldPlaces
from visitplanner.model.policy import Pin, Policy, Precedence
from visitplanner.model.references import Loc, read_at, texts_at, values_at
from visitplanner.model.youth import YouthHours

M = TypeVar("M", bound=BaseModel)
Found = tuple[tuple[Loc, M], ...]
"""Models with their places in the document."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake: where, what stands there, and what is wrong with it."""

    loc: Loc
    found: object
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The parts of a document that can be read; what is malformed is left out."""

    delegations: Found[Delegation]
    visits: Found[Visit]
    lodgings: Found[Lodging]
    transfers: Found[Transfer]
    handovers: Found[Handover]
    together: Found[Together]
    apart: Found[Apart]
    shares: Found[Share]
    exclusions: Found[Exclusion]
    precedences: Found[Precedence]
    field_places: Found[FieldPlaces]
    youth_hours: Found[YouthHours]
    levels: Found[Level]
    distances: Found[Distance]
    pins: Found[Pin]
    minors_work_on: tuple[Weekday, ...] | None
    """None: what the policy says of it cannot be read."""
    slots: Mapping[str, tuple[str, str, str]]
    """Ids of slot, site and host, by the id of the slot."""
    fields: frozenset[str]
    """Fields of work that a slot or a need names; none where nothing in the policy does."""
    time_zones: Mapping[str, str]
    """The zones of sites that name one, by id."""
    unread: frozenset[str]
    """Ids of delegations that cannot be read."""
    people: Mapping[str, Person]
    """Everybody who can be read."""
    people_of: Mapping[str, tuple[Person, ...]]
    """The same people, by delegation."""

    @property
    def places_of_delegations(self) -> Mapping[str, tuple[Loc, Delegation]]:
        """Delegations with their places, by id."""
        return {delegation.id: (loc, delegation) for loc, delegation in self.delegations}

    @property
    def delegations_by_id(self) -> Mapping[str, Delegation]:
        """Delegations by id."""
        return {delegation.id: delegation for _, delegation in self.delegations}

    def members(self, names: Iterable[str]) -> list[Person]:
        """Everybody whom a list of delegations and participants names, each once."""
        found: dict[str, Person] = {}
        for name in names:
            alone = (self.people[name],) if name in self.people else ()
            found.update((each.id, each) for each in self.people_of.get(name, alone))
        return list(found.values())

    def is_unread(self, name: str) -> bool:
        """Whether a name is, or may be somebody, of a delegation that cannot be read."""
        return name.partition("/")[0] in self.unread


def facts_of(document: object, context: Mapping[str, Any]) -> Facts:
    """Read what can be read; `context` has the year of windows without one."""

    def read(model: type[M], path: str) -> Found[M]:
        return tuple(_read(model, document, path, context))

    delegations = read(Delegation, "delegations[]")
    groups = {delegation.id: people_of(delegation) for _, delegation in delegations}
    names = {name for _, name in texts_at(document, "delegations[].id")}
    orders = read(Precedence, "policy.precedences[]")
    limits = read(FieldPlaces, "policy.field_places[]")
    slots = {
        slot: (slot, site, host)
        for host_loc, host in texts_at(document, "hosts[].id")
        for site_loc, site in texts_at(read_at(document, host_loc[:-1]), "sites[].id")
        for _, slot in texts_at(read_at(document, (*host_loc[:-1], *site_loc[:-1])), "slots[].id")
    }
    return Facts(
        delegations=delegations,
        visits=read(Visit, "visits[]"),
        lodgings=read(Lodging, "lodgings[]"),
        transfers=read(Transfer, "transfers[]"),
        handovers=read(Handover, "handovers[]"),
        together=read(Together, "policy.together[]"),
        apart=read(Apart, "policy.apart[]"),
        shares=read(Share, "policy.shares[]"),
        exclusions=read(Exclusion, "policy.exclusions[]"),
        precedences=orders,
        field_places=limits,
        youth_hours=read(YouthHours, "policy.youth_hours_profiles[]"),
        levels=read(Level, "policy.goals[]"),
        distances=read(Distance, "distances[]"),
        pins=read(Pin, "pins[]"),
        minors_work_on=_minors_work_on(document),
        slots=slots,
        fields=_fields(document) if orders or limits else frozenset(),
        time_zones={
            site: zone
            for loc, zone in texts_at(document, "hosts[].sites[].time_zone")
            for site in [read_at(document, (*loc[:-1], "id"))]
            if isinstance(site, str)
        },
        unread=frozenset(names.difference(groups)),
        people={person.id: person for group in groups.values() for person in group},
        people_of=groups,
    )


def _read(
    model: type[M], document: object, path: str, context: Mapping[str, Any]
) -> Iterator[tuple[Loc, M]]:
    for loc, found in values_at(document, path):
        if isinstance(found, model):
            yield loc, found
            continue
        try:
            yield loc, model.model_validate(found, context=dict(context))
        except ValidationError:
            continue


def _fields(document: object) -> frozenset[str]:
    return frozenset(
        name
        for path in (
            "hosts[].sites[].slots[].field",
            "delegations[].headcounts[].needs[].field[]",
            "delegations[].participants[].needs[].field[]",
        )
        for _, name in texts_at(document, path)
    )


def _minors_work_on(document: object) -> tuple[Weekday, ...] | None:
    said = read_at(document, ("policy", "minors_work_on"))
    if said is None:
        return MONDAY_TO_FRIDAY
    try:
        return Policy.model_validate({"minors_work_on": said}).minors_work_on
    except ValidationError:
        return None


def needs_of(facts: Facts) -> Iterator[tuple[Loc, InternshipNeed, tuple[Person, ...]]]:
    """Every need with its place and all people who have it from there."""
    for loc, delegation in facts.delegations:
        named = {each.id: each for each in delegation.participants}
        for number, headcount in enumerate(delegation.headcounts):
            if not headcount.needs:
                continue
            local = [
                each
                for each in placeholders(headcount)
                if each not in named or named[each].needs is None
            ]
            people = tuple(facts.people[f"{delegation.id}/{each}"] for each in local)
            for position, need in enumerate(headcount.needs):
                yield (*loc, "headcounts", number, "needs", position), need, people
        for number, participant in enumerate(delegation.participants):
            person = facts.people[f"{delegation.id}/{participant.id}"]
            for position, need in enumerate(participant.needs or ()):
                yield (*loc, "participants", number, "needs", position), need, (person,)
