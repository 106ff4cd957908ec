"""The ways in: every slot and first day for somebody who is left out, and what each would break."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from visitplanner.matrix.kinds import Asked
from visitplanner.matrix.options import Options
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Placement, Reason
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.windows import DateWindow
from visitplanner.model.workdays import ONE_DAY, Offer
from visitplanner.rules import (
    length,
    needs_in_order,
    one_place,
    parts_in_other_fields,
    parts_per_host,
    precedence,
    precedence_required,
    travel_days,
    window,
    working_days,
    youth_day,
    youth_rest,
    youth_week,
)
from visitplanner.rules.form import Violation
from visitplanner.solve.lookup import Lookup, Span
from visitplanner.solve.trial import Trial


@dataclass(frozen=True, slots=True)
class Left:
    """A need that is not met, of one person for all who are alike."""

    number: int
    """Index of the demand in the table of options."""
    person: Person
    """One of those who are left out."""
    need: InternshipNeed


_OWN = frozenset(
    each.NAME
    for each in (
        parts_in_other_fields,
        needs_in_order,
        precedence,
        precedence_required,
        parts_per_host,
        youth_day,
        youth_week,
        youth_rest,
        one_place,
    )
)
"""Rules between the placements of one person."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One placement that was tried, and what it would break in the plan."""

    placement: Placement
    """Of one of those who have this way in common."""
    violations: tuple[Violation, ...]
    shared: bool = False
    """Whether others may have it in common."""

    @property
    def first_day(self) -> date:
        """The first day of the placement."""
        return self.placement.first_day


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One slot of a field asked for, and why it does not take somebody."""

    number: int
    """Index of the slot in the table of options."""
    offer: Offer
    closed: Reason | None
    """What closes it on every day alike."""
    ways: tuple[Way, ...] = ()
    """Not looked for where it is closed."""
    days_off: tuple[Reason, ...] = ()
    """Days on which a placement could begin if they were no days off."""
    shared: bool = False
    """Whether others may have it in common."""


class Ways:
    """The ways in of everybody who is left out of one plan."""

    def __init__(self, programme: Programme, options: Options, trial: Trial) -> None:
        self._programme = programme
        self._options = options
        self._trial = trial
        self._lookup = Lookup(options)
        self._fields: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._spans: dict[tuple[object, ...], tuple[Span, ...]] = {}
        self._alike: dict[tuple[object, ...], Way] = {}
        self._shared: dict[tuple[object, ...], Slot] = {}

    def slots(self, left: Left) -> tuple[int, ...]:
        """Indices of all slots in a field that are asked for."""
        fields = left.need.field
        if fields not in self._fields:
            found = (self._by_field.get(field, ()) for field in dict.fromkeys(fields))
            self._fields[fields] = tuple(sorted(chain.from_iterable(found)))
        return self._fields[fields]

    @cached_property
    def _by_field(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, offer in enumerate(self._options.offers):
            found.setdefault(offer.slot.field, []).append(position)
        return found

    def open_slots(self, left: Left) -> tuple[int, ...]:
        """Indices of the slots at which there are options."""
        return tuple(self._lookup.of(left.number))

    def slot(self, left: Left, position: int) -> Slot:
        """A slot and, unless it is closed, every first day there, with what stands in the way."""
        offer = self._options.offers[position]
        rows = self._lookup.of(left.number).get(position)
        if rows is None:
            closed = self._closed(left, offer)
            return Slot(position, offer, closed) if closed else self._new_slot(left, position)
        like = self._trial.alike(left.person, offer)
        asked = length.asked_length(left.need, offer)
        if like is None or asked is None or asked.is_calendar or not self._is_plain(left, offer):
            return self._new_slot(left, position)
        person = left.person
        key = (position, self._lookup.shape(rows), person.takes_places, person.certain, like)
        if key not in self._shared:
            self._shared[key] = replace(self._new_slot(left, position), shared=True)
        return self._shared[key]

    def _new_slot(self, left: Left, position: int) -> Slot:
        offer, ways = self._options.offers[position], self.at(left, position)
        blocked = all(way.violations for way in ways)
        return Slot(
            position,
            offer,
            None,
            ways,
            days_off=tuple(self._days_off(left, offer)) if blocked else (),
        )

    def at(self, left: Left, position: int) -> tuple[Way, ...]:
        """Every first day at a slot, with what stands in the way."""
        offer = self._options.offers[position]
        table = self._lookup.spans(left.number, position)
        plain = bool(table) and self._is_plain(left, offer)
        spans = tuple(table) if plain else self._all_spans(left, offer)
        like = self._trial.alike(left.person, offer) if table else None
        return tuple(
            self._way(left, offer, span, like)
            if span in table
            else self._tried(left, offer, span, option=False)
            for span in spans
        )

    def _way(self, left: Left, offer: Offer, span: Span, like: str | None) -> Way:
        """A placement of the table of options; `like` as `Trial.alike` tells it."""
        if like is None:
            return self._tried(left, offer, span, option=True)
        person = left.person
        calendar = self._programme.calendar_of(person, left.need, offer.id)
        key = (id(calendar), span, person.takes_places, person.certain, like)
        if key not in self._alike:
            self._alike[key] = replace(self._tried(left, offer, span, option=True), shared=True)
        return self._alike[key]

    def _tried(self, left: Left, offer: Offer, span: Span, *, option: bool) -> Way:
        person, need = left.person, left.need
        calendar = self._programme.calendar_of(person, need, offer.id)
        placement = _placement(person, need, offer, calendar.worked(*span), span)
        broken = self._trial.breaches(placement, option=option)
        return Way(placement, _own_first(broken, placement, self._trial.own(person)))

    @cached_property
    def _narrowing(self) -> tuple[Asked[object], ...] | None:
        """What rules ask that may leave days out which windows, working days and length do not.

        None where it cannot be told by asking them.
        """
        usual = {window.NAME: window.RULE, length.NAME: length.RULE}
        usual[working_days.NAME] = working_days.RULE
        rules = self._trial.rules
        others = [rule for rule in rules if usual.get(rule.name) is not rule]
        if len(others) + len(usual) != len(rules) or any(
            rule.stay_within or rule.why_off or rule.lengths for rule in others
        ):
            return None
        silent = () if self._programme.transfers else (travel_days.RULE,)
        asked = [
            form
            for rule in others
            if rule not in silent
            for form in (rule.never_works, rule.starts_within)
        ]
        return tuple(form for form in asked if form is not None)

    def _is_plain(self, left: Left, offer: Offer) -> bool:
        """Whether all first days that fit are in the table of options, if any is."""
        if self._narrowing is None:
            return False
        for asked in self._narrowing:
            if asked(self._programme, left.person, left.need, offer):
                return False
        return True

    def _all_spans(self, left: Left, offer: Offer) -> tuple[Span, ...]:
        """The placements that begin on the working days of the stay and fit into the windows.

        Where none fits, the first of them shows why.
        """
        person, need = left.person, left.need
        calendar = self._programme.calendar_of(person, need, offer.id)
        key = (id(calendar), person.delegation, person.window, need.length, need.window)
        if key not in self._spans:
            bounds = window.windows(person, need, offer)
            found = tuple(self._begun(left, offer, bounds))
            inside = tuple(span for span in found if _fits(span, bounds))
            self._spans[key] = inside or found[:1]
        return self._spans[key]

    def _begun(self, left: Left, offer: Offer, bounds: Sequence[DateWindow]) -> Iterator[Span]:
        """The placements that begin on the working days of the stay, whether they fit or not."""
        person, need = left.person, left.need
        calendar = self._programme.calendar_of(person, need, offer.id)
        worked = calendar.worked(person.window.first, person.window.last)
        asked = length.asked_length(need, offer)
        if asked is None or asked.is_calendar:
            for first in worked:
                last = length.last_day(self._programme, person, need, offer, first)
                if last is not None:
                    yield first, last
        else:
            latest = min(bound.last for bound in bounds)
            within = [day for day in worked if day <= latest]
            yield from zip(within, within[asked.count - 1 :], strict=False)

    def _days_off(self, left: Left, offer: Offer) -> Iterator[Reason]:
        """Holidays and other single days off on which weeks or days of the calendar would fit.

        Of a person with other placements also where only these are in the way, at the beginning of
        the stay or right after one of them: without the day off, all of them could lie elsewhere.
        """
        person, need = left.person, left.need
        asked = length.asked_length(need, offer)
        if asked is None or not asked.is_calendar:
            return
        own = self._trial.own(person)
        edges = {stay.placement.last_day + ONE_DAY for stay in own}
        if own:
            edges.add(person.window.first)
        bounds = window.windows(person, need, offer)
        calendar = self._programme.calendar_of(person, need, offer.id)
        for number in range((person.window.last - person.window.first).days + 1):
            first = person.window.first + number * ONE_DAY
            why = calendar.why_off(first)
            if why is None or not why.startswith("a "):
                continue
            span = (first, asked.last_day(first))
            days = calendar.worked(*span)
            if not days or not _fits(span, bounds):
                continue
            tried = _placement(person, need, offer, days, span)
            accepted = {working_days.NAME, *(_OWN if first in edges else ())}
            if {each.rule for each in self._trial.breaches(tried)} <= accepted:
                message = f"begins on a working day only, and {first} is {why}"
                yield Reason(
                    slot=offer.id, first_day=first, rule=working_days.NAME, message=message
                )

    def _closed(self, left: Left, offer: Offer) -> Reason | None:
        """What closes a slot on every day alike."""
        for rule in self._trial.rules:
            if rule.closed is not None:
                message = rule.closed(self._programme, left.person, left.need, offer)
                if message is not None:
                    return Reason(slot=offer.id, rule=rule.name, message=message)
        return None


def _fits(span: Span, bounds: Iterable[DateWindow]) -> bool:
    """Whether a stay lies in all windows that bind it."""
    return all(bound.first <= span[0] and span[1] <= bound.last for bound in bounds)


def _own_first(
    violations: tuple[Violation, ...], placement: Placement, own: tuple[Stay, ...]
) -> tuple[Violation, ...]:
    """What is in the way of the person's own other placements comes first, in plain words."""
    if not own:
        return violations
    told = [_in_words(each, placement, own) for each in violations]
    return tuple(sorted(told, key=lambda each: each.rule not in _OWN))


def _in_words(violation: Violation, placement: Placement, own: tuple[Stay, ...]) -> Violation:
    """Being at two places at once, told by the placement that is there already."""
    there = [stay for stay in own if set(violation.days) & set(stay.days)]
    if violation.rule != one_place.NAME or not there:
        return violation
    other = there[0].placement
    span = span_text(other.first_day, other.last_day)
    return replace(
        violation,
        message=f"{placement.participant}: has the placement at '{other.slot}' already ({span})",
    )


def _placement(
    person: Person,
    need: InternshipNeed,
    offer: Offer,
    days: tuple[date, ...],
    span: Span,
) -> Placement:
    return Placement(
        participant=person.id,
        need=need.id,
        slot=offer.id,
        site=offer.site.id,
        host=offer.host.id,
        first_day=span[0],
        last_day=span[1],
        days=days,
    )
