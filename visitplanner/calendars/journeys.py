"""Journeys as entries: arrival, departure and shuttles, for those who have a seat.

With hours they are at these hours, by the clocks of the programme; without them they are whole days
that leave the time free. Somebody's days on a shuttle are one recurring entry, or one for each run
of days in a row where its hours are not known. It always leaves the time free: the hours of a
shuttle are those in which it runs, and whoever rides on it works in between.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from visitplanner.calendars.agenda import runs
from visitplanner.calendars.events import Event
from visitplanner.calendars.identity import journey_uid, shuttle_uid
from visitplanner.calendars.visits import Entries, coordinator_line, handover_lines
from visitplanner.errors import CalendarError
from visitplanner.language import calendar_words as words
from visitplanner.language.catalogue import Language, say
from visitplanner.model.logistics import Transfer
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme


def journeys_of_participants(programme: Programme, plan: Plan, language: Language) -> Entries:
    """The journeys of everybody who has a seat.

    Raises `CalendarError` for what is no journey, and for two seats on one arrival or departure.
    """
    rides: dict[tuple[str, str], set[date]] = {}
    seen: dict[tuple[str, str], int] = {}
    faults = []
    for number, seat in enumerate(plan.seats):
        transfer = programme.transfers_by_id.get(seat.transfer)
        pair = (seat.participant, seat.transfer)
        first = seen.setdefault(pair, number)
        if seat.participant not in programme.people:
            faults.append(f"seats[{number}]: nobody is called '{seat.participant[:60]}'")
        elif transfer is None:
            faults.append(f"seats[{number}]: no transfer is called '{seat.transfer[:60]}'")
        elif first != number and transfer.kind != "shuttle":
            faults.append(f"seats[{number}]: the same participant and transfer as seats[{first}]")
        rides.setdefault(pair, set()).add(seat.day)
    if faults:
        raise CalendarError(
            "\n  ".join(["the plan does not fit the programme, check the plan first:", *faults])
        )
    found: Entries = {}
    for (who, name), days in rides.items():
        journey = _Journey(who, programme.transfers_by_id[name], tuple(sorted(days)))
        found.setdefault(who, []).extend(_events(programme, plan, journey, language))
    return found


@dataclass(frozen=True, slots=True)
class _Journey:
    """Somebody's rides on one transfer."""

    who: str
    transfer: Transfer
    days: tuple[date, ...]
    """Ascending; one of an arrival or departure."""


def _events(
    programme: Programme, plan: Plan, journey: _Journey, language: Language
) -> Iterator[Event]:
    """One event with hours, or whole days run by run."""
    transfer = journey.transfer
    kind = say(words.JOURNEYS[transfer.kind], language)
    way = " – ".join(each for each in (transfer.origin, transfer.destination) if each)
    hours = transfer.hours
    for days in runs(journey.days) if hours is None else (journey.days,):
        yield Event(
            uid=_uid(programme, journey, days),
            summary=f"{kind}: {way}" if way else kind,
            first_day=days[0],
            last_day=days[-1],
            days=days,
            hours=None if hours is None else (hours.start, hours.end),
            zone=programme.time_zone,
            description="\n".join(_lines(programme, plan, transfer, days, language)),
            location=transfer.origin or "",
            categories=(kind,),
            transparent=hours is None or transfer.kind == "shuttle",
        )


def _uid(programme: Programme, journey: _Journey, days: tuple[date, ...]) -> str:
    transfer = journey.transfer
    if transfer.kind != "shuttle":
        return journey_uid(programme=programme.id, transfer=transfer.id)
    return shuttle_uid(
        programme=programme.id,
        transfer=transfer.id,
        participant=journey.who,
        first_day=days[0] if transfer.hours is None else None,
    )


def _lines(
    programme: Programme,
    plan: Plan,
    transfer: Transfer,
    days: Collection[date],
    language: Language,
) -> Iterator[str]:
    if transfer.origin:
        yield say(words.ORIGIN_LINE, language, place=transfer.origin)
    if transfer.destination:
        yield say(words.DESTINATION_LINE, language, place=transfer.destination)
    if transfer.kind == "shuttle":  # several may go the same way
        yield say(words.SHUTTLE_LINE, language, name=transfer.id)
    yield from handover_lines(programme, plan, transfer.id, language, days=days)
    yield from coordinator_line(programme, language)
