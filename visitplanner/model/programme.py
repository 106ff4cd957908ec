"""The programme: one planning round, everything known, in one document."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticKnownError

from visitplanner.model.assumptions import assumptions_of
from visitplanner.model.base import Contact, Id, Name, Role, Text, Weekday, Whole, custom_error
from visitplanner.model.contradictions import contradictions
from visitplanner.model.document import Document, nothing_to_collect
from visitplanner.model.geography import Distance, Location, Ways, ways_of
from visitplanner.model.hosts import HostOrganisation, Organisation, Partnership, Site
from visitplanner.model.logistics import Handover, Lodging, Transfer, TransferKind, Visit
from visitplanner.model.people import Delegation, InternshipNeed, Person, people_of
from visitplanner.model.policy import Pin, Policy
from visitplanner.model.references import reference_faults
from visitplanner.model.regions import Region, TimeZone
from visitplanner.model.supervision import SHIPPED_PROFILES, SupervisionProfile
from visitplanner.model.travel import by_delegation
from visitplanner.model.workdays import Offer, WorkCalendar
from visitplanner.model.youth import SHIPPED_YOUTH_HOURS, YouthHours

_CalendarKey = tuple[str, bool, tuple[Weekday, ...] | None, str | None]
"""Slot, minor, weekdays of the need, name of the profile of working hours."""


class Programme(Document):
    """Who comes, who hosts and when: the one document that planning starts from.

    Ids are unique and every cross reference is checked when a programme is made, all mistakes
    at once (`pydantic.ValidationError`; from a file `visitplanner.errors.DocumentError`).
    """

    id: Id
    """Stays the same over the life of the programme: calendars are recognised by it."""
    name: Name
    time_zone: TimeZone
    """IANA zone of all sites that name none themselves."""
    region: Region | None = None
    """Region of all sites that name none themselves; None: no holidays are kept."""
    year: Annotated[Whole, Field(ge=1900, le=2200)] | None = None
    """Year of windows written without one."""
    coordinator: Contact | None = None
    """Who sends the invitations."""
    organisations: tuple[Organisation, ...] = ()
    hosts: tuple[HostOrganisation, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    """With none at all, every host is taken to have agreed with every sender."""
    delegations: tuple[Delegation, ...] = ()
    visits: tuple[Visit, ...] = ()
    lodgings: tuple[Lodging, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    handovers: tuple[Handover, ...] = ()
    distances: tuple[Distance, ...] = ()
    """Ways that are known; between places with a location the others follow from the map."""
    policy: Policy = Policy()
    pins: tuple[Pin, ...] = ()
    notes: Text = ""

    @model_validator(mode="wrap")
    @classmethod
    def _all_mistakes_at_once(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        context = info.context if isinstance(info.context, dict) else {}
        if (
            isinstance(data, Mapping)
            and isinstance(data.get("year"), int)
            and "year" not in context
        ):
            return cls.model_validate(data, context={**context, "year": data["year"]})
        with nothing_to_collect():
            return cls._checked(data, handler, context)

    @classmethod
    def _checked(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], context: Mapping[str, Any]
    ) -> Self:
        faults: list[InitErrorDetails] = []
        programme = None
        try:
            programme = handler(data)
        except ValidationError as error:
            faults.extend(_again(error))
        told = {tuple(fault.get("loc", ())) for fault in faults}
        references = reference_faults(data if programme is None else programme)
        # What is malformed is no reference: one message for it is enough.
        faults.extend(fault for fault in references if tuple(fault.get("loc", ())) not in told)
        told |= {tuple(fault.get("loc", ())) for fault in references}
        clashes = contradictions(data if programme is None else programme, context)
        faults.extend(fault for fault in clashes if tuple(fault.get("loc", ())) not in told)
        if programme is None or faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return programme

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Every participant by id, in the order of the document."""
        return {
            person.id: person for delegation in self.delegations for person in people_of(delegation)
        }

    @cached_property
    def _by_role(self) -> Mapping[Role, tuple[Person, ...]]:
        found: dict[Role, list[Person]] = {}
        for person in self.people.values():
            found.setdefault(person.role, []).append(person)
        return {role: tuple(people) for role, people in found.items()}

    def people_of_role(self, role: Role) -> tuple[Person, ...]:
        """Every participant of one role, in the order of the document."""
        return self._by_role.get(role, ())

    def people_named(self, names: Iterable[str]) -> tuple[Person, ...]:
        """The people whom a list of participants and delegations names, as in the document."""
        found: dict[str, Person] = {}
        for name in names:
            if name in self.delegations_by_id:
                found |= {each.id: each for each in people_of(self.delegations_by_id[name])}
            elif name in self.people:
                found[name] = self.people[name]
        return tuple(sorted(found.values(), key=lambda person: self._places[person.id]))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.people)}

    @cached_property
    def partnerships_of(self) -> Mapping[str, tuple[Partnership, ...]]:
        """The partnerships of every organisation and host that has any, by its id."""
        return {
            name: tuple(partnership for partnership, _ in found)
            for name, found in self._members_of.items()
        }

    @cached_property
    def _members_of(self) -> Mapping[str, list[tuple[Partnership, frozenset[str]]]]:
        found: dict[str, list[tuple[Partnership, frozenset[str]]]] = {}
        for partnership in self.partnerships:
            members = frozenset(partnership.between)
            for name in dict.fromkeys(partnership.between):
                found.setdefault(name, []).append((partnership, members))
        return found

    def partnerships_between(self, senders: tuple[str, ...], host: str) -> tuple[Partnership, ...]:
        """The partnerships of a host with any of some other organisations."""
        key = (senders, host)
        if key not in self._partnerships_between:
            others = set(senders) - {host}
            self._partnerships_between[key] = tuple(
                [
                    partnership
                    for partnership, members in self._members_of.get(host, ())
                    if not members.isdisjoint(others)
                ]
            )
        return self._partnerships_between[key]

    def partners_of(self, senders: tuple[str, ...]) -> tuple[str, ...]:
        """All organisations that have a partnership with any of some senders, each once."""
        return tuple(
            dict.fromkeys(
                name
                for sender in senders
                for partnership, _ in self._members_of.get(sender, ())
                for name in partnership.between
            )
        )

    @cached_property
    def _partnerships_between(self) -> dict[tuple[tuple[str, ...], str], tuple[Partnership, ...]]:
        return {}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """Every slot with its site and host, by its id, in the order of the document."""
        return {
            slot.id: Offer(
                slot=slot,
                site=site,
                host=host,
                region=site.region or self.region,
                time_zone=site.time_zone or self.time_zone,
            )
            for host in self.hosts
            for site in host.sites
            for slot in site.slots
        }

    @cached_property
    def sites(self) -> Mapping[str, tuple[HostOrganisation, Site]]:
        """Every site with its host, by its id, in the order of the document."""
        return {site.id: (host, site) for host in self.hosts for site in host.sites}

    @cached_property
    def delegations_by_id(self) -> Mapping[str, Delegation]:
        """Every delegation by its id."""
        return {delegation.id: delegation for delegation in self.delegations}

    @cached_property
    def assumptions(self) -> tuple[str, ...]:
        """What is assumed where the document leaves something open, in plain sentences."""
        return assumptions_of(self)

    @cached_property
    def visits_by_id(self) -> Mapping[str, Visit]:
        """Every visit by its id."""
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def lodgings_by_id(self) -> Mapping[str, Lodging]:
        """Every lodging by its id."""
        return {lodging.id: lodging for lodging in self.lodgings}

    @cached_property
    def transfers_by_id(self) -> Mapping[str, Transfer]:
        """Every transfer by its id."""
        return {transfer.id: transfer for transfer in self.transfers}

    @cached_property
    def transfers_of(self) -> Mapping[tuple[str, TransferKind], tuple[Transfer, ...]]:
        """The transfers with a window, by each delegation that they take and by their kind."""
        return by_delegation(self.transfers)

    @cached_property
    def houses_of(self) -> Mapping[str, tuple[Lodging, ...]]:
        """The lodgings that are for each delegation, by its id."""
        if not any(lodging.delegations for lodging in self.lodgings):
            return dict.fromkeys(self.delegations_by_id, self.lodgings)
        named = [(lodging, frozenset(lodging.delegations)) for lodging in self.lodgings]
        return {
            name: tuple(lodging for lodging, theirs in named if not theirs or name in theirs)
            for name in self.delegations_by_id
        }

    @cached_property
    def ways_from_lodgings(self) -> Ways:
        """Metres from a lodging to a site, by their ids, as far as they are known."""
        stays = {lodging.id: lodging.location for lodging in self.lodgings}
        return ways_of(stays, self._site_locations, self.distances)

    @cached_property
    def ways_from_delegations(self) -> Ways:
        """Metres from where a delegation stays to a site, as far as they are known."""
        stays = {delegation.id: delegation.location for delegation in self.delegations}
        return ways_of(stays, self._site_locations, self.distances)

    @property
    def _site_locations(self) -> Mapping[str, Location | None]:
        return {name: site.location for name, (_, site) in self.sites.items()}

    @cached_property
    def _calendars(self) -> dict[_CalendarKey, WorkCalendar]:
        return {}

    def work_calendar(
        self,
        slot: str,
        *,
        minor: bool,
        only: tuple[Weekday, ...] | None = None,
        youth: YouthHours | None = None,
    ) -> WorkCalendar:
        """The working days at a slot for minors or for adults.

        `only` names the weekdays to which a need is bound, `youth` the profile of working hours
        that holds. Raises `KeyError`: unknown slot.
        """
        key = (slot, minor, only, None if youth is None else youth.name)
        found = self._calendars.get(key)
        if found is None:
            weekdays = self.policy.minors_work_on
            found = WorkCalendar(self.offers[slot], minor, weekdays, only, youth)
            self._calendars[key] = found
        return found

    def calendar_of(self, person: Person, need: InternshipNeed, slot: str) -> WorkCalendar:
        """The days on which somebody works at a slot for a need. Raises `KeyError`: unknown."""
        youth = self.youth_hours_of(person) if self.keeps_youth_hours else None
        return self.work_calendar(slot, minor=person.minor, only=need.weekdays, youth=youth)

    @cached_property
    def _youth_hours(self) -> Mapping[str, YouthHours]:
        profiles = (*SHIPPED_YOUTH_HOURS, *self.policy.youth_hours_profiles)
        return {profile.name: profile for profile in profiles}

    @cached_property
    def keeps_youth_hours(self) -> bool:
        """Whether any delegation names a profile of working hours for the young."""
        return any(delegation.youth_hours is not None for delegation in self.delegations)

    def youth_hours_of(self, person: Person) -> YouthHours | None:
        """The profile of working hours that holds for somebody; None: none does.

        It is that of the delegation, for whoever is below its age on the first day of the stay; a
        pupil of unknown age is taken to be.
        """
        name = self.delegations_by_id[person.delegation].youth_hours
        if name is None:
            return None
        profile = self._youth_hours[name]
        age = person.age_on(person.window.first)
        young = person.minor if age is None else age < profile.below_age
        return profile if young else None

    def papers_missing(self, person: Person) -> tuple[str, ...]:
        """The papers without which somebody may not be placed nor be on duty."""
        return () if self.policy.tentative.missing_documents else person.missing_documents

    def supervision_of(self, delegation: str) -> SupervisionProfile:
        """The supervision profile that holds for a delegation. Raises `KeyError`: unknown."""
        name = self.delegations_by_id[delegation].supervision or self.policy.supervision
        return self._supervision_profiles[name or SHIPPED_PROFILES[0].name]

    @cached_property
    def _supervision_profiles(self) -> Mapping[str, SupervisionProfile]:
        profiles = (*SHIPPED_PROFILES, *self.policy.supervision_profiles)
        return {profile.name: profile for profile in profiles}


def _again(error: ValidationError) -> list[InitErrorDetails]:
    """The line errors of a `ValidationError`, ready to be raised together with others."""
    details: list[InitErrorDetails] = []
    for found in error.errors(include_url=False):
        kind, context = found["type"], found.get("ctx", {})
        details.append(
            InitErrorDetails(
                type=kind if _is_known(kind, context) else custom_error(kind, found["msg"]),
                loc=found["loc"],
                input=found["input"],
                ctx=context,
            )
        )
    return details


def _is_known(kind: str, context: dict[str, Any]) -> bool:
    """Whether an error is one of pydantic's own, which carry their context with them."""
    try:
        PydanticKnownError(kind, context)  # type: ignore[arg-type]  # asking is the purpose
    except KeyError:
        return False
    return True
