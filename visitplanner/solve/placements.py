"""A solution shared out to people: who of a cohort goes where, sleeps where and travels when.

All of a cohort are alike, so any sharing out is as good that keeps what belongs together: the house
near the site, the arrival before the first day of work, the departure after the last.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from typing import Literal

import numpy as np

from visitplanner.matrix.kinds import kinds_of, numbered
from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.problem import groups
from visitplanner.matrix.tables import HomeOptions, JointOptions
from visitplanner.model.base import altered
from visitplanner.model.matching import matching
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Bed, Placement, Seat
from visitplanner.model.programme import Programme
from visitplanner.model.travel import journeys, nights, travel_day
from visitplanner.model.workdays import Offer
from visitplanner.rules import tentativeness
from visitplanner.rules.come_along import comes_along
from visitplanner.solve.model import Model
from visitplanner.solve.rides import rides_of


@dataclass(slots=True)
class Share:
    """What one person gets."""

    person: Person
    options: list[int] = field(default_factory=list)
    """Indices of the options taken, earliest first."""
    houses: list[int] = field(default_factory=list)
    """Indices into `programme.lodgings`: one, where the rules are kept."""
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
    taken = np.flatnonzero(values[: len(options)])
    following = [0] * len(shares)
    for number, cohort, many in zip(
        taken.tolist(), options.cohort[taken].tolist(), values[taken].tolist(), strict=True
    ):
        people, begin = shares[cohort], following[cohort]
        for turn in range(begin, begin + many):
            people[turn % len(people)].options.append(number)
        following[cohort] += many
    for share in chain.from_iterable(shares):
        if len(share.options) > 1:
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
    homes = _homes(model.problem.homes, values)
    for cohort, people in enumerate(shares):
        houses = free.get(cohort, Counter())
        waiting = []
        for share in people:
            wanted = None
            if share.options:
                first = share.options[0]
                site = options.offers[options.offer[first]].site.id
                place = near.get((int(options.demand[first]), site), Counter())
                wanted = _next(homes.get(first, place))
            if wanted is not None and houses[wanted] > 0:
                houses[wanted] -= 1
                share.houses.append(wanted)
            else:
                waiting.append(share)
        # Who is placed comes before who is not: only the latter may be without a bed.
        for share in cycle(sorted(waiting, key=lambda each: not each.options) or people):
            house = _next(houses)
            if house is None:
                break
            share.houses.append(house)


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


def _homes(homes: HomeOptions | None, values: Ints) -> dict[int, Counter[int]]:
    """How many who take an option live in which house."""
    found: dict[int, Counter[int]] = {}
    if homes is not None:
        for option, lodging, column in zip(
            homes.option.tolist(), homes.lodging.tolist(), homes.column.tolist(), strict=True
        ):
            if values[column]:
                found.setdefault(option, Counter())[lodging] += int(values[column])
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
    seats, programme = model.problem.seats, model.problem.programme
    if seats is None:
        return
    sold: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for cohort, transfer, day, column in zip(
        seats.cohort.tolist(),
        seats.transfer.tolist(),
        seats.day.tolist(),
        seats.column.tolist(),
        strict=True,
    ):
        kind = programme.transfers[transfer].kind
        sold.setdefault((cohort, kind), []).extend([(day, transfer)] * int(values[column]))
    first, last = _working_spans(model.options, np.flatnonzero(values[: len(model.options)]))
    for (cohort, kind), seats_of_kind in sold.items():
        placed = [each for each in shares[cohort] if each.options or comes_along(each.person)]
        if kind == "arrival":
            placed.sort(key=lambda each: min((int(first[o]) for o in each.options), default=0))
            seats_of_kind.sort()
        else:
            placed.sort(key=lambda each: -max((int(last[o]) for o in each.options), default=0))
            seats_of_kind.sort(key=lambda each: (-each[0], each[1]))
        for share, (_, transfer) in zip(placed, seats_of_kind, strict=False):
            share.transfers.append(transfer)
    everybody = [share for cohort in shares for share in cohort]
    _take_free_seats(programme, everybody, "arrival")
    _take_free_seats(programme, everybody, "departure")


def _working_spans(options: Options, taken: Ints) -> tuple[Ints, Ints]:
    """(n,) number of the first and of the last day worked of the options taken."""
    option, day = options.days_of(taken)
    first, last = options.last.copy(), options.first.copy()
    np.minimum.at(first, option, day)
    np.maximum.at(last, option, day)
    return first, last


def _take_free_seats(
    programme: Programme, shares: list[Share], kind: Literal["arrival", "departure"]
) -> None:
    """Whoever is not placed has what is left: as many as can be."""
    taken = Counter(transfer for share in shares for transfer in share.transfers)
    numbers = {transfer.id: number for number, transfer in enumerate(programme.transfers)}
    meant = {
        each.id: [numbers[transfer.id] for transfer in journeys(programme, each.id, kind)]
        for each in programme.delegations
    }
    waiting = [
        share for share in shares if not set(share.transfers) & set(meant[share.person.delegation])
    ]
    left = {
        number: None if transfer.seats is None else max(0, transfer.seats - taken[number])
        for number, transfer in enumerate(programme.transfers)
    }
    given = matching([meant[share.person.delegation] for share in waiting], left)
    for share, transfer in zip(waiting, given, strict=True):
        if transfer is not None:
            share.transfers.append(transfer)


def placements_of(model: Model, shares: tuple[Share, ...]) -> Iterator[Placement]:
    """The placements of everybody, in the order of the document, earliest first."""
    pinned = {(pin.participant, pin.need, pin.slot, pin.first_day) for pin in model.problem.pins}
    taken = np.array([number for share in shares for number in share.options], dtype=np.int64)
    kind, kinds = _kinds_of_placements(model, taken)
    made = iter([kinds[number] for number in kind.tolist()])
    for share in shares:
        who = share.person.id
        for like in islice(made, len(share.options)):
            own = (who, like.need, like.slot, like.first_day) in pinned if pinned else False
            yield altered(like, {"participant": who, "pinned": own})


def _kinds_of_placements(model: Model, taken: Ints) -> tuple[Ints, list[Placement]]:
    """(taken,) the kind of the placement for each option taken; and one placement of each kind.

    Placements of a kind differ in the participant alone, and in whether they are pinned.
    """
    options = model.options
    tentative, which = _tentative(model, taken)
    need, needs = numbered([demand.need.id for demand in options.demands])
    kind, (*keys,) = groups(
        options.offer[taken],
        options.first[taken],
        options.last[taken],
        options.calendar[taken],
        need[options.demand[taken]],
        which,
    )
    dates = [options.date(number) for number in range(options.days)]
    found = []
    for place, first, last, calendar, named, unsettled in zip(
        *(key.tolist() for key in keys), strict=True
    ):
        offer = options.offers[place]
        there = options.worked[calendar, first : last + 1].nonzero()[0].tolist()
        found.append(
            Placement(
                participant="",
                slot=offer.slot.id,
                first_day=dates[first],
                last_day=dates[last],
                need=options.demands[needs[named]].need.id,
                site=offer.site.id,
                host=offer.host.id,
                days=tuple(dates[first + day] for day in there),
                pinned=False,
                tentative=tentative[unsettled],
            )
        )
    return kind, found


def _tentative(model: Model, taken: Ints) -> tuple[list[tuple[str, ...]], Ints]:
    """What is not settled of options taken: all that occurs, and for each option which of it."""
    options, programme = model.options, model.problem.programme
    kinds = kinds_of(tentativeness.reads(programme), options.demands, options.offers)

    def ask(
        programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
    ) -> tuple[str, ...]:
        return tentativeness.why_tentative(programme, person, offer)

    return kinds.answers(programme, ask, options.demand[taken], options.offer[taken])


def beds_of(model: Model, shares: tuple[Share, ...]) -> Iterator[Bed]:
    """The beds of everybody, in the order of the document."""
    programme = model.problem.programme
    for share in shares:
        span = nights(programme, share.person.delegation) if share.houses else None
        if span is None:
            continue
        for house in share.houses:
            yield Bed(
                participant=share.person.id,
                lodging=programme.lodgings[house].id,
                first_night=span[0],
                last_night=span[1],
            )


def seats_of(
    programme: Programme, shares: tuple[Share, ...], placements: Iterable[Placement]
) -> Iterator[Seat]:
    """The seats of everybody, in the order of the document: on journeys, then on shuttles."""
    rides = rides_of(
        programme,
        placements,
        {each.person.id: programme.lodgings[each.houses[0]].id for each in shares if each.houses},
    )
    for share in shares:
        for number in share.transfers:
            transfer = programme.transfers[number]
            yield Seat(participant=share.person.id, transfer=transfer.id, day=travel_day(transfer))
        yield from rides.get(share.person.id, ())
