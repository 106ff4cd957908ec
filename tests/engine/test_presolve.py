"""What is left of a matrix before it is solved: fewer columns and rows, and all values still."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.engine.matrices import Draft, Drawn, lot_matrices, matrices, stand_in_matrices
from visitplanner.engine import presolve
from visitplanner.engine.answer import Deadline, Infeasible
from visitplanner.engine.presolve import binding
from visitplanner.engine.reductions import Reduced, reduced
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

Bounds = tuple[int, int]
FOREVER = Deadline(None)


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


class Asked(Deadline):
    """Allows nothing more once it was asked so many times."""

    def __init__(self, times: int) -> None:
        super().__init__(None)
        self._times = times

    def allows(self, seconds: float) -> bool:
        self._times -= 1
        return self._times >= 0


@given(
    matrices() | stand_in_matrices() | lot_matrices(),
    st.just(FOREVER) | st.builds(Asked, st.integers(0, 3)),
)
@settings(max_examples=6 * settings().max_examples)
def test_what_is_left_can_have_the_same_values(drawn: Drawn, deadline: Deadline) -> None:
    matrix, objectives = drawn
    costs = [costs_of(each, matrix.columns) for each in objectives]
    expected = {tuple(int(each @ values) for each in costs) for values in all_values(matrix)}
    try:
        found = reduced(matrix, costs, deadline)
    except Infeasible:
        assert not expected
        event("infeasible")
        return
    for step in found.back.steps:
        event(type(step).__name__)
    reached = set()
    for values in all_values(found.matrix):
        whole = found.back.restored(values)
        assert matrix.keeps(whole)
        assert (whole[found.back.columns] == values).all()
        inside = tuple(int(each @ values) for each in found.costs)
        assert inside == tuple(int(each @ whole) for each in costs)
        reached.add(inside)
    assert reached == expected


def test_without_time_nothing_is_looked_at() -> None:
    matrix = made([(0, 1)] * 3, ({0: 1, 1: 1, 2: 1}, 0, 3), ({0: 1, 1: 1}, 0, 1))
    late = reduced(matrix, [cost(-1, -1, -1)], Deadline(0.0))
    assert shape(late) == (3, 2)
    assert shape(reduced(matrix, [cost(-1, -1, -1)], FOREVER)) == (3, 1)


@given(matrices())
def test_rows_that_say_nothing_are_left_out(drawn: Drawn) -> None:
    matrix, _ = drawn
    found = binding(matrix)
    assert [tuple(each) for each in all_values(found)] == [
        tuple(each) for each in all_values(matrix)
    ]


@st.composite
def grouped(draw: st.DrawFn) -> Matrix:
    """Rows over columns that stand in groups, of each of which there may only be so many."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    columns = list(range(sum(sizes)))
    made_of = Draft([draw(st.sampled_from((1, 1, 2, 0))) for _ in columns])
    end = 0
    for size in sizes:
        group, end = columns[end : end + size], end + size
        made_of.row([(column, 1) for column in group], -UNLIMITED, draw(st.integers(0, 2)))
    factor = st.sampled_from((1, 1, 2, 2, -1))
    for _ in range(draw(st.integers(1, 2))):
        chosen = sorted(draw(st.sets(st.sampled_from(columns), min_size=1)))
        ones = draw(st.booleans())
        terms = [(column, 1 if ones else draw(factor)) for column in chosen]
        made_of.row(terms, -UNLIMITED, draw(st.sampled_from((0, 1, 1, 2, 3, 4))))
    return made_of.matrix


def most_in_turn(matrix: Matrix) -> list[int]:
    """(rows,) the most that the entries of each row add up to, one row and group after another."""
    group = presolve.limiting_rows(matrix).tolist()
    found = []
    for row in range(matrix.rows):
        own = slice(matrix.starts[row], matrix.starts[row + 1])
        alone: dict[int, list[tuple[int, int]]] = {}
        total = 0
        columns, factors = matrix.column[own].tolist(), matrix.coefficient[own].tolist()
        for column, factor in zip(columns, factors, strict=True):
            most = int(max(factor * matrix.lower[column], factor * matrix.upper[column]))
            if factor > 0 and group[column] not in {-1, row}:
                alone.setdefault(group[column], []).append((factor, most))
            else:
                total += most
        for limiting, each in alone.items():
            highest = max(factor for factor, _ in each)
            limit = highest * int(matrix.row_upper[limiting])
            total += min(sum(most for _, most in each), limit)
        found.append(total)
    return found


