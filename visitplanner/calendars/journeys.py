"""Journeys as entries: arrival and departure in the calendars of those who have a seat.

With hours it is at these hours, by the clocks of the programme; without them it is a whole day that
leaves the time free.
"""

from collections.abc import Iterator

from visitplanner.calendars.events import Event
from visitplanner.calendars.identity import journey_uid
from visitplanner.calendars.visits import Entries, coordinator_line, handover_lines
from visitplanner.errors import CalendarError
from visitplanner.language import calendar_words as words
from visitplanner.language.catalogue import Language, say
from visitplanner.model.logistics import Transfer
from visitplanner.model.plan import Plan, Seat
from visitplanner.model.programme import Programme


def journeys_of_participants(programme: Programme, plan: Plan, language: Language) -> Entries:
    """The journeys of everybody who has a seat. Raises `CalendarError` for what is no journey."""
    found: Entries = {}
    seen: dict[tuple[str, str], int] = {}
    faults = []
    for number, seat in enumerate(plan.seats):
        transfer = programme.transfers_by_id.get(seat.transfer)
        first = seen.setdefault((seat.participant, seat.transfer), number)
        if seat.participant not in programme.people:
            faults.append(f"seats[{number}]: nobody is called '{seat.participant[:60]}'")
        elif transfer is None:
            faults.append(f"seats[{number}]: no transfer is called '{seat.transfer[:60]}'")
        elif first != number:
            faults.append(f"seats[{number}]: the same participant and transfer as seats[{first}]")
        elif transfer.kind in words.JOURNEYS:
            event = _event(programme, plan, seat, transfer, language)
            found.setdefault(seat.participant, []).append(event)
    if faults:
        raise CalendarError(
            "\n  ".join(["the plan does not fit the programme, check the plan first:", *faults])
        )
    return found


def _event(
    programme: Programme, plan: Plan, seat: Seat, transfer: Transfer, language: Language
) -> Event:
    journey = say(words.JOURNEYS[transfer.kind], language)
    ends = [each for each in (transfer.origin, transfer.destination) if each]
    way = f": {' – '.join(ends)}" if ends else ""
    hours = transfer.hours
    return Event(
        uid=journey_uid(programme=programme.id, transfer=transfer.id),
        summary=f"{journey}{way}",
        first_day=seat.day,
        last_day=seat.day,
        days=(seat.day,),
        hours=None if hours is None else (hours.start, hours.end),
        zone=programme.time_zone,
        description="\n".join(_lines(programme, plan, transfer, language)),
        location=transfer.origin or "",
        categories=(journey,),
        transparent=hours is None,
    )


def _lines(
    programme: Programme, plan: Plan, transfer: Transfer, language: Language
) -> Iterator[str]:
    if transfer.origin:
        yield say(words.ORIGIN_LINE, language, place=transfer.origin)
    if transfer.destination:
        yield say(words.DESTINATION_LINE, language, place=transfer.destination)
    yield from handover_lines(programme, plan, transfer.id, language)
    yield from coordinator_line(programme, language)
