"""Rides on shuttles: on each day a seat for everybody who works at a site that a shuttle serves."""

from collections.abc import Iterable, Mapping
from datetime import date

from visitplanner.model.matching import matching
from visitplanner.model.plan import Placement, Seat
from visitplanner.model.programme import Programme
from visitplanner.model.travel import serves_somebody, shuttles


def rides_of(
    programme: Programme, placements: Iterable[Placement], houses: Mapping[str, str]
) -> Mapping[str, list[Seat]]:
    """The seats on shuttles of each participant, by day.

    `houses` tells the lodging of each. As many ride as can: a seat goes to whoever needs it most.
    """
    if not any(serves_somebody(transfer) for transfer in programme.transfers):
        return {}
    days: dict[date, dict[tuple[str, str], list[int]]] = {}
    numbers = {transfer.id: number for number, transfer in enumerate(programme.transfers)}
    for placement in placements:
        who, site = placement.participant, placement.site
        delegation = programme.people[who].delegation
        for day in placement.days:
            found = shuttles(programme, delegation, site, day, houses.get(who))
            if found:
                rides = days.setdefault(day, {})
                rides[who, site] = [numbers[transfer.id] for transfer in found]
    limits = {number: transfer.seats for number, transfer in enumerate(programme.transfers)}
    seats: dict[str, list[Seat]] = {}
    for day in sorted(days):
        given = matching(list(days[day].values()), limits)
        for (who, _), number in zip(days[day], given, strict=True):
            if number is not None:
                transfer = programme.transfers[number].id
                seats.setdefault(who, []).append(Seat(participant=who, transfer=transfer, day=day))
    return seats
