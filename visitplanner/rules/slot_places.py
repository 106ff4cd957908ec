"""Places of a slot: never more people on any day than there are places."""

from collections.abc import Iterator

from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.crowd import Holder, crowd_rows, crowd_words, crowds
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACES

NAME = "slot_places"


def holder(offer: Offer) -> Holder:
    """The places of the slot."""
    return Holder(offer.id, offer.slot.places, offer.slot.places_on)


def check(roster: Roster) -> Iterator[Violation]:
    """On every day a slot takes at most as many people as it has places."""
    for crowd in crowds(roster.stays, holder):
        yield Violation(
            rule=NAME,
            who=tuple([stay.person.id for stay in crowd.stays]),
            site=crowd.stays[0].offer.site.id,
            slot=crowd.holder.id,
            days=(crowd.day,),
            limit=crowd.limit,
            found=crowd.found,
            message=crowd_words(crowd, ""),
        )


def rows(problem: Problem) -> None:
    """For each slot and day: places taken up <= places."""
    crowd_rows(problem, NAME, holder)


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place at '{violation.slot}'"


RULE = Rule(
    name=NAME,
    says="On every day a slot takes at most as many people as it has places; who takes up several "
    "counts for as many.",
    source="the programme: places and places_on of the slot, takes_places of the participant",
    check=check,
    fix=fix,
    looks=PLACES,
    rows=rows,
)
