"""What one more placement breaks of the rules about places: it depends on slot and days alone."""

from collections.abc import Sequence
from datetime import date

from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.rules.form import Rule, Violation
from visitplanner.solve.near import Neighbours

Broken = dict[int, tuple[Violation, ...]]
"""Breaches by the number of the rule."""

_Key = tuple[str, tuple[date, ...], int, bool]


class PlacesLeft:
    """The places that a finished plan leaves, asked for one placement at a time.

    Everybody who takes up as many places and is as sure to come hears the same of the same days at
    a slot; the breaches then name the first who asked.
    """

    def __init__(
        self, programme: Programme, neighbours: Neighbours, rules: Sequence[tuple[int, Rule]]
    ) -> None:
        """`rules` are those about places and groups at a slot, each with its number."""
        self._programme = programme
        self._neighbours = neighbours
        self._rules = rules
        self._found: dict[_Key, Broken] = {}

    def broken(self, stay: Stay) -> Broken:
        """What is broken only because of the stay."""
        person = stay.person
        key = (stay.offer.id, stay.days, person.takes_places, person.certain)
        if key not in self._found:
            self._found[key] = self._look(stay)
        return self._found[key]

    def _look(self, stay: Stay) -> Broken:
        there = self._neighbours.at_once(stay.offer, stay.days)
        after = Roster(self._programme, (*there, stay), (), (), by_hand=False)
        mine = self._neighbours.own(stay.who)
        broken: Broken = {}
        for number, rule in self._rules:
            found = tuple(rule.check(after))
            if mine or any(stay.who not in each.who for each in found):
                before = set(rule.check(Roster(self._programme, there, (), (), by_hand=False)))
                found = tuple(each for each in found if each not in before)
            if found:
                broken[number] = found
        return broken
