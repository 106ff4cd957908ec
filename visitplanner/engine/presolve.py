"""Rows that say nothing are left out: those met by any values, or said again by another row."""

from dataclasses import replace

import numpy as np

from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED


def binding(matrix: Matrix) -> Matrix:
    """The same columns with the rows that can bind, each once.

    The same values satisfy what is left as satisfied all rows.
    """
    found = _distinct(matrix)
    return found.of_rows(~_slack(found))


def _slack(matrix: Matrix) -> Bools:
    """(rows,) rows that hold for any values that the other rows leave open."""
    group = limiting_rows(matrix)
    upper = _highest(matrix)
    lower = np.minimum(matrix.coefficient, 0) * matrix.upper[matrix.column]
    lower += np.maximum(matrix.coefficient, 0) * matrix.lower[matrix.column]
    least = summed(matrix, lower)
    most = _limited(matrix, upper, group)
    keeping = np.zeros(matrix.rows, dtype=bool)
    keeping[group[group >= 0]] = True
    plain = most <= matrix.row_upper
    if keeping.any():
        # A row that others lean on stays, unless it says nothing by itself.
        plain &= ~keeping | (summed(matrix, upper) <= matrix.row_upper)
    return plain & (least >= matrix.row_lower)


def most_of(matrix: Matrix) -> Ints:
    """(rows,) no values that satisfy the rows let the entries of a row add up to more."""
    return _limited(matrix, _highest(matrix), limiting_rows(matrix))


def _highest(matrix: Matrix) -> Ints:
    """(entries,) the most that each entry adds by the bounds of its column."""
    found: Ints = np.maximum(matrix.coefficient, 0) * matrix.upper[matrix.column]
    found += np.minimum(matrix.coefficient, 0) * matrix.lower[matrix.column]
    return found


def _limited(matrix: Matrix, upper: Ints, group: Ints) -> Ints:
    """(rows,) the most that the entries of a row add up to, as their groups limit them."""
    grouped = group[matrix.column]
    several = (grouped >= 0) & (grouped != matrix.row) & (matrix.coefficient > 0)
    found: Ints = summed(matrix, upper)
    found -= _spared(matrix, upper, grouped, several, matrix.row_upper)
    return found


def summed(matrix: Matrix, each: Ints) -> Ints:
    """(rows,) the sum over the entries of each row."""
    reached = np.concatenate([[0], np.cumsum(each)])
    found: Ints = reached[matrix.starts[1:]] - reached[matrix.starts[:-1]]
    return found


def limiting_rows(matrix: Matrix) -> Ints:
    """(columns,) the row that limits each most, of those that say `so many of these at the most`.

    -1: none does.
    """
    odd = (matrix.coefficient != 1) | (matrix.lower[matrix.column] < 0)
    simple = _without(matrix, odd) & (matrix.row_upper < UNLIMITED)
    rows = np.flatnonzero(simple)
    order = rows[np.lexsort((rows, -matrix.sizes[rows], matrix.row_upper[rows]))]
    rank = np.full(matrix.rows, matrix.rows, dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(matrix.columns, matrix.rows, dtype=np.int64)
    np.minimum.at(best, matrix.column, rank[matrix.row])
    group = np.full(matrix.columns, -1, dtype=np.int64)
    known = best < len(order)
    group[known] = order[best[known]]
    return group


def _spared(matrix: Matrix, most: Ints, group: Ints, several: Bools, at_most: Ints) -> Ints:
    """(rows,) how much less the entries of a row can add up to, as groups limit them."""
    row, of_group = matrix.row[several], group[several]
    key, where = np.unique(row * matrix.rows + of_group, return_inverse=True)
    alone = np.zeros(len(key), dtype=np.int64)
    np.add.at(alone, where, most[several])
    highest = np.zeros(len(key), dtype=np.int64)
    np.maximum.at(highest, where, matrix.coefficient[several])
    limit = highest * at_most[key % max(1, matrix.rows)]
    found = np.zeros(matrix.rows, dtype=np.int64)
    np.add.at(found, key // max(1, matrix.rows), np.maximum(0, alone - limit))
    return found


def _distinct(matrix: Matrix) -> Matrix:
    """The same rows, those over the same columns joined to one with the narrower bounds."""
    like = alike(matrix)
    lower, upper = matrix.row_lower.copy(), matrix.row_upper.copy()
    np.maximum.at(lower, like, matrix.row_lower)
    np.minimum.at(upper, like, matrix.row_upper)
    joined = replace(matrix, row_lower=lower, row_upper=upper)
    return joined.of_rows(like == np.arange(matrix.rows))


def alike(matrix: Matrix) -> Ints:
    """(rows,) for each row the first with the same entries, often itself."""
    if not matrix.rows:
        return np.zeros(0, dtype=np.int64)
    mark = marks(matrix.columns + 1)
    key = summed(matrix, matrix.coefficient * mark[matrix.column]) + matrix.sizes * mark[-1]
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    like = first[number]
    like = np.where(matrix.sizes == matrix.sizes[like], like, np.arange(matrix.rows))
    return np.where(_same(matrix, like), like, np.arange(matrix.rows))


def marks(count: int) -> Ints:
    """(count,) numbers whose sums hardly ever agree by chance; always the same."""
    return np.random.default_rng(0).integers(1, 2**62, count)


def _same(matrix: Matrix, like: Ints) -> Bools:
    """(rows,) whether each row has the entries of the row that it is taken to be like."""
    offset = np.arange(len(matrix.row)) - matrix.starts[matrix.row]
    other = matrix.starts[like[matrix.row]] + offset
    equal = (matrix.column == matrix.column[other]) & (
        matrix.coefficient == matrix.coefficient[other]
    )
    return _without(matrix, ~equal)


def _without(matrix: Matrix, odd: Bools) -> Bools:
    """(rows,) whether none of the entries of a row is odd."""
    found: Bools = np.bincount(matrix.row[odd], minlength=matrix.rows) == 0
    return found
