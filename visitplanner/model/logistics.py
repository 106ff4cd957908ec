"""What surrounds the internships: visits, lodging, transfers, handovers."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from visitplanner.model.base import (
    Contact,
    Id,
    Ids,
    Model,
    Name,
    Reference,
    Text,
    Weekdays,
    Whole,
    one_or_many,
)
from visitplanner.model.companions import Strength
from visitplanner.model.geography import Location
from visitplanner.model.windows import DateWindow, Hours


class Visit(Model):
    """An event of hours for a whole group: a reception, a museum tour, a signing.

    With a single day and hours it is fixed. With a longer window, or with minutes in place of
    hours, planning finds day and time. Where that is not enough to go by, it stays open.
    """

    id: Id
    name: Name
    delegations: Ids = ()
    """Who takes part: whole delegations."""
    participants: Annotated[
        tuple[Reference, ...],
        BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    ] = ()
    """Who else takes part, one by one, as `delegation/participant`."""
    at: Id
    """Organisation, host or site visited."""
    window: DateWindow | None = None
    """The day, or the days between which one is to be found; None while it is open."""
    hours: Hours | None = None
    """Times of the day at the place visited; None while they are open or to be found."""
    minutes: Annotated[Whole, Field(ge=5, le=24 * 60)] | None = None
    """How long it lasts, where planning is to find the time of the day."""
    between: Hours | None = None
    """Hours in which to find the time; without them, the visiting hours of the site."""
    weekdays: Weekdays | None = None
    """Days of the week on which it can take place; without them, the opening days of the site."""
    places: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """The most people who can take part."""
    internship: Literal["replace", "avoid"] | None = None
    """`replace`: it takes the place of internship hours. `avoid`: nobody who takes part is at work
    at the time or on the way. Without it, a fixed visit replaces and any other avoids."""
    way_minutes: Annotated[Whole, Field(ge=0, le=24 * 60)] = 0
    """Minutes for the way, kept free before and after."""
    after: Ids = ()
    """Visits that end before this one begins, if both take place."""
    notes: Text = ""

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if self.hours is not None and self.minutes is not None:
            raise ValueError("hours fix the time, minutes let it be found: give one of the two")
        if self.hours is not None and self.between is not None:
            raise ValueError("hours fix the time, so there is none to find: leave 'between' out")
        if self.minutes is not None and self.between and self.minutes > self.between.minutes:
            raise ValueError(f"{self.minutes} minutes do not fit between {self.between}")
        if self.id in self.after:
            raise ValueError(f"'{self.id}' is to be after itself")
        return self

    @property
    def fixed(self) -> bool:
        """Whether day and hours are settled by hand."""
        return self.hours is not None and self.window is not None and self.window.days == 1

    @property
    def open(self) -> bool:
        """Whether too little is known to plan it."""
        return self.window is None or (self.hours is None and self.minutes is None)

    @property
    def avoids_internships(self) -> bool:
        """Whether nobody who takes part may be at work at the time."""
        return self.internship == "avoid" or (self.internship is None and not self.fixed)


class Lodging(Model):
    """Beds, by night, in one house.

    Everybody of a delegation for which there is a house has one house for the whole stay, from
    arrival to departure.
    """

    id: Id
    name: Name
    beds: Annotated[Whole, Field(ge=1, le=100_000)]
    kind: Literal["host_family", "hostel", "hotel", "boarding_school", "other"] = "other"
    provided_by: Id | None = None
    """Organisation or host."""
    delegations: Ids = ()
    """Whom it is kept for; empty: anybody."""
    window: DateWindow | None = None
    """First day of the first night, last day after the last night."""
    allergens: Ids = ()
    """What is in the house that somebody may be allergic to: `cats`."""
    one_rooming_group: Strength | None = None
    """Whether, on any night, only people of one rooming group (`rooming`) share the house."""
    accompanying_person: Strength | None = None
    """Whether minors sleep here only if an accompanying person of their delegation does, too."""
    address: Name | None = None
    location: Location | None = None
    """Where the house is, for distances."""
    contact: Contact | None = None
    notes: Text = ""


TransferKind = Literal["arrival", "departure", "shuttle"]
"""What a transfer is for."""


class Transfer(Model):
    """A journey with seats: arrival, departure, or a shuttle between house and site."""

    id: Id
    kind: TransferKind
    delegations: Annotated[Ids, Field(min_length=1)]
    """Whose people it takes. A delegation with arrivals comes by these alone; so with
    departures."""
    seats: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """Seats, of a shuttle on each day; None while it is open."""
    window: DateWindow | None = None
    """The day of the journey, or the days on which a shuttle runs. Of an arrival that is not
    settled the last day is planned for, of a departure the first."""
    hours: Hours | None = None
    """Start and end of the journey, local time."""
    sites: Ids = ()
    """Of a shuttle: the sites it serves. Who works there rides on it."""
    lodgings: Ids = ()
    """Of a shuttle: the houses it serves; empty: all of them."""
    origin: Name | None = None
    destination: Name | None = None
    notes: Text = ""

    @model_validator(mode="after")
    def _shuttles_serve(self) -> Self:
        if self.kind != "shuttle" and (self.sites or self.lodgings):
            raise ValueError(
                f"sites and lodgings are for shuttles, but this is of kind '{self.kind}'"
            )
        return self


def _currency(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[A-Z]{3}", value):
        raise ValueError(f"{value[:60]!r} is no currency: write its code by ISO 4217, such as EUR")
    return value


class Handover(Model):
    """Goods or money brought from one partner to another."""

    id: Id
    giver: Id | None = None
    """Organisation or host; None while it is not known."""
    receiver: Id
    """Organisation or host."""
    what: Name
    """`photo album`, `8 boxes of German books`."""
    amount: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)] | None = None
    """Money, in `currency`."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$"), BeforeValidator(_currency)] | None = None
    """ISO 4217 code: `EUR`."""
    state: Literal["offered", "planned", "done"] = "planned"
    window: DateWindow | None = None
    """When it took place or is to take place."""
    carried_by: Id | None = None
    """Transfer or visit on which it rides."""
    notes: Text = ""

    @model_validator(mode="after")
    def _amount_has_currency(self) -> Self:
        if (self.amount is None) != (self.currency is None):
            raise ValueError("amount and currency belong together: give both or neither")
        return self