@given(grouped() | matrices().map(lambda drawn: drawn[0]))
@settings(max_examples=4 * settings().max_examples)
def test_rows_add_up_to_no_more_than_their_groups_let_them(matrix: Matrix) -> None:
    rows = np.arange(matrix.rows)
    assert presolve.most_of(matrix, rows).tolist() == most_in_turn(matrix)
    assert presolve.most_of(matrix, rows[::2]).tolist() == most_in_turn(matrix)[::2]


@given(grouped())
@settings(max_examples=4 * settings().max_examples)
def test_what_is_quick_to_see_of_a_row_is_so(matrix: Matrix) -> None:
    """Rows of which groups say nothing are those that they would not leave out."""
    group = presolve.limiting_rows(matrix)
    upper = presolve._reach(matrix)[1]
    seen = presolve._parting(matrix, upper, group)
    most = np.array(most_in_turn(matrix))
    event(f"quick to see: {seen.any()}")
    assert (most[seen] > matrix.row_upper[seen]).all()


def test_more_groups_than_columns_are_quick_to_see_and_columns_of_one_group_are_not() -> None:
    two, three = dict.fromkeys(range(4), 1), dict.fromkeys(range(6), 1)
    matrix = made(
        [(0, 1)] * 6,
        ({0: 1, 1: 1}, -UNLIMITED, 1),
        ({2: 1, 3: 1}, -UNLIMITED, 1),
        ({4: 1, 5: 1}, -UNLIMITED, 1),
        (two, -UNLIMITED, 1),
        (two, -UNLIMITED, 2),
        (three, -UNLIMITED, 2),
        (three, -UNLIMITED, 3),
    )
    group = cost(0, 0, 1, 1, 2, 2)
    seen = presolve._parting(matrix, np.ones(len(matrix.column), dtype=np.int64), group)
    assert seen.tolist() == [False, False, False, True, False, True, False]


def shape(found: Reduced) -> tuple[int, int]:
    return found.matrix.columns, found.matrix.rows


def test_equal_columns_become_one() -> None:
    matrix = made(
        [(0, 3), (1, 5), (0, 2)],
        ({0: 2, 1: -2}, 0, 0),
        ({0: 1, 1: 1, 2: 1}, -UNLIMITED, 6),
    )
    found = reduced(matrix, [cost(-1, -1, -1)], FOREVER)
    assert shape(found) == (2, 1)
    assert found.costs[0].tolist() == [-2, -1]
    assert (found.matrix.lower.tolist(), found.matrix.upper.tolist()) == ([1, 0], [3, 2])
    assert found.matrix.coefficient.tolist() == [2, 1]
    assert found.back.restored(cost(2, 1)).tolist() == [2, 2, 1]


def test_columns_that_round_the_same_sum_become_one() -> None:
    people, groups = [(0, 9), (0, 9)], [(0, 4), (0, 3)]
    matrix = made(
        [*people, *groups],
        ({0: -1, 1: -1, 2: 5}, 0, 4),
        ({0: -1, 1: -1, 3: 5}, 0, 4),
        ({2: 1, 3: 1}, -UNLIMITED, 5),
    )
    found = reduced(matrix, [cost(-2, -1, 1, 1)], FOREVER)
    assert shape(found) == (3, 2)
    assert found.costs[0].tolist() == [-2, -1, 2]
    assert found.back.restored(cost(4, 5, 2)).tolist() == [4, 5, 2, 2]


@pytest.mark.parametrize("other", [({0: -1, 3: 5}, 0, 4), ({0: -1, 1: -1, 3: 5}, 1, 5)])
def test_columns_that_round_something_else_stay(other: tuple[dict[int, int], int, int]) -> None:
    matrix = made(
        [(0, 9), (0, 9), (0, 4), (0, 4)],
        ({0: -1, 1: -1, 2: 5}, 0, 4),
        other,
        ({2: 1, 3: 1}, -UNLIMITED, 5),
    )
    assert shape(reduced(matrix, [cost(-2, -1, 1, 1)], FOREVER)) == (4, 3)


