"""Wishes: what the programme asks for softly is broken as little as can be."""

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem, weighted
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.rules.catalogue import RULES


def measure(roster: Roster) -> int:
    """The breaches of all soft wishes, each with its weight."""
    return sum(rule.wished(roster) for rule in RULES if rule.wished is not None)


def objective(problem: Problem) -> Objective:
    """The sum of what the rules put up."""
    if not problem.wishes:
        nothing = np.zeros(0, dtype=np.int64)
        return Objective(nothing, nothing)
    return weighted((1, each) for each in problem.wishes)


def applies(programme: Programme, _previous: Plan | None) -> bool:
    """Whether anything is asked for softly."""
    policy = programme.policy
    strengths = [
        wish.strength
        for wishes in (policy.together, policy.apart, policy.shares, policy.exclusions)
        for wish in wishes
    ]
    for lodging in programme.lodgings:
        strengths += [lodging.one_rooming_group or "hard", lodging.accompanying_person or "hard"]
    return "soft" in strengths


GOAL = Goal(
    name="wishes",
    says="What is asked for softly (together, apart, shares, exclusions, in a lodging) is broken "
    "as little as can be: each breach counts its weight.",
    unit="weighted breaches",
    sense="least",
    measure=measure,
    objective=objective,
    applies=applies,
    when="something is asked for softly",
)
