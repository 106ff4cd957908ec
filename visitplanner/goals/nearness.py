"""Nearness: people work near the house they live in."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.joint import joint_of
from visitplanner.matrix.kinds import Reads, by_pair
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Where any way is known."""
    return bool(programme.ways_from_lodgings or programme.ways_from_delegations)


def metres(programme: Programme, delegation: str, house: str | None, site: str) -> int:
    """The way from the house, else from where the delegation stays; 0 where neither is known."""
    known = programme.ways_from_lodgings.get((house, site)) if house is not None else None
    if known is None:
        known = programme.ways_from_delegations.get((delegation, site))
    return known or 0


def measure(roster: Roster) -> int:
    """Metres between house and site, once for each placement."""
    houses = {person.id: lodging.id for _, person, lodging in roster.beds}
    return sum(
        metres(roster.programme, stay.person.delegation, houses.get(stay.who), stay.offer.site.id)
        for stay in roster.stays
    )


def objective(problem: Problem) -> Objective:
    """The way from the delegation for every option; from houses, what differs from it."""
    options, programme = problem.options, problem.programme
    way = by_pair(problem, _from_delegation, _READS)
    column = np.flatnonzero(way)
    joint = joint_of(problem) if programme.ways_from_lodgings else None
    if joint is None:
        return Objective(column, way[column])
    more = np.array(
        [
            _difference(programme, options.demands[demand].person.delegation, house, site)
            for demand, house, site in zip(
                joint.demand.tolist(), joint.lodging.tolist(), joint.site.tolist(), strict=True
            )
            for house, site in [(programme.lodgings[house].id, joint.sites[site])]
        ],
        dtype=np.int64,
    )
    return Objective(
        np.concatenate([column, joint.column[more != 0]]),
        np.concatenate([way[column], more[more != 0]]),
    )


def _from_delegation(
    programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
) -> int:
    return metres(programme, person.delegation, None, offer.site.id)


_READS = Reads(demand=lambda person, _need: person.delegation, offer=lambda offer: offer.site.id)


def _difference(programme: Programme, delegation: str, house: str, site: str) -> int:
    return metres(programme, delegation, house, site) - metres(programme, delegation, None, site)


GOAL = Goal(
    name="nearness",
    says="People work near the house they live in, or else near where their delegation stays, as "
    "far as the way is known.",
    unit="metres of way",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="some way is known",
)
