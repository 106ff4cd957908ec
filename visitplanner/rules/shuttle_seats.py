"""Shuttle seats: who works at a site that shuttles serve rides on one of them, on each day there.

A shuttle serves the people of its delegations at its sites on the days of its window, those who
live in its houses where it names any. A ride is one person, site and day; rides may be split over
all shuttles that serve them. A site, day or house that no shuttle serves asks for nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.homes import homes_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.logistics import Transfer
from visitplanner.model.matching import matching
from visitplanner.model.plan import Seat
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.travel import house_matters, serves_somebody, shuttles
from visitplanner.rules.form import Rule, Violation, counted, stay_violation
from visitplanner.rules.looks import Looks

NAME = "shuttle_seats"


def check(roster: Roster) -> Iterator[Violation]:
    """Every ride has a seat, and no shuttle has more riders than seats on a day."""
    seats: dict[tuple[str, date], list[Transfer]] = {}
    riders: dict[tuple[str, date], list[str]] = {}
    for seat, person, transfer in roster.seats:
        if transfer.kind != "shuttle":
            continue
        seats.setdefault((person.id, seat.day), []).append(transfer)
        riders.setdefault((transfer.id, seat.day), []).append(person.id)
        if person.delegation not in transfer.delegations or not _runs(transfer, seat):
            yield Violation(
                rule=NAME,
                who=(person.id,),
                days=(seat.day,),
                message=f"{person.id} on {transfer.id}: it does not run for "
                f"'{person.delegation}' on {seat.day}",
            )
    if roster.seated:
        yield from _missing(roster, seats)
    for (name, day), who in riders.items():
        limit = roster.programme.transfers_by_id[name].seats
        if limit is not None and len(who) > limit:
            yield Violation(
                rule=NAME,
                who=tuple(dict.fromkeys(who)),
                days=(day,),
                limit=limit,
                found=len(who),
                message=f"{name} on {day}: {counted(len(who), 'rider', 'riders')}, "
                f"{counted(limit, 'seat', 'seats')}",
            )


def _runs(transfer: Transfer, seat: Seat) -> bool:
    return transfer.window is not None and seat.day in transfer.window


def _missing(
    roster: Roster, seats: Mapping[tuple[str, date], list[Transfer]]
) -> Iterator[Violation]:
    if not any(serves_somebody(each) for each in roster.programme.transfers):
        return
    houses = {person.id: lodging.id for _, person, lodging in roster.beds}
    rides: dict[tuple[str, date], dict[str, tuple[Stay, tuple[Transfer, ...]]]] = {}
    for stay in roster.stays:
        site = stay.offer.site.id
        for day in stay.days:
            house = houses.get(stay.who)
            if found := shuttles(roster.programme, stay.person.delegation, site, day, house):
                rides.setdefault((stay.who, day), {})[site] = (stay, found)
    for (who, day), sites in rides.items():
        mine = seats.get((who, day), [])
        suitable = [
            [number for number, seat in enumerate(mine) if seat in allowed]
            for _, allowed in sites.values()
        ]
        given = matching(suitable, dict.fromkeys(range(len(mine)), 1))
        for (stay, allowed), seat in zip(sites.values(), given, strict=True):
            if seat is None:
                names = ", ".join(transfer.id for transfer in allowed)
                reason = f"has no seat on the shuttle on {day} ({names})"
                yield stay_violation(NAME, stay, reason, days=(day,), limit=names)


def rows(problem: Problem) -> None:
    """For each shuttle and day: rides <= seats.

    Rides for which several shuttles would do are shared out among these by columns of their own.
    """
    if not any(serves_somebody(each) for each in problem.programme.transfers):
        return
    full: dict[tuple[int, int], list[Ints]] = {}
    for (day, allowed), column in _by_shuttles(problem, _rides(problem)).items():
        share = column
        if len(allowed) > 1:
            share = problem.add_columns(len(allowed), upper=_seats(problem, allowed))
            problem.add_rows(
                NAME,
                row=np.zeros(len(column) + len(share), dtype=np.int64),
                column=np.concatenate([column, share]),
                coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(column), len(share)]),
                upper=0,
                count=1,
            )
        for number, shuttle in enumerate(allowed):
            part = share[number : number + 1] if len(allowed) > 1 else share
            full.setdefault((shuttle, day), []).append(part)
    columns = [concatenate(parts) for parts in full.values()]
    problem.add_rows(
        NAME,
        row=np.repeat(np.arange(len(columns)), [len(each) for each in columns]),
        column=concatenate(columns),
        upper=_seats(problem, tuple(shuttle for shuttle, _ in full)),
        count=len(columns),
    )


def _seats(problem: Problem, numbers: tuple[int, ...]) -> Ints:
    transfers = problem.programme.transfers
    return np.array([transfers[number].seats or 0 for number in numbers], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Rides:
    """Columns that count rides. Arrays of one length."""

    cohort: Ints
    site: Ints
    """Index into the sites of the offers, in their order."""
    day: Ints
    column: Ints
    house: Ints
    """Index into `programme.lodgings`; -1: none, or it does not matter."""


def _by_shuttles(problem: Problem, rides: _Rides) -> Mapping[tuple[int, tuple[int, ...]], Ints]:
    """The columns for each day and set of shuttles that would do, where all of these have seats."""
    programme, options = problem.programme, problem.options
    numbers = {transfer.id: number for number, transfer in enumerate(programme.transfers)}
    delegations = [each.id for each in programme.delegations]
    of_cohort = [delegations.index(people[0].delegation) for people in options.cohorts]
    delegation = np.array(of_cohort, dtype=np.int64)[rides.cohort]
    sites = _sites(problem)
    kind, keys = groups(delegation, rides.site, rides.day, rides.house)
    order = np.argsort(kind, kind="stable")
    starts = np.searchsorted(kind[order], np.arange(len(keys[0]) + 1)).tolist()
    found: dict[tuple[int, tuple[int, ...]], list[Ints]] = {}
    for number, (who, site, day, house) in enumerate(np.stack(keys, axis=1).tolist()):
        would_do = shuttles(
            programme,
            delegations[who],
            sites[site],
            options.date(day),
            programme.lodgings[house].id if house >= 0 else None,
        )
        if would_do and all(each.seats is not None for each in would_do):
            key = (day, tuple(numbers[each.id] for each in would_do))
            mine = order[starts[number] : starts[number + 1]]
            found.setdefault(key, []).append(rides.column[mine])
    return {key: np.concatenate(parts) for key, parts in found.items()}


def _sites(problem: Problem) -> list[str]:
    return list(dict.fromkeys(offer.site.id for offer in problem.options.offers))


def _rides(problem: Problem) -> _Rides:
    """Every ride there could be to a site with shuttles."""
    work = _work(problem)
    cohort = problem.options.cohort[work.option]
    # One person may work at a site in several slots of a day; it is one ride.
    unit, (cohorts, sites, days, houses) = groups(cohort, work.site, work.day, work.house)
    slot = (problem.options.demand[work.option], problem.options.offer[work.option])
    part, (unit_of_part, _, _) = groups(unit, *slot)
    size = np.array([len(people) for people in problem.options.cohorts], dtype=np.int64)
    several = (np.bincount(unit_of_part, minlength=len(cohorts)) > 1) & (size[cohorts] == 1)
    rides = problem.add_columns(int(several.sum()), upper=1)
    ride_of_unit = np.cumsum(several) - 1
    again = several[unit]
    parts = np.flatnonzero(several[unit_of_part])
    row = np.searchsorted(parts, part[again])
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(parts))]),
        column=np.concatenate([work.column[again], rides[ride_of_unit[unit_of_part[parts]]]]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(row), len(parts)]),
        upper=0,
        count=len(parts),
    )
    return _Rides(
        cohort=np.concatenate([cohort[~again], cohorts[several]]),
        site=np.concatenate([work.site[~again], sites[several]]),
        day=np.concatenate([work.day[~again], days[several]]),
        house=np.concatenate([work.house[~again], houses[several]]),
        column=np.concatenate([work.column[~again], rides]),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """Days of work at sites with shuttles. Arrays of one length."""

    option: Ints
    site: Ints
    day: Ints
    house: Ints
    column: Ints


def _work(problem: Problem) -> _Work:
    """Every day of every option, by house where the house matters."""
    options, programme = problem.options, problem.programme
    sites = _sites(problem)
    site_of = options.of_offer([sites.index(offer.site.id) for offer in options.offers])
    served = {site for each in programme.transfers if serves_somebody(each) for site in each.sites}
    there = np.array([name in served for name in sites])[site_of]
    option, day = options.days_worked()
    option, day = option[there[option]], day[there[option]]
    asking = {each.id for each in programme.delegations if house_matters(programme, each.id)}
    by_house = there & np.array(
        options.of_demand([demand.person.delegation in asking for demand in options.demands]),
        dtype=bool,
    )
    homes = homes_of(problem, by_house) if by_house.any() else None
    house = np.full(len(option), -1, dtype=np.int64)
    if homes is None:
        return _Work(option, site_of[option], day, house, option)
    alone = ~np.isin(option, homes.option)
    entry, home = pairs(option[~alone], homes.option)
    option, day = (np.concatenate([each[alone], each[~alone][entry]]) for each in (option, day))
    return _Work(
        option,
        site_of[option],
        day,
        np.concatenate([house[alone], homes.lodging[home]]),
        np.concatenate([option[: int(alone.sum())], homes.column[home]]),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if violation.limit is None or isinstance(violation.limit, int):
        return "one more seat on the shuttle"
    return f"one more seat on a shuttle to '{violation.site}' ({violation.limit})"


RULE = Rule(
    name=NAME,
    says="Who works at a site that shuttles serve has a seat on one of them on each day, and no "
    "shuttle has more riders than seats.",
    source="the programme: sites, lodgings, seats and window of the shuttle",
    check=check,
    fix=fix,
    looks=Looks(part="ways"),
    rows=rows,
    grows=False,
)
