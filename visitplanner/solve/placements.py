"""A solution shared out to people: who of a cohort goes where, sleeps where and travels when.

All of a cohort are alike, so any sharing out is as good that keeps what belongs together: the house
near the site, the arrival before the first day of work, the departure after the last.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.tables import JointOptions
from visitplanner.model.people import Person
from visitplanner.model.plan import Bed, Placement, Seat
from visitplanner.model.programme import Programme
from visitplanner.rules.tentativeness import why_tentative
from visitplanner.solve.model import Model


@dataclass(slots=True)
class Share:
    """What one person gets."""

    person: Person
    options: list[int] = field(default_factory=list)
    """Indices of the options taken, earliest first."""
    house: int | None = None
    """Index into `programme.lodgings`."""
    transfers: list[int] = field(default_factory=list)
    """Indices into `programme.transfers`."""


def shares_of(model: Model, values: Ints) -> tuple[Share, ...]:
    """What everybody gets, in the order of the document."""
    options = model.options
    shares = [[Share(person) for person in people] for people in options.cohorts]
    _take_options(options, values, shares)
    _take_houses(model, values, shares)
    _take_seats(model, values, shares)
    by_id = {share.person.id: share for cohort in shares for share in cohort}
    return tuple(by_id[who] for who in model.problem.programme.people)


def _take_options(options: Options, values: Ints, shares: list[list[Share]]) -> None:
    """Options taken go to the people of each cohort in order; alone, one has them all."""
    taken = values[: len(options)]
    following: Counter[int] = Counter()
    for number in taken.nonzero()[0].tolist():
        cohort = int(options.cohort[number])
        for _ in range(int(taken[number])):
            people = shares[cohort]
            share = people[following[cohort] if len(people) > 1 else 0]
            share.options.append(number)
            following[cohort] += 1
    for cohort_shares in shares:
        for share in cohort_shares:
            share.options.sort(key=lambda number: (int(options.first[number]), number))


def _take_houses(model: Model, values: Ints, shares: list[list[Share]]) -> None:
    beds, joint, options = model.problem.beds, model.problem.joint, model.options
    if beds is None:
        return
    free: dict[int, Counter[int]] = {}
    for cohort, lodging, column in zip(
        beds.cohort.tolist(), beds.lodging.tolist(), beds.column.tolist(), strict=True
    ):
        free.setdefault(cohort, Counter())[lodging] += int(values[column])
    near = _near(joint, values) if joint is not None else {}
    for cohort, people in enumerate(shares):
        houses = free.get(cohort, Counter())
        waiting = []
        for share in people:
            wanted = None
            if joint is not None and share.options:
                first = share.options[0]
                site = options.offers[options.offer[first]].site.id
                wanted = _next(near.get((int(options.demand[first]), site), Counter()))
            if wanted is not None and houses[wanted] > 0:
                houses[wanted] -= 1
                share.house = wanted
            else:
                waiting.append(share)
        # Who is placed comes before who is not: only the latter may be without a bed.
        for share in sorted(waiting, key=lambda each: not each.options):
            share.house = _next(houses)


def _near(joint: JointOptions, values: Ints) -> dict[tuple[int, str], Counter[int]]:
    """How many of a demand at a site live in which house."""
    found: dict[tuple[int, str], Counter[int]] = {}
    for demand, site, lodging, column in zip(
        joint.demand.tolist(),
        joint.site.tolist(),
        joint.lodging.tolist(),
        joint.column.tolist(),
        strict=True,
    ):
        if values[column]:
            key = (demand, joint.sites[site])
            found.setdefault(key, Counter())[lodging] += int(values[column])
    return found


def _next(houses: Counter[int]) -> int | None:
    """Take one of what is left, the first in the document."""
    for house in sorted(houses):
        if houses[house] > 0:
            houses[house] -= 1
            return house
    return None


def _take_seats(model: Model, values: Ints, shares: list[list[Share]]) -> None:
    """The earliest to begin arrive first, the last to end leave last."""
    seats, options = model.problem.seats, model.options
    if seats is None:
        return
    transfers = model.problem.programme.transfers
    sold: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for cohort, transfer, day, column in zip(
        seats.cohort.tolist(),
        seats.transfer.tolist(),
        seats.day.tolist(),
        seats.column.tolist(),
        strict=True,
    ):
        kind = transfers[transfer].kind
        sold.setdefault((cohort, kind), []).extend([(day, transfer)] * int(values[column]))
    for (cohort, kind), seats_of_kind in sold.items():
        people = shares[cohort]
        if kind == "arrival":
            order = sorted(people, key=lambda each: _first(options, each))
            seats_of_kind.sort()
        else:
            order = sorted(people, key=lambda each: -_last(options, each))
            seats_of_kind.sort(key=lambda each: (-each[0], each[1]))
        for share, (_, transfer) in zip(order, seats_of_kind, strict=False):
            share.transfers.append(transfer)


def _first(options: Options, share: Share) -> int:
    return min((int(options.first[number]) for number in share.options), default=options.days)


def _last(options: Options, share: Share) -> int:
    return max((int(options.last[number]) for number in share.options), default=-1)


def placements_of(model: Model, shares: tuple[Share, ...]) -> Iterator[Placement]:
    """The placements of everybody, in the order of the document, earliest first."""
    options, programme = model.options, model.problem.programme
    pinned = {(pin.participant, pin.need, pin.slot, pin.first_day) for pin in model.problem.pins}
    for share in shares:
        for number in share.options:
            demand = options.demands[options.demand[number]]
            offer = options.offers[options.offer[number]]
            first, last = int(options.first[number]), int(options.last[number])
            worked = options.worked[options.calendar[number], first : last + 1].nonzero()[0]
            first_day = options.date(first)
            yield Placement(
                participant=share.person.id,
                need=demand.need.id,
                slot=offer.id,
                site=offer.site.id,
                host=offer.host.id,
                first_day=first_day,
                last_day=options.date(last),
                days=tuple(first_day + timedelta(days=int(day)) for day in worked),
                pinned=(share.person.id, demand.need.id, offer.id, first_day) in pinned,
                tentative=why_tentative(programme, share.person, offer),
            )


def beds_of(model: Model, shares: tuple[Share, ...]) -> Iterator[Bed]:
    """The beds of everybody, in the order of the document."""
    beds, options, programme = model.problem.beds, model.options, model.problem.programme
    if beds is None:
        return
    spans = {
        options.cohorts[cohort][0].delegation: (first, last)
        for cohort, first, last in zip(
            beds.cohort.tolist(), beds.first.tolist(), beds.last.tolist(), strict=True
        )
    }
    for share in shares:
        if share.house is not None:
            first, last = spans[share.person.delegation]
            yield Bed(
                participant=share.person.id,
                lodging=programme.lodgings[share.house].id,
                first_night=options.date(first),
                last_night=options.date(last),
            )


def seats_of(programme: Programme, model: Model, shares: tuple[Share, ...]) -> Iterator[Seat]:
    """The seats of everybody on arrivals and departures, in the order of the document."""
    seats, options = model.problem.seats, model.options
    if seats is None:
        return
    days = dict(zip(seats.transfer.tolist(), seats.day.tolist(), strict=True))
    for share in shares:
        for transfer in share.transfers:
            yield Seat(
                participant=share.person.id,
                transfer=programme.transfers[transfer].id,
                day=options.date(days[transfer]),
            )
