"""Language: where a slot asks for a language, a participant speaks at least one it names."""

from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay

NAME = "language"


def closed(
    _programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
) -> str | None:
    """Why they cannot talk to each other."""
    asked = offer.slot.admits.languages
    if not asked or set(asked) & set(person.languages):
        return None
    spoken = ", ".join(person.languages) or "none is named"
    return f"the slot asks for {' or '.join(asked)} (spoken: {spoken})"


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return (
        f"a participant who speaks {violation.limit}, or '{violation.slot}' asking for no language"
    )


RULE = Rule(
    name=NAME,
    says="Where a slot asks for a language, a participant speaks at least one of those it names.",
    source="the programme: admits.languages of the slot",
    check=each_stay(NAME, closed, limit=lambda stay: " or ".join(stay.offer.slot.admits.languages)),
    fix=fix,
    closed=closed,
)
