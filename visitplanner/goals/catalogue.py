"""All goals by name. A new goal is a file, a line here and its name in `model.levels.GoalName`."""

from collections.abc import Mapping

from visitplanner.goals import (
    constancy,
    earliest_start,
    even_supervision,
    few_changes,
    few_sites,
    few_tentative,
    host_balance,
    idle_days,
    language_fit,
    leximin,
    nearness,
    optional_needs,
    people_lodged,
    people_placed,
    preferences,
    utility,
    variety,
    visits_placed,
    wishes,
    worst_off,
)
from visitplanner.goals.form import Goal
from visitplanner.model.levels import GOAL_NAMES, Level, WeightedGoal
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme

GOALS: Mapping[str, Goal] = {
    goal.name: goal
    for goal in (
        people_placed.GOAL,
        visits_placed.GOAL,
        people_lodged.GOAL,
        optional_needs.GOAL,
        few_tentative.GOAL,
        wishes.GOAL,
        preferences.GOAL,
        utility.GOAL,
        worst_off.GOAL,
        leximin.GOAL,
        language_fit.GOAL,
        few_changes.GOAL,
        variety.GOAL,
        constancy.GOAL,
        idle_days.GOAL,
        host_balance.GOAL,
        few_sites.GOAL,
        even_supervision.GOAL,
        nearness.GOAL,
        earliest_start.GOAL,
    )
}


def levels_of(programme: Programme, previous: Plan | None = None) -> tuple[Level, ...]:
    """The levels of a programme: those of its policy, or else the standard ones.

    The standard levels are the goals that the programme, with the plan before it, gives something
    to do, each on a level of its own, in the order of `GOAL_NAMES`: what has to be found (places,
    visits, beds, optional needs), what is firm rather than tentative, what is wished for (soft
    wishes, preferences, utility, language),
    what should not change (the plan before, hosts, days without work), and last what makes a plan
    handy (even duties, short ways, an early start). Goals asked for by name alone are not among
    them: `worst_off`, `leximin`, `host_balance`, `few_sites`, and `variety` or `constancy`.
    """
    if programme.policy.goals is not None:
        return programme.policy.goals
    return tuple(
        Level(weights=(WeightedGoal(goal=name),))
        for name in GOAL_NAMES
        if name in GOALS and GOALS[name].applies(programme, previous)
    )
