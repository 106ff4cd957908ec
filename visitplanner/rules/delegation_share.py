"""Delegation share: if any of a delegation are at a place on a day, so many of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.companions import Share
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster
from visitplanner.rules.company import (
    Entries,
    add_rows,
    at_work,
    heads_of,
    is_named,
    wish_for,
)
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import COMPANY

NAME = "delegation_share"


@dataclass(frozen=True, slots=True)
class _Group:
    """Those of a delegation who are at one place on one day."""

    share: Share
    day: date
    place: str
    people: tuple[Person, ...]

    @property
    def sure(self) -> int:
        return sum(person.certain for person in self.people)

    @property
    def missing(self) -> int:
        return max(0, self.share.at_least - self.sure)

    @property
    def too_many(self) -> int:
        most = self.share.at_most
        return 0 if most is None else max(0, len(self.people) - most)


def check(roster: Roster) -> Iterator[Violation]:
    """Wherever any of the delegation are, enough are sure to be, and not too many."""
    for group in _groups(roster, "hard"):
        if group.missing:
            unsure = len(group.people) - group.sure
            besides = f" and {unsure} who may not come" if unsure else ""
            found = f"{counted(group.sure, 'person', 'people')}{besides}"
            yield _violation(group, found, group.sure, f"at least {group.share.at_least}")
        if group.too_many:
            count = len(group.people)
            found = counted(count, "person", "people")
            yield _violation(group, found, count, f"at most {group.share.at_most}")


def wished(roster: Roster) -> int:
    """At each place on each day, the people missing and those too many."""
    return sum(
        group.share.weight * (group.missing + group.too_many) for group in _groups(roster, "soft")
    )


def _groups(roster: Roster, strength: str) -> Iterator[_Group]:
    for share in roster.programme.policy.shares:
        if share.strength != strength:
            continue

        theirs = roster.stays_of([share.delegation])
        counted_in = (stay for stay in theirs if is_named(stay.offer, share.at, share.only))
        for day, places in at_work(counted_in, share.at).items():
            for place, stays in places.items():
                people = {stay.who: stay.person for stay in stays}
                yield _Group(share, day, place, tuple(people.values()))


def _violation(group: _Group, who: str, found: int, limit: str) -> Violation:
    at, place = group.share.at, group.place
    return Violation(
        rule=NAME,
        who=tuple(person.id for person in group.people),
        slot=place if at == "slot" else None,
        site=place if at == "site" else None,
        host=place if at == "host" else None,
        days=(group.day,),
        limit=limit,
        found=found,
        message=f"{place} on {group.day}: {who} of '{group.share.delegation}', {limit} at one {at}",
    )


def rows(problem: Problem) -> None:
    """For each place and day a yes-or-no column `used`.

    People of a cohort <= people * used, certain people >= at_least * used, all <= at_most * used.
    """
    for share in problem.programme.policy.shares:
        _rows(problem, share)


def _rows(problem: Problem, share: Share) -> None:
    options = problem.options
    cohorts = options.cohorts_named([share.delegation])
    heads = heads_of(problem, NAME, cohorts, share.at, share.only)
    if not len(heads.column):
        return
    size = options.sizes
    spot, (days, _) = groups(heads.day, heads.place)
    every = np.arange(len(days))
    used = problem.add_columns(len(days), upper=1)
    row, (cohort, spot_of_row) = groups(heads.cohort, spot)
    add_rows(
        problem,
        NAME,
        [(row, heads.column, 1), (np.arange(len(cohort)), used[spot_of_row], -size[cohort])],
        upper=0,
        count=len(cohort),
    )
    certain = [options.cohorts[cohort][0].certain for cohort in cohorts.tolist()]
    sure = np.array(certain, dtype=bool)[np.searchsorted(cohorts, heads.cohort)]
    least: list[Entries] = [
        (spot[sure], heads.column[sure], 1),
        (every, used, -share.at_least),
    ]
    if share.strength == "soft":
        missing = problem.add_columns(len(days), upper=share.at_least)
        wish_for(problem, missing, share.weight)
        least.append((every, missing, 1))
    add_rows(problem, NAME, least, lower=0, count=len(days))
    if share.at_most is None:
        return
    most: list[Entries] = [(spot, heads.column, 1), (every, used, -share.at_most)]
    if share.strength == "soft":
        beyond = problem.add_columns(len(days), upper=int(size[cohorts].sum()))
        wish_for(problem, beyond, share.weight)
        most.append((every, beyond, -1))
    add_rows(problem, NAME, most, upper=0, count=len(days))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    place = violation.slot or violation.site or violation.host
    delegation = violation.who[0].partition("/")[0]
    words, _, _ = str(violation.limit).rpartition(" ")
    if not violation.found:
        return f"{violation.limit} of '{delegation}' who are sure to come at '{place}'"
    return f"{words} {violation.found} of '{delegation}' at '{place}' instead of {violation.limit}"


RULE = Rule(
    name=NAME,
    says="On each day, a slot, site or host has nobody of a delegation, or at least so many who "
    "are sure to come and at most so many in all.",
    source="the programme: shares of the policy",
    check=check,
    fix=fix,
    looks=COMPANY,
    rows=rows,
    wished=wished,
    grows=False,
)
