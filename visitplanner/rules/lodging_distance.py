"""Lodging distance: nobody works farther from their house than the policy allows.

Ways that are not known are allowed.
"""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from visitplanner.matrix.joint import joint_of
from visitplanner.matrix.problem import Problem
from visitplanner.model.logistics import Lodging
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import Looks

NAME = "lodging_distance"


def _too_far(programme: Programme, lodging: Lodging, site: str) -> int | None:
    """Metres of the way, where it is known and longer than allowed."""
    limit = programme.policy.lodging_within_km
    metres = programme.ways_from_lodgings.get((lodging.id, site))
    return metres if limit and metres is not None and metres > limit * 1000 else None


def _km(metres: int) -> str:
    return f"{Decimal(metres) / 1000:.1f}"


def check(roster: Roster) -> Iterator[Violation]:
    """No way between house and site is known to be too long."""
    houses: dict[str, list[Lodging]] = {}
    for _, person, lodging in roster.beds:
        houses.setdefault(person.id, []).append(lodging)
    for stay in roster.stays:
        for lodging in houses.get(stay.who, ()):
            metres = _too_far(roster.programme, lodging, stay.offer.site.id)
            if metres is not None:
                limit = roster.programme.policy.lodging_within_km
                reason = f"{_km(metres)} km from {lodging.id}, allowed are {limit}"
                yield stay_violation(NAME, stay, reason, limit=str(limit), found=_km(metres))


def rows(problem: Problem) -> None:
    """Nobody works at a site while living in a house too far from it."""
    programme = problem.programme
    if programme.policy.lodging_within_km is None:
        return
    joint = joint_of(problem)
    if joint is None:
        return
    far = np.array(
        [
            [_too_far(programme, lodging, site) is not None for site in joint.sites]
            for lodging in programme.lodgings
        ],
        dtype=bool,
    )
    column = joint.column[far[joint.lodging, joint.site]]
    problem.add_rows(NAME, row=np.arange(len(column)), column=column, upper=0, count=len(column))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"a bed within {violation.limit} km of '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="Nobody works farther from their house than the policy allows, as far as the way is "
    "known.",
    source="the programme: lodging_within_km of the policy, locations and distances",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=Looks(part="ways"),
    rows=rows,
)
