"""Places of a slot: never more people on any day than there are places."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster, by_place_and_day
from visitplanner.rules.form import Rule, Violation, counted

NAME = "slot_places"


def check(roster: Roster) -> Iterator[Violation]:
    """On every day a slot takes at most as many people as it has places."""
    for day, present in by_place_and_day(roster.stays, lambda stay: stay.offer.id):
        offer = present[0].offer
        places = offer.slot.places
        if len(present) > places:
            yield Violation(
                rule=NAME,
                who=tuple(stay.who for stay in present),
                site=offer.site.id,
                slot=offer.id,
                days=(day,),
                limit=places,
                found=len(present),
                message=f"{offer.id} on {day}: {len(present)} people, "
                f"{counted(places, 'place', 'places')}",
            )


def rows(problem: Problem) -> None:
    """For each slot and day: people there <= places."""
    options = problem.options
    option, day = options.days_worked()
    row, (offer, _) = groups(options.offer[option], day)
    places = np.array([offer.slot.places for offer in options.offers], dtype=np.int64)
    problem.add_rows(NAME, row=row, column=option, upper=places[offer], count=len(offer))


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place at '{violation.slot}'"


RULE = Rule(
    name=NAME,
    says="On every day a slot takes at most as many people as it has places.",
    source="the programme: places of the slot",
    check=check,
    fix=fix,
    rows=rows,
)
