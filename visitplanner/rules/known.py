"""Known: a plan names people, slots, sites and needs of its programme, and each need once."""

from collections.abc import Iterator

from visitplanner.model.plan import Placement
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation, stay_violation

NAME = "known"


def check(roster: Roster) -> Iterator[Violation]:
    """Everything named exists, and no need is met twice."""
    for stranger, reason in roster.strangers:
        day = stranger.first_day if isinstance(stranger, Placement) else stranger.day
        yield Violation(rule=NAME, who=(stranger.participant,), days=(day,), message=reason)
    met: set[tuple[str, str]] = set()
    for stay in roster.stays:
        key = (stay.who, stay.need.id)
        if key in met:
            reason = f"the need '{stay.need.id}' is met by another placement already"
            yield stay_violation(NAME, stay, reason, limit=1, found=2)
        met.add(key)


# The options name only what exists, and the row of each demand keeps every need single.
RULE = Rule(
    name=NAME,
    says="A plan names people, slots, sites and needs of its programme, and meets each need once.",
    source="the meaning of a placement",
    check=check,
)
