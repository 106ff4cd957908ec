"""Role: a slot takes only the roles it admits."""

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "role"


def closed(
    _programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
) -> str | None:
    """Why the slot does not take this role."""
    roles = offer.slot.admits.roles
    if not roles or person.role in roles:
        return None
    return f"the slot takes {' and '.join(roles)}, not {person.role}"


def reads(programme: Programme) -> Reads:
    """The role, and those admitted, where any slot names some."""
    if not any(offer.slot.admits.roles for offer in programme.offers.values()):
        return Reads()
    return Reads(
        demand=lambda person, _need: person.role, offer=lambda offer: offer.slot.admits.roles
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"'{violation.slot}' admits this role"


RULE = Rule(
    name=NAME,
    says="A slot takes only people of the roles it admits.",
    source="the programme: admits.roles of the slot",
    check=each_stay(NAME, closed, limit=lambda stay: ", ".join(stay.offer.slot.admits.roles)),
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
)
