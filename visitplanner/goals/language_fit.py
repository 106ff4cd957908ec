"""Language fit: people work where a language is spoken that they speak."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.kinds import Reads, as_set, by_pair
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer


def is_stranger(person: Person, offer: Offer) -> bool:
    """Whether the site names the languages spoken there, and the person speaks none of them."""
    spoken_there = offer.site.languages
    return bool(spoken_there) and not set(spoken_there) & set(person.languages)


def measure(roster: Roster) -> int:
    """Placements at sites where nothing is spoken that the participant speaks."""
    return sum(1 for stay in roster.stays if is_stranger(stay.person, stay.offer))


def objective(problem: Problem) -> Objective:
    """One for every option of that kind."""
    column = np.flatnonzero(by_pair(problem, _stranger, _READS))
    return Objective(column, np.ones(len(column), dtype=np.int64))


def _stranger(_programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> int:
    return int(is_stranger(person, offer))


_READS = Reads(
    demand=lambda person, _need: as_set(person.languages),
    offer=lambda offer: offer.site.languages,
)


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Where some site names the languages spoken there."""
    return any(site.languages for _, site in programme.sites.values())


GOAL = Goal(
    name="language_fit",
    says="People work where a language is spoken that they speak: each placement at a site that "
    "names its languages, of somebody who speaks none of them, counts one.",
    unit="placements without a common language",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="some site names the languages spoken there",
)