def test_a_column_that_gives_a_row_room_goes_and_comes_back() -> None:
    matrix = made(
        [(0, 1), (0, 1), (0, 1), (0, 4), (0, 4)],
        ({0: 1, 1: 1, 2: 1, 3: -1, 4: -1}, 0, 0),
        ({3: 2, 4: 3}, -UNLIMITED, 11),
    )
    found = reduced(matrix, [cost(0, 0, 0, -1, -1)], FOREVER)
    assert shape(found) == (2, 2)
    assert found.back.columns.tolist() == [3, 4]
    for values in all_values(found.matrix):
        assert matrix.keeps(found.back.restored(values))
    assert found.back.restored(cost(2, 0)).tolist() == [1, 1, 0, 2, 0]


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
    found = reduced(matrix, [cost(-1, -1, -1, -1, 0, 0)], FOREVER)
    assert shape(found) == (4, 3)
    assert found.back.restored(cost(1, 0, 0, 1)).tolist() == [1, 0, 0, 1, 1, 0]
    assert shape(reduced(matrix, [cost(-1, -1, -1, -1, 1, 0)], FOREVER)) == (5, 4)


def test_a_factor_is_as_small_as_the_places_allow() -> None:
    group = {0: 1, 1: 1, 2: 1, 3: 1}
    matrix = made(
        [(0, 1)] * 5,
        (group, -UNLIMITED, 2),
        ({**group, 4: -4}, -UNLIMITED, 0),
        ({**group, 4: -2}, 0, UNLIMITED),
    )
    found = reduced(matrix, [cost(-1, -1, -1, -1, 0)], FOREVER)
    assert shape(found) == (5, 1)  # exactly two people, or nobody: one row says it all
    assert sorted(found.matrix.coefficient.tolist()) == [-2, 1, 1, 1, 1]


def test_a_column_that_an_objective_looks_at_stays() -> None:
    matrix = made([(0, 1), (0, 4), (0, 4)], ({0: 1, 1: -1, 2: -1}, 0, 0))
    assert shape(reduced(matrix, [cost(0, -1, -1), cost(1, 0, 0)], FOREVER)) == (3, 1)


def test_one_thing_leads_to_another() -> None:
    # The room that 0 gives is all that 1 needs, so the row goes; then 1 gives room to the next.
    matrix = made(
        [(0, 2), (0, 2), (0, 2), (0, 2)],
        ({0: 1, 1: -1}, 0, 2),
        ({1: 1, 2: 1}, 1, 3),
        ({2: 1, 3: 1}, -UNLIMITED, 3),
    )
    found = reduced(matrix, [cost(0, 0, -1, -1)], FOREVER)
    assert shape(found) == (2, 1)
    for values in all_values(found.matrix):
        assert matrix.keeps(found.back.restored(values))


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
        reduced(matrix, [], FOREVER)


@pytest.mark.parametrize(
    "matrix",
    [
        made([(0, 1), (0, 1)], ({0: 1}, 0, 0), ({1: 1}, 0, 0), ({}, 1, 2)),
        made([(0, 1), (0, 1)], ({0: 1}, 0, 0), ({}, -2, -1)),
        made([(0, 1), (0, 1)], ({0: 1, 1: 1}, 1, 0)),
        made([(1, 0)]),
    ],
)
@pytest.mark.parametrize("deadline", [FOREVER, Deadline(0.0)])
def test_a_contradiction_in_itself_is_seen_even_without_time(
    matrix: Matrix, deadline: Deadline
) -> None:
    # A row of no columns is in none of the parts, which would not see it.
    with pytest.raises(Infeasible):
        reduced(matrix, [], deadline)


def test_what_only_tighter_rows_show_is_seen() -> None:
    row = np.array([0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4])
    column = np.array([0, 1, 0, 1, 0, 1, 2, 0, 2, 0, 1, 2])
    coefficient = np.array([1, 1, 2, 1, 2, 1, -5, 1, -1, 1, 1, -3])
    least = np.array([-1, -UNLIMITED, -UNLIMITED, 0, 1])
    most = np.array([UNLIMITED, 0, 0, 0, UNLIMITED])
    ends = np.zeros(3, dtype=np.int64), np.array([1, 2, 1])
    matrix = matrix_of(*ends, (row, column, coefficient), (least, most))
    with pytest.raises(Infeasible):
        reduced(matrix, [np.zeros(3, dtype=np.int64)], FOREVER)
