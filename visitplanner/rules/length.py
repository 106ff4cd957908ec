"""Length: a placement is as long as the need, or else the slot, asks for."""

from collections.abc import Iterator
from datetime import date

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.travel import days_there
from visitplanner.model.windows import Length
from visitplanner.model.workdays import Offer, WorkCalendar
from visitplanner.rules.form import Rule, Span, Violation, stay_violation
from visitplanner.rules.looks import ONE_PLACEMENT
from visitplanner.rules.window import windows

NAME = "length"


def asked_length(need: InternshipNeed, offer: Offer) -> Length | None:
    """The length that holds: of the need, or else of the slot; None: the whole stay."""
    return need.length or offer.slot.length


def closed(
    _programme: Programme, _person: Person, need: InternshipNeed, offer: Offer
) -> str | None:
    """Why the slot is not for so long: both name a length, and not the same one."""
    asked = need.length
    offered = None if asked is None else offer.slot.length
    if asked is None or offered is None or _comparable(asked) == _comparable(offered):
        return None
    return f"the slot is for {offered}, the need asks for {asked}"


def _comparable(length: Length) -> tuple[int, str]:
    if length.unit == "weeks":
        return length.count * 7, "days"
    return length.count, length.unit


def whole_stay(programme: Programme, person: Person, need: InternshipNeed, offer: Offer) -> Span:
    """The days of a stay that has no length of its own: all that the windows leave.

    Days on which the delegation may be on its way are left out. Runs backwards where none is left.
    """
    first, last = days_there(programme, person.delegation)
    common = windows(person, need, offer)
    return (
        max(first, *(window.first for window in common)),
        min(last, *(window.last for window in common)),
    )


def length_or_stay(
    programme: Programme, person: Person, need: InternshipNeed, offer: Offer
) -> Length | Span:
    """The length asked for, or else the days of the whole stay."""
    return asked_length(need, offer) or whole_stay(programme, person, need, offer)


def _worked(calendar: WorkCalendar, days: Span) -> Span | None:
    """First and last working day of some days; None where there is none."""
    worked = calendar.worked(*days) if days[0] <= days[1] else ()
    return (worked[0], worked[-1]) if worked else None


def last_day(
    programme: Programme,
    person: Person,
    need: InternshipNeed,
    offer: Offer,
    first: date,
) -> date | None:
    """The last day of a placement that begins on `first`; None where none can begin there."""
    calendar = programme.calendar_of(person, need, offer.id)
    length = asked_length(need, offer)
    if length is None:
        whole = _worked(calendar, whole_stay(programme, person, need, offer))
        return whole[1] if whole is not None and whole[0] == first else None
    if length.is_calendar:
        return length.last_day(first)
    latest = min(window.last for window in windows(person, need, offer))
    worked = calendar.worked(first, latest) if first <= latest else ()
    return worked[length.count - 1] if len(worked) >= length.count else None


def check(roster: Roster) -> Iterator[Violation]:
    """Every placement has the length asked for."""
    for stay in roster.stays:
        placement = stay.placement
        reason = closed(roster.programme, stay.person, stay.need, stay.offer)
        if reason is not None:
            yield stay_violation(NAME, stay, reason, limit=str(stay.offer.slot.length))
            continue
        length = stay.need.length or stay.offer.slot.length
        if length is None:
            days = whole_stay(roster.programme, stay.person, stay.need, stay.offer)
            whole = _worked(stay.calendar, days)
            if whole != (placement.first_day, placement.last_day):
                planned = f"{placement.first_day} to {placement.last_day}"
                limit = f"{whole[0]} to {whole[1]}" if whole else "no day"
                reason = (
                    f"no length is asked for, so the placement lasts the whole stay, {limit}, "
                    f"not {planned}"
                    if whole
                    else "no length is asked for, and no working day is left of the whole stay"
                )
                yield stay_violation(NAME, stay, reason, limit=limit, found=planned)
        elif found := _wrong(stay.calendar, placement.first_day, placement.last_day, length):
            reason = f"asked for are {length}, planned are {found}"
            yield stay_violation(NAME, stay, reason, limit=str(length), found=found)


def reads(_programme: Programme) -> Reads:
    """The lengths; where the need has none, the windows and the delegation as well."""
    return Reads(demand=_read, offer=lambda offer: (offer.slot.length, offer.slot.window))


def _read(person: Person, need: InternshipNeed) -> tuple[object, ...]:
    if need.length is not None:
        return (need.length.count, need.length.unit)
    return (None, need.window, person.delegation)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"a need of {violation.limit}"


def _wrong(calendar: WorkCalendar, first: date, last: date, length: Length) -> str | None:
    """What the dates amount to, where that is not the length."""
    if length.unit != "working_days":
        due = length.last_day(first)
        return None if last == due else f"{first} to {last} instead of {first} to {due}"
    worked = calendar.worked(first, last)
    if len(worked) == length.count and worked[-1] == last:
        return None
    return f"{len(worked)} working days, {first} to {last}"


RULE = Rule(
    name=NAME,
    says="A placement is as long as need and slot ask for; where only one of them names a length, "
    "that one holds, and where neither does, the placement lasts the whole stay, days of travel "
    "left out.",
    source="the programme: length of need and slot",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
    lengths=length_or_stay,
)
