"""A plan looked up in its programme: every placement with its person, need, slot and days."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Duty, Placement, Plan
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import Offer, WorkCalendar


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


@dataclass(frozen=True, slots=True)
class Roster:
    """What rules check: the stays and duties of a plan, and the programme behind them."""

    programme: Programme
    stays: tuple[Stay, ...]
    duties: tuple[tuple[Duty, Person], ...]
    """Duties of known people at known sites."""
    strangers: tuple[tuple[Placement | Duty, str], ...]
    """Placements and duties that name somebody or something unknown, with the reason."""


def roster_of(programme: Programme, plan: Plan) -> Roster:
    """Look up a plan in its programme."""
    stays: list[Stay] = []
    duties: list[tuple[Duty, Person]] = []
    strangers: list[tuple[Placement | Duty, str]] = []
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
    return Roster(programme, tuple(stays), tuple(duties), tuple(strangers))


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
    if placement.site not in ("", offer.site.id):
        return (
            f"the slot '{offer.id}' is at the site '{offer.site.id}', not {_short(placement.site)}"
        )
    if placement.host not in ("", offer.host.id):
        return (
            f"the slot '{offer.id}' is at the host '{offer.host.id}', not {_short(placement.host)}"
        )
    need = next((need for need in person.needs if need.id == placement.need), None)
    if need is None:
        return f"'{person.id}' has no need called {_short(placement.need)}"
    calendar = programme.work_calendar(offer.id, minor=person.minor)
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
