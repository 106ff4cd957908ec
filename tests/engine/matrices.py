"""Small random matrices, and the least of their objectives by trying all values."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from visitplanner.matrix.linear import Matrix, matrix_of, value_of
from visitplanner.matrix.problem import UNLIMITED, Objective

Drawn = tuple[Matrix, tuple[Objective, ...]]


@st.composite
def matrices(draw: st.DrawFn, *, most_columns: int = 7, ones: bool = False) -> Drawn:
    """A matrix of few columns with one to three objectives; `ones`: all coefficients are 1."""
    columns = draw(st.integers(1, most_columns))
    upper = np.array(draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns)))
    entries: list[tuple[int, int, int]] = []
    bounds: list[tuple[int, int]] = []
    for number in range(draw(st.integers(0, 6))):
        chosen = draw(st.sets(st.integers(0, columns - 1), max_size=columns))
        entries.extend(
            (number, column, 1 if ones else draw(st.sampled_from((1, 1, 1, 2, -1, -3))))
            for column in sorted(chosen)
        )
        most = draw(st.sampled_from((UNLIMITED, 0, 1, 1, 2, 3)))
        bounds.append((min(draw(st.sampled_from((-UNLIMITED, -UNLIMITED, -1, 0, 1))), most), most))
    row, column, coefficient = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    low, high = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
    matrix = matrix_of(
        np.zeros(columns, dtype=np.int64),
        upper.astype(np.int64),
        (row, column, coefficient),
        (low, high),
    )
    objectives = tuple(
        _objective(draw(st.lists(st.integers(-3, 3), min_size=columns, max_size=columns)), matrix)
        for _ in range(draw(st.integers(1, 3)))
    )
    return matrix, objectives


def _objective(cost: Sequence[int], matrix: Matrix) -> Objective:
    each = np.array(cost, dtype=np.int64)
    column = np.flatnonzero(each)
    return Objective(column, each[column], least=int(np.minimum(each, 0) @ matrix.upper))


def best_of_all(matrix: Matrix, objectives: Sequence[Objective]) -> tuple[int, ...] | None:
    """The least of each objective, the first before the second; None where nothing fits."""
    ways = product(
        *(range(low, high + 1) for low, high in zip(matrix.lower, matrix.upper, strict=True))
    )
    tried = (np.array(way, dtype=np.int64) for way in ways)
    return min(
        (
            tuple(value_of(each, values) for each in objectives)
            for values in tried
            if matrix.keeps(values)
        ),
        default=None,
    )
