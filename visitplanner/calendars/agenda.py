"""A plan looked up in its programme: who stays where, and who accompanies or interprets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from visitplanner.errors import CalendarError
from visitplanner.model.base import Contact
from visitplanner.model.hosts import HostOrganisation, InternshipSlot, Site
from visitplanner.model.people import Person
from visitplanner.model.plan import Placement, Plan, Task
from visitplanner.model.programme import Programme
from visitplanner.model.roster import person_on_duty, stay_of
from visitplanner.model.windows import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A site with its host."""

    site: Site
    host: HostOrganisation
    time_zone: str
    """IANA name of the zone whose clocks hold there."""

    @property
    def title(self) -> str:
        """Names of host and site; one of them where they are the same."""
        return ", ".join(dict.fromkeys((self.host.name, self.site.name)))

    @property
    def address(self) -> str:
        """Name of the site and its postal address, as far as it is known."""
        return ", ".join(dict.fromkeys((self.site.name, self.site.address or self.site.name)))

    @property
    def contact(self) -> Contact | None:
        """Whom to ask: the contact of the site, or else of the host."""
        return self.site.contact or self.host.contact

    @property
    def recipient(self) -> Contact | None:
        """Who can be invited: the first contact of site and host with an e-mail address."""
        contacts = (self.site.contact, self.host.contact)
        return next((each for each in contacts if each is not None and each.email), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A placement of a known person at a known slot."""

    person: Person
    need: str
    slot: InternshipSlot
    place: Place
    first_day: date
    last_day: date
    """The last day, included."""
    days: tuple[date, ...]
    """The days worked, ascending."""
    tentative: tuple[str, ...]
    """What is not settled yet, as `Placement.tentative` has it; empty: the stay is firm."""
    field: str | None
    """Which part it is of a need that asks for several, each in another field; None: of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """All the duty of one kind of one person at one site."""

    person: Person
    place: Place
    days: tuple[date, ...]
    """The days on duty, ascending."""
    hours: Hours | None
    """From the earliest to the latest of the slots where those are whom the duty is for: minors of
    the delegation, or people at slots that an interpreter opens. None where one of them has no
    hours, or nobody is there."""
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Stays and duties in the order of the document's people, each person's by date."""

    programme: Programme
    stays: tuple[Stay, ...]
    watches: tuple[Watch, ...]
    _watches_of: Mapping[tuple[str, str], tuple[Watch, ...]]
    """By delegation and site."""
    _minors_of: Mapping[tuple[str, str], tuple[Stay, ...]]

    def companions(self, stay: Stay) -> Iterator[tuple[Person, tuple[date, ...]]]:
        """Who of the delegation accompanies at the site while somebody works there, and when."""
        yield from self._on_duty(stay, "supervision")

    def interpreters(self, stay: Stay) -> Iterator[tuple[Person, tuple[date, ...]]]:
        """Who of the delegation interprets while somebody works at a slot that asks for it."""
        if stay.slot.admits.interpreter:
            yield from self._on_duty(stay, "interpretation")

    def _on_duty(self, stay: Stay, task: Task) -> Iterator[tuple[Person, tuple[date, ...]]]:
        for watch in self._watches_of.get((stay.person.delegation, stay.place.site.id), ()):
            common = tuple(sorted(set(watch.days).intersection(stay.days)))
            if common and watch.task == task:
                yield watch.person, common

    def charges(
        self, watch: Watch, days: Iterable[date]
    ) -> Iterator[tuple[Person, tuple[date, ...]]]:
        """Which minors of the delegation are at the site on these days of duty, and when.

        Whoever interprets accompanies nobody.
        """
        found: dict[str, tuple[Person, set[date]]] = {}
        if watch.task != "supervision":
            return
        for stay in self._minors_of.get((watch.person.delegation, watch.place.site.id), ()):
            if common := set(days).intersection(stay.days):
                found.setdefault(stay.person.id, (stay.person, set()))[1].update(common)
        for person, there in found.values():
            yield person, tuple(sorted(there))


def agenda_of(programme: Programme, plan: Plan) -> Agenda:
    """Look up a plan in its programme.

    Days that a placement leaves out are those of the work calendar of slot and participant.

    Raises:
        CalendarError: the plan was made for another programme; or it names people, slots, sites or
            needs that the programme does not know, places somebody twice for one need (of a need
            of several parts, in one field) at one site, or places somebody for hours without a
            single working day. All of it at once.
    """
    if plan.programme not in (None, programme.id):
        raise CalendarError(
            f"the plan was made for the programme '{plan.programme}', not for '{programme.id}'"
        )
    places = _places(programme)
    stays, faults = [], []
    seen: dict[tuple[str, str, str | None, str], int] = {}
    for number, placement in enumerate(plan.placements):
        stay = _stay(programme, places, placement)
        if isinstance(stay, Stay):
            part = (stay.person.id, stay.need, stay.field, stay.place.site.id)
            first = seen.setdefault(part, number)
            if first == number:
                stays.append(stay)
                continue
            what = "need and site" if stay.field is None else "need, field and site"
            stay = f"the same participant, {what} as placements[{first}]"
        faults.append(f"placements[{number}]: {stay}")
    duties: dict[tuple[str, str, Task], set[date]] = {}
    for number, duty in enumerate(plan.duties):
        who = person_on_duty(programme, duty)
        if isinstance(who, str):
            faults.append(f"duties[{number}]: {who}")
        duties.setdefault((duty.participant, duty.site, duty.task), set()).add(duty.day)
    if faults:
        raise CalendarError(
            "\n  ".join(["the plan does not fit the programme, check the plan first:", *faults])
        )
    order = {who: number for number, who in enumerate(programme.people)}
    stays.sort(key=lambda stay: (order[stay.person.id], *_when(stay)))
    minors = _grouped(stay for stay in stays if stay.person.minor)
    watches = tuple(
        sorted(
            _watches(programme, places, stays, duties),
            key=lambda watch: (
                order[watch.person.id],
                watch.days[0],
                watch.place.site.id,
                watch.task == "interpretation",
            ),
        )
    )
    return Agenda(
        programme=programme,
        stays=tuple(stays),
        watches=watches,
        _watches_of=_grouped(watches),
        _minors_of=minors,
    )


def _places(programme: Programme) -> dict[str, Place]:
    return {
        name: Place(site=site, host=host, time_zone=site.time_zone or programme.time_zone)
        for name, (host, site) in programme.sites.items()
    }


def _stay(programme: Programme, places: Mapping[str, Place], placement: Placement) -> Stay | str:
    """Look up a placement, or say what is wrong with it."""
    found = stay_of(programme, placement)
    if isinstance(found, str):
        return found
    offer, days = found.offer, found.days
    first, last = placement.first_day, placement.last_day
    if offer.slot.hours is not None and not days:
        return f"no working day of '{found.who}' at '{offer.id}' from {first} to {last}"
    if days and not first <= days[0] <= days[-1] <= last:
        return f"its days {days[0]} to {days[-1]} reach beyond {first} to {last}"
    return Stay(
        person=found.person,
        need=placement.need,
        slot=offer.slot,
        place=places[offer.site.id],
        first_day=first,
        last_day=last,
        days=days,
        tentative=placement.tentative,
        field=offer.slot.field if found.need.parts > 1 else None,
    )


def _when(stay: Stay) -> tuple[date, time, str, str]:
    """By date, then by the beginning of work."""
    start = stay.slot.hours.start if stay.slot.hours else time.min
    return stay.first_day, start, stay.place.site.id, stay.slot.id


def _watches(
    programme: Programme,
    places: Mapping[str, Place],
    stays: Iterable[Stay],
    duties: Mapping[tuple[str, str, Task], set[date]],
) -> Iterator[Watch]:
    at_site: dict[str, list[Stay]] = {}
    for stay in stays:
        at_site.setdefault(stay.place.site.id, []).append(stay)
    for (who, site, task), days in duties.items():
        person = programme.people[who]
        served = (
            stay.slot.hours
            for stay in at_site.get(site, ())
            if _serves(person, task, stay) and days.intersection(stay.days)
        )
        yield Watch(
            person=person,
            place=places[site],
            days=tuple(sorted(days)),
            hours=_span(list(served)),
            task=task,
        )


def _serves(person: Person, task: Task, stay: Stay) -> bool:
    """Whether somebody on duty at the site of a stay is there for it."""
    if task == "interpretation":
        return stay.slot.admits.interpreter
    return stay.person.minor and stay.person.delegation == person.delegation


def _span(hours: list[Hours | None]) -> Hours | None:
    """From the earliest to the latest; None where some are unknown, or there are none."""
    known = [each for each in hours if each is not None]
    if not known or len(known) < len(hours):
        return None
    return Hours(start=min(each.start for each in known), end=max(each.end for each in known))


_T = TypeVar("_T", Stay, Watch)


def _grouped(entries: Iterable[_T]) -> dict[tuple[str, str], tuple[_T, ...]]:
    """By delegation and site."""
    found: dict[tuple[str, str], list[_T]] = {}
    for entry in entries:
        found.setdefault((entry.person.delegation, entry.place.site.id), []).append(entry)
    return {key: tuple(group) for key, group in found.items()}


def runs(days: Iterable[date]) -> tuple[tuple[date, ...], ...]:
    """Split ascending days into runs of days that follow each other."""
    found: list[list[date]] = []
    for day in days:
        if found and day - found[-1][-1] == timedelta(days=1):
            found[-1].append(day)
        else:
            found.append([day])
    return tuple(map(tuple, found))
