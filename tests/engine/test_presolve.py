"""What is left of a matrix before it is solved: fewer columns and rows, and all values still."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import event, given, settings

from tests.engine.matrices import Drawn, lot_matrices, matrices, stand_in_matrices
from visitplanner.engine import presolve
from visitplanner.engine.answer import Infeasible
from visitplanner.engine.presolve import binding
from visitplanner.engine.reductions import Reduced, reduced
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

Bounds = tuple[int, int]


def made(columns: list[Bounds], *rows: tuple[dict[int, int], int, int]) -> Matrix:
    """A matrix: bounds of its columns, and rows as coefficients by column with their bounds."""
    entries = [
        (number, column, coefficient)
        for number, (terms, _, _) in enumerate(rows)
        for column, coefficient in terms.items()
    ]
    row, column, coefficient = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    lower, upper = np.array(columns, dtype=np.int64).reshape(-1, 2).T
    ends = np.array([each[1:] for each in rows], dtype=np.int64).reshape(-1, 2).T
    return matrix_of(lower, upper, (row, column, coefficient), (ends[0], ends[1]))


def cost(*each: int) -> Ints:
    return np.array(each, dtype=np.int64)


def all_values(matrix: Matrix) -> Iterator[Ints]:
    """Every choice of whole values that satisfies all rows."""
    ends = zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True)
    for way in product(*(range(low, high + 1) for low, high in ends)):
        values = np.array(way, dtype=np.int64)
        if matrix.keeps(values):
            yield values


@given(matrices() | stand_in_matrices() | lot_matrices())
@settings(max_examples=6 * settings().max_examples)
def test_what_is_left_can_have_the_same_values(drawn: Drawn) -> None:
    matrix, objectives = drawn
    costs = [costs_of(each, matrix.columns) for each in objectives]
    expected = {tuple(int(each @ values) for each in costs) for values in all_values(matrix)}
    try:
        found = reduced(matrix, costs)
    except Infeasible:
        assert not expected
        event("infeasible")
        return
    for step in found.steps:
        event(type(step).__name__)
    reached = set()
    for values in all_values(found.matrix):
        whole = found.restored(values)
        assert matrix.keeps(whole)
        assert (whole[found.columns] == values).all()
        inside = tuple(int(each @ values) for each in found.costs)
        assert inside == tuple(int(each @ whole) for each in costs)
        reached.add(inside)
    assert reached == expected


@given(matrices())
def test_rows_that_say_nothing_are_left_out(drawn: Drawn) -> None:
    matrix, _ = drawn
    found = binding(matrix)
    assert [tuple(each) for each in all_values(found)] == [
        tuple(each) for each in all_values(matrix)
    ]


@given(matrices() | matrices(ones=True))
def test_what_is_quick_to_see_of_a_row_changes_nothing(drawn: Drawn) -> None:
    matrix, _ = drawn
    quick, group = binding(matrix), presolve.limiting_rows(matrix)
    seen = presolve._parting(matrix, presolve._reach(matrix)[1], group)
    event(f"quick to see: {seen.any()}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(presolve, "_parting", lambda each, *_: np.zeros(each.rows, dtype=bool))
        slow = binding(matrix)
    assert np.array_equal(quick.starts, slow.starts)
    assert np.array_equal(quick.column, slow.column)
    assert np.array_equal(quick.row_upper, slow.row_upper)


def shape(found: Reduced) -> tuple[int, int]:
    return found.matrix.columns, found.matrix.rows


def test_equal_columns_become_one() -> None:
    matrix = made(
        [(0, 3), (1, 5), (0, 2)],
        ({0: 2, 1: -2}, 0, 0),
        ({0: 1, 1: 1, 2: 1}, -UNLIMITED, 6),
    )
    found = reduced(matrix, [cost(-1, -1, -1)])
    assert shape(found) == (2, 1)
    assert found.costs[0].tolist() == [-2, -1]
    assert (found.matrix.lower.tolist(), found.matrix.upper.tolist()) == ([1, 0], [3, 2])
    assert found.matrix.coefficient.tolist() == [2, 1]
    assert found.restored(cost(2, 1)).tolist() == [2, 2, 1]


def test_columns_that_round_the_same_sum_become_one() -> None:
    people, groups = [(0, 9), (0, 9)], [(0, 4), (0, 3)]
    matrix = made(
        [*people, *groups],
        ({0: -1, 1: -1, 2: 5}, 0, 4),
        ({0: -1, 1: -1, 3: 5}, 0, 4),
        ({2: 1, 3: 1}, -UNLIMITED, 5),
    )
    found = reduced(matrix, [cost(-2, -1, 1, 1)])
    assert shape(found) == (3, 2)
    assert found.costs[0].tolist() == [-2, -1, 2]
    assert found.restored(cost(4, 5, 2)).tolist() == [4, 5, 2, 2]


@pytest.mark.parametrize("other", [({0: -1, 3: 5}, 0, 4), ({0: -1, 1: -1, 3: 5}, 1, 5)])
def test_columns_that_round_something_else_stay(other: tuple[dict[int, int], int, int]) -> None:
    matrix = made(
        [(0, 9), (0, 9), (0, 4), (0, 4)],
        ({0: -1, 1: -1, 2: 5}, 0, 4),
        other,
        ({2: 1, 3: 1}, -UNLIMITED, 5),
    )
    assert shape(reduced(matrix, [cost(-2, -1, 1, 1)])) == (4, 3)


def test_a_column_that_gives_a_row_room_goes_and_comes_back() -> None:
    matrix = made(
        [(0, 1), (0, 1), (0, 1), (0, 4), (0, 4)],
        ({0: 1, 1: 1, 2: 1, 3: -1, 4: -1}, 0, 0),
        ({3: 2, 4: 3}, -UNLIMITED, 11),
    )
    found = reduced(matrix, [cost(0, 0, 0, -1, -1)])
    assert shape(found) == (2, 2)
    assert found.columns.tolist() == [3, 4]
    for values in all_values(found.matrix):
        assert matrix.keeps(found.restored(values))
    assert found.restored(cost(2, 0)).tolist() == [1, 1, 0, 2, 0]


def test_a_column_that_stands_for_a_sum_goes_and_comes_back() -> None:
    # Two people, each at one place at the most; `there` of both at place 0 are not to meet.
    matrix = made(
        [(0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 1)],
        ({0: 1, 1: 1}, -UNLIMITED, 1),
        ({2: 1, 3: 1}, -UNLIMITED, 1),
        ({0: 1, 4: -1}, -UNLIMITED, 0),
        ({2: 1, 5: -1}, -UNLIMITED, 0),
        ({4: 1, 5: 1}, -UNLIMITED, 1),
    )
    found = reduced(matrix, [cost(-1, -1, -1, -1, 0, 0)])
    assert shape(found) == (4, 3)
    assert found.restored(cost(1, 0, 0, 1)).tolist() == [1, 0, 0, 1, 1, 0]
    assert shape(reduced(matrix, [cost(-1, -1, -1, -1, 1, 0)])) == (5, 4)


def test_a_factor_is_as_small_as_the_places_allow() -> None:
    group = {0: 1, 1: 1, 2: 1, 3: 1}
    matrix = made(
        [(0, 1)] * 5,
        (group, -UNLIMITED, 2),
        ({**group, 4: -4}, -UNLIMITED, 0),
        ({**group, 4: -2}, 0, UNLIMITED),
    )
    found = reduced(matrix, [cost(-1, -1, -1, -1, 0)])
    assert shape(found) == (5, 1)  # exactly two people, or nobody: one row says it all
    assert sorted(found.matrix.coefficient.tolist()) == [-2, 1, 1, 1, 1]


def test_a_column_that_an_objective_looks_at_stays() -> None:
    matrix = made([(0, 1), (0, 4), (0, 4)], ({0: 1, 1: -1, 2: -1}, 0, 0))
    assert shape(reduced(matrix, [cost(0, -1, -1), cost(1, 0, 0)])) == (3, 1)


def test_one_thing_leads_to_another() -> None:
    # The room that 0 gives is all that 1 needs, so the row goes; then 1 gives room to the next.
    matrix = made(
        [(0, 2), (0, 2), (0, 2), (0, 2)],
        ({0: 1, 1: -1}, 0, 2),
        ({1: 1, 2: 1}, 1, 3),
        ({2: 1, 3: 1}, -UNLIMITED, 3),
    )
    found = reduced(matrix, [cost(0, 0, -1, -1)])
    assert shape(found) == (2, 1)
    for values in all_values(found.matrix):
        assert matrix.keeps(found.restored(values))


@pytest.mark.parametrize(
    "matrix",
    [
        made([(0, 1), (2, 3)], ({0: 1, 1: -1}, 0, 0)),
        made([(0, 1), (0, 1)], ({0: 1, 1: 1}, 3, 4)),
        made([(0, 1), (0, 1)], ({0: 1, 1: 1}, 1, 0)),
        made([(0, 1), (0, 1)], ({0: 1, 1: 1}, 0, 0), ({0: 1, 1: 1}, 1, 1)),
        made([(1, 0)]),
    ],
)
def test_what_no_values_satisfy_is_seen(matrix: Matrix) -> None:
    with pytest.raises(Infeasible):
        reduced(matrix, [])
