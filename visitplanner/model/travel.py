"""When people arrive, leave and sleep: what transfers and windows say about a stay."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from visitplanner.model.logistics import Lodging, Transfer, TransferKind
from visitplanner.model.people import Person
from visitplanner.model.workdays import ONE_DAY

if TYPE_CHECKING:
    from visitplanner.model.programme import Programme

Kind = Literal["arrival", "departure"]
KINDS: tuple[Kind, ...] = ("arrival", "departure")
Span = tuple[date, date]
"""First and last day, both included."""


def by_delegation(
    transfers: Iterable[Transfer],
) -> Mapping[tuple[str, TransferKind], tuple[Transfer, ...]]:
    """The transfers with a window, by each delegation that they take and by their kind."""
    found: dict[tuple[str, TransferKind], list[Transfer]] = {}
    for transfer in transfers:
        for name in dict.fromkeys(transfer.delegations) if transfer.window else ():
            found.setdefault((name, transfer.kind), []).append(transfer)
    return {key: tuple(each) for key, each in found.items()}


def journeys(programme: "Programme", delegation: str, kind: Kind) -> tuple[Transfer, ...]:
    """The arrivals or departures by which the people of a delegation travel."""
    return programme.transfers_of.get((delegation, kind), ())


def travel_day(transfer: Transfer) -> date:
    """The day planned for: of an arrival that is not settled the last, of a departure the first.

    Raises `ValueError` where the transfer has no window.
    """
    if transfer.window is None:
        raise ValueError(f"the transfer '{transfer.id}' has no day")
    return transfer.window.last if transfer.kind == "arrival" else transfer.window.first


def travels_on(programme: "Programme", delegation: str, day: date) -> bool:
    """Whether some of a delegation may be on their way, or not there.

    They may be up to the last arrival, and from the first departure on.
    """
    come = journeys(programme, delegation, "arrival")
    leave = journeys(programme, delegation, "departure")
    return any(day <= travel_day(each) for each in come) or any(
        day >= travel_day(each) for each in leave
    )


def days_there(programme: "Programme", delegation: str) -> Span:
    """The days on which everybody of a delegation is there and nobody travels.

    After the last arrival and before the first departure, inside the window; it runs backwards
    where there is no such day.
    """
    window = programme.delegations_by_id[delegation].window
    come = [travel_day(each) for each in journeys(programme, delegation, "arrival")]
    leave = [travel_day(each) for each in journeys(programme, delegation, "departure")]
    first = max((day + ONE_DAY for day in come), default=window.first)
    last = min((day - ONE_DAY for day in leave), default=window.last)
    return max(first, window.first), min(last, window.last)


def nights(programme: "Programme", delegation: str) -> Span | None:
    """The days on which the first and the last night of a delegation begin; None: no night.

    From the first day on which anybody can arrive to the last on which anybody can leave, so that
    a bed is there whoever sits in which bus; without transfers, the window of the delegation.
    """
    window = programme.delegations_by_id[delegation].window
    arrivals = journeys(programme, delegation, "arrival")
    departures = journeys(programme, delegation, "departure")
    first = min((each.window.first for each in arrivals if each.window), default=window.first)
    leaving = max((each.window.last for each in departures if each.window), default=window.last)
    return (first, leaving - ONE_DAY) if first < leaving else None


def houses(programme: "Programme", person: Person) -> tuple[Lodging, ...]:
    """The houses meant for somebody's delegation; empty: its beds are not planned."""
    return programme.houses_of.get(person.delegation, ())


def serves_somebody(transfer: Transfer) -> bool:
    """Whether it is a shuttle of which days and sites are known."""
    return transfer.kind == "shuttle" and transfer.window is not None and bool(transfer.sites)


def shuttles(
    programme: "Programme", delegation: str, site: str, day: date, house: str | None
) -> tuple[Transfer, ...]:
    """The shuttles that serve somebody of a delegation who works at a site on a day.

    One that names lodgings serves those alone who are known to live in one of them.
    """
    return tuple(
        transfer
        for transfer in programme.transfers_of.get((delegation, "shuttle"), ())
        if site in transfer.sites
        and transfer.window is not None
        and day in transfer.window
        and (not transfer.lodgings or house in transfer.lodgings)
    )


def house_matters(programme: "Programme", delegation: str) -> bool:
    """Whether the seats on shuttles for a delegation depend on who lives in which house."""
    mine = [
        transfer
        for transfer in programme.transfers_of.get((delegation, "shuttle"), ())
        if serves_somebody(transfer)
    ]
    return any(each.lodgings for each in mine) and any(each.seats is not None for each in mine)
