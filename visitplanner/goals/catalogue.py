"""All goals by name. A new goal is a file, a line here and its name in `model.policy.GoalName`."""

from collections.abc import Mapping

from visitplanner.goals import earliest_start, even_supervision, people_placed, preferences
from visitplanner.goals.form import Goal

GOALS: Mapping[str, Goal] = {
    goal.name: goal
    for goal in (
        people_placed.GOAL,
        preferences.GOAL,
        even_supervision.GOAL,
        earliest_start.GOAL,
    )
}
