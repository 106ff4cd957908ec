"""Matrices from coordinates: every place in a row once, and sums as they were written."""

import numpy as np
from hypothesis import event, given
from hypothesis import strategies as st

from visitplanner.engine.answer import Deadline
from visitplanner.engine.restricted import Restricted
from visitplanner.matrix.linear import Matrix, matrix_of

ROWS, COLUMNS = 3, 4

entries = st.lists(
    st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1), st.integers(-2, 2)),
    max_size=12,
)


def made(written: list[tuple[int, int, int]], *, upper: int = 9) -> Matrix:
    row, column, coefficient = np.array(written, dtype=np.int64).reshape(-1, 3).T
    ends = np.full(ROWS, -9, dtype=np.int64), np.full(ROWS, upper, dtype=np.int64)
    lower = np.zeros(COLUMNS, dtype=np.int64)
    return matrix_of(lower, lower + 1, (row, column, coefficient), ends)


@given(entries | entries.map(lambda all_: [(row, column, 1) for row, column, _ in all_]))
def test_what_is_written_twice_adds_up(written: list[tuple[int, int, int]]) -> None:
    dense = np.zeros((ROWS, COLUMNS), dtype=np.int64)
    for row, column, coefficient in written:
        dense[row, column] += coefficient
    event(f"twice: {len({each[:2] for each in written}) < len(written)}")
    found = made(written)
    place = found.row * COLUMNS + found.column
    assert (np.diff(place) > 0).all()
    again = np.zeros_like(dense)
    again[found.row, found.column] = found.coefficient
    assert (again == dense).all()
    values = np.arange(1, COLUMNS + 1)
    assert (found.sums(values) == dense @ values).all()


def test_a_column_written_twice_can_be_relaxed() -> None:
    # A stay of two days ends late on the first and begins early on the second: `youth_rest`.
    relaxed = Restricted(made([(0, 0, 1), (0, 0, 1), (0, 1, 1)], upper=1))
    relaxed.add(np.arange(COLUMNS))
    values, _ = relaxed.minimise(np.array([-3, -1, 0, 0]), Deadline(None))
    assert values[:2].tolist() == [0.5, 0.0]
