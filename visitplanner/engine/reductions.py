"""A matrix made smaller before it is solved, and the way back.

The columns that stay can have the same whole values as before, and every objective has the same
value there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from visitplanner.engine.answer import Deadline, Infeasible
from visitplanner.engine.graphs import connected
from visitplanner.engine.lots import Whims, whims
from visitplanner.engine.presolve import alike, binding
from visitplanner.engine.stand_ins import StandIns, stand_ins
from visitplanner.engine.tightening import tightened
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED

LOOKS = 1e-6
"""Seconds for each entry of a matrix, about as long as it takes to make it smaller and then to make
a plan by hand."""


@dataclass(frozen=True, slots=True)
class Equals:
    """Columns that have the same value as another one, in any values that satisfy the rows."""

    first: Ints
    """(columns,) the one that stays for each column, often itself."""

    def restore(self, values: Ints) -> None:
        """Fill in the values of the columns that went."""
        values[:] = values[self.first]


@dataclass(frozen=True, slots=True)
class Slacks:
    """Columns that only gave a row its room: it has wider bounds instead."""

    rows: Matrix
    """The rows as they were."""
    entry: Ints
    """Entries of these columns in `rows`, row by row."""

    @property
    def span(self) -> Ints:
        """(entries,) how far each column reaches."""
        column = self.rows.column[self.entry]
        return self.rows.upper[column] - self.rows.lower[column]

    def restore(self, values: Ints) -> None:
        """Fill in values of the columns that went; the first of a row give what is missing."""
        row, column = self.rows.row[self.entry], self.rows.column[self.entry]
        sign, span = self.rows.coefficient[self.entry], self.span
        values[column] = np.where(sign > 0, self.rows.lower[column], self.rows.upper[column])
        missing = np.maximum(0, self.rows.row_lower - self.rows.sums(values))[row]
        reach = np.cumsum(span) - span
        begins = np.flatnonzero(np.diff(row, prepend=-1))
        reach -= np.repeat(reach[begins], np.diff(begins, append=len(row)))
        values[column] += sign * np.clip(missing - reach, 0, span)


@dataclass(frozen=True, slots=True)
class WayBack:
    """How values of a matrix become values of the matrix that it was made from."""

    columns: Ints
    """Numbers of its columns in the matrix as it was; ascending."""
    lower: Ints
    """(columns as they were,) the values of those that nothing asks for."""
    steps: tuple[Equals | Slacks | StandIns | Whims, ...]
    """What was done, in turn."""

    def restored(self, values: Ints) -> Ints:
        """(columns as they were,) values that satisfy the rows there, as some do here."""
        found = self.lower.copy()
        found[self.columns] = values
        for step in reversed(self.steps):
            step.restore(found)
        return found


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a matrix and its costs."""

    matrix: Matrix
    costs: tuple[Ints, ...]
    """(columns,) of each objective."""
    back: WayBack


def hasty(matrix: Matrix, deadline: Deadline) -> bool:
    """Whether the time that is left is better used for a plan by hand alone."""
    return not deadline.allows(LOOKS * len(matrix.column))


def reduced(matrix: Matrix, costs: Sequence[Ints], deadline: Deadline) -> Reduced:
    """A matrix without the columns and rows that need not be solved, as far as there is time.

    `costs` are (columns,) for each objective. Raises `Infeasible` where it is plain to see that no
    values satisfy the rows.
    """
    steps: list[Equals | Slacks | StandIns | Whims] = []
    # A matrix remembers the rows of its entries; those of the one as it was are of no use later.
    matrix = replace(matrix)
    before = -1
    while before < len(steps) and not hasty(matrix, deadline):
        before = len(steps)
        matrix = _checked(binding(_checked(matrix)))
        equals = _equals(matrix)
        if equals is not None:
            steps.append(equals)
            matrix = _checked(_joined(matrix, equals.first))
            costs = [_moved(each, equals.first) for each in costs]
        slacks = _slacks(matrix, _priced(costs, matrix.columns))
        if slacks is not None:
            steps.append(slacks)
            matrix = _widened(matrix, slacks.entry)
        standing = stand_ins(matrix, _priced(costs, matrix.columns))
        if standing is not None:
            steps.append(standing)
            matrix = standing.replaced()
        said = whims(matrix, _priced(costs, matrix.columns))
        if said is not None:
            steps.append(said)
            matrix = said.replaced(matrix)
    matrix = _checked(matrix)
    tight = matrix if hasty(matrix, deadline) else tightened(matrix)
    if tight is not matrix:
        matrix = _checked(binding(_checked(tight)))
    lower = matrix.lower
    used = _priced(costs, matrix.columns)
    used[matrix.column] = True
    kept = np.flatnonzero(used)
    if len(kept) < len(used):
        matrix = matrix.of_columns(kept, np.ones(matrix.rows, dtype=bool))
        costs = [cost[kept] for cost in costs]
    return Reduced(matrix, tuple(costs), WayBack(kept, lower, tuple(steps)))


def _checked(matrix: Matrix) -> Matrix:
    """The same; raises `Infeasible` where bounds contradict each other, or a row of no columns."""
    empty = (matrix.sizes == 0) & ((matrix.row_lower > 0) | (matrix.row_upper < 0))
    crossed = (matrix.lower > matrix.upper).any() or (matrix.row_lower > matrix.row_upper).any()
    if crossed or empty.any():
        raise Infeasible
    return matrix


