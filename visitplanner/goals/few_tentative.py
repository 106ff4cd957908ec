"""Few tentative: where something firm will do, nothing is planned that is not settled yet."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.rules.tentativeness import why_tentative


def measure(roster: Roster) -> int:
    """Placements of which something is not settled."""
    programme = roster.programme
    return sum(bool(why_tentative(programme, stay.person, stay.offer)) for stay in roster.stays)


def objective(problem: Problem) -> Objective:
    """The people over all options of which something is not settled."""
    options = problem.options
    pair = options.cohort * len(options.offers) + options.offer
    distinct, number = np.unique(pair, return_inverse=True)
    known: dict[tuple[object, ...], bool] = {}
    tentative = np.zeros(len(distinct), dtype=bool)
    for each, (cohort, offer) in enumerate(
        divmod(both, len(options.offers)) for both in distinct.tolist()
    ):
        person = options.cohorts[cohort][0]
        alike = (bool(person.missing_documents), person.delegation, person.senders, offer)
        if alike not in known:
            reasons = why_tentative(problem.programme, person, options.offers[offer])
            known[alike] = bool(reasons)
        tentative[each] = known[alike]
    column = np.flatnonzero(tentative[number])
    return Objective(column, np.ones(len(column), dtype=np.int64))


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether people or partnerships that are not settled are planned with."""
    allowed = programme.policy.tentative
    return (
        allowed.missing_documents
        and any(each.needs and each.missing_documents for each in programme.people.values())
    ) or any(each.status in allowed.partnership_status for each in programme.partnerships)


GOAL = Goal(
    name="few_tentative",
    says="As few placements as can be are tentative: of people with missing documents, or through "
    "partnerships that are not agreed yet.",
    unit="tentative placements",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="the policy plans people or partnerships tentatively and there are some",
)
