"""A plan put together the way people read it: those who are alike in one line.

Values only, without any words for people: the page and the terminal both draw from here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from visitplanner.model.hosts import Site
from visitplanner.model.people import Person
from visitplanner.model.plan import GoalValue, Plan, Reason, Task
from visitplanner.model.programme import Programme
from visitplanner.model.roster import roster_of
from visitplanner.model.workdays import Offer, WorkCalendar
from visitplanner.rules.capacity import CapacityRow, capacity_table

_LAST = frozenset({"parts_in_other_fields", "partner_status", "reservation"})
"""Rules that say what a slot is for: true for everybody, so told after what is special here."""
_GAP_DAYS = 14
_NUMBERED = re.compile(r"(.*[^0-9])([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class StayGroup:
    """People of one delegation who are at one slot on the same days."""

    delegation: str
    people: tuple[Person, ...]
    need: str
    offer: Offer
    calendar: WorkCalendar
    """The working days of the first of them."""
    first_day: date
    last_day: date
    days: tuple[date, ...]
    """Days worked, ascending."""
    tentative: tuple[str, ...]
    """What is not settled yet; empty: the placements are firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGroup:
    """One accompanying person at one site, and on which days."""

    person: Person
    site: Site
    days: tuple[date, ...]
    """Ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGroup:
    """All that one rule blocks, over slots and days."""

    rule: str
    slots: tuple[str, ...]
    example: str
    """The first of the messages."""
    ways: int
    """How many ways to place somebody the rule blocks."""
    people: int
    """How many of the people it is true of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """People left out of the plan, wholly or with a part of a need, for the same reasons."""

    delegation: str
    people: tuple[Person, ...]
    need: str
    parts: int
    """Placements that each of them lacks."""
    reasons: tuple[ReasonGroup, ...]
    smallest_fix: str | None

    @property
    def whole(self) -> int:
        """Placements that the need asks for."""
        asked = (need.parts for need in self.people[0].needs if need.id == self.need)
        return max(self.parts, next(asked, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRun:
    """Working days of one slot that follow each other with the same places, taken and free."""

    offer: Offer
    first_day: date
    last_day: date
    places: int
    taken: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a plan comes to, in numbers."""

    wanted: int
    """People who are to be placed."""
    placed: int
    """Those of them all of whose needs are met, but for optional ones."""
    nowhere: int
    """Those of them who have no placement at all, but for optional needs."""
    asked: int
    """Placements that their needs ask for."""
    given: int
    """Placements that they have of these."""
    tentative: int
    """People of whom some placement is tentative."""
    accompanying: int
    """Accompanying persons with nothing to be placed for."""
    interpreters: int
    """Interpreters with nothing to be placed for."""
    proven: int
    """Levels of goals proven best in all their stages."""
    levels: int


def headline(programme: Programme, plan: Plan) -> Headline:
    """What a plan comes to, in numbers."""
    stays = roster_of(programme, plan).stays
    parts = Counter((stay.who, stay.need.id) for stay in stays)
    asked: dict[str, int] = {}
    given: dict[str, int] = {}
    for who in programme.people.values():
        if needs := [need for need in who.needs if not need.optional]:
            asked[who.id] = sum(need.parts for need in needs)
            given[who.id] = sum(min(parts[who.id, need.id], need.parts) for need in needs)
    idle = Counter(person.role for person in programme.people.values() if not person.needs)
    return Headline(
        wanted=len(asked),
        placed=sum(given[who] == asked[who] for who in asked),
        nowhere=sum(not given[who] for who in asked),
        asked=sum(asked.values()),
        given=sum(given.values()),
        tentative=len({stay.who for stay in stays if stay.placement.tentative}),
        accompanying=idle["accompanying_person"],
        interpreters=idle["interpreter"],
        proven=sum(all(goal.proven for goal in stages) for stages in levels(plan)),
        levels=len(levels(plan)),
    )


def levels(plan: Plan) -> tuple[tuple[GoalValue, ...], ...]:
    """The goals of a plan, level by level; a level may have several stages.

    Stages that say no more than the next, as both are proven to be zero, are left out.
    """
    return tuple(
        _telling(tuple(found)) for _, found in groupby(plan.goals, key=lambda goal: goal.level)
    )


def _telling(stages: tuple[GoalValue, ...]) -> tuple[GoalValue, ...]:
    """The stages of a level without those at its beginning that are zero like the next."""
    first = 0
    while first + 1 < len(stages) and all(
        stage.proven and not stage.value for stage in stages[first : first + 2]
    ):
        first += 1
    return stages[first:]


def local_name(person: Person) -> str:
    """The name of a person inside the delegation: the given one, or `pupil-03`."""
    return person.name or person.id.partition("/")[2]


def names(people: Iterable[Person]) -> str:
    """People in one line, placeholders that follow each other as a range: `pupil-01–04`."""
    runs: list[list[str]] = []
    for name in (local_name(person) for person in people):
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(_range(run) for run in runs)


def _follows(before: str, name: str) -> bool:
    one, other = _NUMBERED.fullmatch(before), _NUMBERED.fullmatch(name)
    return bool(one and other and one[1] == other[1] and int(other[2]) == int(one[2]) + 1)


def _range(run: Sequence[str]) -> str:
    number = _NUMBERED.fullmatch(run[-1])
    if len(run) == 1 or number is None:
        return ", ".join(run)
    return f"{run[0]}–{number[2]}"


def stay_groups(programme: Programme, plan: Plan) -> tuple[StayGroup, ...]:
    """Who is where, by delegation in the order of the document, then by first day and slot."""
    order = {who: number for number, who in enumerate(programme.people)}
    delegations = {each: number for number, each in enumerate(programme.delegations_by_id)}
    slots = {each: number for number, each in enumerate(programme.offers)}
    alike: dict[tuple[int, date, int, date, str, tuple[date, ...], tuple[str, ...]], list[int]] = {}
    stays = roster_of(programme, plan).stays
    for number, stay in enumerate(stays):
        key = (
            delegations[stay.person.delegation],
            stay.placement.first_day,
            slots[stay.offer.id],
            stay.placement.last_day,
            stay.need.id,
            stay.days,
            stay.placement.tentative,
        )
        alike.setdefault(key, []).append(number)
    found = []
    for key in sorted(alike):
        members = [stays[number] for number in alike[key]]
        first = members[0]
        people = sorted((stay.person for stay in members), key=lambda who: order[who.id])
        found.append(
            StayGroup(
                delegation=first.person.delegation,
                people=tuple(people),
                need=first.need.id,
                offer=first.offer,
                calendar=first.calendar,
                first_day=first.placement.first_day,
                last_day=first.placement.last_day,
                days=first.days,
                tentative=first.placement.tentative,
            )
        )
    return tuple(found)


def periods(groups: Iterable[StayGroup]) -> tuple[tuple[StayGroup, ...], ...]:
    """Stays split where two weeks or more lie between them without anybody, earliest first."""
    found: list[list[StayGroup]] = []
    last = date.min
    for group in sorted(groups, key=lambda group: group.first_day):
        if not found or (group.first_day - last).days > _GAP_DAYS:
            found.append([])
        found[-1].append(group)
        last = max(last, group.last_day)
    return tuple(map(tuple, found))


def duty_groups(
    programme: Programme, plan: Plan, task: Task = "supervision"
) -> tuple[DutyGroup, ...]:
    """Who does a task where, by person in the order of the document, then by site."""
    order = {who: number for number, who in enumerate(programme.people)}
    sites = {site.id: site for host in programme.hosts for site in host.sites}
    places = {site: number for number, site in enumerate(sites)}
    days: dict[tuple[int, int], list[date]] = {}
    people = list(programme.people.values())
    listed = list(sites.values())
    for duty, person in roster_of(programme, plan).of_task(task):
        days.setdefault((order[person.id], places[duty.site]), []).append(duty.day)
    return tuple(
        DutyGroup(person=people[who], site=listed[where], days=tuple(sorted(days[who, where])))
        for who, where in sorted(days)
    )


def left_out(programme: Programme, plan: Plan) -> tuple[LeftOut, ...]:
    """Who is left out, those alike in one group, in the order of the plan."""
    alike: dict[tuple[str, str, int, tuple[Reason, ...], str | None], list[Person]] = {}
    for each in plan.unplaced:
        person = programme.people.get(each.participant)
        if person is not None:
            key = (person.delegation, each.need, each.parts, each.reasons, each.smallest_fix)
            alike.setdefault(key, []).append(person)
    return tuple(
        LeftOut(
            delegation=delegation,
            people=tuple(people),
            need=need,
            parts=parts,
            reasons=_by_rule(reasons, len(people)),
            smallest_fix=fix,
        )
        for (delegation, need, parts, reasons, fix), people in alike.items()
    )


def left_out_in_short(programme: Programme, plan: Plan) -> tuple[LeftOut, ...]:
    """Who is left out, those in one group for whom the same rules block the same.

    Of a need of several parts it is enough that the same is missing: which rules block the rest
    differs with what everybody has.
    """
    alike: dict[tuple[object, ...], list[LeftOut]] = {}
    for group in left_out(programme, plan):
        same = [(reason.rule, reason.slots, reason.ways) for reason in group.reasons]
        why = () if group.whole > 1 else tuple(same)
        key = (group.delegation, group.need, group.parts, group.whole, group.smallest_fix, why)
        alike.setdefault(key, []).append(group)
    return tuple(_merged(groups) for groups in alike.values())


def _merged(groups: Sequence[LeftOut]) -> LeftOut:
    """Groups as one; each rule with its first reason, first those that hold for most people."""
    rules: dict[str, list[ReasonGroup]] = {}
    for group in groups:
        for reason in group.reasons:
            rules.setdefault(reason.rule, []).append(reason)
    reasons = (
        replace(found[0], people=sum(reason.people for reason in found)) for found in rules.values()
    )
    told = sorted(reasons, key=lambda reason: (reason.rule in _LAST, -reason.people))
    people = tuple(person for group in groups for person in group.people)
    return replace(groups[0], people=people, reasons=tuple(told))


def somebody_left_out(programme: Programme, plan: Plan) -> bool:
    """Whether somebody has no placement at all, not only some part missing."""
    there = {stay.who for stay in roster_of(programme, plan).stays}
    return any(each.participant not in there for each in plan.unplaced)


def _by_rule(reasons: Iterable[Reason], people: int) -> tuple[ReasonGroup, ...]:
    rules: dict[str, list[Reason]] = {}
    for reason in reasons:
        rules.setdefault(reason.rule, []).append(reason)
    return tuple(
        ReasonGroup(
            rule=rule,
            slots=tuple(dict.fromkeys(reason.slot for reason in found if reason.slot)),
            example=found[0].message,
            ways=len(found),
            people=people,
        )
        for rule, found in sorted(rules.items(), key=lambda item: item[0] in _LAST)
    )


def capacity_runs(programme: Programme, plan: Plan) -> tuple[CapacityRun, ...]:
    """Places, taken and free of every slot, in runs of working days that are alike."""

    def alike(row: CapacityRow) -> tuple[str, int, int, int]:
        return (row.slot, row.places, row.taken, row.free)

    runs = []
    for _, group in groupby(capacity_table(programme, plan).rows, key=alike):
        found = list(group)
        first = found[0]
        runs.append(
            CapacityRun(
                offer=programme.offers[first.slot],
                first_day=first.day,
                last_day=found[-1].day,
                places=first.places,
                taken=first.taken,
                free=first.free,
            )
        )
    return tuple(runs)


def day_runs(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """Days as spans, first and last included, each without a gap."""
    spans: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if spans and (day - spans[-1][1]).days == 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return tuple(spans)


def strangers(programme: Programme, plan: Plan) -> Iterator[str]:
    """What a plan says of people, slots or sites that the programme does not know."""
    for _, reason in roster_of(programme, plan).strangers:
        yield reason
