"""Supervision: wherever minors work, enough accompanying persons of their delegation are there.

For each delegation, site and day: (minors there / ratio, rounded up) <= accompanying persons of the
delegation on duty there + mentors standing in. Mentors stand in only where the delegation's
profile lets them count, and each for one delegation. Whoever works in the morning and in the
afternoon is one minor. Ranges are planned safe at both ends: minors
are counted at the high end, accompanying persons at the low end.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.on_duty import on_duty
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import MINORS

NAME = "supervision"


def check(roster: Roster) -> Iterator[Violation]:
    """At every site and on every day the minors there are supervised."""
    programme = roster.programme
    yield from _wrong_people(roster)
    minors, present = _presence(roster)
    order = {delegation.id: number for number, delegation in enumerate(programme.delegations)}
    places: dict[tuple[str, date], list[str]] = {}
    for name, site, day in sorted(minors, key=lambda key: order[key[0]]):
        places.setdefault((site, day), []).append(name)
    for (site, day), delegations in sorted(places.items()):
        mentors = programme.sites[site][1].mentors
        for delegation in delegations:
            who = tuple(minors[delegation, site, day])
            profile = programme.supervision_of(delegation)
            if profile.minors_per_accompanying_person is None:
                continue
            needed = -(-len(who) // profile.minors_per_accompanying_person)
            there = present.get((delegation, site, day), 0)
            if profile.mentors_count:
                standing_in = min(mentors, max(0, needed - there))
                mentors -= standing_in
                there += standing_in
            if there < needed:
                yield Violation(
                    rule=NAME,
                    who=who,
                    site=site,
                    days=(day,),
                    limit=needed,
                    found=there,
                    message=f"{site} on {day}: {counted(len(who), 'minor', 'minors')} of "
                    f"'{delegation}' need{'s' if len(who) == 1 else ''} "
                    f"{counted(needed, 'accompanying person', 'accompanying persons')}, "
                    f"{there} on duty",
                )


def _wrong_people(roster: Roster) -> Iterator[Violation]:
    for duty, person in roster.of_task("supervision"):
        if person.role != "accompanying_person":
            yield Violation(
                rule=NAME,
                who=(person.id,),
                site=duty.site,
                days=(duty.day,),
                limit="accompanying_person",
                found=person.role,
                message=f"{person.id} on duty at {duty.site}: is no accompanying person",
            )


def _presence(
    roster: Roster,
) -> tuple[dict[tuple[str, str, date], dict[str, None]], dict[tuple[str, str, date], int]]:
    minors: dict[tuple[str, str, date], dict[str, None]] = {}
    for stay in roster.stays:
        if stay.person.minor:
            for day in stay.days:
                key = (stay.person.delegation, stay.offer.site.id, day)
                minors.setdefault(key, {})[stay.who] = None
    there: dict[tuple[str, str, date], int] = {}
    for duty, person in roster.of_task("supervision"):
        if person.certain and person.role == "accompanying_person":
            key = (person.delegation, duty.site, duty.day)
            there[key] = there.get(key, 0) + 1
    return minors, there


def rows(problem: Problem) -> None:
    """Needed at a site on a day = people on duty there + mentors standing in."""
    sites = {name: number for number, name in enumerate(problem.programme.sites)}
    mentors = np.array([site.mentors for _, site in problem.programme.sites.values()])
    shared: list[tuple[Ints, Ints, Ints]] = []
    for _, needs in on_duty(problem):
        count = len(needs.day)
        site = np.array([sites[name] for name in needs.site], dtype=np.int64)
        counts = problem.programme.supervision_of(needs.delegation).mentors_count
        helped = np.flatnonzero(mentors[site]) if counts else np.zeros(0, dtype=np.int64)
        mentor = problem.add_columns(len(helped), upper=mentors[site[helped]])
        problem.add_rows(
            NAME,
            row=np.concatenate([np.tile(np.arange(count), 2), helped]),
            column=np.concatenate([needs.needed, needs.column, mentor]),
            coefficient=np.repeat(
                np.array([-1, 1, 1], dtype=np.int64), [count, count, len(helped)]
            ),
            lower=0,
            upper=0,
            count=count,
        )
        if len(helped):
            shared.append((site[helped], needs.day[helped], mentor))
    _share_mentors(problem, mentors, shared)


def _share_mentors(problem: Problem, mentors: Ints, parts: list[tuple[Ints, Ints, Ints]]) -> None:
    """Each mentor stands in for one delegation."""
    if len(parts) < 2:
        return
    site, day, column = (concatenate(part[i] for part in parts) for i in range(3))
    row, (site_of_row, _) = groups(site, day)
    problem.add_rows(
        NAME, row=row, column=column, upper=mentors[site_of_row], count=len(site_of_row)
    )


def fix(violation: Violation) -> str:
    """What would let one more in."""
    missing = (violation.limit if isinstance(violation.limit, int) else 1) - (
        violation.found if isinstance(violation.found, int) else 0
    )
    people = (
        "one more accompanying person" if missing == 1 else f"{missing} more accompanying persons"
    )
    return f"{people} on duty at '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="At every site and on every day, the minors of a delegation have as many accompanying "
    "persons of their delegation on duty as its supervision profile asks for.",
    source="the programme: supervision profile of the delegation",
    check=check,
    fix=fix,
    looks=MINORS,
    rows=rows,
    grows=False,
)
