"""Visiting teacher: where mentors look after minors, an accompanying person comes by regularly.

Counted are the days on which minors of the delegation are at a site. Of any n of them that follow
each other, an accompanying person of theirs is on duty there on at least one; days between without
minors, such as all but Tuesday, do not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.on_duty import most_at_once, on_duty
from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.problem import DutyNeeds, Problem, groups
from visitplanner.matrix.ragged import spread
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

    Where several people could have the same stay, a column says whether any of them has it.
    """
    for _, needs in on_duty(problem):
        every = problem.programme.supervision_of(needs.delegation).visit_every
        if every is None:
            continue
        spans = _spans(needs, every)
        if not len(spans):
            continue
        stays = _presence(problem, *_pairs(problem, needs))
        there = _there(problem, needs, stays)
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
        _throughout(problem, needs, every, stays)


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


@dataclass(frozen=True, slots=True)
class _Presence:
    """Who is there when: arrays of one length, one entry for each day of each column."""

    column: Ints
    group: Ints
    """Index into `most`: columns of one group are about the same people at the same slot."""
    entry: Ints
    """Index into `needs`."""
    most: Ints
    """(groups,) how many of its columns there can be at once."""


def _presence(problem: Problem, option: Ints, entry: Ints) -> _Presence:
    """The stays of minors: their options, or a column for all who could have the same stay.

    What follows from somebody being there is then written once, and not for each of them.
    """
    options = problem.options
    group, (demand, offer) = groups(options.demand[option], options.offer[option])
    most = most_at_once(problem, demand, offer)
    begins = np.flatnonzero(np.diff(option, prepend=-1))
    stay = _same_stays(options, option[begins], group[begins])
    used = problem.add_columns(stay.max(initial=-1) + 1, upper=1)
    own = np.flatnonzero(stay >= 0)
    each = np.arange(len(own))
    problem.add_rows(
        NAME,
        row=np.tile(each, 2),
        column=np.concatenate([option[begins[own]], used[stay[own]]]),
        coefficient=np.concatenate([np.ones_like(each), -most[group[begins[own]]]]),
        upper=0,
        count=len(own),
    )
    # The days of all who have the same stay are those of the first of them.
    first = np.zeros(len(begins), dtype=bool)
    first[own[np.unique(stay[own], return_index=True)[1]]] = True
    many = np.diff(begins, append=len(option))
    kept = np.repeat(first | (stay < 0), many)
    stay = np.repeat(stay, many)[kept]
    return _Presence(
        column=np.where(stay < 0, option[kept], used[stay] if len(used) else -1),
        group=np.where(stay < 0, group[kept], len(most) + stay),
        entry=entry[kept],
        most=np.append(most, np.ones_like(used)),
    )


def _same_stays(options: Options, option: Ints, group: Ints) -> Ints:
    """(options,) the number of a stay that several groups could have; -1: one alone.

    Where a group has several options at a slot, at most one of them is chosen: a row about their
    sum says more than rows about each.
    """
    stay, _ = groups(
        options.offer[option], options.first[option], options.last[option], options.calendar[option]
    )
    single = np.bincount(group)[group] == 1
    shared = single & (np.bincount(stay, weights=single)[stay] > 1)
    found = np.full(len(option), -1, dtype=np.int64)
    found[shared] = np.unique(stay[shared], return_inverse=True)[1]
    return found


def _there(problem: Problem, needs: DutyNeeds, stays: _Presence) -> Ints:
    """A column for each entry of `needs`: 1 where minors are there."""
    there = problem.add_columns(len(needs.day), upper=1)
    row, (group, entry) = groups(stays.group, stays.entry)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(group))]),
        column=np.concatenate([stays.column, there[entry]]),
        coefficient=np.concatenate([np.ones_like(row), -stays.most[group]]),
        upper=0,
        count=len(group),
    )
    return there


def _throughout(problem: Problem, needs: DutyNeeds, every: int, stays: _Presence) -> None:
    """Of who is there on n days of a stay: people <= most there at once * sum(on duty)."""
    start = np.arange(max(0, len(stays.column) - every + 1))
    start = start[stays.column[start] == stays.column[start + every - 1]]
    row, (group, first, last) = groups(
        stays.group[start], stays.entry[start], stays.entry[start + every - 1]
    )
    row_of_day, day = spread(first, last + 1)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, row_of_day]),
        column=np.concatenate([stays.column[start], needs.column[day]]),
        coefficient=np.concatenate([np.ones_like(row), -stays.most[group[row_of_day]]]),
        upper=0,
        count=len(group),
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
