"""Columns and rows that are alike: a relaxation needs only one of each kind.

Colours are refined until all columns of a colour meet as many rows of every colour, and the other
way round. Then some best point of the relaxation has the same value on all columns of a colour (the
mean over them of any best point), so that a column and a row of each colour say all. Colours are
told apart by hashes; where two should ever agree by chance, prices are poor, but no bound is wrong:
what is proven with them is counted over all columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Ints

Hashes = npt.NDArray[np.uint64]
WORTHWHILE = 0.8
"""Where there are more colours than this share of the columns, each column is for itself."""


@dataclass(frozen=True)
class Fold:
    """The colours of the columns and rows of a matrix, from 0 on."""

    column: Ints
    """(columns,)"""
    row: Ints
    """(rows,)"""

    @cached_property
    def _column_sizes(self) -> Ints:
        return np.bincount(self.column)

    @cached_property
    def _first_columns(self) -> Ints:
        return np.unique(self.column, return_index=True)[1]

    def folded(self, matrix: Matrix) -> Matrix:
        """One column and one row of each colour; rows appended since have colours of their own."""
        colour = self._colours(matrix.rows)
        first_rows = np.unique(colour, return_index=True)[1]
        chosen = np.zeros(matrix.rows, dtype=bool)
        chosen[first_rows] = True
        entry = chosen[matrix.row]
        many = len(self._first_columns)
        key = colour[matrix.row[entry]] * many + self.column[matrix.column[entry]]
        key, where = np.unique(key, return_inverse=True)
        coefficient = np.zeros(len(key), dtype=np.int64)
        np.add.at(coefficient, where.reshape(-1), matrix.coefficient[entry])
        return matrix_of(
            matrix.lower[self._first_columns],
            matrix.upper[self._first_columns],
            (*np.divmod(key, many), coefficient),
            (matrix.row_lower[first_rows], matrix.row_upper[first_rows]),
        )

    def costs(self, cost: Ints) -> Ints:
        """(colours,) what one more on all columns of a colour costs."""
        found = np.zeros(len(self._column_sizes), dtype=np.int64)
        np.add.at(found, self.column, cost)
        return found

    def values(self, folded: Floats) -> Floats:
        """(columns,) values from those of the colours."""
        found: Floats = folded[self.column]
        return found

    def duals(self, folded: Floats) -> Floats:
        """(rows,) prices from those of the colours, which all rows of a colour share."""
        colour = self._colours(len(self.row) + len(folded) - int(self.row.max(initial=-1)) - 1)
        found: Floats = (folded / np.bincount(colour))[colour]
        return found

    def _colours(self, rows: int) -> Ints:
        """(rows,) the colours of all rows, with those appended since."""
        more = rows - len(self.row)
        own = int(self.row.max(initial=-1)) + 1
        return np.concatenate([self.row, np.arange(own, own + more)])


def fold_of(matrix: Matrix, costs: Sequence[Ints]) -> Fold | None:
    """The colours of a matrix; None where hardly any two columns are alike.

    `costs` are (columns,) for each objective: where one of them differs, columns are not alike.
    """
    column = _mixed(matrix.lower.astype(np.uint64), matrix.upper.astype(np.uint64))
    for cost in costs:
        column = _mixed(column, cost.astype(np.uint64))
    row = _mixed(matrix.row_lower.astype(np.uint64), matrix.row_upper.astype(np.uint64))
    coefficient = matrix.coefficient.astype(np.uint64)
    colours = 0
    while True:
        row = _mixed(row, _gathered(matrix.row, _mixed(column[matrix.column], coefficient), row))
        column = _mixed(
            column, _gathered(matrix.column, _mixed(row[matrix.row], coefficient), column)
        )
        before, colours = colours, len(np.unique(column)) + len(np.unique(row))
        if len(np.unique(column)) > WORTHWHILE * matrix.columns:
            return None
        if colours == before:
            return Fold(_numbered(column), _numbered(row))


def _gathered(target: Ints, each: Hashes, like: Hashes) -> Hashes:
    """(targets,) the sum of the hashes of its entries, in any order."""
    found = np.zeros_like(like)
    np.add.at(found, target, each)
    return found


def _mixed(one: Hashes, other: Hashes) -> Hashes:
    """Hashes of pairs; numbers below zero count as 64 bits, too."""
    found = one * np.uint64(0x9E3779B97F4A7C15) + other
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


def _numbered(hashes: Hashes) -> Ints:
    found: Ints = np.unique(hashes, return_inverse=True)[1].reshape(-1)
    return found
