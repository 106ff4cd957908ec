"""What somebody would have besides a placement that is tried: a bed, and seats."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from visitplanner.model.logistics import Lodging, Transfer
from visitplanner.model.people import Person
from visitplanner.model.plan import Bed, Seat
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay, by_house_and_night
from visitplanner.model.travel import houses, nights, shuttles
from visitplanner.rules import lodging_stay
from visitplanner.rules.form import Rule, Violation
from visitplanner.solve.concerns import looking_at

Beds = tuple[tuple[Bed, Person, Lodging], ...]
Seats = tuple[tuple[Seat, Person, Transfer], ...]


@dataclass(frozen=True, slots=True)
class House:
    """A bed that somebody has or could have, and what it would break; no bed at all, too."""

    beds: Beds
    broken: tuple[Violation, ...] = ()

    @property
    def id(self) -> str | None:
        """Id of the lodging; None without a bed."""
        return next((lodging.id for _, _, lodging in self.beds), None)


class Belongings:
    """The beds and seats of a finished plan, and what is left of them."""

    def __init__(self, programme: Programme, roster: Roster, rules: Sequence[Rule]) -> None:
        self._programme = programme
        self._of_houses = looking_at("houses", rules)
        self._of_ways = looking_at("ways", rules)
        self._of_company = looking_at("companions", rules)
        self._house_matters = programme.policy.lodging_within_km is not None or any(
            transfer.lodgings for transfer in programme.transfers
        )
        self._riders = Counter((transfer.id, seat.day) for seat, _, transfer in roster.seats)
        self._guests: dict[tuple[str, date], int] = {}
        for lodging, days, guests in by_house_and_night(roster.beds):
            self._guests.update({(lodging.id, day): len(guests) for day in days})
        self._beds: dict[str, Beds] = {}
        self._own: dict[str, Beds] = {}
        for entry in roster.beds:
            self._beds[entry[2].id] = (*self._beds.get(entry[2].id, ()), entry)
            self._own[entry[1].id] = (*self._own.get(entry[1].id, ()), entry)
        self._stays: dict[str, tuple[Stay, ...]] = {}
        for stay in roster.stays:
            self._stays[stay.who] = (*self._stays.get(stay.who, ()), stay)
        self._seats: dict[str, Seats] = {}
        for seat, person, transfer in roster.seats:
            mine = self._seats.get(person.id, ())
            self._seats[person.id] = (*mine, (seat, person, transfer))
        self._houses: dict[str, tuple[House, ...]] = {}
        self._roster = roster
        self._company: dict[str, tuple[Violation, ...]] = {
            stay.person.delegation: () for stay in roster.stays
        }

    def breaches(self, stay: Stay) -> tuple[Violation, ...]:
        """What is broken about bed and ways in the house that suits best."""
        best: tuple[Violation, ...] | None = None
        for house in self.houses(stay.person):
            found = (*house.broken, *self._on_the_way(stay, house))
            if best is None or len(found) < len(best):
                best = found
            if not best or not self._house_matters:
                break
        missing = (each for each in self._missing_company(stay) if each.who != (stay.who,))
        return (*(best or ()), *missing)

    def houses(self, person: Person) -> tuple[House, ...]:
        """The bed somebody has, or those that are left, from what breaks least.

        Who works nowhere yet could change for another bed.
        """
        if person.id not in self._houses:
            own = self._own.get(person.id, ())
            settled = own and (person.id in self._stays or not self._house_matters)
            left = sorted([] if settled else self._left(person), key=lambda each: len(each.broken))
            self._houses[person.id] = (House(own), *left) if own or not left else tuple(left)
        return self._houses[person.id]

    def own_seats(self, who: str) -> Seats:
        """The seats that somebody has in the plan."""
        return self._seats.get(who, ())

    def _missing_company(self, stay: Stay) -> tuple[Violation, ...]:
        """Who would have to come along with the first of a delegation, and cannot."""
        delegation = stay.person.delegation
        if delegation not in self._company:
            part = replace(self._roster, stays=(stay,), by_hand=False)
            self._company[delegation] = tuple(
                each for rule in self._of_company for each in rule.check(part)
            )
        return self._company[delegation]

    def _on_the_way(self, stay: Stay, house: House) -> Iterator[Violation]:
        alone = Roster(
            self._programme,
            (*self._stays.get(stay.who, ()), stay),
            (),
            (),
            beds=house.beds,
            seats=self._seats_from(stay, house.id),
            by_hand=False,
        )
        for rule in self._of_ways:
            yield from rule.check(alone)

    def _left(self, person: Person) -> Iterator[House]:
        """A bed in each house that is for somebody, open all nights and not full."""
        span = nights(self._programme, person.delegation)
        own = self._own.get(person.id, ())
        if span is None:
            return
        first, last = span
        leaving = {lodging.id for _, _, lodging in own}
        for lodging in houses(self._programme, person):
            full = any(
                count >= lodging.beds and name == lodging.id and first <= day <= last
                for (name, day), count in self._guests.items()
            )
            closed = lodging_stay.closed_bed(self._programme, person, lodging) is not None
            if full or closed or lodging.id in leaving:
                continue
            bed = Bed(participant=person.id, lodging=lodging.id, first_night=first, last_night=last)
            mine = (bed, person, lodging)
            others = (
                entry
                for name in {lodging.id, *leaving}
                for entry in self._beds.get(name, ())
                if entry[1].id != person.id
            )
            part = Roster(self._programme, (), (), (), beds=(*others, mine), by_hand=False)
            broken = tuple(each for rule in self._of_houses for each in rule.check(part))
            yield House((mine,), broken)

    def _seats_from(self, stay: Stay, house: str | None) -> Seats:
        """The seats somebody has, and for a placement besides what is left on shuttles."""
        own = self.own_seats(stay.who)
        riding = {(transfer.id, seat.day) for seat, _, transfer in own}
        found: list[tuple[Seat, Person, Transfer]] = []
        for day in stay.days:
            serving = shuttles(
                self._programme, stay.person.delegation, stay.offer.site.id, day, house
            )
            left = (
                each
                for each in serving
                if each.seats is None or self._riders[each.id, day] < each.seats
            )
            shuttle = next(left, None)
            if shuttle is not None and not any((each.id, day) in riding for each in serving):
                seat = Seat(participant=stay.who, transfer=shuttle.id, day=day)
                found.append((seat, stay.person, shuttle))
        return (*own, *found)
