"""Partner status: only agreed and active partnerships supply capacity."""

from visitplanner.matrix.kinds import Reads
from visitplanner.model.hosts import CAPACITY_STATUSES, Partnership
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "partner_status"


def links(programme: Programme, person: Person, offer: Offer) -> tuple[Partnership, ...]:
    """The partnerships that link a participant's senders with the host of a slot."""
    return programme.partnerships_between(person.senders, offer.host.id)


def suppliers(programme: Programme, person: Person, offer: Offer) -> tuple[Partnership, ...]:
    """The partnerships that could supply a slot to a participant, whatever their status."""
    linked = links(programme, person, offer)
    through = offer.slot.reserved_for
    if through and person.delegation not in through:
        return tuple(partnership for partnership in linked if partnership.id in through)
    return linked


def closed(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> str | None:
    """Why no partnership supplies this place to this participant."""
    if not programme.partnerships:
        return None
    linked = suppliers(programme, person, offer)
    if not linked and offer.slot.reserved_for and person.delegation not in offer.slot.reserved_for:
        return None  # not theirs at all: the rule of reservation says so
    tentative = programme.policy.tentative.partnership_status
    for each in linked:
        if each.status in CAPACITY_STATUSES or each.status in tentative:
            return None
    if not linked:
        return f"no partnership links {_either(person.senders)} with '{offer.host.id}'"
    found = ", ".join(f"'{each.id}' is only {each.status.replace('_', ' ')}" for each in linked)
    return f"the partnership {found}: only agreed and active ones supply places"


def reads(programme: Programme) -> Reads:
    """Senders and host, for whom the places are kept, and the delegation where they may be."""
    if not programme.partnerships:
        return Reads()
    kept = {name for offer in programme.offers.values() for name in offer.slot.reserved_for}
    alike = {_offered(offer): offer for offer in programme.offers.values()}
    reserved = [fact for fact, offer in alike.items() if offer.slot.reserved_for]
    by_host: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for fact in alike:
        by_host.setdefault(fact[0], []).append(fact)

    def one_of(person: Person, need: InternshipNeed) -> list[tuple[str, tuple[str, ...]]]:
        hosts = programme.partners_of(person.senders)
        near = dict.fromkeys(fact for host in hosts for fact in by_host.get(host, ()))
        near |= dict.fromkeys(reserved)
        return [fact for fact in near if closed(programme, person, need, alike[fact]) is None]

    return Reads(
        demand=lambda person, _need: (
            person.senders,
            person.delegation if person.delegation in kept else None,
        ),
        offer=_offered,
        one_of=one_of,
    )


def _offered(offer: Offer) -> tuple[str, tuple[str, ...]]:
    return offer.host.id, offer.slot.reserved_for


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"an agreed partnership for '{violation.slot}'"


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(f"'{name}'" for name in names)


RULE = Rule(
    name=NAME,
    says="Only partnerships that are agreed or active supply places, and those of a status that "
    "the programme plans tentatively.",
    source="the programme: status of the partnership between sender and host, policy.tentative",
    check=each_stay(NAME, closed, limit=lambda _stay: "agreed or active"),
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
)
