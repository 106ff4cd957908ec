"""Few changes: what a previous plan says stays as it is.

Only what somebody still asks for counts: people, their needs, and visits. Who had a slot or a house
that there is no more has to move, and that is a change, whatever the plan.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem, concatenate
from visitplanner.model.places import minutes_of
from visitplanner.model.plan import Bed, Placement, Plan, PlannedVisit
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster

Place = tuple[str, str, str, int, int]
"""Participant, need, slot, first and last day as ordinals."""


def placed_before(programme: Programme, previous: Plan) -> Counter[Place]:
    """The placements of a previous plan, of people and needs that there still are."""
    return Counter(
        _place(placement)
        for placement in previous.placements
        if (person := programme.people.get(placement.participant)) is not None
        and any(need.id == placement.need for need in person.needs)
    )


def visits_before(programme: Programme, previous: Plan) -> tuple[PlannedVisit, ...]:
    """The visits of a previous plan that there still are."""
    found = {planned.visit: planned for planned in previous.visits}
    return tuple(found[visit.id] for visit in programme.visits if visit.id in found)


def beds_before(programme: Programme, previous: Plan) -> dict[tuple[str, str], Bed]:
    """The beds of a previous plan by participant and house, of people that there still are."""
    return {
        (bed.participant, bed.lodging): bed
        for bed in previous.beds
        if bed.participant in programme.people
    }


def measure(roster: Roster) -> int:
    """Placements, visits and beds of the previous plan that are not kept."""
    if roster.previous is None:
        return 0
    programme, previous = roster.programme, roster.previous
    now = Counter(_place(stay.placement) for stay in roster.stays)
    visits = {(planned.visit, planned.day, planned.hours) for planned, _ in roster.visits}
    beds = {(bed.participant, bed.lodging) for bed, _, _ in roster.beds}
    return (
        (placed_before(programme, previous) - now).total()
        + sum(
            (each.visit, each.day, each.hours) not in visits
            for each in visits_before(programme, previous)
        )
        + sum(key not in beds for key in beds_before(programme, previous))
    )


def objective(problem: Problem) -> Objective:
    """All that the previous plan had, minus the columns that keep it."""
    if problem.previous is None:
        return Objective(concatenate([]), concatenate([]))
    before = placed_before(problem.programme, problem.previous)
    visits = visits_before(problem.programme, problem.previous)
    beds = beds_before(problem.programme, problem.previous)
    kept = concatenate(
        [
            np.array(list(_kept_options(problem, before)), dtype=np.int64),
            np.array(list(_kept_visits(problem, visits)), dtype=np.int64),
            _kept_beds(problem, list(beds)),
        ]
    )
    settled = sum(_settled(problem.programme, each) for each in visits)
    total = before.total() + len(visits) + len(beds)
    return Objective(
        kept, np.full(len(kept), -1, dtype=np.int64), least=-len(kept), constant=total - settled
    )


def _place(placement: Placement) -> Place:
    return (
        placement.participant,
        placement.need,
        placement.slot,
        placement.first_day.toordinal(),
        placement.last_day.toordinal(),
    )


def _kept_options(problem: Problem, before: Counter[Place]) -> Iterator[int]:
    """The option of each previous placement, where it is still open."""
    options = problem.options
    demands = {
        (person.id, demand.need.id): number
        for number, demand in enumerate(options.demands)
        for person in demand.people
    }
    offers = {offer.id: number for number, offer in enumerate(options.offers)}
    base = options.first_date.toordinal()
    for who, need, slot, first, last in before:
        if slot not in offers:
            continue
        fits = (
            (options.demand == demands[who, need])
            & (options.offer == offers[slot])
            & (options.first == first - base)
            & (options.last == last - base)
        )
        yield from np.flatnonzero(fits).tolist()


def _kept_visits(problem: Problem, before: tuple[PlannedVisit, ...]) -> Iterator[int]:
    """The column of each previous time of a visit, where it is still open."""
    found = problem.visits
    numbers = {visit.id: number for number, visit in enumerate(problem.programme.visits)}
    for planned in before:
        if found is None or problem.programme.visits_by_id[planned.visit].fixed:
            continue
        start, end = minutes_of(planned.hours)
        fits = (
            (found.visit == numbers[planned.visit])
            & (found.day == problem.options.number(planned.day))
            & (found.start == start)
            & (found.end == end)
        )
        yield from found.column[fits].tolist()


def _settled(programme: Programme, planned: PlannedVisit) -> bool:
    """Whether a visit is fixed at the very time it had."""
    visit = programme.visits_by_id[planned.visit]
    return (
        visit.fixed
        and visit.window is not None
        and (visit.window.first, visit.hours) == (planned.day, planned.hours)
    )


def _kept_beds(problem: Problem, before: list[tuple[str, str]]) -> Ints:
    """The columns of beds in the same house."""
    beds, options = problem.beds, problem.options
    if beds is None:
        return concatenate([])
    houses = {lodging.id: number for number, lodging in enumerate(problem.programme.lodgings)}
    cohorts = {
        person.id: number for number, people in enumerate(options.cohorts) for person in people
    }
    wanted = {(cohorts[who], houses[lodging]) for who, lodging in before if lodging in houses}
    pairs = zip(beds.cohort.tolist(), beds.lodging.tolist(), strict=True)
    kept: Ints = beds.column[np.array([pair in wanted for pair in pairs], dtype=bool)]
    return kept


def applies(_programme: Programme, previous: Plan | None) -> bool:
    """Whether there is a previous plan."""
    return previous is not None


GOAL = Goal(
    name="few_changes",
    says="What a previous plan says stays as it is: each placement that is not kept counts one, "
    "and so does each visit that moves and each person who changes house. Of who had a slot or a "
    "house that there is no more, this counts, too; of people, needs and visits that there are no "
    "more nothing counts.",
    unit="changes",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="there is a plan before this one",
)
