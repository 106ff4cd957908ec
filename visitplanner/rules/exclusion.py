"""Exclusion: pairs of people and places that are not to be."""

from collections.abc import Iterable

import numpy as np

from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.companions import Exclusion
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay

NAME = "exclusion"


def closed(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> str | None:
    """Why somebody never goes there: the slot, its site or its host is excluded."""
    for wish in programme.policy.exclusions:
        if wish.strength == "hard" and (name := excluded(wish, person, offer)):
            whom = person.id if person.id in wish.people else f"'{person.delegation}'"
            return f"{whom} is not to go to '{name}'"
    return None


def excluded(wish: Exclusion, person: Person, offer: Offer) -> str | None:
    """The name by which an exclusion means this person there; None: it does not."""
    if not person.is_one_of(wish.people):
        return None
    return next((name for name in offer.names if name in wish.at), None)


def wished(roster: Roster) -> int:
    """Every placement that was not wished for."""
    wishes = tuple(roster.programme.policy.exclusions)
    return sum(_weight(wishes, stay.person, stay.offer) for stay in roster.stays)


def _weight(wishes: Iterable[Exclusion], person: Person, offer: Offer) -> int:
    return sum(
        wish.weight for wish in wishes if wish.strength == "soft" and excluded(wish, person, offer)
    )


def rows(problem: Problem) -> None:
    """No row: every option at a place that is not wished for counts in the goal `wishes`."""
    options, wishes = problem.options, problem.programme.policy.exclusions
    weights = np.array(
        [
            [_weight(wishes, demand.person, offer) for offer in options.offers]
            for demand in options.demands
        ],
        dtype=np.int64,
    ).reshape(len(options.demands), len(options.offers))
    weight = weights[options.demand, options.offer]
    column = np.flatnonzero(weight)
    if len(column):
        problem.wishes.append(Objective(column, weight[column]))


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"leave for {violation.who[0]} to go to '{violation.slot}'"


RULE = Rule(
    name=NAME,
    says="People and delegations who are excluded from a host, a site or a slot never go there.",
    source="the programme: exclusions of the policy",
    check=each_stay(NAME, closed),
    fix=fix,
    closed=closed,
    rows=rows,
    wished=wished,
)
