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
    slack = _slack(found)
    return found.of_rows(~slack) if slack.any() else found


def _slack(matrix: Matrix) -> Bools:
    """(rows,) rows that hold for any values that the other rows leave open."""
    group = limiting_rows(matrix)
    least, upper = _reach(matrix)
    alone = matrix.summed(upper)
    met = alone <= matrix.row_upper
    asked = ~met & (least >= matrix.row_lower) & ~_parting(matrix, upper, group)
    most = alone - _spared(matrix, upper, group, asked)
    keeping = np.zeros(matrix.rows, dtype=bool)
    keeping[group[group >= 0]] = True
    # A row that others lean on stays, unless it says nothing by itself.
    plain = (most <= matrix.row_upper) & (~keeping | met)
    return plain & (least >= matrix.row_lower)


def _parting(matrix: Matrix, most: Ints, group: Ints) -> Bools:
    """(rows,) rows over more different groups than they allow columns.

    No groups can say that in their place, which is quick to see: each of them reaches one.
    """
    label = group[matrix.column]
    counts = (most >= 1) & ((label < 0) | (matrix.row_upper[label] >= 1))
    found = _without(matrix, ~counts)
    # Columns of one group mostly stand side by side, groups in order: each above all before is new.
    label += matrix.row * (matrix.rows + 1)
    new = np.ones(len(label), dtype=bool)
    new[1:] = label[1:] > np.maximum.accumulate(label)[:-1]
    several = np.bincount(matrix.row[new], minlength=matrix.rows)
    return found & (several > matrix.row_upper)


def most_of(matrix: Matrix, row: Ints) -> Ints:
    """(rows asked for,) no values that satisfy all rows let the entries of these add up to more."""
    asked = np.zeros(matrix.rows, dtype=bool)
    asked[row] = True
    upper = _reach(matrix)[1]
    found = matrix.summed(upper) - _spared(matrix, upper, limiting_rows(matrix), asked)
    return found[row]


def _reach(matrix: Matrix) -> tuple[Ints, Ints]:
    """(rows,) the least that each row adds up to; (entries,) the most that each entry adds."""
    most = matrix.upper[matrix.column]
    most *= matrix.coefficient
    least = matrix.summed(most)
    if matrix.lower.any():
        low = matrix.lower[matrix.column] * matrix.coefficient
        least += matrix.summed(low)
        np.maximum(low, most, out=most)
    else:
        np.maximum(0, most, out=most)
    # Of two ends the lower one is what the higher one leaves of their sum.
    least -= matrix.summed(most)
    return least, most


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


def _spared(matrix: Matrix, most: Ints, group: Ints, asked: Bools) -> Ints:
    """(rows,) how much less the entries of a row can add up to, as groups limit them.

    0 for rows that are not asked for.
    """
    found = np.zeros(matrix.rows, dtype=np.int64)
    entry = np.flatnonzero(asked[matrix.row] & (matrix.coefficient > 0))
    row, of_group = matrix.row[entry], group[matrix.column[entry]]
    several = (of_group >= 0) & (of_group != row)
    entry, row, of_group = entry[several], row[several], of_group[several]
    if not len(entry):
        return found
    # Columns of one group mostly stand side by side: so there are few runs to be sorted.
    whole = row * matrix.rows + of_group
    begin = np.flatnonzero(np.diff(whole, prepend=-1))
    key, where = np.unique(whole[begin], return_inverse=True)
    alone = np.zeros(len(key), dtype=np.int64)
    np.add.at(alone, where, np.add.reduceat(most[entry], begin))
    highest = np.zeros(len(key), dtype=np.int64)
    np.maximum.at(highest, where, np.maximum.reduceat(matrix.coefficient[entry], begin))
    limit = highest * matrix.row_upper[key % matrix.rows]
    np.add.at(found, key // matrix.rows, np.maximum(0, alone - limit))
    return found


def _distinct(matrix: Matrix) -> Matrix:
    """The same rows, those over the same columns joined to one with the narrower bounds."""
    like = alike(matrix)
    lower, upper = matrix.row_lower.copy(), matrix.row_upper.copy()
    np.maximum.at(lower, like, matrix.row_lower)
    np.minimum.at(upper, like, matrix.row_upper)
    joined = replace(matrix, row_lower=lower, row_upper=upper)
    first = like == np.arange(matrix.rows)
    return matrix if first.all() else joined.of_rows(first)


def alike(matrix: Matrix) -> Ints:
    """(rows,) for each row the first with the same entries, often itself."""
    if not matrix.rows:
        return np.zeros(0, dtype=np.int64)
    mark = marks(matrix.columns + 1)
    key = matrix.summed(matrix.coefficient * mark[matrix.column]) + matrix.sizes * mark[-1]
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    like = first[number]
    like = np.where(matrix.sizes == matrix.sizes[like], like, np.arange(matrix.rows))
    return np.where(_same(matrix, like), like, np.arange(matrix.rows))


def marks(count: int) -> Ints:
    """(count,) numbers whose sums hardly ever agree by chance; always the same."""
    return np.random.default_rng(0).integers(1, 2**62, count)


def _same(matrix: Matrix, like: Ints) -> Bools:
    """(rows,) whether each row has the entries of the row that it is taken to be like."""
    entry = np.flatnonzero((like != np.arange(matrix.rows))[matrix.row])
    row = matrix.row[entry]
    other = entry - matrix.starts[row] + matrix.starts[like[row]]
    differs = (matrix.column[entry] != matrix.column[other]) | (
        matrix.coefficient[entry] != matrix.coefficient[other]
    )
    same: Bools = np.bincount(row[differs], minlength=matrix.rows) == 0
    return same


def packing(matrix: Matrix) -> Bools:
    """(rows,) whether a row has no negative entries: each of its columns takes of its room."""
    return _without(matrix, matrix.coefficient < 0)


def _without(matrix: Matrix, odd: Bools) -> Bools:
    """(rows,) whether none of the entries of a row is odd."""
    found: Bools = np.bincount(matrix.row[odd], minlength=matrix.rows) == 0
    return found
