"""What somebody would have besides a placement that is tried: a bed, and seats."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from visitplanner.model.logistics import Lodging, Transfer
from visitplanner.model.people import Person
from visitplanner.model.plan import Bed, Seat
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay, by_house_and_night
from visitplanner.model.travel import houses, nights, shuttles
from visitplanner.rules.form import Rule

Beds = tuple[tuple[Bed, Person, Lodging], ...]
Seats = tuple[tuple[Seat, Person, Transfer], ...]


class Belongings:
    """The beds and seats of a finished plan, and what is left of them."""

    def __init__(self, programme: Programme, roster: Roster, rules: Sequence[Rule]) -> None:
        self._programme = programme
        self._roster = roster
        self._closed = [rule.closed_bed for rule in rules if rule.closed_bed is not None]
        self._riders = Counter((transfer.id, seat.day) for seat, _, transfer in roster.seats)
        self._guests: dict[tuple[str, date], int] = {}
        for lodging, days, guests in by_house_and_night(roster.beds):
            self._guests.update({(lodging.id, day): len(guests) for day in days})
        self._beds: dict[str, Beds] = {}
        self._seats: dict[str, Seats] = {}
        for seat, person, transfer in roster.seats:
            mine = self._seats.get(person.id, ())
            self._seats[person.id] = (*mine, (seat, person, transfer))

    def beds(self, person: Person) -> Beds:
        """The bed somebody has, or else one that is left."""
        if person.id not in self._beds:
            own = tuple(each for each in self._roster.beds if each[1].id == person.id)
            self._beds[person.id] = own or self._left(person)
        return self._beds[person.id]

    def _left(self, person: Person) -> Beds:
        span = nights(self._programme, person.delegation)
        if span is None:
            return ()
        first, last = span
        for lodging in houses(self._programme, person):
            full = any(
                count >= lodging.beds and name == lodging.id and first <= day <= last
                for (name, day), count in self._guests.items()
            )
            if not full and not any(
                each(self._programme, person, lodging) for each in self._closed
            ):
                who = person.id
                bed = Bed(participant=who, lodging=lodging.id, first_night=first, last_night=last)
                return ((bed, person, lodging),)
        return ()

    def seats(self, stay: Stay) -> Seats:
        """The seats somebody has, and for a placement besides what is left on shuttles."""
        own = self._seats.get(stay.who, ())
        house = next((lodging.id for _, _, lodging in self.beds(stay.person)), None)
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
