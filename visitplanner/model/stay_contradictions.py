"""What cannot stand together in visits, journeys and lodgings."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, cast

from visitplanner.model.facts import Facts, Fault
from visitplanner.model.logistics import Visit
from visitplanner.model.people import Person
from visitplanner.model.policy import circle_of
from visitplanner.model.references import Loc, place
from visitplanner.model.travel import by_delegation, nights
from visitplanner.model.windows import DateWindow, Hours

if TYPE_CHECKING:
    from visitplanner.model.programme import Programme


def stay_faults(facts: Facts) -> Iterator[Fault]:
    """Visits, journeys, houses and handovers in a wrong order, outside of the stay or the like."""
    yield from _circles(facts)
    yield from _visit_windows(facts)
    yield from _visit_places(facts)
    yield from _same_time(facts)
    yield from _wrong_order(facts)
    yield from _not_there(facts)
    yield from _handovers(facts)
    yield from _journeys(facts)
    yield from _lodgings(facts)


def _circles(facts: Facts) -> Iterator[Fault]:
    where = {visit.id: (loc, visit) for loc, visit in reversed(facts.visits)}
    pairs = [(first, visit.id) for _, visit in facts.visits for first in visit.after]
    if circle := circle_of(pairs):
        loc, visit = where[circle[0]]
        others = ", ".join(place((*where[name][0], "after")) for name in circle[1:-1])
        yield Fault(
            (*loc, "after"),
            list(visit.after),
            f"the visits run in a circle: {' before '.join(circle)} ({others})",
        )


def _guests(facts: Facts, visit: Visit) -> list[Person]:
    return facts.members((*visit.delegations, *visit.participants))


def _visit_windows(facts: Facts) -> Iterator[Fault]:
    stays = facts.places_of_delegations
    for loc, visit in facts.visits:
        names = {*visit.delegations, *(who.partition("/")[0] for who in visit.participants)}
        found = [stays[name] for name in sorted(names) if name in stays]
        window = visit.window
        if window is None or len(found) < len(names) or not found:
            continue
        if not any(window.overlap(delegation.window) for _, delegation in found):
            told = ", ".join(
                f"'{each.id}' stays {each.window} ({place((*where, 'window'))})"
                for where, each in found
            )
            yield Fault(
                (*loc, "window"), str(window), f"nobody who takes part is there on {window}: {told}"
            )


def _visit_places(facts: Facts) -> Iterator[Fault]:
    for loc, visit in facts.visits:
        guests = _guests(facts, visit)
        if visit.places is None or len(guests) <= visit.places:
            continue
        sure = sum(_comes(person, visit) for person in guests)
        if sure > visit.places:
            sources = [
                place((*facts.places_of_delegations[name][0], "id"))
                for name in visit.delegations
                if name in facts.places_of_delegations
            ]
            if visit.participants:
                sources.append(place((*loc, "participants")))
            yield Fault(
                (*loc, "places"),
                visit.places,
                f"{visit.places} places for {sure} people who are sure to come "
                f"({', '.join(sources)}): let fewer take part, or make two visits of it",
            )


def _comes(person: Person, visit: Visit) -> bool:
    """Whether somebody is sure to be there on whatever day the visit takes place."""
    if not person.certain or visit.window is None:
        return person.certain and not person.away
    return (
        visit.window.first in person.window
        and visit.window.last in person.window
        and not any(visit.window.overlap(away) for away in person.away)
    )


def _same_time(facts: Facts) -> Iterator[Fault]:
    fixed = [(loc, visit) for loc, visit in facts.visits if visit.fixed]
    guests = {visit.id: {person.id: None for person in _guests(facts, visit)} for _, visit in fixed}
    for (first, one), (loc, other) in combinations(fixed, 2):
        zones = [facts.time_zones.get(each.at) for each in (one, other)]
        same_day = one.window and other.window and one.window.first == other.window.first
        if not same_day or zones[0] != zones[1] or not _overlap(one.hours, other.hours):
            continue
        if guests[one.id].keys().isdisjoint(guests[other.id]):
            continue
        both = [name for name in guests[other.id] if name in guests[one.id]]
        who = f"'{both[0]}'" + (f" and {len(both) - 1} more" if len(both) > 1 else "")
        yield Fault(
            (*loc, "hours"),
            str(other.hours),
            f"{who} would be at '{other.id}' at {other.hours} and at '{one.id}' at {one.hours} "
            f"({place((*first, 'hours'))}) on {one.window}",
        )


def _overlap(one: Hours | None, other: Hours | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _wrong_order(facts: Facts) -> Iterator[Fault]:
    fixed = {visit.id: (loc, visit) for loc, visit in facts.visits if visit.fixed}
    for loc, visit in fixed.values():
        for where, earlier in (fixed[name] for name in visit.after if name in fixed):
            zones = [facts.time_zones.get(each.at) for each in (visit, earlier)]
            if not _begins_before_end(visit, earlier, one_zone=zones[0] == zones[1]):
                continue
            yield Fault(
                (*loc, "after"),
                list(visit.after),
                f"it is to be after '{earlier.id}', which is on {earlier.window} at "
                f"{earlier.hours} ({place((*where, 'hours'))}), but is on {visit.window} at "
                f"{visit.hours}",
            )


def _begins_before_end(visit: Visit, earlier: Visit, *, one_zone: bool) -> bool:
    """Whether a fixed visit begins before another one ends."""
    if visit.window is None or earlier.window is None or not visit.hours or not earlier.hours:
        return False
    if visit.window.first != earlier.window.first:
        return visit.window.first < earlier.window.first
    return one_zone and visit.hours.start < earlier.hours.end


def _not_there(facts: Facts) -> Iterator[Fault]:
    """Fixed visits on days before anybody of a delegation arrives, or after all have left."""
    for loc, visit in facts.visits:
        if visit.window is None or not visit.fixed:
            continue
        names = {*visit.delegations, *(who.partition("/")[0] for who in visit.participants)}
        for name in sorted(names):
            travels = _travels(facts, name)
            arrivals, departures = travels["arrival"], travels["departure"]
            wrong = []
            if arrivals and visit.window.last < min(each.first for _, each in arrivals):
                wrong.append(("arrives", min(arrivals, key=lambda each: each[1].first)))
            if departures and visit.window.first > max(each.last for _, each in departures):
                wrong.append(("leaves", max(departures, key=lambda each: each[1].last)))
            for does, (where, window) in wrong:
                yield Fault(
                    (*loc, "window"),
                    str(visit.window),
                    f"the visit is fixed on {visit.window}, but '{name}' {does} on {window} "
                    f"({place((*where, 'window'))})",
                )


def _travels(facts: Facts, name: str) -> dict[str, list[tuple[Loc, DateWindow]]]:
    """The windows of a delegation's arrivals and departures, with their places."""
    return {
        kind: [
            (loc, transfer.window)
            for loc, transfer in facts.transfers
            if transfer.kind == kind and transfer.window and name in transfer.delegations
        ]
        for kind in ("arrival", "departure")
    }


