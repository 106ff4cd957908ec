"""Documents: whoever still lacks papers is placed only where tentative places are allowed."""

from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay

NAME = "documents"


def closed(
    programme: Programme, person: Person, _need: InternshipNeed, _offer: Offer
) -> str | None:
    """Which papers are missing, where nobody may be placed without them."""
    if not person.missing_documents or programme.policy.tentative.missing_documents:
        return None
    return f"documents are missing: {', '.join(person.missing_documents)}"


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"{violation.limit} of {violation.who[0]}, or tentative places for missing documents"


RULE = Rule(
    name=NAME,
    says="Nobody is placed while documents are missing, unless the programme plans such places "
    "tentatively.",
    source="the programme: missing_documents of the participant, policy.tentative",
    check=each_stay(NAME, closed, limit=lambda stay: ", ".join(stay.person.missing_documents)),
    fix=fix,
    closed=closed,
)
