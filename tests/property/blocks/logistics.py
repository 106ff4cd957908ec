"""Who sleeps in which house and has a seat on which journey and shuttle."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.plan import Bed, Seat
from visitplanner.model.roster import roster_of
from visitplanner.model.travel import nights, travel_day
from visitplanner.rules import come_along
from visitplanner.rules.catalogue import RULES as EVERY_RULE

Beds = tuple[Bed, ...]
Seats = tuple[Seat, ...]
Placements = tuple[vp.Placement, ...]

OF_BEDS = frozenset(
    {
        "lodging_stay",
        "beds",
        "bed_needed",
        "allergies",
        "rooming",
        "accompanied_house",
        "lodging_distance",
    }
)
OF_SEATS = frozenset({"seats", "travel_days", "shuttle_seats"})
GOALS_OF_BEDS = ("people_lodged", "wishes", "nearness")
BED_RULES = tuple(rule for rule in EVERY_RULE if rule.name in OF_BEDS)
ALONE = tuple(rule for rule in BED_RULES if rule.name in ("lodging_stay", "allergies"))
SEAT_RULES = tuple(rule for rule in EVERY_RULE if rule.name in ("seats", "travel_days"))
SHUTTLE_RULES = tuple(rule for rule in EVERY_RULE if rule.name == "shuttle_seats")

_known: dict[object, tuple[vp.Programme, list[Beds]]] = {}


def ways(
    programme: vp.Programme, placements: Placements, previous: vp.Plan | None
) -> Iterator[Part]:
    """For each way to fill the beds one way to fill the seats: no goal looks at the seats."""
    journeys = _journeys(programme, placements)
    for beds in _beds(programme, placements, previous):
        yield {"beds": beds, "seats": journeys + _rides(programme, placements, beds)}


def _beds(programme: vp.Programme, placements: Placements, previous: vp.Plan | None) -> list[Beds]:
    """Of the ways that count the same for every goal, and on shuttles, one."""
    sites = tuple(
        sorted((each.participant, programme.offers[each.slot].site.id) for each in placements)
    )
    before = set(previous.beds if previous else ())
    key = (id(programme), sites, frozenset(before))
    if key not in _known:
        if len(_known) > 200:
            _known.clear()
        found: dict[tuple[object, ...], Beds] = {}
        for beds in _every_way(programme, placements, before):
            plan = vp.Plan(status="feasible", placements=placements, beds=beds)
            if vp.check(programme, plan, rules=BED_RULES) or any(
                "has no bed" in each.message
                for each in vp.check(programme, plan, rules=(come_along.RULE,))
            ):
                continue
            roster = roster_of(programme, plan)
            houses = tuple((bed.participant, bed.lodging) for bed in beds)
            value = (
                *(GOALS[name].measure(roster) for name in GOALS_OF_BEDS),
                len(before.intersection(beds)),
                houses if any(each.lodgings for each in programme.transfers) else None,
            )
            found.setdefault(value, beds)
        _known[key] = (programme, list(found.values()))
    return _known[key][1]


def _every_way(programme: vp.Programme, placements: Placements, before: set[Bed]) -> Iterator[Beds]:
    """Each in one house or none; alike people, placed and lodged alike, in order of the houses."""
    people = list(programme.people.values())
    options = [beds_of(programme, person.id) for person in people]
    alike = [
        (
            replace(person, id="", name=None),
            sorted(
                (p.slot, p.first_day, p.last_day) for p in placements if p.participant == person.id
            ),
            {bed.lodging for bed in before if bed.participant == person.id},
        )
        for person in people
    ]
    twins = [
        max((other for other in range(number) if alike[other] == alike[number]), default=None)
        for number in range(len(people))
    ]
    for chosen in product(*(range(len(each)) for each in options)):
        if all(
            other is None or chosen[other] <= here
            for other, here in zip(twins, chosen, strict=True)
        ):
            beds = (each[number] for each, number in zip(options, chosen, strict=True))
            yield tuple(bed for bed in beds if bed is not None)


def beds_of(programme: vp.Programme, who: str) -> list[Bed | None]:
    found: list[Bed | None] = [None]
    span = nights(programme, programme.people[who].delegation)
    if span is None:
        return found
    for lodging in programme.lodgings:
        bed = Bed(participant=who, lodging=lodging.id, first_night=span[0], last_night=span[1])
        if not vp.check(programme, vp.Plan(beds=(bed,)), rules=ALONE):
            found.append(bed)
    return found


def _journeys(programme: vp.Programme, placements: Placements) -> Seats:
    """Seats on arrivals and departures for all who are placed or come along, if there are."""
    delegations = {programme.people[each.participant].delegation for each in placements}
    along = [
        person.id
        for person in programme.people.values()
        if person.delegation in delegations and come_along.comes_along(person)
    ]
    placed = list(dict.fromkeys([*(each.participant for each in placements), *along]))
    found: Seats = ()
    for kind in ("arrival", "departure"):
        there = [each for each in programme.transfers if each.kind == kind]
        wanted = [
            [
                Seat(participant=who, transfer=each.id, day=travel_day(each))
                for each in there
                if programme.people[who].delegation in each.delegations
            ]
            for who in placed
        ]
        for chosen in product(*filter(None, wanted)):
            seats = tuple(chosen)
            plan = vp.Plan(status="feasible", placements=placements, seats=seats)
            breaches = vp.check(programme, plan, rules=SEAT_RULES)
            if not any(each.rule == "seats" or each.found == kind for each in breaches):
                found += seats
                break
    return found


def _rides(programme: vp.Programme, placements: Placements, beds: Beds) -> Seats:
    """Seats on shuttles, day by day, if there are."""
    shuttles = [each.id for each in programme.transfers if each.kind == "shuttle"]
    if not shuttles:
        return ()
    stays = roster_of(programme, vp.Plan(placements=placements)).stays
    found: Seats = ()
    windows = [
        each.window for each in programme.transfers if each.kind == "shuttle" and each.window
    ]
    days = {day for stay in stays for day in stay.days if any(day in each for each in windows)}
    for day in sorted(days):
        rides = {(stay.who, stay.offer.site.id) for stay in stays if day in stay.days}
        found += _of_day(programme, placements, beds, (day, shuttles, sorted(rides)))
    return found


def _of_day(
    programme: vp.Programme,
    placements: Placements,
    beds: Beds,
    rides: tuple[date, Sequence[str], list[tuple[str, str]]],
) -> Seats:
    day, shuttles, riders = rides
    for chosen in product([None, *shuttles], repeat=len(riders)):
        seats = tuple(
            Seat(participant=who, transfer=shuttle, day=day)
            for (who, _), shuttle in zip(riders, chosen, strict=True)
            if shuttle is not None
        )
        plan = vp.Plan(status="feasible", placements=placements, beds=beds, seats=seats)
        if not any(day in each.days for each in vp.check(programme, plan, rules=SHUTTLE_RULES)):
            return seats
    return ()


OF_BOTH = OF_BEDS | OF_SEATS | {come_along.NAME}
BLOCK = Block(rules=OF_BOTH, goals=frozenset({*GOALS_OF_BEDS, "few_changes"}), ways=ways)
