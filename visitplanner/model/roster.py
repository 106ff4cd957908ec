"""A plan looked up in its programme: every placement with its person, need, slot and days."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from visitplanner.model.logistics import Lodging, Transfer, Visit
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.places import Minutes, minutes_of
from visitplanner.model.plan import (
    Bed,
    Duty,
    Placement,
    Plan,
    PlannedHandover,
    PlannedVisit,
    Seat,
    Task,
)
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import ONE_DAY, Offer, WorkCalendar

Entry = Placement | Duty | PlannedVisit | Bed | Seat
"""Anything in a plan that names people or places."""

E = TypeVar("E", PlannedVisit, Bed, Seat)
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Stay:
    """A placement of known people at a known slot."""

    placement: Placement
    person: Person
    need: InternshipNeed
    offer: Offer
    calendar: WorkCalendar
    days: tuple[date, ...]
    """Days worked: those of the placement, or where it names none, those of the calendar."""

    @property
    def who(self) -> str:
        """Id of the participant."""
        return self.person.id

    @property
    def minutes(self) -> Minutes:
        """From and to on each day worked, in minutes after midnight."""
        return minutes_of(self.offer.slot.hours)


@dataclass(frozen=True)
class Roster:
    """What rules check: the stays and duties of a plan, and the programme behind them."""

    programme: Programme
    stays: tuple[Stay, ...]
    duties: tuple[tuple[Duty, Person], ...]
    """Duties of known people at known sites."""
    strangers: tuple[tuple[Entry, str], ...]
    """What names somebody or something unknown, with the reason."""
    visits: tuple[tuple[PlannedVisit, Visit], ...] = ()
    beds: tuple[tuple[Bed, Person, Lodging], ...] = ()
    seats: tuple[tuple[Seat, Person, Transfer], ...] = ()
    handovers: tuple[PlannedHandover, ...] = ()
    previous: Plan | None = None
    """The plan before this one, to which few changes are wanted."""
    by_hand: bool = True
    """Whether the plan was written by hand."""

    @cached_property
    def stays_by_person(self) -> Mapping[str, list[Stay]]:
        """The stays of everybody who has any, by the id of the participant, as in the plan."""
        found: dict[str, list[Stay]] = {}
        for stay in self.stays:
            found.setdefault(stay.person.id, []).append(stay)
        return found

    @cached_property
    def _named(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, stay in enumerate(self.stays):
            found.setdefault(stay.person.id, []).append(number)
            found.setdefault(stay.person.delegation, []).append(number)
        return found

    def stays_of(self, names: Iterable[str]) -> tuple[Stay, ...]:
        """The stays of some participants and delegations, by their ids, as in the plan."""
        numbers = {number for name in names for number in self._named.get(name, ())}
        return tuple(self.stays[number] for number in sorted(numbers))

    @property
    def lodged(self) -> bool:
        """Whether the plan says who sleeps where; one written by hand may leave it out."""
        return bool(self.beds) or not self.by_hand

    @property
    def seated(self) -> bool:
        """Whether the plan says who travels how; one written by hand may leave it out."""
        return bool(self.seats) or not self.by_hand

    def of_task(self, task: Task) -> tuple[tuple[Duty, Person], ...]:
        """The duties of one kind."""
        return tuple(pair for pair in self.duties if pair[0].task == task)


def roster_of(programme: Programme, plan: Plan, previous: Plan | None = None) -> Roster:
    """Look up a plan in its programme."""
    stays: list[Stay] = []
    duties: list[tuple[Duty, Person]] = []
    strangers: list[tuple[Entry, str]] = []
    for placement in plan.placements:
        found = stay_of(programme, placement)
        if isinstance(found, str):
            strangers.append((placement, found))
        else:
            stays.append(found)
    for duty in plan.duties:
        who = person_on_duty(programme, duty)
        if isinstance(who, str):
            strangers.append((duty, who))
        else:
            duties.append((duty, who))
    planned = (*plan.visits, *_settled(programme, plan))
    visits = _known(planned, strangers, lambda each: _visit(programme, each))
    beds = _known(plan.beds, strangers, lambda each: _bed(programme, each))
    seats = _known(plan.seats, strangers, lambda each: _seat(programme, each))
    return Roster(
        programme=programme,
        stays=tuple(stays),
        duties=tuple(duties),
        strangers=tuple(strangers),
        visits=visits,
        beds=beds,
        seats=seats,
        handovers=plan.handovers,
        previous=previous,
        by_hand=plan.status == "by_hand",
    )


def _settled(programme: Programme, plan: Plan) -> Iterator[PlannedVisit]:
    """Visits fixed by the programme that a plan leaves out: they take place anyway."""
    named = {planned.visit for planned in plan.visits}
    for visit in programme.visits:
        if visit.fixed and visit.window and visit.hours and visit.id not in named:
            yield PlannedVisit(visit=visit.id, day=visit.window.first, hours=visit.hours)


def _known(
    entries: Iterable[E], strangers: list[tuple[Entry, str]], look_up: Callable[[E], F | str]
) -> tuple[F, ...]:
    """What every entry is found to be; those that are not found become strangers."""
    found: list[F] = []
    for entry in entries:
        known = look_up(entry)
        if isinstance(known, str):
            strangers.append((entry, known))
        else:
            found.append(known)
    return tuple(found)


def _visit(programme: Programme, planned: PlannedVisit) -> tuple[PlannedVisit, Visit] | str:
    visit = programme.visits_by_id.get(planned.visit)
    return f"no visit is called {_short(planned.visit)}" if visit is None else (planned, visit)


def _bed(programme: Programme, bed: Bed) -> tuple[Bed, Person, Lodging] | str:
    person = programme.people.get(bed.participant)
    if person is None:
        return f"nobody is called {_short(bed.participant)}"
    lodging = programme.lodgings_by_id.get(bed.lodging)
    return (
        f"no lodging is called {_short(bed.lodging)}" if lodging is None else (bed, person, lodging)
    )


def _seat(programme: Programme, seat: Seat) -> tuple[Seat, Person, Transfer] | str:
    person = programme.people.get(seat.participant)
    if person is None:
        return f"nobody is called {_short(seat.participant)}"
    transfer = programme.transfers_by_id.get(seat.transfer)
    if transfer is None:
        return f"no transfer is called {_short(seat.transfer)}"
    return seat, person, transfer


def person_on_duty(programme: Programme, duty: Duty) -> Person | str:
    """Look up who is on duty, or say what is unknown about it."""
    person = programme.people.get(duty.participant)
    if person is None:
        return f"nobody is called {_short(duty.participant)}"
    if duty.site not in programme.sites:
        return f"no site is called {_short(duty.site)}"
    return person


def stay_of(programme: Programme, placement: Placement) -> Stay | str:
    """Look up a placement, or say what is unknown about it."""
    person = programme.people.get(placement.participant)
    if person is None:
        return f"nobody is called {_short(placement.participant)}"
    offer = programme.offers.get(placement.slot)
    if offer is None:
        return f"no slot is called {_short(placement.slot)}"
    if placement.site != offer.site.id and placement.site:
        return (
            f"the slot '{offer.id}' is at the site '{offer.site.id}', not {_short(placement.site)}"
        )
    if placement.host != offer.host.id and placement.host:
        return (
            f"the slot '{offer.id}' is at the host '{offer.host.id}', not {_short(placement.host)}"
        )
    for need in person.needs:
        if need.id == placement.need:
            break
    else:
        return f"'{person.id}' has no need called {_short(placement.need)}"
    calendar = programme.calendar_of(person, need, offer.id)
    days = placement.days or calendar.worked(placement.first_day, placement.last_day)
    return Stay(placement, person, need, offer, calendar, days)


def _short(name: str) -> str:
    return repr(name if len(name) <= 60 else f"{name[:60]}...")


def by_place_and_day(
    stays: Iterable[Stay], place: Callable[[Stay], str | None]
) -> Iterator[tuple[date, list[Stay]]]:
    """Everybody who works at one place on one day, place by place, days ascending.

    `place` tells where a stay counts (its slot, its site); None: nowhere.
    """
    found: dict[str, dict[date, list[Stay]]] = {}
    for stay in stays:
        where = place(stay)
        if where is not None:
            days = found.setdefault(where, {})
            for day in stay.days:
                days.setdefault(day, []).append(stay)
    for days in found.values():
        for day in sorted(days):
            yield day, days[day]


def by_house_and_night(
    beds: Iterable[tuple[Bed, Person, Lodging]],
) -> Iterator[tuple[Lodging, tuple[date, ...], list[Person]]]:
    """Everybody in one house, run by run of nights on which the guests are the same."""
    houses: dict[str, list[tuple[Bed, Person, Lodging]]] = {}
    for entry in beds:
        houses.setdefault(entry[2].id, []).append(entry)
    for entries in houses.values():
        edges = {bed.first_night for bed, _, _ in entries}
        edges |= {bed.last_night + ONE_DAY for bed, _, _ in entries}
        for start, end in pairwise(sorted(edges)):
            guests = [who for bed, who, _ in entries if bed.first_night <= start <= bed.last_night]
            if guests:
                nights = tuple(start + n * ONE_DAY for n in range((end - start).days))
                yield entries[0][2], nights, guests
