"""Why somebody is left out, and the smallest change that would let them in.

Every option that stayed open is tried on the finished plan: the rules it would break, by their own
`check`, are the reasons. What no rule blocks was given up for a goal on a higher level.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from visitplanner.matrix.options import Options
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Duty, Placement, Plan, Reason, Unplaced
from visitplanner.model.programme import Programme
from visitplanner.model.roster import roster_of
from visitplanner.model.workdays import Offer
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.length import last_day
from visitplanner.rules.supervision import supervisors


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


def unplaced_of(programme: Programme, options: Options, plan: Plan) -> tuple[Unplaced, ...]:
    """Every need a plan leaves unmet, in the order of the document, with the reasons."""
    placed = {(placement.participant, placement.need) for placement in plan.placements}
    order = {who: number for number, who in enumerate(programme.people)}
    found: list[Unplaced] = []
    for demand in options.demands:
        left = [person for person in demand.people if (person.id, demand.need.id) not in placed]
        if not left:
            continue
        # People alike in every fact are left out for the same reasons.
        slots = tuple(_ways(programme, plan, left[0], demand.need))
        reasons = _reasons(programme, left[0], demand.need, slots)
        fix = _smallest_fix(slots)
        found.extend(
            Unplaced(participant=who.id, need=demand.need.id, reasons=reasons, smallest_fix=fix)
            for who in left
        )
    return tuple(sorted(found, key=lambda each: order[each.participant]))


def _ways(
    programme: Programme, plan: Plan, person: Person, need: InternshipNeed
) -> Iterator[_Slot]:
    """Every slot of a field asked for and every first day there, with what stands in the way."""
    for offer in programme.offers.values():
        if offer.slot.field not in need.field:
            continue
        ways = [
            _Blocked(placement.first_day, _broken(programme, plan, placement, person))
            for placement in _placements(programme, person, need, offer)
        ]
        # First days whose stay would reach out of the windows are no options; where there is no
        # other, the first of them shows why.
        inside = [way for way in ways if all(each.rule != "window" for each in way.violations)]
        yield _Slot(offer, _closed(programme, person, need, offer), tuple(inside or ways[:1]))


def _closed(
    programme: Programme, person: Person, need: InternshipNeed, offer: Offer
) -> Reason | None:
    """What closes a slot on every day alike."""
    for rule in RULES:
        message = rule.closed(programme, person, need, offer) if rule.closed else None
        if message is not None:
            return Reason(slot=offer.id, rule=rule.name, message=message)
    return None


def _placements(
    programme: Programme, person: Person, need: InternshipNeed, offer: Offer
) -> Iterator[Placement]:
    """The placements that begin on the working days of the stay, whether they fit or not."""
    calendar = programme.work_calendar(offer.id, minor=person.minor)
    for first in calendar.worked(person.window.first, person.window.last):
        last = last_day(person, need, offer, calendar, first)
        if last is not None:
            yield Placement(
                participant=person.id,
                need=need.id,
                slot=offer.id,
                site=offer.site.id,
                host=offer.host.id,
                first_day=first,
                last_day=last,
                days=calendar.worked(first, last),
            )


def _broken(
    programme: Programme, plan: Plan, placement: Placement, person: Person
) -> tuple[Violation, ...]:
    """What would be broken if this placement were added and idle teachers helped out.

    Only what shares the site or the person can be touched by it: that part is checked, once
    without and once with the placement.
    """
    near = [
        other
        for other in plan.placements
        if other.site == placement.site or other.participant == placement.participant
    ]
    duties = [
        duty
        for duty in plan.duties
        if duty.site == placement.site or duty.participant == placement.participant
    ]
    helpers = list(_helpers(programme, plan, placement, person))
    before = set(_violations(programme, near, duties))
    after = _violations(programme, [*near, placement], duties)
    helped = _violations(programme, [*near, placement], [*duties, *helpers])
    fewest = min((after, helped), key=lambda found: len(set(found) - before))
    return tuple(violation for violation in fewest if violation not in before)


def _helpers(
    programme: Programme, plan: Plan, placement: Placement, person: Person
) -> Iterator[Duty]:
    """One accompanying person without duty for each day of the placement, as far as there are."""
    if not person.minor:
        return
    busy = {(duty.participant, duty.day) for duty in plan.duties}
    busy |= {(other.participant, day) for other in plan.placements for day in other.days}
    for day in placement.days:
        for helper in supervisors(programme, person.delegation):
            away = any(day in window for window in helper.away)
            if day in helper.window and not away and (helper.id, day) not in busy:
                yield Duty(participant=helper.id, site=placement.site, day=day)
                break


def _violations(
    programme: Programme, placements: list[Placement], duties: list[Duty]
) -> list[Violation]:
    roster = roster_of(programme, Plan(placements=tuple(placements), duties=tuple(duties)))
    return [violation for rule in RULES if rule.name != "pin" for violation in rule.check(roster)]


def _reasons(
    programme: Programme, person: Person, need: InternshipNeed, slots: tuple[_Slot, ...]
) -> tuple[Reason, ...]:
    """One reason for each slot that is closed, and for each first day at the others."""
    found: list[Reason] = []
    for slot in slots:
        if slot.closed is not None:
            found.append(slot.closed)
        else:
            found.extend(_reason(person, slot.offer, way) for way in slot.ways)
    return tuple(found) or (_no_way(programme, person, need),)


def _reason(person: Person, offer: Offer, way: _Blocked) -> Reason:
    rule = "goals"
    message = "no rule is in the way; it was given up for a goal on a higher level"
    if way.violations:
        rule = way.violations[0].rule
        # People alike share their reasons, so no single one of them is named.
        message = way.violations[0].message.removeprefix(f"{person.id} at {offer.id}: ")
    return Reason(slot=offer.id, first_day=way.first_day, rule=rule, message=message)


def _no_way(programme: Programme, person: Person, need: InternshipNeed) -> Reason:
    fields = " or ".join(f"'{field}'" for field in need.field)
    offered = sorted({offer.slot.field for offer in programme.offers.values()})
    if not set(offered) & set(need.field):
        listed = ", ".join(f"'{field}'" for field in offered) or "none"
        return Reason(
            slot="", rule="field", message=f"no slot is in the field {fields} (offered: {listed})"
        )
    return Reason(
        slot="",
        rule="length",
        message=f"{need.length or 'the stay'} does not fit into the working days of "
        f"{person.window} at any slot in the field {fields}",
    )


def _smallest_fix(slots: Iterable[_Slot]) -> str | None:
    """Words for the way in that is smallest.

    Of several, the one that opens the fewest slots to people they are closed to (a place more is
    easier had than another partnership), then changes the fewest things, on the fewest days.
    """
    rules = {rule.name: rule for rule in RULES}
    best: tuple[tuple[int, int, int, date], str] | None = None
    for way in (way for slot in slots for way in slot.ways):
        fixes = _fixes(rules, way.violations)
        if not fixes:
            continue
        opened = len({each.rule for each in way.violations if rules[each.rule].closed})
        size = (opened, len(fixes), len(way.violations), way.first_day)
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
        days.setdefault(rule.fix(violation), []).extend(() if rule.closed else violation.days)
    return [f"{words}{_when(found)}" for words, found in days.items()]


def _when(days: list[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f" on {first}"
    return f" from {first} to {last}" if last - first > timedelta(0) else ""
