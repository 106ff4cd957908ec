"""What a plan and a relaxation agree on stays, and nothing that fits beside it is lost."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.matrices import Draft, Drawn, matrices
from visitplanner.engine import regions as regions_module
from visitplanner.engine import start
from visitplanner.engine.agreement import agreed
from visitplanner.engine.answer import Deadline
from visitplanner.engine.limits import Limits
from visitplanner.engine.regions import Regions, Way
from visitplanner.engine.relaxation import Guide, Point, Relaxation
from visitplanner.engine.start import first_values
from visitplanner.engine.weights import weighed
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective


def all_values(matrix: Matrix) -> list[Ints]:
    """All values that satisfy all rows, each (columns,)."""
    ways = product(
        *(range(low, high + 1) for low, high in zip(matrix.lower, matrix.upper, strict=True))
    )
    tried = (np.array(way, dtype=np.int64) for way in ways)
    return [values for values in tried if matrix.keeps(values)]


def rows_away(matrix: Matrix, column: int) -> list[int]:
    """(columns,) how many rows each column is away from one; very many where no way leads there."""
    far = 10**6
    found = [0 if other == column else far for other in range(matrix.columns)]
    for _ in range(matrix.columns):
        for row in range(matrix.rows):
            inside = matrix.column[matrix.row == row].tolist()
            nearest = min((found[each] for each in inside), default=far)
            for each in inside:
                found[each] = min(found[each], nearest + 1)
    return found


@given(matrices(), st.data())
def test_only_what_both_agree_on_stays(drawn: Drawn, data: st.DataObject) -> None:
    matrix, _ = drawn
    feasible = all_values(matrix)
    if not feasible:
        return
    values = feasible[data.draw(st.integers(0, len(feasible) - 1))]
    other = feasible[data.draw(st.integers(0, len(feasible) - 1))]
    point = values + data.draw(st.sampled_from((0.0, 0.25, 1.0))) * (other - values)
    steps = data.draw(st.integers(0, 2))
    differs = np.flatnonzero(np.abs(values - point) > 0)
    away = np.array([rows_away(matrix, column) for column in differs.tolist()]).reshape(
        len(differs), matrix.columns
    )
    stays = (values > matrix.lower) & (away > steps).all(axis=0)
    found = agreed(matrix, values, point, steps).matrix
    left = {tuple(each.tolist()) for each in all_values(found)}
    assert left == {
        tuple(each.tolist()) for each in feasible if (each[stays] == values[stays]).all()
    }


def test_what_finds_no_room_is_not_left_to_be_searched() -> None:
    made = Draft([1, 1, 1])
    made.row([(0, 1), (1, 1)], 0, 1)
    made.row([(1, 1), (2, 1)], 0, 2)
    first = np.array([1, 0, 0])
    found = agreed(made.matrix, first, first.astype(np.float64), 0).matrix
    assert found.lower.tolist() == [1, 0, 0]
    assert found.upper.tolist() == [1, 0, 1]


@pytest.mark.parametrize("columns", [1, 4_000])
@given(matrices(), st.data())
def test_a_first_plan_is_never_worse_than_the_one_by_hand(
    columns: int, drawn: Drawn, data: st.DataObject
) -> None:
    matrix, objectives = drawn
    feasible = all_values(matrix)
    if not feasible:
        return
    hand = feasible[data.draw(st.integers(0, len(feasible) - 1))]
    costs = [costs_of(each, matrix.columns) for each in objectives]
    guide = Relaxation(matrix, costs).guide(weighed(costs), deadline=Deadline(None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "AT_FIRST", columns)
        found = first_values(matrix, costs, hand, Limits(0, Deadline(None)), guide)
    assert found is not None
    assert matrix.keeps(found)
    assert guide.cost @ found <= guide.cost @ hand


def test_with_each_step_what_is_a_row_further_away_is_free() -> None:
    made = Draft([1] * 4)
    for column in range(3):
        made.row([(column, 1), (column + 1, 1)], 0, 2)
    found = [
        agreed(made.matrix, np.ones(4, np.int64), np.array([0.5, 1, 1, 1]), n) for n in range(4)
    ]
    assert [each.matrix.lower.tolist() for each in found] == [
        [0, 1, 1, 1],
        [0, 0, 1, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 0],
    ]
    assert [each.ends for each in found] == [False, False, False, True]


@pytest.mark.parametrize("columns", [1, 4_000])
def test_what_both_agree_on_is_let_go_where_something_better_needs_it(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """One would give a place to another, though a plan and a relaxation agree where one is."""
    one, elsewhere, another, instead, far = range(5)
    made = Draft([1] * 5)
    made.row([(one, 1), (elsewhere, 1)], 0, 1)
    made.row([(one, 1), (another, 1)], 0, 1)
    made.row([(another, 1), (instead, 1)], 0, 1)
    made.row([(elsewhere, 1), (far, 1)], 0, 2)
    cost = np.array([-3, -2, -3, -1, -1])
    point = Point(np.array([1.0, 0.0, 0.0, 0.5, 1.0]), np.zeros(4))
    guide = Guide(cost, point, np.array([0.0, 2.0, 1.0, 0.0, 0.0]), solved=True)
    monkeypatch.setattr(start, "AT_FIRST", columns)
    hand = np.array([1, 0, 0, 0, 1])
    found = first_values(made.matrix, [cost], hand, Limits(0, Deadline(None)), guide)
    assert found is not None
    assert found.tolist() == [0, 1, 1, 0, 1]


def test_what_a_relaxation_and_values_do_not_agree_on_is_a_region(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five have a place each, and one more place is left, which one of them likes better."""
    made = Draft([1] * 10)
    for person in range(5):
        made.row([(person, 1), (5 + person, 1)], 0, 1)
    made.row([(5 + person, 1) for person in range(5)], 0, 1)
    matrix = made.matrix
    cost = np.array([-4] * 5 + [-4, -4, -9, -5, -4])
    objective = Objective(np.arange(10), cost, least=-30)
    guide = Relaxation(matrix, [cost]).guide(cost, deadline=Deadline(None))
    values = np.array([1] * 5 + [0] * 5)
    regions = Regions(matrix, [objective], guide)
    rng = np.random.default_rng(0)
    monkeypatch.setattr(regions_module, "STEPS", 1)
    monkeypatch.setattr(regions_module, "LARGE", 2)
    assert regions.drawn(Way.APART, values, 0, 2, rng).tolist() == [2, 7]
    assert regions.drawn(Way.APART, values, 0, 9, rng).tolist() == [2, 7]
    monkeypatch.setattr(regions_module, "STEPS", 3)
    drawn = {tuple(regions.drawn(Way.APART, values, 0, 10, rng).tolist()) for _ in range(20)}
    assert drawn == {(2, 7), tuple(range(10))}
    used = {tuple(regions.drawn(Way.APART, values, 0, 6, rng).tolist()) for _ in range(20)}
    assert used == {(2, 7), (0, 1, 2, 3, 4, 7)}
