"""Field: a slot is in one of the fields the need asks for."""

from visitplanner.matrix.kinds import Reads, as_set
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "field"


def closed(
    _programme: Programme, _person: Person, need: InternshipNeed, offer: Offer
) -> str | None:
    """Why the need cannot be met in the slot's field."""
    if offer.slot.field in need.field:
        return None
    return f"the slot is in the field '{offer.slot.field}', the need asks for {_either(need.field)}"


def _either(fields: tuple[str, ...]) -> str:
    return " or ".join(f"'{field}'" for field in fields)


def reads(_programme: Programme) -> Reads:
    """The fields, asked for and offered."""
    return Reads(
        demand=lambda _person, need: as_set(need.field),
        offer=lambda offer: offer.slot.field,
        one_of=lambda _person, need: need.field,
    )


RULE = Rule(
    name=NAME,
    says="A participant goes to a slot in one of the fields the need asks for.",
    source="the programme: field of the need, field of the slot",
    check=each_stay(NAME, closed, limit=lambda stay: ", ".join(stay.need.field)),
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
)
