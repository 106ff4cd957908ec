"""What a placement can touch in a finished plan: all else stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from visitplanner.model.companions import Apart, Share, Together
from visitplanner.model.people import Person
from visitplanner.model.policy import Policy
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.workdays import Offer
from visitplanner.rules import field_places, host_places, site_places

Key = tuple[str, str]
"""Something that stays have in common: a kind and an id, such as `("site", "w1")`."""

_KINDS: dict[str, Callable[[Stay], str]] = {
    "who": lambda stay: stay.person.id,
    "delegation": lambda stay: stay.person.delegation,
    "slot": lambda stay: stay.offer.slot.id,
    "site": lambda stay: stay.offer.site.id,
    "host": lambda stay: stay.offer.host.id,
    "field": lambda stay: stay.offer.slot.field,
}
"""Kinds, and what a stay has of each; every wish about company is one more."""
_NAMED = ("who", "delegation")
_Wish = Together | Apart | Share


class Neighbours:
    """The stays of a plan by everything that can bring one in the way of another."""

    def __init__(self, programme: Programme, roster: Roster) -> None:
        self._programme = programme
        self._holder = field_places.holder_in(programme)
        self._wishes = _Wishes(programme.policy)
        self._stays = roster.stays
        self._numbers: dict[str, dict[str, list[int]]] = {}
        self._days: dict[Key, dict[date, list[int]]] = {}

    def key(self, stay: Stay) -> tuple[Key, ...]:
        """What the neighbours are looked up by: the same key, the same neighbours."""
        offer = stay.offer
        found = [("site", offer.site.id)]
        if self._with(("who", stay.who)):
            found.append(("who", stay.who))
        if host_places.holder(offer).limited:
            found.append(("host", offer.host.id))
        if self._holder(offer) is not None:
            found.append(("field", offer.slot.field))
        return (*found, *self._tied(stay))

    def of(self, key: tuple[Key, ...]) -> tuple[Stay, ...]:
        """The stays that share the site, a limit of host or field, the person, or a wish."""
        numbers = {number for each in key for number in self._with(each)}
        return tuple(self._stays[number] for number in sorted(numbers))

    def own(self, who: str) -> tuple[Stay, ...]:
        """What somebody has in the plan already."""
        return tuple(self._stays[number] for number in self._with(("who", who)))

    def at_once(self, offer: Offer, days: Iterable[date]) -> tuple[Stay, ...]:
        """The stays that share places with a slot on some of these days."""
        keys = []
        if site_places.holder(offer).limited:
            keys.append(("site", offer.site.id))
        if host_places.holder(offer).limited:
            keys.append(("host", offer.host.id))
        if self._holder(offer) is not None:
            keys.append(("field", offer.slot.field))
        wanted, stays = frozenset(days), self._stays
        numbers = {
            number
            for number in self._with(("slot", offer.id))
            if not wanted.isdisjoint(stays[number].days)
        }
        # Of what is asked about at many slots, it is kept who is there on which day.
        for key in keys:
            there = self._by_day(key)
            numbers.update(*(there.get(day, ()) for day in wanted))
        return tuple(stays[number] for number in sorted(numbers))

    def is_tied(self, person: Person) -> bool:
        """Whether a hard wish is about somebody's company."""
        return bool(self._wishes.about(person))

    def company(self, person: Person) -> tuple[Programme, tuple[Stay, ...]]:
        """The programme with no other hard wishes about company than those about somebody.

        With it, the stays of everybody whom these wishes name.
        """
        wishes = self._wishes.about(person)
        names = {name for wish in wishes for name in _named(wish)}
        stays = self.of(tuple((kind, name) for name in sorted(names) for kind in _NAMED))
        kept = {
            "together": tuple(wish for wish in wishes if isinstance(wish, Together)),
            "apart": tuple(wish for wish in wishes if isinstance(wish, Apart)),
            "shares": tuple(wish for wish in wishes if isinstance(wish, Share)),
        }
        # All of it was validated with the whole.
        policy = self._programme.policy.model_copy(update=kept)
        return self._programme.model_copy(update={"policy": policy}), stays

    def _with(self, key: Key) -> Sequence[int]:
        """The numbers of the stays that have something in common."""
        kind, name = key
        name_of = _KINDS.get(kind)
        if name_of is None:
            return self._bound.get(key, ())
        if kind not in self._numbers:
            found: dict[str, list[int]] = {}
            for number, stay in enumerate(self._stays):
                found.setdefault(name_of(stay), []).append(number)
            self._numbers[kind] = found
        return self._numbers[kind].get(name, ())

    @cached_property
    def _bound(self) -> dict[Key, list[int]]:
        """The numbers of the stays that each wish about company is about."""
        found: dict[Key, list[int]] = {}
        for number, stay in enumerate(self._stays):
            for key in self._tied(stay):
                found.setdefault(key, []).append(number)
        return found

    def _by_day(self, key: Key) -> dict[date, list[int]]:
        if key not in self._days:
            days: dict[date, list[int]] = {}
            for number in self._with(key):
                for day in self._stays[number].days:
                    days.setdefault(day, []).append(number)
            self._days[key] = days
        return self._days[key]

    def _tied(self, stay: Stay) -> list[Key]:
        host = stay.offer.host.id
        ties = self._wishes.of(stay.person)
        return [(name, host if at_host else "") for name, at_host in ties]


class _Wishes:
    """The hard wishes about company, by whom they name."""

    def __init__(self, policy: Policy) -> None:
        self._ties: dict[str, list[tuple[str, bool]]] = {}
        self._about: dict[str, list[tuple[int, _Wish]]] = {}
        for number, wish in enumerate(policy.together):
            self._add(number, wish, f"together {number}")
        for number, other in enumerate(policy.apart):
            self._add(number, other, f"apart {number}")
        for number, share in enumerate(policy.shares):
            self._add(number, share, f"share {number}")

    def of(self, person: Person) -> Iterable[tuple[str, bool]]:
        """The wishes about somebody that reach beyond one site.

        Each by a name, with whether it is about one host only.
        """
        found = (self._ties.get(name, ()) for name in (person.id, person.delegation))
        return dict.fromkeys(tie for ties in found for tie in ties)

    def about(self, person: Person) -> tuple[_Wish, ...]:
        """The wishes that name somebody, each once, those of a kind in their order."""
        found = (self._about.get(name, ()) for name in (person.id, person.delegation))
        once = {id(wish): (number, wish) for pairs in found for number, wish in pairs}
        return tuple(wish for _, wish in sorted(once.values(), key=lambda pair: pair[0]))

    def _add(self, number: int, wish: _Wish, name: str) -> None:
        if wish.strength != "hard":
            return
        for who in dict.fromkeys(_named(wish)):
            self._about.setdefault(who, []).append((number, wish))
            if isinstance(wish, Together) or wish.at == "host":
                at_host = not isinstance(wish, Together)
                self._ties.setdefault(who, []).append((name, at_host))


def _named(wish: _Wish) -> tuple[str, ...]:
    """The participants and delegations that a wish names."""
    return (wish.delegation,) if isinstance(wish, Share) else wish.people
