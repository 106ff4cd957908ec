"""Pins: what was fixed by hand stays where it is."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem, concatenate
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks

NAME = "pin"


def check(roster: Roster) -> Iterator[Violation]:
    """Every pin is kept by a placement of the plan."""
    for number, pin in enumerate(roster.programme.pins):
        stays = roster.stays_of([pin.participant])
        if any(
            stay.offer.id == pin.slot
            and stay.placement.first_day == pin.first_day
            and pin.last_day in (None, stay.placement.last_day)
            and pin.need in (None, stay.need.id)
            for stay in stays
        ):
            continue
        yield Violation(
            rule=NAME,
            who=(pin.participant,),
            slot=pin.slot,
            days=(pin.first_day,),
            limit=f"{pin.slot} from {pin.first_day}",
            found=", ".join(_words(stay) for stay in stays) or "not placed",
            message=f"pins[{number}] fixes {pin.participant} at {pin.slot} from {pin.first_day}, "
            f"but the plan has: {', '.join(_words(stay) for stay in stays) or 'not placed'}",
        )


def _words(stay: Stay) -> str:
    return f"{stay.offer.id} from {stay.placement.first_day}"


def rows(problem: Problem) -> None:
    """For each pin: the option that it names >= 1."""
    options = problem.options
    if not problem.pins:
        return
    slots = {offer.id: number for number, offer in enumerate(options.offers)}
    demands = {
        (demand.person.id, demand.need.id): number for number, demand in enumerate(options.demands)
    }
    found = [
        np.flatnonzero(
            (options.demand == demands[pin.participant, pin.need])
            & (options.offer == slots[pin.slot])
            & (options.first == options.number(pin.first_day))
            & (options.last == options.number(pin.last_day))
        )
        for pin in problem.pins
    ]
    row = np.repeat(np.arange(len(found)), [len(each) for each in found])
    problem.add_rows(NAME, row=row, column=concatenate(found), lower=1, count=len(found))


RULE = Rule(
    name=NAME,
    says="A placement fixed by hand stays where it is.",
    source="the programme: pins",
    check=check,
    looks=Looks(part="whole"),
    rows=rows,
    grows=False,
)
