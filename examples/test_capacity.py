"""Capacity guarded in tests, by people who have no wish to learn a solver.

python -m pytest examples/test_capacity.py
"""

from pathlib import Path

import pytest

import visitplanner as vp

HERE = Path(__file__).parent


def test_the_may_programme_keeps_every_rule() -> None:
    programme = vp.Programme.load(HERE / "may-2023.yaml")
    plan = vp.schedule(programme)
    vp.assert_feasible(programme, plan)


def test_a_fifth_pupil_in_the_first_workshop_is_noticed() -> None:
    programme = vp.Programme.load(HERE / "may-2023.yaml")
    stay = {"slot": "dannacker-w1-cars", "first_day": "2023-05-16", "last_day": "2023-05-29"}
    five = {f"auto-bar/pupil-{number:02d}": stay for number in range(1, 6)}
    with pytest.raises(AssertionError, match="dannacker-w1-cars on 2023-05-16: 5 people, 4 places"):
        vp.assert_feasible(programme, vp.Plan.from_placements(five))


def test_there_is_room_for_three_more_pupils_on_the_last_morning() -> None:
    programme = vp.Programme.load(HERE / "may-2023.yaml")
    table = vp.capacity_table(programme, vp.schedule(programme))
    free = [row.free for row in table.rows if row.day.isoformat() == "2023-05-26"]
    assert min(free) >= 0
    assert sum(free) >= 3
