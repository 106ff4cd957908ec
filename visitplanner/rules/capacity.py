"""Places, taken and free, for every slot and day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import roster_of
from visitplanner.model.workdays import Offer
from visitplanner.rules import partner_status, reservation, role


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRow:
    """One slot on one day."""

    slot: str
    site: str
    day: date
    places: int
    """People the slot takes."""
    taken: int
    """People planned there."""
    free: int
    """Places left, at the slot and at its site; below zero where there are too many people."""


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
    """
    roster = roster_of(programme, plan)
    taken = Counter((stay.offer.id, day) for stay in roster.stays for day in stay.days)
    at_site = Counter((stay.offer.site.id, day) for stay in roster.stays for day in stay.days)
    rows: list[CapacityRow] = []
    for slot, offer in programme.offers.items():
        worked = _days_supplied(programme, offer) | {day for found, day in taken if found == slot}
        for day in sorted(worked):
            free = offer.slot.places - taken[slot, day]
            if offer.site.places is not None:
                free = min(free, offer.site.places - at_site[offer.site.id, day])
            rows.append(
                CapacityRow(
                    slot=slot,
                    site=offer.site.id,
                    day=day,
                    places=offer.slot.places,
                    taken=taken[slot, day],
                    free=free,
                )
            )
    return CapacityTable(tuple(rows))


def _days_supplied(programme: Programme, offer: Offer) -> set[date]:
    """The working days of those who are there and whom a partnership lets use the slot."""
    days: set[date] = set()
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    for person in programme.people.values():
        key = (person.delegation, person.senders, person.minor)
        if not person.needs or key in seen:
            continue
        seen.add(key)
        where = (programme, person, person.needs[0], offer)
        if all(rule.closed(*where) is None for rule in (partner_status, reservation, role)):
            calendar = programme.work_calendar(offer.id, minor=person.minor)
            days.update(calendar.worked(person.window.first, person.window.last))
    return {day for day in days if offer.slot.window is None or day in offer.slot.window}


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
