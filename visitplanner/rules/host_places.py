"""Places of a host: never more people at any time, over all its sites, than the host takes."""

from collections.abc import Iterator

from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.crowd import Holder, crowd_rows, crowd_words, crowds
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACES

NAME = "host_places"


def holder(offer: Offer) -> Holder:
    """The places of the host."""
    return Holder(offer.host.id, offer.host.places, offer.host.places_on)


def check(roster: Roster) -> Iterator[Violation]:
    """At no time a host takes more people than it has places."""
    for crowd in crowds(roster.stays, holder):
        yield Violation(
            rule=NAME,
            who=tuple(stay.who for stay in crowd.stays),
            host=crowd.holder.id,
            days=(crowd.day,),
            limit=crowd.limit,
            found=crowd.found,
            message=crowd_words(crowd, " over all its sites"),
        )


def rows(problem: Problem) -> None:
    """For each host with places of its own, each day and time: places taken up <= places."""
    crowd_rows(problem, NAME, holder)


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place at the host '{violation.host}'"


RULE = Rule(
    name=NAME,
    says="At no time a host takes more people, over all its sites, than it has places.",
    source="the programme: places and places_on of the host, takes_places of the participant",
    check=check,
    fix=fix,
    looks=PLACES,
    rows=rows,
)
