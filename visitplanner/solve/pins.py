"""Pins: what was fixed by hand, made into placements and checked before anything is planned."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from visitplanner.errors import ContradictionError
from visitplanner.model.plan import Placement, Plan
from visitplanner.model.policy import Pin
from visitplanner.model.programme import Programme
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.length import last_day

F = TypeVar("F")

Pinned = dict[str, Placement]
"""The placement of each pin, by the path of the pin: `pins[0]`."""


def pinned_placements(programme: Programme, rules: Sequence[Rule] = RULES) -> Pinned:
    """The placement of every pin; none where the rule of pins is not among the rules.

    Raises `ContradictionError` where pins contradict each other or a rule, all of them at once.
    """
    if all(rule.name != "pin" for rule in rules):
        return {}
    problems = pin_problems(programme, rules)
    if problems:
        pins = dict.fromkeys(pin for pins, _ in problems for pin in pins)
        message = "\n".join(f"{' and '.join(pins)}: {text}" for pins, text in problems)
        raise ContradictionError(message, pins=pins)
    return {
        f"pins[{number}]": pinned_placement(programme, pin)
        for number, pin in enumerate(programme.pins)
    }


def pinned_placement(programme: Programme, pin: Pin) -> Placement:
    """The placement a pin stands for; without a last day, as long as the need asks for."""
    person, offer = programme.people[pin.participant], programme.offers[pin.slot]
    need = next(need for need in person.needs if pin.need in (None, need.id))
    calendar = programme.calendar_of(person, need, offer.id)
    last = pin.last_day
    if last is None and pin.first_day in person.window:
        last = last_day(programme, person, need, offer, pin.first_day)
    return Placement(
        participant=person.id,
        need=need.id,
        slot=offer.id,
        site=offer.site.id,
        host=offer.host.id,
        first_day=pin.first_day,
        last_day=max(last or pin.first_day, pin.first_day),
        days=calendar.worked(pin.first_day, last) if last and last >= pin.first_day else (),
        pinned=True,
    )


def pin_problems(
    programme: Programme, rules: Sequence[Rule] = RULES
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every contradiction among pins: the paths of the pins concerned, and what is wrong.

    Rules that only a finished plan can keep (a minimum group, supervision) are left to planning.
    """
    found: list[tuple[tuple[str, ...], str]] = []
    placed: list[tuple[str, Placement]] = []
    seen: dict[tuple[str, str], list[str]] = {}
    for number, pin in enumerate(programme.pins):
        path = f"pins[{number}]"
        if pin.last_day is not None and pin.last_day < pin.first_day:
            text = f"the last day {pin.last_day} is before the first, {pin.first_day}"
            found.append(((path,), text))
            continue
        placement = pinned_placement(programme, pin)
        same = seen.setdefault((placement.participant, placement.need), [])
        parts = _parts(programme, placement)
        if len(same) == parts:
            what = "both" if parts == 1 else "all"
            keep = "one" if parts == 1 else f"{parts}"
            text = f"{what} fix the need '{placement.need}' of {placement.participant}: keep {keep}"
            found.append(((*same, path), text))
            continue
        same.append(path)
        alone = _breaches(programme, rules, [placement])
        found.extend(((path,), violation.message) for violation in alone[:1])
        if not alone:
            placed.append((path, placement))
    for violation in _breaches(programme, rules, [placement for _, placement in placed]):
        paths = tuple(path for path, each in placed if _concerns(violation, each))
        found.append((paths, violation.message))
    return tuple(dict.fromkeys(_one_of_each_kind(found)))


def _parts(programme: Programme, placement: Placement) -> int:
    needs = programme.people[placement.participant].needs
    return next(need.parts for need in needs if need.id == placement.need)


def _breaches(
    programme: Programme, rules: Sequence[Rule], placements: list[Placement]
) -> list[Violation]:
    """What placements break; what fixed visits break among themselves is no fault of theirs."""
    without, placed = (
        [violation for rule in rules if rule.grows for violation in rule.check(roster)]
        for roster in (
            roster_of(programme, Plan(placements=found)) for found in ((), tuple(placements))
        )
    )
    return [violation for violation in placed if violation not in without]


def _concerns(violation: Violation, placement: Placement) -> bool:
    return placement.participant in violation.who and bool(
        not violation.days or set(violation.days) & set(placement.days)
    )


def _one_of_each_kind(
    found: list[tuple[tuple[str, ...], str]],
) -> list[tuple[tuple[str, ...], str]]:
    """The first of the contradictions among the same pins: a fortnight is one, not ten."""
    first: dict[tuple[str, ...], str] = {}
    for pins, text in found:
        first.setdefault(pins, text)
    return list(first.items())


def smallest_contradiction(
    fixed: Mapping[str, F], works: Callable[[Mapping[str, F]], bool]
) -> dict[str, F]:
    """A smallest set of what is fixed by hand that cannot stand together, by path.

    `works` says whether anything can be planned around a set. Entries are left out one by one; one
    without which planning works again belongs to the contradiction (a deletion filter).
    """
    kept = dict(fixed)
    for key in fixed:
        rest = {other: each for other, each in kept.items() if other != key}
        if not works(rest):
            kept = rest
    return kept
