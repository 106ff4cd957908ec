"""Seats: nobody has two arrivals or departures, and no journey takes more people than seats."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import UNLIMITED, Problem, groups
from visitplanner.model.logistics import Transfer
from visitplanner.model.people import Person
from visitplanner.model.plan import Seat
from visitplanner.model.roster import Roster
from visitplanner.model.travel import travel_day
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import Looks

NAME = "seats"


def check(roster: Roster) -> Iterator[Violation]:
    """Every seat on an arrival or departure is there, on its day, and one is enough for each."""
    travelling: dict[tuple[str, str], str] = {}
    riders: dict[str, tuple[Transfer, list[Person]]] = {}
    for seat, person, transfer in roster.seats:
        if transfer.kind == "shuttle":
            continue
        reason = _wrong(seat, person, transfer)
        other = travelling.setdefault((person.id, transfer.kind), transfer.id)
        if reason is None and person in riders.get(transfer.id, (transfer, []))[1]:
            reason = "has a seat on it already"
        elif reason is None and other != transfer.id:
            reason = f"has a seat on another {transfer.kind}, {other}, already"
        riders.setdefault(transfer.id, (transfer, []))[1].append(person)
        if reason is not None:
            yield Violation(
                rule=NAME,
                who=(person.id,),
                days=(seat.day,),
                message=f"{person.id} on {transfer.id}: {reason}",
            )
    for transfer, people in riders.values():
        if transfer.seats is not None and len(people) > transfer.seats:
            yield Violation(
                rule=NAME,
                who=tuple(person.id for person in people),
                days=(travel_day(transfer),) if transfer.window else (),
                limit=transfer.seats,
                found=len(people),
                message=f"{transfer.id}: {counted(len(people), 'person', 'people')}, "
                f"{counted(transfer.seats, 'seat', 'seats')}",
            )


def _wrong(seat: Seat, person: Person, transfer: Transfer) -> str | None:
    if person.delegation not in transfer.delegations:
        return f"it does not take '{person.delegation}'"
    if transfer.window is None:
        return "its day is open"
    day = travel_day(transfer)
    return None if seat.day == day else f"planned on {seat.day}, it is on {day}"


def rows(problem: Problem) -> None:
    """For each journey: people <= seats; for each cohort and kind of journey: seats <= people."""
    seats, transfers = problem.seats, problem.programme.transfers
    if seats is None:
        return
    limit = [UNLIMITED if each.seats is None else each.seats for each in transfers]
    problem.add_rows(
        NAME,
        row=seats.transfer,
        column=seats.column,
        upper=np.array(limit, dtype=np.int64),
        count=len(transfers),
    )
    arrives = np.array([each.kind == "arrival" for each in transfers])[seats.transfer]
    row, (cohort, _) = groups(seats.cohort, arrives.astype(np.int64))
    size = np.array([len(people) for people in problem.options.cohorts], dtype=np.int64)
    problem.add_rows(NAME, row=row, column=seats.column, upper=size[cohort], count=len(cohort))


RULE = Rule(
    name=NAME,
    says="Everybody has one arrival and one departure at the most, and no more people are on a "
    "journey than it has seats.",
    source="the programme: seats, window and delegations of the transfer",
    check=check,
    looks=Looks(part="own", when=lambda programme, _case: bool(programme.transfers)),
    rows=rows,
)
