"""Supervision: wherever minors work, enough accompanying persons of their delegation are there.

For each delegation, site and day: (minors there / ratio, rounded up) <= accompanying persons of the
delegation on duty there + mentors standing in. Mentors stand in only where the delegation's
profile lets them count, and each for one delegation. Ranges are planned safe at both ends: minors
are counted at the high end, accompanying persons at the low end.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import DutyColumns, DutyNeeds, Problem, concatenate, groups
from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation, counted

NAME = "supervision"


def supervisors(programme: Programme, delegation: str) -> tuple[Person, ...]:
    """The accompanying persons of a delegation who are sure to come."""
    return tuple(
        person
        for person in programme.people.values()
        if person.delegation == delegation
        and person.role == "accompanying_person"
        and person.certain
    )


def check(roster: Roster) -> Iterator[Violation]:
    """At every site and on every day the minors there are supervised."""
    programme = roster.programme
    yield from _wrong_people(roster)
    minors, on_duty = _presence(roster)
    for site, day in sorted({(site, day) for _, site, day in minors}):
        mentors = next(
            each.mentors for host in programme.hosts for each in host.sites if each.id == site
        )
        for delegation in programme.delegations:
            who = minors.get((delegation.id, site, day), [])
            profile = programme.supervision_of(delegation.id)
            if not who or profile.minors_per_accompanying_person is None:
                continue
            needed = -(-len(who) // profile.minors_per_accompanying_person)
            there = on_duty.get((delegation.id, site, day), 0)
            if profile.mentors_count:
                standing_in = min(mentors, max(0, needed - there))
                mentors -= standing_in
                there += standing_in
            if there < needed:
                yield Violation(
                    rule=NAME,
                    who=tuple(who),
                    site=site,
                    days=(day,),
                    limit=needed,
                    found=there,
                    message=f"{site} on {day}: {counted(len(who), 'minor', 'minors')} of "
                    f"'{delegation.id}' need{'s' if len(who) == 1 else ''} "
                    f"{counted(needed, 'accompanying person', 'accompanying persons')}, "
                    f"{there} on duty",
                )


def _wrong_people(roster: Roster) -> Iterator[Violation]:
    for duty, person in roster.duties:
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
) -> tuple[dict[tuple[str, str, date], list[str]], dict[tuple[str, str, date], int]]:
    minors: dict[tuple[str, str, date], list[str]] = {}
    for stay in roster.stays:
        if stay.person.minor:
            for day in stay.days:
                key = (stay.person.delegation, stay.offer.site.id, day)
                minors.setdefault(key, []).append(stay.who)
    on_duty: dict[tuple[str, str, date], int] = {}
    for duty, person in roster.duties:
        if person.certain and person.role == "accompanying_person":
            key = (person.delegation, duty.site, duty.day)
            on_duty[key] = on_duty.get(key, 0) + 1
    return minors, on_duty


def rows(problem: Problem) -> None:
    """Columns: how many are needed at each site and day, who is on duty on each day.

    People on duty may stand at any site, so it is enough to choose for each day who is on duty;
    `visitplanner.solve.duties` then gives each a site.
    """
    options, programme = problem.options, problem.programme
    option, day = options.days_worked()
    sites = list(dict.fromkeys(offer.site.id for offer in options.offers))
    of_offer = np.array([sites.index(offer.site.id) for offer in options.offers], dtype=np.int64)
    mentor_columns: list[tuple[Ints, Ints, Ints]] = []
    for delegation in programme.delegations:
        profile = programme.supervision_of(delegation.id)
        if profile.minors_per_accompanying_person is None:
            continue
        ours = np.array(
            [d.person.minor and d.person.delegation == delegation.id for d in options.demands],
            dtype=bool,
        )
        mine = ours[options.demand[option]] if len(option) else np.zeros(0, dtype=bool)
        if not mine.any():
            continue
        row, (site, days) = groups(of_offer[options.offer[option[mine]]], day[mine])
        needs = _needs(
            problem,
            delegation.id,
            site=[sites[number] for number in site],
            day=days,
            row=row,
            option=option[mine],
        )
        if needs.mentor.max() >= 0:
            mentor_columns.append((site, days, needs.mentor))
        _duties(problem, delegation.id, needs)
    _share_mentors(problem, sites, mentor_columns)


def _needs(
    problem: Problem,
    delegation: str,
    *,
    site: list[str],
    day: Ints,
    row: Ints,
    option: Ints,
) -> DutyNeeds:
    """How many are needed: minors <= ratio * needed <= minors + ratio - 1."""
    options, programme = problem.options, problem.programme
    profile = programme.supervision_of(delegation)
    ratio = profile.minors_per_accompanying_person or 1
    size = np.array([len(demand.people) for demand in options.demands], dtype=np.int64)
    count = len(day)
    most = np.bincount(row, weights=size[options.demand[option]], minlength=count).astype(np.int64)
    needed = problem.add_columns(count, upper=-(-most // ratio))
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(count)]),
        column=np.concatenate([option, needed]),
        coefficient=np.concatenate(
            [np.full(len(row), -1, dtype=np.int64), np.full(count, ratio, dtype=np.int64)]
        ),
        lower=0,
        upper=ratio - 1,
        count=count,
    )
    mentors = {each.id: each.mentors for host in programme.hosts for each in host.sites}
    available = np.array([mentors[name] for name in site], dtype=np.int64)
    mentor = np.full(count, -1, dtype=np.int64)
    usable = available > 0
    if profile.mentors_count and usable.any():
        mentor[usable] = problem.add_columns(int(usable.sum()), upper=available[usable])
        problem.add_rows(
            NAME,
            row=np.tile(np.arange(int(usable.sum())), 2),
            column=np.concatenate([mentor[usable], needed[usable]]),
            coefficient=np.repeat(np.array([1, -1], dtype=np.int64), int(usable.sum())),
            upper=0,
            count=int(usable.sum()),
        )
    found = DutyNeeds((delegation,) * count, tuple(site), day, needed, mentor)
    problem.duty_needs.append(found)
    return found


def _duties(problem: Problem, delegation: str, needs: DutyNeeds) -> None:
    """For each day: people on duty = needed at all sites - mentors standing in."""
    people = supervisors(problem.programme, delegation)
    days = np.unique(needs.day)
    free = np.array(
        [
            [
                (date_ := problem.options.date(day)) in person.window
                and not any(date_ in window for window in person.away)
                for day in days
            ]
            for person in people
        ],
        dtype=bool,
    ).reshape(len(people), len(days))
    person, position = np.nonzero(free)
    column = problem.add_columns(len(person), upper=1)
    problem.duties.append(DutyColumns(people, person, days[position], column))
    need_row = np.searchsorted(days, needs.day)
    helped = needs.mentor >= 0
    problem.add_rows(
        NAME,
        row=np.concatenate([position, need_row, need_row[helped]]),
        column=np.concatenate([column, needs.column, needs.mentor[helped]]),
        coefficient=np.concatenate(
            [
                np.ones(len(column), dtype=np.int64),
                np.full(len(need_row), -1, dtype=np.int64),
                np.ones(int(helped.sum()), dtype=np.int64),
            ]
        ),
        lower=0,
        upper=0,
        count=len(days),
    )


def _share_mentors(
    problem: Problem, sites: list[str], parts: list[tuple[Ints, Ints, Ints]]
) -> None:
    """Each mentor stands in for one delegation."""
    if not parts:
        return
    site, day, column = (concatenate(part[i] for part in parts) for i in range(3))
    used = column >= 0
    row, (site_of_row, _) = groups(site[used], day[used])
    mentors = {each.id: each.mentors for host in problem.programme.hosts for each in host.sites}
    limit = np.array([mentors[sites[number]] for number in site_of_row], dtype=np.int64)
    problem.add_rows(NAME, row=row, column=column[used], upper=limit, count=len(site_of_row))


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
    rows=rows,
    grows=False,
)