def _handovers(facts: Facts) -> Iterator[Fault]:
    """Handovers on other days than what they ride on, where this day is settled."""
    carriers = {
        visit.id: (loc, f"visit '{visit.id}'", visit.window)
        for loc, visit in facts.visits
        if visit.fixed
    }
    for loc, transfer in facts.transfers:
        if transfer.window is not None and transfer.window.days == 1:
            carriers[transfer.id] = (loc, f"{transfer.kind} '{transfer.id}'", transfer.window)
    for loc, handover in facts.handovers:
        due = handover.window
        if due is None or handover.state == "done" or handover.carried_by not in carriers:
            continue
        where, carrier, window = carriers[handover.carried_by]
        if window is not None and not window.overlap(due):
            yield Fault(
                (*loc, "window"),
                str(due),
                f"the handover is to be in {due}, but the {carrier} on which it rides is on "
                f"{window} ({place((*where, 'window'))})",
            )


def _journeys(facts: Facts) -> Iterator[Fault]:
    stays = facts.places_of_delegations
    travels: dict[tuple[str, str], list[tuple[Loc, DateWindow]]] = {}
    for loc, transfer in facts.transfers:
        if transfer.kind == "shuttle" or transfer.window is None:
            continue
        for name in transfer.delegations:
            travels.setdefault((name, transfer.kind), []).append((loc, transfer.window))
            if name in stays and not transfer.window.overlap(stays[name][1].window):
                where, delegation = stays[name]
                yield Fault(
                    (*loc, "window"),
                    str(transfer.window),
                    f"the {transfer.kind} is on {transfer.window}, but '{name}' stays "
                    f"{delegation.window} ({place((*where, 'window'))})",
                )
    for name in stays:
        yield from _backwards(travels.get((name, "arrival")), travels.get((name, "departure")))


def _backwards(
    arrivals: list[tuple[Loc, DateWindow]] | None, departures: list[tuple[Loc, DateWindow]] | None
) -> Iterator[Fault]:
    if not arrivals or not departures:
        return
    loc, arrival = min(arrivals, key=lambda each: each[1].first)
    where, departure = max(departures, key=lambda each: each[1].last)
    if arrival.first > departure.last:
        yield Fault(
            (*loc, "window"),
            str(arrival),
            f"the arrival on {arrival} is after the departure on {departure} "
            f"({place((*where, 'window'))})",
        )


def _lodgings(facts: Facts) -> Iterator[Fault]:
    stays = facts.places_of_delegations
    travels = cast("Programme", _Travels(facts))
    for loc, lodging in facts.lodgings:
        for name in lodging.delegations:
            if lodging.window is None or name not in stays:
                continue
            slept = nights(travels, name)
            if slept is None:
                continue
            if slept[0] not in lodging.window or slept[1] >= lodging.window.last:
                where = place((*stays[name][0], "window"))
                yield Fault(
                    (*loc, "window"),
                    str(lodging.window),
                    f"'{lodging.id}' is kept for '{name}', who need a bed for the nights that "
                    f"begin on {slept[0]} to {slept[1]} ({where})",
                )


class _Travels:
    """What `nights` asks of a programme."""

    def __init__(self, facts: Facts) -> None:
        self.delegations_by_id = facts.delegations_by_id
        self.transfers_of = by_delegation(transfer for _, transfer in facts.transfers)
