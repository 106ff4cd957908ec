"""Pins: what was fixed by hand stays where it is."""

from collections.abc import Iterator

from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.form import Rule, Violation

NAME = "pin"


def check(roster: Roster) -> Iterator[Violation]:
    """Every pin is kept by a placement of the plan."""
    for number, pin in enumerate(roster.programme.pins):
        stays = [stay for stay in roster.stays if stay.who == pin.participant]
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


# A pinned need has a single option, and its demand must be met: see `visitplanner.solve.options`.
RULE = Rule(
    name=NAME,
    says="A placement fixed by hand stays where it is.",
    source="the programme: pins",
    check=check,
    grows=False,
)
