"""Apart: people and groups who are never at the same place on the same day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.companions import Apart
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.company import (
    Entries,
    add_rows,
    at_work,
    heads_of,
    names,
    wish_for,
)
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import COMPANY

NAME = "apart"


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Several entries of one wish at one place on one day."""

    wish: Apart
    day: date
    place: str
    entries: dict[str, list[Stay]]


def check(roster: Roster) -> Iterator[Violation]:
    """No two entries are at work at the same place on the same day, whatever the hours."""
    for meeting in _meetings(roster, "hard"):
        at, place = meeting.wish.at, meeting.place
        who = [stay.who for stays in meeting.entries.values() for stay in stays]
        yield Violation(
            rule=NAME,
            who=tuple(dict.fromkeys(who)),
            slot=place if at == "slot" else None,
            site=place if at == "site" else None,
            host=place if at == "host" else None,
            days=(meeting.day,),
            limit=1,
            found=len(meeting.entries),
            message=f"{place} on {meeting.day}: {' and '.join(meeting.entries)} are to be apart",
        )


def wished(roster: Roster) -> int:
    """At each place on each day, every entry there beyond the first."""
    return sum(
        meeting.wish.weight * (len(meeting.entries) - 1) for meeting in _meetings(roster, "soft")
    )


def entry_of(person: Person, wish: Apart) -> str | None:
    """The entry that means somebody: who is named does not count for the delegation."""
    for name in (person.id, person.delegation):
        if name in wish.people:
            return name
    return None


def _meetings(roster: Roster, strength: str) -> Iterator[_Meeting]:
    for wish in roster.programme.policy.apart:
        if wish.strength != strength:
            continue

        for day, places in at_work(roster.stays_of(wish.people), wish.at).items():
            for place, stays in places.items():
                entries: dict[str, list[Stay]] = {}
                for stay in stays:
                    entries.setdefault(entry_of(stay.person, wish) or "", []).append(stay)
                if len(entries) > 1:
                    yield _Meeting(wish, day, place, entries)


def rows(problem: Problem) -> None:
    """For each entry, place and day a yes-or-no column `there`.

    People of a cohort there <= people * there, and at each place on each day the sum of `there`
    is 1 at the most.
    """
    for wish in problem.programme.policy.apart:
        _rows(problem, wish)


def _rows(problem: Problem, wish: Apart) -> None:
    options = problem.options
    entries = list(dict.fromkeys(wish.people))
    cohorts = options.cohorts_named(wish.people)
    named = (entry_of(options.cohorts[cohort][0], wish) for cohort in cohorts.tolist())
    entry = np.array([entries.index(each or "") for each in named], dtype=np.int64)
    heads = heads_of(problem, NAME, cohorts, wish.at)
    if not len(heads.column):
        return
    spot, (days, _) = groups(heads.day, heads.place)
    entry_there, (spot_of, _) = groups(spot, entry[np.searchsorted(cohorts, heads.cohort)])
    there = problem.add_columns(len(spot_of), upper=1)
    row, (cohort, there_of_row) = groups(heads.cohort, entry_there)
    every = np.arange(len(cohort))
    add_rows(
        problem,
        NAME,
        [(row, heads.column, 1), (every, there[there_of_row], -options.sizes[cohort])],
        upper=0,
        count=len(cohort),
    )
    meeting: list[Entries] = [(spot_of, there, 1)]
    if wish.strength == "soft":
        beyond = problem.add_columns(len(days), upper=len(entries) - 1)
        wish_for(problem, beyond, wish.weight)
        meeting.append((np.arange(len(days)), beyond, -1))
    add_rows(problem, NAME, meeting, upper=1, count=len(days))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    place = violation.slot or violation.site or violation.host
    return f"leave for {names(violation.who)} to be at '{place}' on the same day"


RULE = Rule(
    name=NAME,
    says="People and groups who are to be apart never work at the same slot, site or host on the "
    "same day.",
    source="the programme: apart of the policy",
    check=check,
    fix=fix,
    looks=COMPANY,
    rows=rows,
    wished=wished,
)
