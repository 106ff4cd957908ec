"""All goals by name. A new goal is a file, a line here and its name in `model.levels.GoalName`."""

from collections.abc import Mapping

from visitplanner.goals import earliest_start, even_supervision, people_placed, preferences
from visitplanner.goals.form import Goal
from visitplanner.model.levels import GOAL_NAMES, Level, WeightedGoal
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme

GOALS: Mapping[str, Goal] = {
    goal.name: goal
    for goal in (
        people_placed.GOAL,
        preferences.GOAL,
        even_supervision.GOAL,
        earliest_start.GOAL,
    )
}


def levels_of(programme: Programme, previous: Plan | None = None) -> tuple[Level, ...]:
    """The levels of a programme: those of its policy, or else the standard ones.

    The standard levels are all goals in the order of `GOAL_NAMES` that the programme gives
    something to do, each on a level of its own.
    """
    if programme.policy.goals is not None:
        return programme.policy.goals
    return tuple(
        Level(weights=(WeightedGoal(goal=name),))
        for name in GOAL_NAMES
        if name in GOALS and GOALS[name].applies(programme, previous)
    )
