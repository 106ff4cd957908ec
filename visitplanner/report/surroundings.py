"""What surrounds the placements of a plan, put together the way people read it.

Visits, houses, journeys, handovers and what is still open. Values only, without any words for
people: the page and the terminal both draw from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from visitplanner.model.logistics import Handover, Lodging, Transfer, Visit
from visitplanner.model.people import Person
from visitplanner.model.plan import Gap, Plan, PlannedVisit
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, roster_of
from visitplanner.model.travel import travel_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """People of one delegation who do something together."""

    delegation: str
    people: tuple[Person, ...]
    """In the order of the document."""
    whole: bool
    """Whether this is the whole delegation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit with its time, who takes part and what is handed over there."""

    visit: Visit
    planned: PlannedVisit
    place: str
    """Name of what is visited."""
    parties: tuple[Party, ...]
    handovers: tuple[Handover, ...]

    @property
    def people(self) -> int:
        """How many people take part."""
        return sum(len(party.people) for party in self.parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """People of one delegation who have the same nights in one house."""

    party: Party
    first_night: date
    last_night: date

    @property
    def departure(self) -> date:
        """The day after the last night."""
        return self.last_night + timedelta(days=1)

    @property
    def nights(self) -> int:
        """How many nights they stay."""
        return (self.departure - self.first_night).days


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One house with its guests."""

    lodging: Lodging
    taken: int
    """The most beds taken on any night."""
    guests: tuple[Guests, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """One journey with those who travel; of a shuttle, the days with the same people."""

    transfer: Transfer
    days: tuple[date, ...]
    taken: int
    """Seats taken on each of these days; who rides twice has two."""
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Goods or money on their way."""

    handover: Handover
    giver: str | None
    receiver: str
    carrier: Transfer | Visit | None
    """None where the plan names a carrier that the programme does not know."""
    carrier_id: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """What a plan has not found, for those of one delegation for whom the reason is the same."""

    kind: str
    """The kind of `Gap`, or `transfer` for a journey without a day."""
    name: str
    """Name of the visit, journey or handover; empty where it is about people."""
    party: Party | None
    message: str

    @property
    def count(self) -> int:
        """How many things, or people, it is about."""
        return len(self.party.people) if self.party else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much of what surrounds the placements is found."""

    visits: int
    visits_lacking: int
    """Visits for which no time was found."""
    visits_open: int
    """Visits of which day or hours are open in the programme."""
    lodged: int
    """People with a bed."""
    unlodged: int
    seated: int
    """People who have all the seats they need."""
    unseated: int
    handovers: int
    handovers_open: int


def tally(programme: Programme, plan: Plan) -> Tally:
    """How much is found, and how much is open."""
    lacking = {
        kind: {gap.concerns for gap in plan.gaps if gap.kind == kind}
        for kind in ("visit", "bed", "seat", "handover")
    }
    unsettled = {visit.id for visit in programme.visits if visit.open}
    return Tally(
        visits=len({planned.visit for planned, _ in roster_of(programme, plan).visits}),
        visits_lacking=len(lacking["visit"] - unsettled),
        visits_open=len(lacking["visit"] & unsettled),
        lodged=len({bed.participant for bed in plan.beds} - lacking["bed"]),
        unlodged=len(lacking["bed"]),
        seated=len({seat.participant for seat in plan.seats} - lacking["seat"]),
        unseated=len(lacking["seat"]),
        handovers=len({each.handover for each in plan.handovers}),
        handovers_open=len(lacking["handover"]),
    )


# --- visits and handovers -----------------------------------------------------------------------


def visit_lines(programme: Programme, plan: Plan) -> tuple[VisitLine, ...]:
    """The visits of a plan, earliest first."""
    riding = {each.handover: each.carrier for each in plan.handovers}
    titles = place_names(programme)
    found = sorted(
        roster_of(programme, plan).visits,
        key=lambda pair: (pair[0].day, pair[0].hours.start, pair[0].visit),
    )
    return tuple(
        VisitLine(
            visit=visit,
            planned=planned,
            place=titles[visit.at],
            parties=_parties(
                programme,
                (
                    who
                    for who in programme.people.values()
                    if who.is_one_of((*visit.delegations, *visit.participants))
                ),
            ),
            handovers=tuple(
                handover for handover in programme.handovers if riding.get(handover.id) == visit.id
            ),
        )
        for planned, visit in found
    )


def carried(programme: Programme, plan: Plan) -> tuple[Carried, ...]:
    """What is handed over, earliest first."""
    known = {handover.id: handover for handover in programme.handovers}
    titles = place_names(programme)
    lines = []
    for each in sorted(plan.handovers, key=lambda each: (each.day, each.handover)):
        handover = known.get(each.handover)
        if handover is None:
            continue
        lines.append(
            Carried(
                handover=handover,
                giver=titles[handover.giver] if handover.giver else None,
                receiver=titles[handover.receiver],
                carrier=programme.transfers_by_id.get(each.carrier)
                or programme.visits_by_id.get(each.carrier),
                carrier_id=each.carrier,
                day=each.day,
            )
        )
    return tuple(lines)


def place_names(programme: Programme) -> dict[str, str]:
    """Names of organisations, hosts and sites; a site with its host, where they differ."""
    titles = {each.id: each.name for each in (*programme.organisations, *programme.hosts)}
    for host, site in programme.sites.values():
        titles[site.id] = ", ".join(dict.fromkeys((site.name, host.name)))
    return titles


# --- houses and journeys ------------------------------------------------------------------------


def houses_of(programme: Programme, plan: Plan) -> tuple[House, ...]:
    """All houses with their guests; nothing where the plan says nothing of beds."""
    roster = roster_of(programme, plan)
    if not roster.beds:
        return ()
    return tuple(_house(programme, roster, lodging) for lodging in programme.lodgings)


def _house(programme: Programme, roster: Roster, lodging: Lodging) -> House:
    spans: dict[tuple[date, date], list[Person]] = {}
    for bed, person, house in roster.beds:
        if house.id == lodging.id:
            spans.setdefault((bed.first_night, bed.last_night), []).append(person)
    guests = [
        Guests(party=party, first_night=first, last_night=last)
        for (first, last), people in spans.items()
        for party in _parties(programme, people)
    ]
    delegations = list(programme.delegations_by_id)
    guests.sort(key=lambda each: (delegations.index(each.party.delegation), each.first_night))
    taken = (
        sum(len(people) for (first, last), people in spans.items() if first <= night <= last)
        for night, _ in spans  # the fullest night is one on which somebody comes
    )
    return House(lodging=lodging, taken=max(taken, default=0), guests=tuple(guests))


def rides(programme: Programme, plan: Plan) -> tuple[Ride, ...]:
    """Arrivals, then shuttles, then departures, each in the order of the document and by day."""
    roster = roster_of(programme, plan)
    seats: dict[str, dict[date, list[Person]]] = {}
    for seat, person, transfer in roster.seats:
        seats.setdefault(transfer.id, {}).setdefault(seat.day, []).append(person)
    order = ("arrival", "shuttle", "departure")
    found = []
    for transfer in sorted(programme.transfers, key=lambda each: order.index(each.kind)):
        by_day = seats.get(transfer.id, {})
        if seats and not by_day and transfer.kind != "shuttle" and transfer.window:
            by_day = {travel_day(transfer): []}
        alike: dict[tuple[int, tuple[str, ...]], list[date]] = {}
        for day in sorted(by_day):
            riders = tuple(sorted(who.id for who in by_day[day]))
            alike.setdefault((len(riders), tuple(dict.fromkeys(riders))), []).append(day)
        found += [
            Ride(
                transfer=transfer,
                days=tuple(days),
                taken=taken,
                parties=_parties(programme, (programme.people[who] for who in people)),
            )
            for (taken, people), days in alike.items()
        ]
    return tuple(found)


def _parties(programme: Programme, people: Iterable[Person]) -> tuple[Party, ...]:
    """People by delegation, both in the order of the document, each once."""
    wanted = {person.id for person in people}
    found = (person for person in programme.people.values() if person.id in wanted)
    sizes: dict[str, int] = {}
    for person in programme.people.values():
        sizes[person.delegation] = sizes.get(person.delegation, 0) + 1
    return tuple(
        Party(delegation=delegation, people=members, whole=len(members) == sizes[delegation])
        for delegation, members in (
            (delegation, tuple(group))
            for delegation, group in groupby(found, key=lambda person: person.delegation)
        )
    )


# --- what is still open -------------------------------------------------------------------------

_KINDS = ("visit", "transfer", "seat", "bed", "handover")


def open_points(programme: Programme, plan: Plan) -> tuple[OpenPoint, ...]:
    """What a plan has not found, by kind; people with the same reason in one point."""
    people: dict[tuple[str, str, str], list[Person]] = {}
    points = []
    for gap in plan.gaps:
        person = programme.people.get(gap.concerns)
        if gap.kind in ("bed", "seat") and person is not None:
            people.setdefault((gap.kind, person.delegation, gap.message), []).append(person)
        else:
            name = _name(programme, gap)
            points.append(OpenPoint(kind=gap.kind, name=name, party=None, message=gap.message))
    for (kind, _, message), members in people.items():
        (party,) = _parties(programme, members)
        points.append(OpenPoint(kind=kind, name="", party=party, message=message))
    if plan.status != "by_hand":
        points += [
            OpenPoint(
                kind="transfer",
                name=way(transfer) or transfer.id,
                party=None,
                message="its day is open: give a window",
            )
            for transfer in programme.transfers
            if transfer.window is None
        ]
    return tuple(sorted(points, key=lambda point: _KINDS.index(point.kind)))


def _name(programme: Programme, gap: Gap) -> str:
    if gap.kind == "visit" and gap.concerns in programme.visits_by_id:
        return programme.visits_by_id[gap.concerns].name
    if gap.kind == "handover":
        named = (each.what for each in programme.handovers if each.id == gap.concerns)
        return next(named, gap.concerns)
    return gap.concerns


def way(transfer: Transfer) -> str:
    """From where to where, as far as it is known."""
    return " → ".join(filter(None, (transfer.origin, transfer.destination)))