def _priced(costs: Sequence[Ints], columns: int) -> Bools:
    """(columns,) whether any objective looks at a column."""
    found = np.zeros(columns, dtype=bool)
    for each in costs:
        found |= each != 0
    return found


def _equals(matrix: Matrix) -> Equals | None:
    """Columns that rows make equal; None where there are none."""
    one, other = (
        np.concatenate(ends) for ends in zip(_opposite(matrix), _rounded(matrix), strict=True)
    )
    if (one == other).all():
        return None
    return Equals(connected(matrix.columns, one, other))


def _opposite(matrix: Matrix) -> tuple[Ints, Ints]:
    """Pairs of columns of which a row says x - y = 0."""
    row = np.flatnonzero((matrix.sizes == 2) & (matrix.row_lower == 0) & (matrix.row_upper == 0))
    entry = matrix.starts[row]
    entry = entry[matrix.coefficient[entry] == -matrix.coefficient[entry + 1]]
    return matrix.column[entry], matrix.column[entry + 1]


def _rounded(matrix: Matrix) -> tuple[Ints, Ints]:
    """Pairs of columns that two rows derive from the same sum, rounded in the same way.

    A row low <= factor * y - sum <= low + factor - 1 leaves one value of y for each sum.
    """
    ends = (matrix.row_lower > -UNLIMITED) & (matrix.row_upper < UNLIMITED)
    if np.count_nonzero(ends) < 2:
        return matrix.column[:0], matrix.column[:0]
    factor = matrix.row_upper - matrix.row_lower + 1
    found = ends[matrix.row] & (matrix.coefficient == factor[matrix.row])
    chosen = (np.bincount(matrix.row[found], minlength=matrix.rows) == 1) & (matrix.sizes > 1)
    y = np.full(matrix.rows, -1, dtype=np.int64)
    y[matrix.row[found]] = matrix.column[found]
    body = ~found & chosen[matrix.row]
    sums = replace(
        matrix,
        starts=np.concatenate([[0], np.cumsum(matrix.sizes[chosen] - 1)]),
        column=matrix.column[body],
        coefficient=matrix.coefficient[body],
        row_lower=matrix.row_lower[chosen],
        row_upper=matrix.row_upper[chosen],
    )
    like = alike(sums)
    same = (sums.row_lower == sums.row_lower[like]) & (sums.row_upper == sums.row_upper[like])
    row = np.flatnonzero(chosen)
    return y[row[same]], y[row[like[same]]]


def _joined(matrix: Matrix, first: Ints) -> Matrix:
    """Every column stands for those that are equal to it."""
    lower, upper = matrix.lower.copy(), matrix.upper.copy()
    np.maximum.at(lower, first, matrix.lower)
    np.minimum.at(upper, first, matrix.upper)
    key, where = np.unique(matrix.row * matrix.columns + first[matrix.column], return_inverse=True)
    coefficient = np.zeros(len(key), dtype=np.int64)
    np.add.at(coefficient, where, matrix.coefficient)
    row, column = np.divmod(key[coefficient != 0], max(1, matrix.columns))
    entries = row, column, coefficient[coefficient != 0]
    return matrix_of(lower, upper, entries, (matrix.row_lower, matrix.row_upper))


def _moved(cost: Ints, first: Ints) -> Ints:
    """The cost of every column with that of those that are equal to it."""
    found = np.zeros_like(cost)
    np.add.at(found, first, cost)
    return found


def _slacks(matrix: Matrix, priced: Bools) -> Slacks | None:
    """Columns in one row, there with 1 or -1, that no objective looks at; None: there are none."""
    if priced.all():
        return None
    once = (np.bincount(matrix.column, minlength=matrix.columns) == 1) & ~priced
    entry = np.flatnonzero(once[matrix.column] & (np.abs(matrix.coefficient) == 1))
    return Slacks(matrix, entry) if len(entry) else None


def _widened(matrix: Matrix, entry: Ints) -> Matrix:
    """The rows without some entries, as wide as their columns made them."""
    column, sign = matrix.column[entry], matrix.coefficient[entry]
    ends = matrix.lower[column], matrix.upper[column]
    less, more = np.where(sign > 0, ends, (-ends[1], -ends[0]))
    lower, upper = matrix.row_lower.copy(), matrix.row_upper.copy()
    np.subtract.at(lower, matrix.row[entry], more)
    np.subtract.at(upper, matrix.row[entry], less)
    left = np.ones(len(matrix.column), dtype=bool)
    left[entry] = False
    sizes = np.bincount(matrix.row[left], minlength=matrix.rows)
    return Matrix(
        lower=matrix.lower,
        upper=matrix.upper,
        starts=np.concatenate([[0], np.cumsum(sizes)]),
        column=matrix.column[left],
        coefficient=matrix.coefficient[left],
        row_lower=np.where(matrix.row_lower <= -UNLIMITED, -UNLIMITED, lower),
        row_upper=np.where(matrix.row_upper >= UNLIMITED, UNLIMITED, upper),
    )
