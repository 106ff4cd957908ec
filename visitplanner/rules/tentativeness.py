"""What of a placement is not settled yet: missing documents, a partnership still to be agreed."""

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules import partner_status


def reads(programme: Programme) -> Reads:
    """The missing documents, and what partnerships are found by; nothing where all is settled."""
    if all(each.supplies_capacity for each in programme.partnerships) and not any(
        person.missing_documents for person in programme.people.values()
    ):
        return Reads()
    supplying = partner_status.reads(programme)
    return Reads(
        demand=lambda person, need: (person.missing_documents, supplying.demand(person, need)),
        offer=supplying.offer,
    )


def why_tentative(programme: Programme, person: Person, offer: Offer) -> tuple[str, ...]:
    """Everything that is not settled of a place, in a fixed order; empty: the place is firm."""
    reasons = [f"documents: {name}" for name in person.missing_documents]
    linked = partner_status.suppliers(programme, person, offer)
    if not any(partnership.supplies_capacity for partnership in linked):
        reasons += [f"partnership: {each.id} ({each.status})" for each in linked]
    return tuple(reasons)
