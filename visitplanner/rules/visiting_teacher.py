"""Visiting teacher: where mentors look after minors, an accompanying person comes by regularly.

Counted are the days on which minors of the delegation are at a site. Of any n of them that follow
each other, an accompanying person of theirs is on duty there on at least one; days between without
minors, such as all but Tuesday, do not matter.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.on_duty import most_at_once, on_duty
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import DutyNeeds, Problem, groups
from visitplanner.matrix.ragged import spread
from visitplanner.model.people import Person
from visitplanner.model.roster import Roster
from visitplanner.model.vocabulary import span_text
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import MINORS

NAME = "visiting_teacher"


def check(roster: Roster) -> Iterator[Violation]:
    """Minors see an accompanying person at least once in so many of their days."""
    programme = roster.programme
    seen = {
        (person.delegation, duty.site, duty.day)
        for duty, person in roster.of_task("supervision")
        if person.certain and person.role == "accompanying_person"
    }
    minors: dict[tuple[str, str], dict[date, list[str]]] = {}
    for stay in roster.stays:
        if stay.person.minor:
            there = minors.setdefault((stay.person.delegation, stay.offer.site.id), {})
            for day in stay.days:
                there.setdefault(day, []).append(stay.who)
    for (delegation, site), present in sorted(minors.items()):
        every = programme.supervision_of(delegation).visit_every
        if every is None:
            continue
        alone: list[list[date]] = [[]]
        for day in sorted(present):
            if (delegation, site, day) in seen:
                alone.append([])
            else:
                alone[-1].append(day)
        for run in alone:
            if len(run) >= every:
                yield _violation(site, run, present, every)


def _violation(site: str, run: list[date], present: dict[date, list[str]], every: int) -> Violation:
    return Violation(
        rule=NAME,
        who=tuple(dict.fromkeys(who for day in run for who in present[day])),
        site=site,
        days=tuple(run),
        limit=every,
        found=len(run),
        message=f"{site}: no accompanying person comes on {counted(len(run), 'day', 'days')} with "
        f"minors, one after another ({span_text(run[0], run[-1])}), one is to come at least every "
        f"{every}",
    )


def rows(problem: Problem) -> None:
    """Of n days with minors, somebody is on duty on one of them.

    A yes-or-no column says whether minors are there on a day, and a column counts such days since
    the last duty: count >= count before + there - n * on duty, count <= n - 1.

    Two more kinds of rows follow for whole numbers, and keep what is in between from getting round
    the rule. For n days that follow each other: sum(there - on duty) <= n - 1. Of those who are
    there on n days: people <= most there at once * sum(on duty from the first to the last of them).
    """
    for _, needs in on_duty(problem):
        every = problem.programme.supervision_of(needs.delegation).visit_every
        if every is None:
            continue
        spans = _spans(needs, every)
        if not len(spans):
            continue
        pairs = _pairs(problem, needs)
        there = _there(problem, needs, *pairs)
        row = np.repeat(np.arange(len(spans)), every)
        problem.add_rows(
            NAME,
            row=np.tile(row, 2),
            column=np.concatenate([there[spans].ravel(), needs.column[spans].ravel()]),
            coefficient=np.repeat(np.array([1, -1], dtype=np.int64), spans.size),
            upper=every - 1,
            count=len(spans),
        )
        _count(problem, needs, there, every)
        _throughout(problem, needs, every, *pairs)


def _site_of_entry(needs: DutyNeeds) -> Ints:
    sites = {site: number for number, site in enumerate(dict.fromkeys(needs.site))}
    return np.array([sites[site] for site in needs.site], dtype=np.int64)


def _spans(needs: DutyNeeds, every: int) -> Ints:
    """(spans, n) entries of `needs`: n days of one site on which minors could be there."""
    site = _site_of_entry(needs)
    if len(site) < every:
        return np.zeros((0, every), dtype=np.int64)
    spans = np.lib.stride_tricks.sliding_window_view(np.arange(len(site)), every)
    return np.asarray(spans[site[spans[:, 0]] == site[spans[:, -1]]])


def _count(problem: Problem, needs: DutyNeeds, there: Ints, every: int) -> None:
    """Days with minors since the last duty, where there are more days than spans already tell."""
    site = _site_of_entry(needs)
    entry = np.flatnonzero(np.bincount(site)[site] > every) if every > 1 else site[:0]
    count = problem.add_columns(len(entry), upper=every - 1)
    again = np.flatnonzero(site[entry[1:]] == site[entry[:-1]]) + 1
    rows = np.arange(len(entry))
    problem.add_rows(
        NAME,
        row=np.concatenate([np.tile(rows, 3), again]),
        column=np.concatenate([count, there[entry], needs.column[entry], count[again - 1]]),
        coefficient=np.repeat(
            np.array([1, -1, every, -1], dtype=np.int64), [*[len(entry)] * 3, len(again)]
        ),
        lower=0,
        count=len(entry),
    )


def _pairs(problem: Problem, needs: DutyNeeds) -> tuple[Ints, Ints]:
    """Every pair of an option of minors of the delegation and an entry of `needs`."""
    options = problem.options
    sites = {site: number for number, site in enumerate(dict.fromkeys(needs.site))}
    entries = np.full((len(sites) + 1, options.days), -1, dtype=np.int64)
    entries[_site_of_entry(needs), needs.day] = np.arange(len(needs.day))
    site = options.of_offer([sites.get(offer.site.id, -1) for offer in options.offers])
    option, day = options.minors_at_work[needs.delegation]
    return option, entries[site[option], day]


def _is_minor_of(person: Person, delegation: str) -> bool:
    return person.minor and person.delegation == delegation


def _there(problem: Problem, needs: DutyNeeds, option: Ints, entry: Ints) -> Ints:
    """A column for each entry of `needs`: 1 where minors are there."""
    options = problem.options
    there = problem.add_columns(len(needs.day), upper=1)
    row, (demand, offer, entry_of_row) = groups(
        options.demand[option], options.offer[option], entry
    )
    most = most_at_once(problem, demand, offer)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(demand))]),
        column=np.concatenate([option, there[entry_of_row]]),
        coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), -most]),
        upper=0,
        count=len(demand),
    )
    return there


def _throughout(problem: Problem, needs: DutyNeeds, every: int, option: Ints, entry: Ints) -> None:
    """Of who is there on n days of an option: people <= most there at once * sum(on duty)."""
    options = problem.options
    start = np.arange(max(0, len(option) - every + 1))
    start = start[option[start] == option[start + every - 1]]
    taken = option[start]
    row, (demand, offer, first, last) = groups(
        options.demand[taken], options.offer[taken], entry[start], entry[start + every - 1]
    )
    most = most_at_once(problem, demand, offer)
    row_of_day, day = spread(first, last + 1)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, row_of_day]),
        column=np.concatenate([taken, needs.column[day]]),
        coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), -most[row_of_day]]),
        upper=0,
        count=len(demand),
    )


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"a visit of an accompanying person to '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="Where mentors look after the minors of a delegation, an accompanying person of theirs is "
    "on duty there on at least one of any so many days with minors that follow each other, "
    "whatever days without minors are between.",
    source="the programme: visit_every of the supervision profile",
    check=check,
    fix=fix,
    looks=MINORS,
    rows=rows,
    grows=False,
)
