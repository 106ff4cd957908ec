"""Places, taken and free, for every slot and day."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from visitplanner.model.people import Person
from visitplanner.model.places import minutes_of, places_at
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Stay, roster_of
from visitplanner.model.workdays import Offer
from visitplanner.model.youth import YouthHours
from visitplanner.rules import (
    field_places,
    host_places,
    partner_status,
    reservation,
    role,
    site_places,
    slot_places,
)
from visitplanner.rules.crowd import HolderOf


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRow:
    """One slot on one day."""

    slot: str
    site: str
    day: date
    places: int
    """Places of the slot on that day, within its hours."""
    taken: int
    """Places that the people planned there take up: somebody with an assistant may take two."""
    free: int
    """Places left, at the slot and at its site, at its host and in its field; below zero where
    there are too many people."""


@dataclass(frozen=True, slots=True)
class CapacityTable:
    """Rows by slot and day; as text, one line for each run of days that look alike."""

    rows: tuple[CapacityRow, ...]

    @property
    def overbooked(self) -> "CapacityTable":
        """The rows with more people than places."""
        return CapacityTable(tuple(row for row in self.rows if row.free < 0))

    def of_slot(self, slot: str) -> "CapacityTable":
        """The rows of one slot."""
        return CapacityTable(tuple(row for row in self.rows if row.slot == slot))

    def __str__(self) -> str:
        cells = [("slot", "days", "places", "taken", "free")]
        for first, last in _runs(self.rows):
            days = f"{first.day}" if first.day == last.day else f"{first.day} to {last.day}"
            counts = (str(first.places), str(first.taken), str(first.free))
            cells.append((first.slot, days, *counts))
        widths = [max(len(row[column]) for row in cells) for column in range(5)]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in cells
        )


def capacity_table(programme: Programme, plan: Plan) -> CapacityTable:
    """Places, taken and free for every slot on every day that it can be used.

    A slot has rows for the working days, in its own window and theirs, of those people whose role
    it takes and whose partnership supplies it; and for every other day on which the plan puts
    somebody there. What no partnership supplies yet is no capacity and has no rows.

    Where places differ within a day, the hours of the slot count, and in them the fewest places.
    """
    crowds = _crowds(programme, roster_of(programme, plan).stays)
    own, *_ = crowds
    guests = _guests(programme)
    rows = (
        CapacityRow(
            slot=slot,
            site=offer.site.id,
            day=day,
            places=min(places for _, places in own.limits(offer, day)),
            taken=sum(stay.person.takes_places for stay in own.there(offer, day)),
            free=min(free for crowd in crowds for free in crowd.free(offer, day)),
        )
        for slot, offer in programme.offers.items()
        for day in sorted(_days_supplied(programme, offer, guests) | own.days(offer))
    )
    return CapacityTable(tuple(rows))


class _Crowd:
    """Who is where on which day, by what has places: slots, sites, hosts or fields."""

    def __init__(self, holder_of: HolderOf, stays: Iterable[Stay]) -> None:
        self._holder_of = holder_of
        self._there: dict[str, dict[date, list[Stay]]] = {}
        for stay in stays:
            holder = holder_of(stay.offer)
            if holder is not None:
                days = self._there.setdefault(holder.id, {})
                for day in stay.days:
                    days.setdefault(day, []).append(stay)

    def days(self, offer: Offer) -> set[date]:
        """The days on which anybody is there."""
        holder = self._holder_of(offer)
        return set(self._there.get(holder.id, {})) if holder else set()

    def there(self, offer: Offer, day: date) -> list[Stay]:
        """Everybody who is there at any time of a day."""
        holder = self._holder_of(offer)
        return self._there.get(holder.id, {}).get(day, []) if holder else []

    def limits(self, offer: Offer, day: date) -> Iterator[tuple[int, int]]:
        """The moments within the hours of a slot that may differ, each with the places then."""
        holder = self._holder_of(offer)
        if holder is None:
            return
        first, last = minutes_of(offer.slot.hours)
        changes = {stay.minutes[0] for stay in self.there(offer, day)} | holder.edges()
        for minute in sorted({first} | {each for each in changes if first < each < last}):
            places = places_at(holder.usual, holder.exceptions, day, minute)
            if places is not None:
                yield minute, places

    def free(self, offer: Offer, day: date) -> Iterator[int]:
        """What is left at every such moment."""
        for minute, places in self.limits(offer, day):
            yield places - sum(
                stay.person.takes_places
                for stay in self.there(offer, day)
                if stay.minutes[0] <= minute < stay.minutes[1]
            )


def _crowds(programme: Programme, stays: tuple[Stay, ...]) -> tuple[_Crowd, ...]:
    """The crowds at slots, sites and hosts and in fields."""
    holders: tuple[HolderOf, ...] = (
        slot_places.holder,
        site_places.holder,
        host_places.holder,
        field_places.holder_in(programme),
    )
    return tuple(_Crowd(holder_of, stays) for holder_of in holders)


def _guests(programme: Programme) -> tuple[tuple[Person, YouthHours | None], ...]:
    """One of all people with needs who are alike in what supplies a slot, with working hours."""
    found: dict[Hashable, tuple[Person, YouthHours | None]] = {}
    reserved = any(offer.slot.reserved_for for offer in programme.offers.values())
    for person in programme.people.values():
        if person.needs:
            youth = programme.youth_hours_of(person)
            hours = youth.name if youth else None
            window = (person.window.first, person.window.last)
            group = person.delegation if reserved else None
            key = (window, group, person.senders, person.role, person.minor, hours)
            found.setdefault(key, (person, youth))
    return tuple(found.values())


def _days_supplied(
    programme: Programme, offer: Offer, guests: Iterable[tuple[Person, YouthHours | None]]
) -> set[date]:
    """The working days of those who are there and whom a partnership lets use the slot."""
    days: set[date] = set()
    window = offer.slot.window
    for person, youth in guests:
        theirs = person.window
        if window is not None and (theirs.last < window.first or window.last < theirs.first):
            continue
        where = (programme, person, person.needs[0], offer)
        if all(rule.closed(*where) is None for rule in (partner_status, reservation, role)):
            calendar = programme.work_calendar(offer.id, minor=person.minor, youth=youth)
            days.update(calendar.worked(person.window.first, person.window.last))
    return {day for day in days if window is None or day in window}


def _runs(rows: tuple[CapacityRow, ...]) -> list[tuple[CapacityRow, CapacityRow]]:
    """First and last row of each run with the same slot and counts."""
    runs: list[tuple[CapacityRow, CapacityRow]] = []
    for row in rows:
        if runs:
            first = runs[-1][0]
            same = (first.slot, first.places, first.taken, first.free)
            if same == (row.slot, row.places, row.taken, row.free):
                runs[-1] = (first, row)
                continue
        runs.append((row, row))
    return runs
