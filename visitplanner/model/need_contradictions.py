"""What cannot stand together in what people are to do, and when they may."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from visitplanner.model.base import Weekday
from visitplanner.model.facts import Facts, Fault, needs_of
from visitplanner.model.nearest import allowed, did_you_mean
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.policy import circle_of
from visitplanner.model.references import Loc, place
from visitplanner.model.youth import SHIPPED_YOUTH_HOURS, YouthHours


def need_faults(facts: Facts) -> Iterator[Fault]:
    """Fields and goals named twice or not at all, orders and weekdays that contradict others."""
    yield from _unknown_fields(facts)
    yield from _twice(facts)
    yield from _circle(facts)
    yield from _orders(facts)
    yield from _weekdays(facts)
    yield from _no_common_day(facts)


def _unknown_fields(facts: Facts) -> Iterator[Fault]:
    fields = [
        ((*loc, part), name)
        for loc, order in facts.precedences
        for part, name in (("first", order.first), ("then", order.then))
    ]
    fields += [((*loc, "field"), limit.field) for loc, limit in facts.field_places]
    for loc, name in fields:
        if name not in facts.fields:
            hint = did_you_mean(name, facts.fields)
            yield Fault(
                loc,
                name,
                f"no slot and no need names the field '{name}'{hint} "
                f"(known: {allowed(facts.fields)})",
            )


def _twice(facts: Facts) -> Iterator[Fault]:
    limits = [((*loc, "field"), each.field) for loc, each in facts.field_places]
    goals = [(loc, name) for loc, level in facts.levels for name in level.goals]
    ways = [
        ((*loc, "between"), " and ".join(sorted(each.between))) for loc, each in facts.distances
    ]
    for told, entries in (
        ("the field '{}' has two limits", limits),
        ("the goal '{}' stands on two levels", goals),
        ("the way between {} is given twice", ways),
    ):
        first: dict[str, Loc] = {}
        for loc, name in entries:
            if (earlier := first.setdefault(name, loc)) != loc:
                yield Fault(loc, name, f"{told.format(name)} (also {place(earlier)}): keep one")


def _circle(facts: Facts) -> Iterator[Fault]:
    where = {(each.first, each.then): loc for loc, each in facts.precedences}
    if circle := circle_of(list(where)):
        locs = sorted(where[pair] for pair in pairwise(circle))
        others = ", ".join(place(loc) for loc in locs[:-1])
        yield Fault(
            locs[-1],
            circle,
            f"the precedences run in a circle: {' before '.join(circle)} ({others}): take one back",
        )


def _orders(facts: Facts) -> Iterator[Fault]:
    if not facts.precedences:
        return
    by_traveller: dict[Loc, list[tuple[Loc, InternshipNeed]]] = {}
    in_order: dict[Loc, bool] = {}
    for loc, need, people in needs_of(facts):
        by_traveller.setdefault(loc[:-2], []).append((loc, need))
        in_order[loc[:-2]] = any(person.in_order for person in people)
    for traveller, needs in by_traveller.items():
        if not in_order[traveller]:
            continue
        fields = [(loc, need.field[0]) for loc, need in needs if len(set(need.field)) == 1]
        for where, order in facts.precedences:
            firsts = [n for n, (_, field) in enumerate(fields) if field == order.first]
            thens = [n for n, (_, field) in enumerate(fields) if field == order.then]
            if firsts and thens and thens[0] < firsts[-1]:
                yield Fault(
                    fields[thens[0]][0],
                    order.then,
                    f"'{order.then}' stands before '{order.first}' among needs that are met in "
                    f"order, but comes after it ({place(where)}): turn the two around",
                )


def _weekdays(facts: Facts) -> Iterator[Fault]:
    for loc, need, people in needs_of(facts):
        if need.weekdays is None or not people:
            continue
        delegation = facts.delegations_by_id[people[0].delegation]
        profile = _profile(facts, delegation.youth_hours)
        if profile is not None and all(_is_young(each, profile[1]) for each in people):
            about = f"the profile '{profile[1].name}' ({_where(profile[0])})"
            yield from _no_day(loc, need.weekdays, profile[1].weekdays, about)
        if facts.minors_work_on is not None and all(each.minor for each in people):
            about = "for minors (policy.minors_work_on)"
            yield from _no_day(loc, need.weekdays, facts.minors_work_on, about)


def _no_day(
    loc: Loc, wanted: Sequence[Weekday], allowed_days: Sequence[Weekday], about: str
) -> Iterator[Fault]:
    if not set(wanted) & set(allowed_days):
        yield Fault(
            (*loc, "weekdays"),
            list(wanted),
            f"the need is for {', '.join(wanted)}, but work is allowed on "
            f"{', '.join(allowed_days)} alone: {about}",
        )


def _no_common_day(facts: Facts) -> Iterator[Fault]:
    for loc, delegation in facts.delegations:
        found = _profile(facts, delegation.youth_hours)
        if found is None or facts.minors_work_on is None:
            continue
        where, profile = found
        young = any(
            each.minor and each.needs and _is_young(each, profile)
            for each in facts.people_of[delegation.id]
        )
        if young and not set(profile.weekdays) & set(facts.minors_work_on):
            yield Fault(
                (*loc, "youth_hours"),
                profile.name,
                f"under '{profile.name}' work is allowed on {', '.join(profile.weekdays)} alone "
                f"({_where(where)}), but minors work on {', '.join(facts.minors_work_on)} alone "
                "(policy.minors_work_on)",
            )


def _where(profile: Loc) -> str:
    return f"{place(profile)}.weekdays" if profile else "shipped with visitplanner"


def _profile(facts: Facts, name: str | None) -> tuple[Loc, YouthHours] | None:
    shipped: list[tuple[Loc, YouthHours]] = [((), each) for each in SHIPPED_YOUTH_HOURS]
    return next((each for each in (*facts.youth_hours, *shipped) if each[1].name == name), None)


def _is_young(person: Person, profile: YouthHours) -> bool:
    age = person.age_on(person.window.first)
    return person.minor if age is None else age < profile.below_age
