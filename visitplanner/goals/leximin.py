"""Leximin: fairness in full, the worst off first, then the next, down to the last.

Stage by stage, from the largest number of steps below the first choice that anybody could have down
to one: as few people as can be have at least so many, over all their placements. Steps beyond the
twentieth count as twenty, so that there are twenty stages at the most.
"""

from collections.abc import Iterator

import numpy as np

from visitplanner.goals.burden import most_steps, several_parts, steps_of_people
from visitplanner.goals.form import Goal, on_request
from visitplanner.goals.preferences import ranks
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster

NAME = "leximin"
MOST_STAGES = 20


def stages(programme: Programme) -> range:
    """The steps of every stage, the largest first; at least one stage."""
    return range(max(1, min(MOST_STAGES, most_steps(programme))), 0, -1)


def measures(roster: Roster) -> tuple[int, ...]:
    """For every stage the people with at least so many steps."""
    found = steps_of_people(roster).values()
    return tuple(sum(each >= steps for each in found) for steps in stages(roster.programme))


def measure(roster: Roster) -> int:
    """People with any step below the first choice."""
    return measures(roster)[-1]


def several(problem: Problem) -> Iterator[tuple[str, Objective]]:
    """Unit and objective of every stage."""
    ranked = ranks(problem)
    for steps in stages(problem.programme):
        yield _unit(steps), _people_with(problem, ranked, steps)


def objective(problem: Problem) -> Objective:
    """People with any step below the first choice."""
    return _people_with(problem, ranks(problem), 1)


def _unit(steps: int) -> str:
    return f"people {steps} or more steps below first choice"


def _people_with(problem: Problem, ranked: Ints, steps: int) -> Objective:
    """Those with one placement by their option; for each of the others a yes-or-no column.

    steps of all placements <= steps - 1 + (most of the person - steps + 1) * column
    """
    options = problem.options
    alone = several_parts(options)[options.cohort].astype(bool)
    single = np.flatnonzero(~alone & (ranked >= steps))
    people, most = _could_reach(problem, ranked, alone, steps)
    reached = problem.add_columns(len(people), upper=1)
    if len(people):
        mine = np.flatnonzero(alone & (ranked > 0) & np.isin(options.cohort, people))
        problem.add_rows(
            NAME,
            row=np.concatenate(
                [np.searchsorted(people, options.cohort[mine]), np.arange(len(people))]
            ),
            column=np.concatenate([mine, reached]),
            coefficient=np.concatenate([ranked[mine], steps - 1 - most]),
            upper=steps - 1,
            count=len(people),
        )
    column = np.concatenate([single, reached])
    return Objective(column, np.ones(len(column), dtype=np.int64))


def _could_reach(problem: Problem, ranked: Ints, alone: Ints, steps: int) -> tuple[Ints, Ints]:
    """Cohorts of one person with several placements who could have so many steps, and the most."""
    options = problem.options
    if not alone.any():
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    row, (demand,) = groups(options.demand[alone])
    best = np.zeros(len(demand), dtype=np.int64)
    np.maximum.at(best, row, ranked[alone])
    parts = np.array([each.need.parts for each in options.demands], dtype=np.int64)[demand]
    owner = np.array([each.cohort for each in options.demands], dtype=np.int64)[demand]
    most = np.zeros(len(options.cohorts), dtype=np.int64)
    np.add.at(most, owner, best * parts)
    people = np.flatnonzero(most >= steps)
    return people, most[people]


GOAL = Goal(
    name=NAME,
    says="As few people as can be are furthest below the first choice, then as few as can be one "
    "step nearer to it, and so on: fairness in full.",
    unit="people below first choice",
    sense="least",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
    several=several,
    measures=measures,
)
