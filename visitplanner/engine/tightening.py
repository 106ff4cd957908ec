"""Rows made tighter for the relaxation; the whole values that satisfy them stay the same.

A rule writes `people <= many * used`, knowing no other rule. Where another row says that there are
never more than four of these people, `people <= 4 * used` says the same of whole numbers and far
more of fractions.
"""

from dataclasses import replace

import numpy as np

from visitplanner.engine.presolve import marks, most_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED
from visitplanner.matrix.ragged import spread


def switches(matrix: Matrix) -> Bools:
    """(rows,) rows `sum <= factor * y`: no lower bound, and one coefficient below zero."""
    below = np.bincount(matrix.row[matrix.coefficient < 0], minlength=matrix.rows)
    found: Bools = (below == 1) & (matrix.row_upper == 0) & (matrix.row_lower <= -UNLIMITED)
    return found


def tightened(matrix: Matrix) -> Matrix:
    """The same matrix with the factors of yes-or-no columns as small as other rows allow.

    A row that limits the same sum and so says no more than the tighter one is left out.
    """
    entry = _factors(matrix)
    if not len(entry):
        return matrix
    row, column, factor = matrix.row[entry], matrix.column[entry], -matrix.coefficient[entry]
    limiting = _limiting(matrix, entry)
    known = limiting >= 0
    at_most = np.where(known, matrix.row_upper[limiting], UNLIMITED)
    # The rest of the row, without y itself: y stands there with a coefficient below zero.
    least = np.clip(np.minimum(most_of(matrix, row), at_most), 1, factor)
    coefficient = matrix.coefficient.copy()
    coefficient[entry] = -least
    # With y at most 1, `sum <= at_most * y` says `sum <= at_most` again.
    gone = np.zeros(matrix.rows, dtype=bool)
    gone[limiting[known & (least == at_most) & (matrix.upper[column] == 1)]] = True
    gone &= matrix.row_lower <= -UNLIMITED
    found = replace(matrix, coefficient=coefficient)
    return found.of_rows(~gone) if gone.any() else found


def _factors(matrix: Matrix) -> Ints:
    """The entries of yes-or-no columns with a factor that could be smaller."""
    yes_or_no = (matrix.lower == 0) & (matrix.upper == 1)
    found: Ints = np.flatnonzero(
        switches(matrix)[matrix.row] & (matrix.coefficient < -1) & yes_or_no[matrix.column]
    )
    return found


def _limiting(matrix: Matrix, entry: Ints) -> Ints:
    """(entries,) the row that limits the rest of each entry's row; -1: there is none."""
    mark = marks(matrix.columns)
    key = matrix.summed(matrix.coefficient * mark[matrix.column])
    row = matrix.row[entry]
    rest = key[row] - matrix.coefficient[entry] * mark[matrix.column[entry]]
    order = np.argsort(key, kind="stable")
    found = order[np.minimum(np.searchsorted(key[order], rest), matrix.rows - 1)]
    like = (key[found] == rest) & (matrix.sizes[found] == matrix.sizes[row] - 1)
    like &= matrix.row_upper[found] < UNLIMITED
    return np.where(like & _same_rest(matrix, entry, np.where(like, found, row)), found, -1)


def _same_rest(matrix: Matrix, entry: Ints, other: Ints) -> Bools:
    """(entries,) whether each entry's row without it has the entries of another row."""
    row = matrix.row[entry]
    sizes = matrix.sizes[row] - 1
    number, offset = spread(np.zeros_like(sizes), sizes)
    mine = matrix.starts[row][number] + offset
    mine += mine >= entry[number]  # without the entry itself
    theirs = matrix.starts[other][number] + offset
    differ = (matrix.column[mine] != matrix.column[theirs]) | (
        matrix.coefficient[mine] != matrix.coefficient[theirs]
    )
    found: Bools = np.bincount(number[differ], minlength=len(entry)) == 0
    return found
