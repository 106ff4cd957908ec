"""Variety: who has several placements sees as many hosts as can be."""

import numpy as np

from visitplanner.goals.form import Goal, on_request
from visitplanner.goals.hosts_of_each import host_options, hosts_of_each, reached
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.roster import Roster

NAME = "variety"


def measure(roster: Roster) -> int:
    """Different hosts of each person who asks for several placements, added up."""
    return sum(map(len, hosts_of_each(roster).values()))


def objective(problem: Problem) -> Objective:
    """A column for each person and host, 1 at most and no more than the placements there."""
    each = host_options(problem)
    seen = reached(problem, NAME, each.option, each.place, each.places)
    return Objective(seen, np.full(each.places, -1, dtype=np.int64), least=-each.places)


GOAL = Goal(
    name=NAME,
    says="Who asks for several placements sees different hosts: each of them counts one.",
    unit="different hosts of one person",
    sense="most",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
)
