"""Reservation: places kept for a partnership or a delegation go to nobody else."""

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT
from visitplanner.rules.partner_status import links

NAME = "reservation"


def closed(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> str | None:
    """For whom else the places are kept."""
    kept = offer.slot.reserved_for
    if not kept or person.delegation in kept:
        return None
    if any(partnership.id in kept for partnership in links(programme, person, offer)):
        return None
    return f"the places are kept for {' and '.join(kept)}"


def reads(programme: Programme) -> Reads:
    """For whom places are kept, and where any are, senders, host and delegation."""
    kept = {name for offer in programme.offers.values() for name in offer.slot.reserved_for}
    if not kept:
        return Reads()
    return Reads(
        demand=lambda person, _need: (
            person.senders,
            person.delegation if person.delegation in kept else None,
        ),
        offer=lambda offer: (
            offer.slot.reserved_for and offer.host.id,
            offer.slot.reserved_for,
        ),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"'{violation.slot}' not kept for {violation.limit} alone"


RULE = Rule(
    name=NAME,
    says="Places kept for a partnership or a delegation go to nobody else.",
    source="the programme: reserved_for of the slot",
    check=each_stay(NAME, closed, limit=lambda stay: " and ".join(stay.offer.slot.reserved_for)),
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
)
