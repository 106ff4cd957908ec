"""Places of a site: never more people at any time, over all its slots, than the site takes."""

from collections.abc import Iterator

from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.crowd import Holder, crowd_rows, crowd_words, crowds
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACES

NAME = "site_places"


def holder(offer: Offer) -> Holder:
    """The places of the site."""
    return Holder(offer.site.id, offer.site.places, offer.site.places_on)


def check(roster: Roster) -> Iterator[Violation]:
    """At no time a site takes more people than it has places."""
    for crowd in crowds(roster.stays, holder):
        yield Violation(
            rule=NAME,
            who=tuple(stay.who for stay in crowd.stays),
            site=crowd.holder.id,
            days=(crowd.day,),
            limit=crowd.limit,
            found=crowd.found,
            message=crowd_words(crowd, " over all its slots"),
        )


def rows(problem: Problem) -> None:
    """For each site with places of its own, each day and time: places taken up <= places."""
    crowd_rows(problem, NAME, holder)


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place at the site '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="At no time a site takes more people, over all its slots, than it has places; slots with "
    "hours count while they are open.",
    source="the programme: places and places_on of the site, takes_places of the participant",
    check=check,
    fix=fix,
    looks=PLACES,
    rows=rows,
)
