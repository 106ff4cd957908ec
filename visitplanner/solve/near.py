"""What a placement can touch in a finished plan: all else stays as it is."""

from visitplanner.model.people import Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules import field_places, host_places
from visitplanner.rules.apart import entry_of

_Ties = tuple[tuple[str, bool], ...]
"""What the policy asks of somebody's company, each by a name and whether at one host only."""


class Neighbours:
    """The stays of a plan by everything that can bring one in the way of another."""

    def __init__(self, programme: Programme, roster: Roster) -> None:
        self._policy = programme.policy
        self._holder = field_places.holder_in(programme)
        self._ties: dict[str, _Ties] = {}
        self._stays = roster.stays
        self._numbers: dict[tuple[str, str], list[int]] = {}
        for number, stay in enumerate(roster.stays):
            offer = stay.offer
            for key in (
                ("who", stay.who),
                ("site", offer.site.id),
                ("host", offer.host.id),
                ("field", offer.slot.field),
                *self._tied(stay),
            ):
                self._numbers.setdefault(key, []).append(number)

    def key(self, stay: Stay) -> tuple[tuple[str, str], ...]:
        """What the neighbours are looked up by: the same key, the same neighbours."""
        offer = stay.offer
        found = [("site", offer.site.id)]
        if ("who", stay.who) in self._numbers:
            found.append(("who", stay.who))
        if host_places.holder(offer).limited:
            found.append(("host", offer.host.id))
        if self._holder(offer) is not None:
            found.append(("field", offer.slot.field))
        return (*found, *self._tied(stay))

    def of(self, key: tuple[tuple[str, str], ...]) -> tuple[Stay, ...]:
        """The stays that share the site, a limit of host or field, the person, or a wish."""
        numbers = {number for each in key for number in self._numbers.get(each, ())}
        return tuple(self._stays[number] for number in sorted(numbers))

    def _tied(self, stay: Stay) -> list[tuple[str, str]]:
        host = stay.offer.host.id
        return [(name, host if at_host else "") for name, at_host in self._ties_of(stay.person)]

    def _ties_of(self, person: Person) -> _Ties:
        """The hard wishes about somebody that reach beyond one site."""
        if person.id not in self._ties:
            policy = self._policy
            together = [
                (f"together {number}", False)
                for number, wish in enumerate(policy.together)
                if wish.strength == "hard" and person.is_one_of(wish.people)
            ]
            apart = [
                (f"apart {number}", True)
                for number, wish in enumerate(policy.apart)
                if wish.strength == "hard" and wish.at == "host" and entry_of(person, wish)
            ]
            shares = [
                (f"share {number}", True)
                for number, share in enumerate(policy.shares)
                if share.strength == "hard"
                and share.at == "host"
                and share.delegation == person.delegation
            ]
            self._ties[person.id] = (*together, *apart, *shares)
        return self._ties[person.id]
