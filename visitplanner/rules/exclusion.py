"""Exclusion: pairs of people and places that are not to be."""

from collections.abc import Iterable, Sequence

import numpy as np

from visitplanner.matrix.kinds import Reads, by_pair
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.companions import Exclusion
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, each_stay
from visitplanner.rules.looks import ONE_PLACEMENT

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
    wishes = [wish for wish in roster.programme.policy.exclusions if wish.strength == "soft"]
    if not wishes:
        return 0
    return sum(_weight(wishes, stay.person, stay.offer) for stay in roster.stays)


def _weight(wishes: Iterable[Exclusion], person: Person, offer: Offer) -> int:
    return sum(wish.weight for wish in wishes if excluded(wish, person, offer))


def rows(problem: Problem) -> None:
    """No row: every option at a place that is not wished for counts in the goal `wishes`."""
    wishes = [wish for wish in problem.programme.policy.exclusions if wish.strength == "soft"]
    if not wishes:
        return

    def ask(_programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> int:
        return _weight(wishes, person, offer)

    weight = by_pair(problem, ask, _reads(wishes))
    column = np.flatnonzero(weight)
    if len(column):
        problem.wishes.append(Objective(column, weight[column]))


def reads(programme: Programme) -> Reads:
    """The names by which exclusions mean people, delegations and places."""
    return _reads([wish for wish in programme.policy.exclusions if wish.strength == "hard"])


def _reads(wishes: Sequence[Exclusion]) -> Reads:
    people = {name for wish in wishes for name in wish.people}
    places = {name for wish in wishes for name in wish.at}
    if not wishes:
        return Reads()
    return Reads(
        demand=lambda person, _need: (
            person.id if person.id in people else None,
            person.delegation if person.delegation in people else None,
        ),
        offer=lambda offer: tuple(name for name in offer.names if name in places),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"leave for {violation.who[0]} to go to '{violation.slot}'"


RULE = Rule(
    name=NAME,
    says="People and delegations who are excluded from a host, a site or a slot never go there.",
    source="the programme: exclusions of the policy",
    check=each_stay(NAME, closed),
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
    rows=rows,
    wished=wished,
)
