"""Places by day and time of the day: what the rules of slot, site, host and field have in common.

People count while they are there, each with the places they take up. Loads rise only when somebody
begins and limits change only at the edges of an exception, so it is enough to look then.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from visitplanner.matrix.occasions import occasions_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import UNLIMITED, Problem
from visitplanner.model.places import DAY_MINUTES, PlacesOn, minutes_of, places_at
from visitplanner.model.roster import Stay
from visitplanner.model.workdays import Offer


@dataclass(frozen=True, slots=True)
class Holder:
    """What has places."""

    id: str
    usual: int | None
    """Places wherever no exception holds; None: any number."""
    exceptions: tuple[PlacesOn, ...]

    @property
    def limited(self) -> bool:
        """Whether there is any limit."""
        return self.usual is not None or bool(self.exceptions)

    def edges(self) -> set[int]:
        """Minutes at which the places may change within a day."""
        return {
            minute
            for exception in self.exceptions
            if exception.hours is not None
            for minute in minutes_of(exception.hours)
            if minute < DAY_MINUTES
        }


HolderOf = Callable[[Offer], Holder | None]
"""What a slot counts for; None: nothing that is limited."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """More people than places, on one day at one time."""

    holder: Holder
    day: date
    minute: int
    stays: tuple[Stay, ...]
    limit: int
    found: int
    """Places taken up."""
    part: bool
    """Whether not all who are there that day have the same hours, or places change within it."""

    @property
    def when(self) -> str:
        """The time of the day, where it is not the whole day that is meant; ` at 08:00`."""
        return f" at {self.minute // 60:02d}:{self.minute % 60:02d}" if self.part else ""


def crowds(stays: Iterable[Stay], holder_of: HolderOf) -> Iterator[Crowd]:
    """The worst moment of every place and day on which there are too many, days ascending."""
    holders: dict[str, Holder | None] = {}
    present: dict[str, list[Stay]] = {}
    for stay in stays:
        slot = stay.offer.slot.id
        if slot not in holders:
            holder = holder_of(stay.offer)
            holders[slot] = holder if holder is not None and holder.limited else None
        holder = holders[slot]
        if holder is not None:
            present.setdefault(holder.id, []).append(stay)
    known = {holder.id: holder for holder in holders.values() if holder is not None}
    for name, there in present.items():
        holder = known[name]
        # Not even all of them at once would be too many.
        if not holder.exceptions and _taken(there) <= (holder.usual or 0):
            continue
        yield from _worst(holder, _by_day(there))


def _by_day(stays: list[Stay]) -> dict[date, list[Stay]]:
    """Who is there on each day."""
    usual = stays[0].days
    if all(stay.days == usual for stay in stays):
        return dict.fromkeys(usual, stays)
    days: dict[date, list[Stay]] = {}
    for stay in stays:
        for day in stay.days:
            days.setdefault(day, []).append(stay)
    return days


def _worst(holder: Holder, days: dict[date, list[Stay]]) -> Iterator[Crowd]:
    """The worst moment of every day, days ascending."""
    before: list[Stay] | None = None
    found: Crowd | None = None
    for day in sorted(days):
        there = days[day]
        # Without exceptions every day is like the one before as long as the same people are there.
        if holder.exceptions or there != before:
            found = max(
                _moments(holder, day, there),
                key=lambda crowd: (crowd.found - crowd.limit, -crowd.minute),
                default=None,
            )
        elif found is not None:
            found = Crowd(
                holder, day, found.minute, found.stays, found.limit, found.found, found.part
            )
        if found is not None:
            yield found
        before = there


def _taken(stays: Iterable[Stay]) -> int:
    """Places that all of them take up together."""
    return sum(stay.person.takes_places for stay in stays)


def _moments(holder: Holder, day: date, stays: list[Stay]) -> Iterator[Crowd]:
    spans = [stay.minutes for stay in stays]
    edges = holder.edges()
    for minute in sorted(edges.union(start for start, _ in spans)):
        limit = places_at(holder.usual, holder.exceptions, day, minute)
        there = [
            stay for stay, (start, end) in zip(stays, spans, strict=True) if start <= minute < end
        ]
        found = _taken(there)
        if limit is not None and found > limit:
            part = bool(edges) or len(set(spans)) > 1
            yield Crowd(holder, day, minute, tuple(there), limit, found, part)


def crowd_rows(problem: Problem, rule: str, holder_of: HolderOf) -> None:
    """For each place, day and moment of the day: places taken up <= places.

    Days on which the same options meet the same places share a row.
    """
    options = problem.options
    if not len(options):
        return
    holders: dict[str, Holder] = {}
    offers: dict[str, list[int]] = {}
    for number, offer in enumerate(options.offers):
        holder = holder_of(offer)
        if holder is not None and holder.limited:
            holders[holder.id] = holder
            offers.setdefault(holder.id, []).append(number)
    moments = [
        (holder, minute, there)
        for name, holder in holders.items()
        for minute, there in _static_moments(holder, problem.options.offers, offers[name])
    ]
    if not moments:
        return
    offer_of = np.concatenate([np.array(there) for _, _, there in moments])
    moment_of = np.repeat(np.arange(len(moments)), [len(there) for _, _, there in moments])
    option, found = pairs(options.offer, offer_of)
    varying = np.array([bool(holder.exceptions) for holder, _, _ in moments])
    there = occasions_of(options, option, moment_of[found], varying)
    taken = options.of_demand([demand.people[0].takes_places for demand in options.demands])
    limit = _limits(problem, [(holder, minute) for holder, minute, _ in moments])
    column = option[there.entry]
    problem.add_rows(
        rule,
        row=there.occasion,
        column=column,
        coefficient=taken[column],
        upper=limit(there.place, there.day),
        count=len(there.place),
    )


def _static_moments(
    holder: Holder, offers: Sequence[Offer], numbers: list[int]
) -> list[tuple[int, list[int]]]:
    """The moments to look at, each with the slots that are open then.

    Without exceptions by the hour, a moment whose slots are all open at another one adds nothing.
    """
    spans = {number: minutes_of(offers[number].slot.hours) for number in numbers}
    edges = holder.edges()
    found: list[tuple[int, list[int]]] = []
    for minute in sorted({span[0] for span in spans.values()} | edges):
        there = [number for number, (start, end) in spans.items() if start <= minute < end]
        if there:
            found.append((minute, there))
    if edges:
        return found
    sets = [set(there) for _, there in found]
    return [
        each
        for position, each in enumerate(found)
        if not any(
            sets[position] < other or (sets[position] == other and later < position)
            for later, other in enumerate(sets)
            if later != position
        )
    ]


def _limits(problem: Problem, moments: list[tuple[Holder, int]]) -> Callable[[Ints, Ints], Ints]:
    """A function from moments and days to places."""
    usual = np.array(
        [UNLIMITED if holder.usual is None else holder.usual for holder, _ in moments],
        dtype=np.int64,
    )
    varying = np.array([bool(holder.exceptions) for holder, _ in moments])

    def limits(moment: Ints, day: Ints) -> Ints:
        found = usual[moment]
        for position in np.flatnonzero(varying[moment]):
            holder, minute = moments[moment[position]]
            when = problem.options.date(day[position])
            places = places_at(holder.usual, holder.exceptions, when, minute)
            found[position] = UNLIMITED if places is None else places
        return found

    return limits


def crowd_words(crowd: Crowd, where: str) -> str:
    """`w1 on 2023-05-16 at 08:00: 3 people, 2 places`."""
    heads = len(crowd.stays)
    people = f"{heads} {'person' if heads == 1 else 'people'}"
    if crowd.found != heads:
        people += f" who take up {crowd.found} places"
    places = f"{crowd.limit} {'place' if crowd.limit == 1 else 'places'}"
    return f"{crowd.holder.id} on {crowd.day}{crowd.when}: {people}{where}, {places}"
