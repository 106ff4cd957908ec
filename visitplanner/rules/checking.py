"""Check a plan against every rule, in plain Python, knowing nothing of any solver."""

from collections.abc import Sequence

from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, roster_of
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule, Violation


def check(
    programme: Programme, plan: Plan, *, rules: Sequence[Rule] = RULES
) -> tuple[Violation, ...]:
    """Every breach of a rule in a plan; an empty tuple means that all rules hold.

    The plan may come from `schedule` or be written by hand (`Plan.from_placements`). Breaches come
    in the order of `rules`, which are all rules unless you name your own choice.
    """
    return breaches(roster_of(programme, plan), rules)


def breaches(roster: Roster, rules: Sequence[Rule]) -> tuple[Violation, ...]:
    """Every breach in a plan that has been looked up already."""
    return tuple(violation for rule in rules for violation in rule.check(roster))
