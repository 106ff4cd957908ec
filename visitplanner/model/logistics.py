"""What surrounds the internships: visits, lodging, transfers, handovers."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from visitplanner.model.base import Contact, Id, Ids, Model, Name, Text, Whole
from visitplanner.model.windows import DateWindow, Hours


class Visit(Model):
    """A dated event of hours for a whole group: a reception, a museum tour, a signing."""

    id: Id
    name: Name
    delegations: Ids = ()
    """Who takes part."""
    at: Id
    """Organisation, host or site visited."""
    window: DateWindow | None = None
    """The day, or the days between which one is to be found; None while it is open."""
    hours: Hours | None = None
    """Times of the day at the place visited; None while they are open."""
    notes: Text = ""


class Lodging(Model):
    """Beds, by night, in one house."""

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
    address: Name | None = None
    contact: Contact | None = None
    notes: Text = ""


class Transfer(Model):
    """A journey with seats: arrival, departure, or a shuttle between house and site."""

    id: Id
    kind: Literal["arrival", "departure", "shuttle"]
    delegations: Annotated[Ids, Field(min_length=1)]
    seats: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """None while it is open."""
    window: DateWindow | None = None
    """The day of the journey, or the days on which it runs."""
    origin: Name | None = None
    destination: Name | None = None
    notes: Text = ""


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
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
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
