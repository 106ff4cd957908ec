"""Allergies: nobody sleeps in a house with what they are allergic to."""

from collections.abc import Iterator

from visitplanner.model.logistics import Lodging
from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "allergies"


def closed_bed(_programme: Programme, person: Person, lodging: Lodging) -> str | None:
    """Why the house does not suit."""
    found = [each for each in lodging.allergens if each in person.allergies]
    return f"allergic to what is in the house ({', '.join(found)})" if found else None


def check(roster: Roster) -> Iterator[Violation]:
    """No house has what its guests are allergic to."""
    for bed, person, lodging in roster.beds:
        reason = closed_bed(roster.programme, person, lodging)
        if reason is not None:
            yield Violation(
                rule=NAME,
                who=(person.id,),
                days=(bed.first_night,),
                limit="none of " + ", ".join(person.allergies),
                found=", ".join(lodging.allergens),
                message=f"{person.id} at {lodging.id}: {reason}",
            )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"a bed in a house with {violation.limit}"


RULE = Rule(
    name=NAME,
    says="Nobody sleeps in a house with something they are allergic to.",
    source="the programme: allergens of the lodging, allergies of the participant",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=Looks(part="houses"),
    closed_bed=closed_bed,
)
