"""People lodged: as many people as can be have a bed."""

from collections.abc import Callable

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.model.roster import roster_of

Build = Callable[..., vp.Programme]


def inn(beds: int) -> list[dict[str, object]]:
    return [{"id": "inn", "name": "Inn", "beds": beds}]


@pytest.mark.parametrize("beds", [1, 2, 3])
def test_everybody_with_a_bed_counts_placed_or_not(beds: int, build: Build) -> None:
    programme = build(teachers="1 teacher", lodgings=inn(beds))
    plan = vp.schedule(programme)
    assert GOALS["people_lodged"].measure(roster_of(programme, plan)) == len(plan.beds) == beds


def test_two_beds_of_one_person_count_once(build: Build) -> None:
    programme = build(lodgings=inn(2))
    bed = {
        "participant": "d/professional-01",
        "lodging": "inn",
        "first_night": "2023-05-02",
        "last_night": "2023-05-11",
    }
    plan = vp.Plan.model_validate({"beds": [bed, bed]})
    assert GOALS["people_lodged"].measure(roster_of(programme, plan)) == 1


def test_it_is_among_the_standard_levels_where_there_are_houses(build: Build) -> None:
    def names(programme: vp.Programme) -> list[str]:
        return [name for level in levels_of(programme) for name in level.goals]

    assert "people_lodged" in names(build(lodgings=inn(2)))
    assert "people_lodged" not in names(build())


def test_houses_nobody_may_sleep_in_leave_nothing_to_do(build: Build) -> None:
    closed = [{**inn(2)[0], "window": "2-3 May 2023"}]
    plan = vp.schedule(build(lodgings=closed))
    assert [goal.value for goal in plan.goals if goal.name == "people_lodged"] == [0]
    assert plan.status == "optimal"
