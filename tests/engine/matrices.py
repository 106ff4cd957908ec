"""Small random matrices, and the least of their objectives by trying all values."""

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from visitplanner.matrix.linear import Matrix, matrix_of, value_of
from visitplanner.matrix.problem import UNLIMITED, Objective

Drawn = tuple[Matrix, tuple[Objective, ...]]


class Draft:
    """A matrix in the making: the upper bounds of its columns, and its rows."""

    def __init__(self, upper: Sequence[int]) -> None:
        self.upper = list(upper)
        self.entries: list[tuple[int, int, int]] = []
        self.bounds: list[tuple[int, int]] = []

    def column(self, upper: int) -> int:
        """One more column; its number."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(self, terms: Sequence[tuple[int, int]], low: int, high: int) -> None:
        """One more row: bounds of the sum of some columns times their coefficients."""
        self.entries.extend((len(self.bounds), *term) for term in terms)
        self.bounds.append((low, high))

    @property
    def matrix(self) -> Matrix:
        """What was made."""
        row, column, coefficient = np.array(self.entries, dtype=np.int64).reshape(-1, 3).T
        low, high = np.array(self.bounds, dtype=np.int64).reshape(-1, 2).T
        upper = np.array(self.upper, dtype=np.int64)
        return matrix_of(np.zeros_like(upper), upper, (row, column, coefficient), (low, high))


@st.composite
def stand_in_matrices(draw: st.DrawFn) -> Drawn:
    """A matrix with columns that stand in for sums, which only one objective in two looks at."""
    made = Draft(draw(st.lists(st.integers(1, 2), min_size=2, max_size=4)))
    first = len(made.upper)
    for _ in range(draw(st.integers(1, 2))):
        draw(st.sampled_from((_stand_in, _stand_in, _switch)))(draw, made)
    matrix = made.matrix
    cost = [
        draw(st.integers(-2, 1) if number < first else st.sampled_from((0, 0, 0, 1)))
        for number in range(len(made.upper))
    ]
    return matrix, (_objective(cost, matrix),)


@st.composite
def matrices(draw: st.DrawFn, *, most_columns: int = 7, ones: bool = False) -> Drawn:
    """A matrix of few columns with one to three objectives; `ones`: all coefficients are 1.

    Often some columns are equal to others, give a row its room only, or stand for a sum.
    """
    made = Draft(draw(st.lists(st.integers(0, 2), min_size=1, max_size=most_columns)))
    for _ in range(0 if ones else draw(st.integers(0, 2))):
        if len(made.upper) <= most_columns - 2:
            draw(st.sampled_from((_equal, _rounded_up, _room, _stand_in, _switch)))(draw, made)
    for _ in range(draw(st.sampled_from((0, 0, 1, 2, 3, 4, 5, 6)))):
        chosen = sorted(draw(st.sets(st.integers(0, len(made.upper) - 1))))
        terms = [
            (column, 1 if ones else draw(st.sampled_from((1, 1, 1, 2, -1, -3))))
            for column in chosen
        ]
        made.row(terms, *_ends(draw))
    matrix = made.matrix
    lower = st.just(0) if ones else st.sampled_from((0, 0, 0, 1))
    low = np.array([min(draw(lower), high) for high in made.upper], dtype=np.int64)
    matrix = matrix.within(low, matrix.upper)
    few = draw(st.booleans())
    cost = st.sampled_from((0, 0, 0, 1, -2)) if few else st.integers(-3, 3)
    objectives = tuple(
        _objective([draw(cost) for _ in made.upper], matrix) for _ in range(draw(st.integers(1, 3)))
    )
    return matrix, objectives


@st.composite
def lot_matrices(draw: st.DrawFn, *, least: int = 1) -> Drawn:
    """Four columns of a network, most of them nought or so many, as yes-or-no columns say.

    One or two objectives look at the four, rarely at another; lots are of `least` at least.
    """
    made = Draft([draw(st.integers(2, 4)) for _ in range(4)])
    for pair in ((0, 1), (2, 3), (0, 2), (1, 3)):
        most = draw(st.integers(2, 6))
        low = draw(st.sampled_from((-UNLIMITED, -UNLIMITED, 1, most - 1, most)))
        made.row([(column, 1) for column in pair], low, most)
    for column in sorted(draw(st.sets(st.integers(0, 3), min_size=1, max_size=3))):
        y = made.column(1)
        terms = [(column, 1), (y, -draw(st.integers(least, 4)))]
        if draw(st.integers(0, 9)):
            made.row(terms, -UNLIMITED, 0)
        made.row([terms[0], (y, -draw(st.integers(least, 3)))], 0, UNLIMITED)
    matrix = made.matrix
    cost = st.integers(-3, 3)
    odd = st.sampled_from((0,) * 15 + (1,))
    objectives = tuple(
        _objective([draw(cost if each < 4 else odd) for each in range(len(made.upper))], matrix)
        for _ in range(draw(st.integers(1, 2)))
    )
    return matrix, objectives


def _ends(draw: st.DrawFn) -> tuple[int, int]:
    most = draw(st.sampled_from((UNLIMITED, 0, 1, 1, 2, 3)))
    return min(draw(st.sampled_from((-UNLIMITED, -UNLIMITED, -1, 0, 1))), most), most


def _some(draw: st.DrawFn, made: Draft, factors: tuple[int, ...]) -> list[tuple[int, int]]:
    chosen = draw(st.sets(st.integers(0, len(made.upper) - 1), min_size=1, max_size=3))
    return [(column, draw(st.sampled_from(factors))) for column in sorted(chosen)]


def _equal(draw: st.DrawFn, made: Draft) -> None:
    """A column equal to another one."""
    column, factor = draw(st.integers(0, len(made.upper) - 1)), draw(st.sampled_from((1, -1, 2)))
    other = made.column(draw(st.integers(0, 2)))
    made.row([(column, factor), (other, -factor)], 0, 0)


def _rounded_up(draw: st.DrawFn, made: Draft) -> None:
    """Two columns derived from the same sum in the same way, or nearly."""
    factor, low = draw(st.sampled_from((1, 2, 2, 3))), draw(st.sampled_from((0, 0, 0, -1)))
    terms = _some(draw, made, (-1, -1, -2))
    for _ in range(2):
        y = made.column(draw(st.integers(1, 2)))
        high = low + factor - draw(st.sampled_from((1, 1, 1, 0)))
        made.row([*terms, (y, factor)], low, high)


def _room(draw: st.DrawFn, made: Draft) -> None:
    """A row with columns that often no other row has."""
    terms = _some(draw, made, (1, -1, 2))
    for _ in range(2):
        terms.append((made.column(draw(st.integers(0, 2))), draw(st.sampled_from((1, -1)))))
    made.row(terms, *draw(st.sampled_from(((0, 0), (1, 1), (0, 1), (-1, UNLIMITED)))))


def _stand_in(draw: st.DrawFn, made: Draft) -> None:
    """A column that is at least a sum of some that is often limited, and limited itself."""
    terms = _some(draw, made, (1, 1, 1, 1, 2))
    made.row([(column, 1) for column, _ in terms], -UNLIMITED, draw(st.integers(0, 2)))
    other = _some(draw, made, (1,))[:1]
    y = made.column(draw(st.integers(1, 2)))
    made.row([*terms, (y, -1)], -UNLIMITED, 0)
    made.row([*other, (y, draw(st.sampled_from((1, 1, 2, -1))))], -UNLIMITED, 1)


def _switch(draw: st.DrawFn, made: Draft) -> None:
    """A column without which some others are nought, with a larger factor than it need be."""
    terms = _some(draw, made, (1, 1, 2))
    made.row(terms, -UNLIMITED, draw(st.integers(0, 3)))
    y = made.column(draw(st.sampled_from((1, 1, 2))))
    made.row([*terms, (y, -draw(st.integers(1, 9)))], -UNLIMITED, 0)


def _objective(cost: Sequence[int], matrix: Matrix) -> Objective:
    each = np.array(cost, dtype=np.int64)
    column = np.flatnonzero(each)
    least = np.where(each > 0, matrix.lower, matrix.upper) @ each
    return Objective(column, each[column], least=int(least))


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


def conflicts() -> tuple[Matrix, list[Objective]]:
    """Of four people any two exclude each other, twice: each relaxation places two."""
    made = Draft([1] * 8)
    for one, other in combinations(range(4), 2):
        made.row([(one, 1), (other, 1)], 0, 1)
        made.row([(4 + one, 1), (4 + other, 1)], 0, 1)
    return made.matrix, [
        Objective(np.arange(4), np.full(4, -1), least=-4),
        Objective(np.arange(4, 8), np.full(4, -1), least=-4),
    ]
