"""Places of a field: never more people at work in a field at any time than the policy lets."""

from collections.abc import Callable, Iterator

from visitplanner.matrix.problem import Problem
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.crowd import Holder, crowd_rows, crowd_words, crowds
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACES

NAME = "field_places"


def holder_in(programme: Programme) -> Callable[[Offer], Holder | None]:
    """The places of the field of a slot."""
    holders = {
        each.field: Holder(each.field, each.places, each.places_on)
        for each in programme.policy.field_places
    }
    return lambda offer: holders.get(offer.slot.field)


def check(roster: Roster) -> Iterator[Violation]:
    """At no time more people work in a field than it has places."""
    for crowd in crowds(roster.stays, holder_in(roster.programme)):
        yield Violation(
            rule=NAME,
            who=tuple(stay.who for stay in crowd.stays),
            field=crowd.holder.id,
            days=(crowd.day,),
            limit=crowd.limit,
            found=crowd.found,
            message=crowd_words(crowd, " over all hosts"),
        )


def rows(problem: Problem) -> None:
    """For each limited field, each day and time: places taken up <= places."""
    crowd_rows(problem, NAME, holder_in(problem.programme))


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place in the field '{violation.field}'"


RULE = Rule(
    name=NAME,
    says="At no time more people work in a field, over all hosts, than the policy lets.",
    source="the programme: policy.field_places, takes_places of the participant",
    check=check,
    fix=fix,
    looks=PLACES,
    rows=rows,
)
