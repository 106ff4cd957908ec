"""Constancy: who has several placements changes host as seldom as can be."""

import numpy as np

from visitplanner.goals.form import Goal, on_request
from visitplanner.goals.hosts_of_each import host_options, hosts_of_each, reached
from visitplanner.matrix.problem import Objective, Problem
from visitplanner.model.roster import Roster

NAME = "constancy"


def measure(roster: Roster) -> int:
    """Hosts after the first of each person who asks for several placements, added up."""
    return sum(len(hosts) - 1 for hosts in hosts_of_each(roster).values())


def objective(problem: Problem) -> Objective:
    """Columns for each person and host (seen at all) and for each person (placed at all).

    Placements there, of those of which one person takes at most one <= seen; placed <= placements.
    """
    each = host_options(problem)
    seen = problem.add_columns(each.places, upper=1)
    count = len(each.place_of_once)
    problem.add_rows(
        NAME,
        row=np.concatenate([each.once, np.arange(count)]),
        column=np.concatenate([each.option, seen[each.place_of_once]]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(each.option), count]),
        upper=0,
        count=count,
    )
    placed = reached(problem, NAME, each.option, each.person, each.people)
    return Objective(
        np.concatenate([seen, placed]),
        np.repeat(np.array([1, -1], dtype=np.int64), [each.places, each.people]),
    )


GOAL = Goal(
    name=NAME,
    says="Who asks for several placements changes host seldom: each host after the first counts "
    "one.",
    unit="changes of host",
    sense="least",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
)
