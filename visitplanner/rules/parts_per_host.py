"""Parts per host: nobody has more placements at one host than they may."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACEMENTS

NAME = "parts_per_host"


def check(roster: Roster) -> Iterator[Violation]:
    """No host has more placements of one person than are allowed."""
    for who, stays in roster.stays_by_person.items():
        limit = stays[0].person.parts_per_host
        if limit is None:
            continue
        for host, there in _by_host(stays).items():
            if len(there) > limit:
                yield Violation(
                    rule=NAME,
                    who=(who,),
                    host=host,
                    days=tuple(sorted({stay.placement.first_day for stay in there})),
                    limit=limit,
                    found=len(there),
                    message=f"{who}: {len(there)} placements at the host '{host}', at most {limit}",
                )


def _by_host(stays: list[Stay]) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = {}
    for stay in stays:
        found.setdefault(stay.offer.host.id, []).append(stay)
    return found


def rows(problem: Problem) -> None:
    """For each person with a limit and each host: placements <= limit."""
    options = problem.options
    limits = [demand.person.parts_per_host for demand in options.demands]
    if limits.count(None) == len(limits):
        return
    limited = options.of_demand([limit is not None for limit in limits]) > 0
    column = np.flatnonzero(limited)
    if not len(column):
        return
    hosts = list(dict.fromkeys(offer.host.id for offer in options.offers))
    host = options.of_offer([hosts.index(offer.host.id) for offer in options.offers])
    row, (cohort, _) = groups(options.cohort[column], host[column])
    most = np.array(
        [(people[0].parts_per_host or 0) * len(people) for people in options.cohorts],
        dtype=np.int64,
    )
    problem.add_rows(NAME, row=row, column=column, upper=most[cohort], count=len(cohort))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return (
        f"{violation.found} placements of one person at the host '{violation.host}' instead of "
        f"{violation.limit}"
    )


RULE = Rule(
    name=NAME,
    says="Nobody has more placements at one host, over all its sites, than parts_per_host.",
    source="the programme: parts_per_host of the participant",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=PLACEMENTS,
    rows=rows,
)
