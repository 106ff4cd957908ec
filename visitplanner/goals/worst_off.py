"""Worst off: the person furthest below the first choice is as near to it as can be."""

import numpy as np

from visitplanner.goals.burden import most_steps, several_parts, steps_of_people
from visitplanner.goals.form import Goal, on_request
from visitplanner.goals.preferences import ranks
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.matrix.ragged import spread
from visitplanner.model.roster import Roster

NAME = "worst_off"


def measure(roster: Roster) -> int:
    """The most steps below the first choice of anybody placed."""
    return max(steps_of_people(roster).values(), default=0)


def objective(problem: Problem) -> Objective:
    """A yes-or-no column for each step, "somebody has so many", and one for steps beyond.

    The steps of anybody with several placements add up to no more than all these columns together.
    """
    options = problem.options
    ranked = ranks(problem)
    alone = several_parts(options)[options.cohort].astype(bool)
    single = np.flatnonzero(~alone & (ranked > 0))
    steps = int(ranked[single].max(initial=0))
    reached = problem.add_columns(steps, upper=1)
    _of_single_placements(problem, single, ranked[single], reached)
    several = np.flatnonzero(alone & (ranked > 0))
    column = reached
    if len(several):
        beyond = problem.add_columns(1, upper=most_steps(problem.programme))
        column = np.concatenate([reached, beyond])
        row, (cohort,) = groups(options.cohort[several])
        many = np.arange(len(cohort))
        problem.add_rows(
            NAME,
            row=np.concatenate([row, np.repeat(many, len(column))]),
            column=np.concatenate([several, np.tile(column, len(many))]),
            coefficient=np.concatenate(
                [ranked[several], np.full(len(many) * len(column), -1, dtype=np.int64)]
            ),
            upper=0,
            count=len(many),
        )
    return Objective(column, np.ones(len(column), dtype=np.int64))


def _of_single_placements(problem: Problem, option: Ints, steps: Ints, reached: Ints) -> None:
    """For each demand and step: people with at least so many steps <= all of them * reached."""
    if not len(option):
        return
    options = problem.options
    entry, step = spread(np.zeros_like(steps), steps)
    row, (demand, step_of_row) = groups(options.demand[option[entry]], step)
    size = np.array([len(each.people) for each in options.demands], dtype=np.int64)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(demand))]),
        column=np.concatenate([option[entry], reached[step_of_row]]),
        coefficient=np.concatenate([np.ones(len(entry), dtype=np.int64), -size[demand]]),
        upper=0,
        count=len(demand),
    )


GOAL = Goal(
    name=NAME,
    says="Whoever is furthest below the first choice, over all their placements, is as near to it "
    "as can be; those who are not placed do not count.",
    unit="steps below first choice",
    sense="least",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
)
