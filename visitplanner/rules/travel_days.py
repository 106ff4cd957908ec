"""Travel days: work lies between arrival and departure, and nobody is placed without a seat.

A delegation with arrivals (or departures) comes (or leaves) by these alone. Duties lie between its
last arrival and its first departure, so that they do not depend on who sits in which bus.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from visitplanner.matrix.kinds import Reads
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import (
    UNLIMITED,
    DutyColumns,
    InterpreterColumns,
    Problem,
    concatenate,
)
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.travel import KINDS, Kind, journeys, travel_day
from visitplanner.model.windows import DateWindow
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import Looks

NAME = "travel_days"


def _days(programme: Programme, delegation: str, kind: Kind) -> tuple[date, ...]:
    """The days of its journeys, ascending."""
    return tuple(sorted(travel_day(each) for each in journeys(programme, delegation, kind)))


def never_works(
    programme: Programme, person: Person, _need: InternshipNeed, _offer: Offer
) -> tuple[DateWindow, ...]:
    """Until the first arrival, and from the last departure on, nobody works."""
    window, found = person.window, []
    arrivals = _days(programme, person.delegation, "arrival")
    departures = _days(programme, person.delegation, "departure")
    if arrivals and arrivals[0] >= window.first:
        found.append(DateWindow(first=window.first, last=arrivals[0]))
    if departures and departures[-1] <= window.last:
        found.append(DateWindow(first=departures[-1], last=window.last))
    return tuple(found)


def check(roster: Roster) -> Iterator[Violation]:
    """Work lies between the journeys of each, duties between all those of the delegation."""
    programme = roster.programme
    seats: dict[tuple[str, str], list[date]] = {}
    for seat, person, transfer in roster.seats:
        seats.setdefault((person.id, transfer.kind), []).append(seat.day)
    told: set[tuple[str, str]] = set()
    for stay in roster.stays if programme.transfers else ():
        for kind in KINDS:
            days = _days(programme, stay.person.delegation, kind)
            own = seats.get((stay.who, kind), [])
            if not days:
                continue
            if roster.seated and not own and (stay.who, kind) not in told:
                told.add((stay.who, kind))
                yield stay_violation(NAME, stay, f"has no seat on any {kind}", found=kind)
            yield from _at_work(stay, kind, own or days)
    for duty, person in roster.duties:
        arrivals = _days(programme, person.delegation, "arrival")
        departures = _days(programme, person.delegation, "departure")
        if (arrivals and duty.day <= arrivals[-1]) or (departures and duty.day >= departures[0]):
            yield Violation(
                rule=NAME,
                who=(person.id,),
                site=duty.site,
                days=(duty.day,),
                message=f"{person.id} on duty at {duty.site} on {duty.day}: not between the last "
                "arrival and the first departure of the delegation",
            )


def _at_work(stay: Stay, kind: Kind, days: Sequence[date]) -> Iterator[Violation]:
    """Where somebody works on a day of travel, or before coming, or after leaving."""
    if kind == "arrival":
        travel = min(days)
        at_work = tuple(day for day in stay.days if day <= travel)
    else:
        travel = max(days)
        at_work = tuple(day for day in stay.days if day >= travel)
    if at_work:
        yield stay_violation(
            NAME,
            stay,
            f"at work on {at_work[0]}, the {kind} is on {travel}",
            days=at_work,
            limit=travel.isoformat(),
            found=kind,
        )


def rows(problem: Problem) -> None:
    """Whoever begins by a day has arrived before it; whoever still works on it leaves later.

    For each need and each day of arrival: placements that begin by then <= parts * seats on the
    arrivals before; and all placements <= parts * seats on any arrival. Departures likewise.
    """
    options, seats = problem.options, problem.seats
    if seats is not None and len(options):
        transfers = problem.programme.transfers
        arrives = np.array([each.kind == "arrival" for each in transfers])[seats.transfer]
        option, day = options.days_worked()
        first, last = options.last.copy(), options.first.copy()
        np.minimum.at(first, option, day)
        np.maximum.at(last, option, day)
        _chain(problem, first, np.flatnonzero(arrives), seats.day)
        _chain(problem, -last, np.flatnonzero(~arrives), -seats.day)
    _no_duties(problem)


def _chain(problem: Problem, begin: Ints, seat: Ints, days: Ints) -> None:
    """Placements that begin by a day <= parts * seats on days before it."""
    options, seats = problem.options, problem.seats
    assert seats is not None
    cohort = np.array([demand.cohort for demand in options.demands], dtype=np.int64)
    parts = np.array([demand.need.parts for demand in options.demands], dtype=np.int64)
    position, demand = pairs(seats.cohort[seat], cohort)
    travels = np.zeros(len(cohort), dtype=bool)
    travels[demand] = True
    for day in [*np.unique(days[seat]).tolist()[1:], UNLIMITED]:
        option = np.flatnonzero(travels[options.demand] & (begin <= day))
        before = days[seat][position] < day
        problem.add_rows(
            NAME,
            row=np.concatenate([options.demand[option], demand[before]]),
            column=np.concatenate([option, seats.column[seat][position][before]]),
            coefficient=np.concatenate(
                [np.ones(len(option), dtype=np.int64), -parts[demand[before]]]
            ),
            upper=0,
            count=len(cohort),
        )


def _no_duties(problem: Problem) -> None:
    """Nobody is on duty until the last arrival and from the first departure on."""
    closed: list[Ints] = []
    for number, table in enumerate(problem.duties):
        free = _between(problem, table)
        closed.append(table.column[~free])
        problem.duties[number] = replace(
            table, person=table.person[free], day=table.day[free], column=table.column[free]
        )
    if problem.interpreters is not None:
        closed.append(problem.interpreters.column[~_between(problem, problem.interpreters)])
    column = concatenate(closed)
    problem.add_rows(NAME, row=np.arange(len(column)), column=column, upper=0, count=len(column))


def _between(problem: Problem, table: DutyColumns | InterpreterColumns) -> Bools:
    """Whether each duty lies between the journeys of the delegation."""
    programme, options = problem.programme, problem.options
    spans = [
        (
            options.number(max(_days(programme, person.delegation, "arrival"), default=date.min)),
            options.number(min(_days(programme, person.delegation, "departure"), default=date.max)),
        )
        for person in table.people
    ]
    span = np.array(spans, dtype=np.int64).reshape(-1, 2)[table.person]
    between: Bools = (table.day > span[:, 0]) & (table.day < span[:, 1])
    return between


def reads(programme: Programme) -> Reads:
    """The delegation, where there are journeys."""
    if not any(transfer.kind in KINDS for transfer in programme.transfers):
        return Reads()
    return Reads(demand=lambda person, _need: person.delegation)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if violation.limit is None:
        return f"one more seat on the {violation.found}"
    return (
        "an arrival in time for work"
        if violation.found == "arrival"
        else "a departure only after work"
    )


RULE = Rule(
    name=NAME,
    says="Whoever is placed has a seat on an arrival and a departure of the delegation, where it "
    "has any, and works only on the days between; duties lie between the last arrival and the "
    "first departure.",
    source="the programme: transfers",
    check=check,
    fix=fix,
    looks=Looks(part="own", when=lambda programme, _case: bool(programme.transfers)),
    reads=reads,
    never_works=never_works,
    rows=rows,
)
