"""No goal is decoration: for each there is a small programme that is planned worse without it."""

from random import Random

import pytest

import visitplanner as vp
from tests.property.features import FEATURES
from tests.property.programmes import document_of, some_features
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.roster import roster_of

MOST_PROGRAMMES = 500


def values(goal: str, programme: vp.Programme, levels: list[str]) -> tuple[int, ...]:
    """What a goal makes small, in the best plan for some levels."""
    policy = programme.policy.model_dump(mode="json") | {"goals": levels}
    asked = vp.Programme.model_validate(programme.model_dump(mode="json") | {"policy": policy})
    roster = roster_of(asked, vp.schedule(asked))
    return tuple(GOALS[goal].sign * value for value in GOALS[goal].values(roster))


# The first is always asked for; the second needs a plan before, and is judged in `test_replanning`.
OTHERS = [name for name in GOALS if name not in ("people_placed", "few_changes")]


@pytest.mark.parametrize("goal", OTHERS)
def test_planning_is_better_with_the_goal_than_without(goal: str) -> None:
    for seed in range(MOST_PROGRAMMES):
        document = document_of(seed, [goal] if goal in FEATURES else [])
        programme = vp.Programme.model_validate(document)
        with_goal = values(goal, programme, ["people_placed", goal])
        without = values(goal, programme, ["people_placed"])
        assert with_goal <= without
        if with_goal < without:
            return
    pytest.fail(f"{goal} made nothing better in {MOST_PROGRAMMES} programmes")


def test_whatever_a_programme_may_have_comes_up_in_every_run() -> None:
    drawn = {name for seed in range(300) for name in some_features(Random(seed))}
    assert drawn == set(FEATURES)
