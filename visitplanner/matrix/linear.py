"""Whole-number columns with bounds, and linear rows over them: what engines work on."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED, Objective


@dataclass(frozen=True)
class Matrix:
    """Whole-number columns with bounds, and rows in compressed form (one row after another)."""

    lower: Ints
    """(columns,)"""
    upper: Ints
    """(columns,)"""
    starts: Ints
    """(rows + 1,) where each row begins in `column` and `coefficient`."""
    column: Ints
    """(entries,)"""
    coefficient: Ints
    """(entries,)"""
    row_lower: Ints
    """(rows,) `-UNLIMITED`: none."""
    row_upper: Ints
    """(rows,) `UNLIMITED`: none."""

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.lower)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_lower)

    @cached_property
    def row(self) -> Ints:
        """(entries,) the row of each entry."""
        return np.repeat(np.arange(self.rows), self.sizes)

    @property
    def sizes(self) -> Ints:
        """(rows,) how many entries each row has."""
        return np.diff(self.starts)

    @property
    def empty_plan(self) -> Ints | None:
        """(columns,) all zeros, where these satisfy every row."""
        bounds = ((self.lower, self.upper), (self.row_lower, self.row_upper))
        if all((low <= 0).all() and (high >= 0).all() for low, high in bounds):
            return np.zeros(self.columns, dtype=np.int64)
        return None

    def sums(self, values: Ints) -> Ints:
        """(rows,) what the entries of each row add up to."""
        return self.summed(self.coefficient * values[self.column])

    def summed(self, each: Ints) -> Ints:
        """(rows,) the sum of what stands at the entries of each row; `each` is (entries,)."""
        found = np.zeros(self.rows, dtype=each.dtype)
        used = self.sizes > 0
        if used.any():
            found[used] = np.add.reduceat(each, self.starts[:-1][used])
        return found

    def keeps(self, values: Ints) -> bool:
        """Whether values lie within their bounds and satisfy every row."""
        found = self.sums(values)
        return bool(
            ((self.lower <= values) & (values <= self.upper)).all()
            and ((self.row_lower <= found) & (found <= self.row_upper)).all()
        )

    def bounds_like(self, other: "Matrix") -> bool:
        """Whether columns and rows have the bounds of those of another matrix."""
        return all(
            np.array_equal(mine, theirs)
            for mine, theirs in (
                (self.lower, other.lower),
                (self.upper, other.upper),
                (self.row_lower, other.row_lower),
                (self.row_upper, other.row_upper),
            )
        )

    def within(self, lower: Ints, upper: Ints) -> "Matrix":
        """The same rows with other bounds of the columns."""
        return replace(self, lower=lower, upper=upper)

    def of_rows(self, kept: Bools) -> "Matrix":
        """The same columns with some of the rows."""
        entries = kept[self.row]
        return Matrix(
            lower=self.lower,
            upper=self.upper,
            starts=_starts(self.sizes[kept]),
            column=self.column[entries],
            coefficient=self.coefficient[entries],
            row_lower=self.row_lower[kept],
            row_upper=self.row_upper[kept],
        )

    def of_columns(self, chosen: Ints, kept: Bools) -> "Matrix":
        """Some of the columns in some of the rows, without the entries of others."""
        number = np.full(self.columns, -1, dtype=np.int64)
        number[chosen] = np.arange(len(chosen))
        entries = kept[self.row] & (number[self.column] >= 0)
        sizes = np.bincount(self.row[entries], minlength=self.rows)[kept]
        return Matrix(
            lower=self.lower[chosen],
            upper=self.upper[chosen],
            starts=_starts(sizes),
            column=number[self.column[entries]],
            coefficient=self.coefficient[entries],
            row_lower=self.row_lower[kept],
            row_upper=self.row_upper[kept],
        )

    def without_fixed(self) -> tuple["Matrix", Ints]:
        """The columns that are still free, what the others add moved into the rows.

        Returns the smaller matrix and (free,) the number of each of its columns here.
        """
        fixed = self.lower == self.upper
        free = np.flatnonzero(~fixed)
        if len(free) == self.columns:
            return self, free
        added = self.sums(np.where(fixed, self.lower, 0))
        smaller = self.of_columns(free, np.ones(self.rows, dtype=bool))
        lower = np.where(self.row_lower <= -UNLIMITED, -UNLIMITED, self.row_lower - added)
        upper = np.where(self.row_upper >= UNLIMITED, UNLIMITED, self.row_upper - added)
        return replace(smaller, row_lower=lower, row_upper=upper), free

    def with_row(self, objective: Objective, upper: int) -> "Matrix":
        """One row more: the objective is at most `upper`."""
        return replace(
            self,
            starts=np.append(self.starts, self.starts[-1] + len(objective.column)),
            column=np.concatenate([self.column, objective.column]),
            coefficient=np.concatenate([self.coefficient, objective.coefficient]),
            row_lower=np.append(self.row_lower, -UNLIMITED),
            row_upper=np.append(self.row_upper, upper),
        )


def matrix_of(
    lower: Ints,
    upper: Ints,
    entries: tuple[Ints, Ints, Ints],
    row_bounds: tuple[Ints, Ints],
) -> Matrix:
    """A matrix from coordinates: row, column and coefficient of each entry, in any order.

    Entries of the same row and column add up: what a rule says of the evening of a stay and of the
    morning after it may be of the same stay.
    """
    row, column, coefficient = entries
    # Row and column in one number are sorted much faster than by one after the other; so many rows
    # and columns that it would not fit into 63 bits do not fit into any memory. A stable sort makes
    # use of what is in order: rules write row after row.
    shift = len(lower).bit_length()
    place = row << shift | column
    if (coefficient == 1).all():
        place.sort(kind="stable")
    else:
        order = np.argsort(place, kind="stable")
        place, coefficient = place[order], coefficient[order]
    sizes = np.bincount(row, minlength=len(row_bounds[0]))
    if (place[1:] == place[:-1]).any():
        place, coefficient = _added(place, coefficient)
        sizes = np.bincount(place >> shift, minlength=len(row_bounds[0]))
    return Matrix(
        lower=lower,
        upper=upper,
        starts=_starts(sizes),
        column=place & ((1 << shift) - 1),
        coefficient=coefficient,
        row_lower=row_bounds[0],
        row_upper=row_bounds[1],
    )


def _added(place: Ints, coefficient: Ints) -> tuple[Ints, Ints]:
    """Every place once, with the sum of its coefficients, without those that add up to nought."""
    begins = np.flatnonzero(np.diff(place, prepend=-1))
    found = np.add.reduceat(coefficient, begins)
    return place[begins][found != 0], found[found != 0]


def _starts(sizes: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def value_of(objective: Objective, values: Ints) -> int:
    """What an objective adds up to, without its constant."""
    return int(objective.coefficient @ values[objective.column])


def costs_of(objective: Objective, columns: int) -> Ints:
    """(columns,) the coefficient of every column."""
    found = np.zeros(columns, dtype=np.int64)
    np.add.at(found, objective.column, objective.coefficient)
    return found
