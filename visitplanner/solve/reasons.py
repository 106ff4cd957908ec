"""Why somebody is left out, and the smallest change that would let them in.

Every option that stayed open is tried on the finished plan: the rules it would break, by their own
`check`, are the reasons. What no rule blocks was given up for a goal on a higher level, or the time
limit was hit before it was found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from visitplanner.matrix.options import Options
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Placement, Plan, Reason, Unplaced
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.workdays import ONE_DAY, Offer
from visitplanner.rules import one_place, working_days
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.length import asked_length, last_day
from visitplanner.solve.levels import Deadline
from visitplanner.solve.trial import Trial


@dataclass(frozen=True, slots=True)
class _Blocked:
    """One first day at a slot, and what placing somebody then would break in the plan."""

    first_day: date
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """One slot of a field asked for, and why it does not take somebody."""

    offer: Offer
    closed: Reason | None
    """What closes it on every day alike."""
    ways: tuple[_Blocked, ...]
    days_off: tuple[Reason, ...] = ()
    """Days on which a placement could begin if they were no days off."""


_OWN = frozenset(
    {
        "parts_in_other_fields",
        "needs_in_order",
        "precedence",
        "precedence_required",
        "parts_per_host",
        "youth_day",
        "youth_week",
        "youth_rest",
        "one_place",
    }
)
"""Rules between the placements of one person."""

_GIVEN_UP = Reason(
    slot="",
    rule="goals",
    message="no rule is in the way; it was given up for a goal on a higher level",
)
_NOT_FOUND = Reason(
    slot="",
    rule="time_limit",
    message="no rule is in the way; the time limit was hit before something better was found",
)

_OUT_OF_TIME = Reason(
    slot="", rule="time_limit", message="the time limit was hit before the reasons were looked for"
)


def unplaced_of(
    programme: Programme, rules: Sequence[Rule], options: Options, plan: Plan, deadline: Deadline
) -> tuple[Unplaced, ...]:
    """Every need a plan leaves unmet, in the order of the document, with the reasons.

    Once the deadline has passed, no more reasons are looked for, and this is said instead.
    """
    trial = Trial(programme, plan, rules)
    placed = Counter((placement.participant, placement.need) for placement in plan.placements)
    order = {who: number for number, who in enumerate(programme.people)}
    found: list[Unplaced] = []
    for demand in options.demands:
        need = demand.need
        left = [person for person in demand.people if placed[person.id, need.id] < need.parts]
        if not left:
            continue
        # People alike in every fact are left out for the same reasons.
        reasons: tuple[Reason, ...] = (_OUT_OF_TIME,)
        fix = None
        if deadline.left != 0:
            slots = tuple(_ways(programme, trial, left[0], need))
            no_rule = _GIVEN_UP if plan.status == "optimal" else _NOT_FOUND
            reasons = _reasons(programme, left[0], need, slots, no_rule)
            fix = _smallest_fix(rules, slots)
        found.extend(
            Unplaced(
                participant=who.id,
                need=need.id,
                reasons=reasons,
                smallest_fix=fix,
                parts=need.parts - placed[who.id, need.id],
            )
            for who in left
        )
    return tuple(sorted(found, key=lambda each: order[each.participant]))


def _ways(
    programme: Programme, trial: Trial, person: Person, need: InternshipNeed
) -> Iterator[_Slot]:
    """Every slot of a field asked for and every first day there, with what stands in the way."""
    for offer in programme.offers.values():
        if offer.slot.field not in need.field:
            continue
        placements = list(_placements(programme, person, need, offer))
        # First days whose stay would reach out of the windows are no options; where there is no
        # other, the first of them shows why.
        inside = [placement for placement in placements if trial.fits_windows(placement)]
        own = trial.own(person)
        ways = tuple(
            _Blocked(placement.first_day, _own_first(trial.breaches(placement), placement, own))
            for placement in inside or placements[:1]
        )
        closed = _closed(programme, trial.rules, person, need, offer)
        blocked = closed is None and all(way.violations for way in ways)
        days_off = tuple(_days_off(programme, trial, person, need, offer)) if blocked else ()
        yield _Slot(offer, closed, ways, days_off)


def _days_off(
    programme: Programme, trial: Trial, person: Person, need: InternshipNeed, offer: Offer
) -> Iterator[Reason]:
    """Holidays and other single days off on which weeks or days of the calendar would fit.

    Of a person with other placements also where only these are in the way, at the beginning of the
    stay or right after one of them: without the day off, all of them could lie elsewhere.
    """
    length = asked_length(need, offer)
    if length is None or not length.is_calendar:
        return
    own = trial.own(person)
    edges = {stay.placement.last_day + ONE_DAY for stay in own}
    if own:
        edges.add(person.window.first)
    calendar = programme.calendar_of(person, need, offer.id)
    for number in range((person.window.last - person.window.first).days + 1):
        first = person.window.first + number * ONE_DAY
        why = calendar.why_off(first)
        if why is None or not why.startswith("a "):
            continue
        last = length.last_day(first)
        days = calendar.worked(first, last)
        tried = _placement(person, need, offer, days, (first, last))
        if not days or not trial.fits_windows(tried):
            continue
        accepted = {working_days.NAME, *(_OWN if first in edges else ())}
        if {each.rule for each in trial.breaches(tried)} <= accepted:
            message = f"begins on a working day only, and {first} is {why}"
            yield Reason(slot=offer.id, first_day=first, rule=working_days.NAME, message=message)


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


def _closed(
    programme: Programme, rules: Sequence[Rule], person: Person, need: InternshipNeed, offer: Offer
) -> Reason | None:
    """What closes a slot on every day alike."""
    for rule in rules:
        message = rule.closed(programme, person, need, offer) if rule.closed else None
        if message is not None:
            return Reason(slot=offer.id, rule=rule.name, message=message)
    return None


def _placements(
    programme: Programme, person: Person, need: InternshipNeed, offer: Offer
) -> Iterator[Placement]:
    """The placements that begin on the working days of the stay, whether they fit or not."""
    calendar = programme.calendar_of(person, need, offer.id)
    for first in calendar.worked(person.window.first, person.window.last):
        last = last_day(programme, person, need, offer, first)
        if last is not None:
            days = calendar.worked(first, last)
            yield _placement(person, need, offer, days, (first, last))


def _placement(
    person: Person,
    need: InternshipNeed,
    offer: Offer,
    days: tuple[date, ...],
    span: tuple[date, date],
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


def _reasons(
    programme: Programme,
    person: Person,
    need: InternshipNeed,
    slots: tuple[_Slot, ...],
    no_rule: Reason,
) -> tuple[Reason, ...]:
    """One reason for each slot that is closed, and for each first day at the others.

    `no_rule` is the reason where no rule is in the way.
    """
    found: list[Reason] = []
    for slot in slots:
        if slot.closed is not None:
            found.append(slot.closed)
        elif not slot.ways:
            found.append(_too_long(person, need, slot.offer))
        else:
            found.extend(_reason(person, slot.offer, way, no_rule) for way in slot.ways)
            found.extend(slot.days_off)
    return tuple(found) or (_no_field(programme, need),)


def _too_long(person: Person, need: InternshipNeed, offer: Offer) -> Reason:
    length = asked_length(need, offer) or "a stay"
    return Reason(
        slot=offer.id,
        rule="length",
        message=f"{length} does not fit into the working days of {person.window} there",
    )


def _reason(person: Person, offer: Offer, way: _Blocked, no_rule: Reason) -> Reason:
    rule, message = no_rule.rule, no_rule.message
    if way.violations:
        rule = way.violations[0].rule
        # People alike share their reasons, so no single one of them is named.
        message = way.violations[0].message.removeprefix(f"{person.id} at {offer.id}: ")
        message = message.removeprefix(f"{person.id}: ").removeprefix(f"{person.id} ")
    return Reason(slot=offer.id, first_day=way.first_day, rule=rule, message=message)


def _no_field(programme: Programme, need: InternshipNeed) -> Reason:
    fields = " or ".join(f"'{field}'" for field in need.field)
    offered = sorted({offer.slot.field for offer in programme.offers.values()})
    listed = ", ".join(f"'{field}'" for field in offered) or "none"
    return Reason(
        slot="", rule="field", message=f"no slot is in the field {fields} (offered: {listed})"
    )


def _smallest_fix(rules: Sequence[Rule], slots: Iterable[_Slot]) -> str | None:
    """Words for the way in that is smallest.

    Of several, the one that opens the fewest slots to people they are closed to (a place more is
    easier had than another partnership), then changes the fewest things, then begins first.
    """
    by_name = {rule.name: rule for rule in rules}
    best: tuple[tuple[int, int, date], str] | None = None
    for way in (way for slot in slots for way in slot.ways):
        fixes = _fixes(by_name, way.violations)
        if not fixes:
            continue
        opened = len({each.rule for each in way.violations if by_name[each.rule].closed})
        size = (opened, len(fixes), way.first_day)
        if best is None or size < best[0]:
            best = (size, " and ".join(fixes))
    return best[1] if best else None


def _fixes(rules: dict[str, Rule], violations: tuple[Violation, ...]) -> list[str]:
    """Words for lifting all these breaches; empty where one cannot be lifted."""
    days: dict[str, list[date]] = {}
    for violation in violations:
        rule = rules[violation.rule]
        if rule.fix is None:
            return []
        # What closes a slot on every day is not about the day on which it was tried.
        by_day = rule.fix_by_day and not rule.closed
        days.setdefault(rule.fix(violation), []).extend(violation.days if by_day else ())
    return [f"{words}{_when(found)}" for words, found in days.items()]


def _when(days: list[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f" {'on' if first == last else 'for'} {span_text(first, last)}"
