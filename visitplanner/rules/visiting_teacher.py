"""Visiting teacher: where mentors look after minors, an accompanying person comes by regularly.

Counted are the working days of a site: those on which minors may work at one of its slots, inside
the stay of the delegation. A day without minors of the delegation begins a new count, and so does
a day on which an accompanying person of theirs is on duty there.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.on_duty import most_at_once, on_duty
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import DutyNeeds, Problem, groups
from visitplanner.model.people import Delegation, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.vocabulary import span_text
from visitplanner.rules.form import Rule, Violation

NAME = "visiting_teacher"


def working_days(programme: Programme, site: str, delegation: Delegation) -> tuple[date, ...]:
    """The days of a delegation's stay on which minors may work at a site."""
    calendars = [
        programme.work_calendar(slot.id, minor=True) for slot in programme.sites[site][1].slots
    ]
    return tuple(
        day
        for day in delegation.window.dates()
        if any(calendar.why_off(day) is None for calendar in calendars)
    )


def check(roster: Roster) -> Iterator[Violation]:
    """Minors see an accompanying person at least once in so many working days in a row."""
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
        for day in working_days(programme, site, programme.delegations_by_id[delegation]):
            if day in present and (delegation, site, day) not in seen:
                alone[-1].append(day)
            else:
                alone.append([])
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
        message=f"{site}: the minors there see no accompanying person on {len(run)} working days "
        f"({span_text(run[0], run[-1])}), one is to come at least every {every}",
    )


def rows(problem: Problem) -> None:
    """On n days in a row with minors on each, somebody is on duty on one of them.

    A yes-or-no column says whether minors are there on a day: sum(there - on duty) <= n - 1. Of
    those who are there on all n days: people <= most there at once * sum(on duty). This follows for
    whole numbers, and keeps what is in between from getting round the rule.
    """
    for _, needs in on_duty(problem):
        every = problem.programme.supervision_of(needs.delegation).visit_every
        if every is None:
            continue
        spans = _spans(problem, needs, every)
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
        _throughout(problem, needs, spans, *pairs)


def _spans(problem: Problem, needs: DutyNeeds, every: int) -> Ints:
    """(spans, n) entries of `needs`: n working days in a row of one site."""
    programme, number = problem.programme, problem.options.number
    delegation = programme.delegations_by_id[needs.delegation]
    places = zip(needs.site, needs.day.tolist(), strict=True)
    entries = {place: entry for entry, place in enumerate(places)}
    found = [np.zeros((0, every), dtype=np.int64)]
    for site in dict.fromkeys(needs.site):
        days = working_days(programme, site, delegation)
        worked = np.array([entries.get((site, number(day)), -1) for day in days], dtype=np.int64)
        if len(worked) >= every:
            found.append(np.lib.stride_tricks.sliding_window_view(worked, every))
    spans = np.concatenate(found)
    return np.asarray(spans[(spans >= 0).all(axis=1)])


def _pairs(problem: Problem, needs: DutyNeeds) -> tuple[Ints, Ints]:
    """Every pair of an option of minors of the delegation and an entry of `needs`."""
    options = problem.options
    sites = {site: number for number, site in enumerate(dict.fromkeys(needs.site))}
    entries = np.full((len(sites) + 1, options.days), -1, dtype=np.int64)
    of_entry = np.array([sites[site] for site in needs.site], dtype=np.int64)
    entries[of_entry, needs.day] = np.arange(len(needs.day))
    site = options.of_offer([sites.get(offer.site.id, -1) for offer in options.offers])
    minor = options.of_demand(
        [int(_is_minor_of(demand.person, needs.delegation)) for demand in options.demands]
    )
    option, day = options.days_worked()
    mine = minor[option] == 1
    option, day = option[mine], day[mine]
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


def _throughout(problem: Problem, needs: DutyNeeds, spans: Ints, option: Ints, entry: Ints) -> None:
    """Of who is there on all days of a span: people <= most there at once * sum(on duty)."""
    options, every = problem.options, spans.shape[1]
    span_from = np.full(len(needs.day), -1, dtype=np.int64)
    span_from[spans[:, 0]] = np.arange(len(spans))
    start = np.flatnonzero(span_from[entry] >= 0)
    start = start[start <= len(option) - every]
    following = start[:, None] + np.arange(every)
    span = span_from[entry[start]]
    same = (option[following] == option[start][:, None]).all(axis=1)
    same &= (entry[following] == spans[span]).all(axis=1)
    start, span = start[same], span[same]
    taken = option[start]
    row, (demand, offer, span_of_row) = groups(options.demand[taken], options.offer[taken], span)
    most = most_at_once(problem, demand, offer)
    on_duty_there = needs.column[spans[span_of_row]]
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.repeat(np.arange(len(demand)), every)]),
        column=np.concatenate([taken, on_duty_there.ravel()]),
        coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), -np.repeat(most, every)]),
        upper=0,
        count=len(demand),
    )


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"a visit of an accompanying person to '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="Where mentors look after the minors of a delegation, an accompanying person of theirs is "
    "on duty there at least once in so many working days of the site in a row.",
    source="the programme: visit_every of the supervision profile",
    check=check,
    fix=fix,
    rows=rows,
    grows=False,
)
