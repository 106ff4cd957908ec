"""Who sends and who receives: organisations, their sites, the slots they offer, partnerships."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from visitplanner.model.base import (
    MONDAY_TO_FRIDAY,
    Contact,
    Flag,
    Id,
    Ids,
    Languages,
    Model,
    Name,
    Role,
    Text,
    Weekdays,
    Whole,
    one_or_many,
)
from visitplanner.model.geography import Location
from visitplanner.model.places import PlacesOn
from visitplanner.model.regions import Region, TimeZone
from visitplanner.model.windows import DateWindow, Hours, Length

Activity = Literal["internship", "observation", "training"]
PartnershipStatus = Literal["offered", "in_preparation", "agreed", "active", "dormant"]

CAPACITY_STATUSES: frozenset[PartnershipStatus] = frozenset({"agreed", "active"})
"""Only partnerships of these statuses supply capacity."""


class Admission(Model):
    """Whom a slot admits. An empty condition admits everybody."""

    roles: Annotated[
        tuple[Role, ...], BeforeValidator(one_or_many, json_schema_input_type=Role | list[Role])
    ] = ()
    """Roles admitted; empty: every role."""
    min_age: Annotated[Whole, Field(ge=0, le=120)] | None = None
    """Youngest age in years, reached by the first day of the placement."""
    max_age: Annotated[Whole, Field(ge=0, le=120)] | None = None
    """Oldest age in years on the first day of the placement."""
    languages: Languages = ()
    """ISO 639 codes; a participant must speak at least one of them. Empty: none is asked for."""
    interpreter: Flag = False
    """Whether an interpreter on the site that day, who speaks one of these languages and one of
    the participant's, is as good."""

    @model_validator(mode="after")
    def _ages_in_order(self) -> Self:
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            raise ValueError(f"max_age {self.max_age} is below min_age {self.min_age}")
        return self


class InternshipSlot(Model):
    """What a host offers at one site: places in a field, on the site's working days."""

    id: Id
    """Unique in the programme, over all sites and hosts."""
    field: Id
    """The field of work, such as `automotive`; needs name the same word."""
    places: Annotated[Whole, Field(ge=1, le=1_000_000)]
    """People who can be taken on each working day."""
    places_on: tuple[PlacesOn, ...] = ()
    """Other numbers of places on some days or in some hours; of several that hold, the last."""
    title: Name | None = None
    """What the slot is called on calendars; without one, its id."""
    activity: Activity = "internship"
    """`observation` where people only watch, as in a hospital; shown on every invitation."""
    minimum_group: Annotated[Whole, Field(ge=1, le=1_000_000)] = 1
    """On a day the slot is used at all, at least so many people must be there."""
    window: DateWindow | None = None
    """Dates of the offer; without one, as long as delegations stay."""
    hours: Hours | None = None
    """Working hours of each day in the site's time zone; without them, stays are whole days.
    Nobody is at two slots at the same time; slots with hours can share a day."""
    break_minutes: Annotated[Whole, Field(ge=0, le=24 * 60)] | None = None
    """Minutes of break within the hours; without them, the breaks that a profile of working hours
    for the young asks for are taken."""
    length: Length | None = None
    """Length of every placement here; needs of another length are not met at the slot."""
    weekdays: Weekdays | None = None
    """Days of the week on which the slot works; without them, those of the site."""
    admits: Admission = Admission()
    """Whom the slot takes."""
    reserved_for: Ids = ()
    """Partnerships or delegations the places are kept for; empty: open to every partner."""
    notes: Text = ""

    @model_validator(mode="after")
    def _group_fits(self) -> Self:
        if self.minimum_group > self.places:
            raise ValueError(
                f"minimum_group {self.minimum_group} is more than the {self.places} places"
            )
        if self.break_minutes is not None:
            if self.hours is None:
                raise ValueError("break_minutes without hours: give the hours as well")
            if self.break_minutes >= self.hours.minutes:
                raise ValueError(
                    f"break_minutes {self.break_minutes} leave no work in {self.hours}"
                )
        return self


class Site(Model):
    """One place of a host: a workshop, a ward, a farm."""

    id: Id
    """Unique in the programme."""
    name: Name
    address: Name | None = None
    """Postal address on one line; shown as the place of calendar events."""
    contact: Contact | None = None
    """Who receives the invitations; without one, the contact of the host."""
    slots: tuple[InternshipSlot, ...] = ()
    places: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """People on each day over all slots of the site; without it only the slots limit."""
    places_on: tuple[PlacesOn, ...] = ()
    """Other numbers of places on some days or in some hours; of several that hold, the last."""
    weekdays: Weekdays = MONDAY_TO_FRIDAY
    """Opening days of the week."""
    closed: tuple[DateWindow, ...] = ()
    """Further days on which the site takes nobody."""
    adults_work_on_holidays: Flag = False
    """Whether adults work here on public holidays; minors never do."""
    adults_work_on_school_free_days: Flag = True
    """Whether adults work here on school-free days; minors never do."""
    mentors: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    """Host staff who can supervise, where the supervision profile lets mentors count."""
    languages: Languages = ()
    """ISO 639 codes of what is spoken here, for the goal `language_fit`; what a slot insists on
    stands in its `admits.languages`."""
    visiting_hours: Hours | None = None
    """Hours in which visits can be placed; without them, 08:00-18:00."""
    visitors: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """People on visits at the same time; without it, any number."""
    location: Location | None = None
    """Where the site is, for distances."""
    time_zone: TimeZone | None = None
    """IANA name; without one, the zone of the programme."""
    region: Region | None = None
    """Region whose holidays hold here; without one, that of the programme."""
    notes: Text = ""


class Organisation(Model):
    """Who sends people, or is a partner in another way."""

    id: Id
    """Unique among organisations and hosts."""
    name: Name
    place: Name | None = None
    """Town."""
    contact: Contact | None = None
    notes: Text = ""


class HostOrganisation(Organisation):
    """Who receives people, at one or more sites."""

    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    places: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """People on each day over all sites; without it only sites and slots limit."""
    places_on: tuple[PlacesOn, ...] = ()
    """Other numbers of places on some days or in some hours; of several that hold, the last."""


class Partnership(Model):
    """A link between organisations; its status says whether it supplies capacity."""

    id: Id
    between: Annotated[tuple[Id, ...], Field(min_length=2)]
    """Ids of the organisations and hosts linked: each with each."""
    status: PartnershipStatus
    """Only `agreed` and `active` supply capacity."""
    about: Name | None = None
    """What it is about."""
    since: DateWindow | None = None
    notes: Text = ""

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if len(set(self.between)) < len(self.between):
            raise ValueError("names the same organisation twice")
        return self

    @property
    def supplies_capacity(self) -> bool:
        """Whether places of this partnership may be used for planning."""
        return self.status in CAPACITY_STATUSES
