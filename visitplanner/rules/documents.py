"""Documents: nobody who lacks papers has a place or a duty, unless places may be tentative."""

from collections.abc import Iterator

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "documents"


def closed(
    programme: Programme, person: Person, _need: InternshipNeed, _offer: Offer
) -> str | None:
    """Which papers are missing, where nobody may be placed without them."""
    missing = programme.papers_missing(person)
    return f"documents are missing: {', '.join(missing)}" if missing else None


_placed = each_stay(NAME, closed, limit=lambda stay: ", ".join(stay.person.missing_documents))


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody is placed or on duty whose papers are missing, unless that may be tentative."""
    yield from _placed(roster)
    for duty, person in roster.duties:
        if missing := ", ".join(roster.programme.papers_missing(person)):
            yield Violation(
                rule=NAME,
                who=(person.id,),
                site=duty.site,
                days=(duty.day,),
                limit=missing,
                message=f"{person.id} on duty at {duty.site}: documents are missing: {missing}",
            )


def reads(programme: Programme) -> Reads:
    """The papers missing, where they matter."""
    if programme.policy.tentative.missing_documents:
        return Reads()
    return Reads(demand=lambda person, _need: person.missing_documents)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"{violation.limit} of {violation.who[0]}, or tentative places for missing documents"


RULE = Rule(
    name=NAME,
    says="Nobody is placed or on duty while documents are missing, unless the programme plans such "
    "places tentatively.",
    source="the programme: missing_documents of the participant, policy.tentative",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
)
