"""Availability: nobody works, or is on duty, on a day they are away."""

from collections.abc import Iterator

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.windows import DateWindow
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "availability"


def check(roster: Roster) -> Iterator[Violation]:
    """No working day and no duty falls on a day away."""
    for stay in roster.stays:
        if not stay.person.away:
            continue
        away = [day for day in stay.days if any(day in window for window in stay.person.away)]
        if away:
            reason = f"away on {', '.join(map(str, away))}"
            yield stay_violation(NAME, stay, reason, days=away, limit=0, found=len(away))
    for duty, person in roster.duties:
        if any(duty.day in window for window in person.away):
            yield Violation(
                rule=NAME,
                who=(person.id,),
                site=duty.site,
                days=(duty.day,),
                message=f"{person.id} on duty at {duty.site}: away on {duty.day}",
            )


def never_works(
    _programme: Programme, person: Person, _need: InternshipNeed, _offer: Offer
) -> tuple[DateWindow, ...]:
    """The days away."""
    return person.away


def reads(_programme: Programme) -> Reads:
    """The days away."""
    return Reads(demand=lambda person, _need: person.away)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"{violation.who[0]} being there"


RULE = Rule(
    name=NAME,
    says="Nobody works or is on duty on a day they are away.",
    source="the programme: away of the participant",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    never_works=never_works,
)
