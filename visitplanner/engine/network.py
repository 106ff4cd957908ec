"""Whether a matrix is a network, and which: then a flow solves it, at any size.

It is one where the rows fall into two families such that of two rows of one family either one
holds the other's columns or they share none: people on one side, places of slots, sites and hosts
on the other. Two rows that share columns without one holding the other belong to different
families, so the families are a colouring of these pairs with two colours.
"""

from dataclasses import dataclass, replace

import numpy as np

from visitplanner.engine.graphs import connected
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

_BITS = 63
"""Bits of a whole number that is not negative."""
FEW = 4_000
"""Columns that are looked at first."""
OFTEN = 10
"""Times as many: then that is worth while."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs between nodes with bounds of the flow on them; as much flows in as out everywhere.

    The first arcs are the columns of the matrix, the others its rows, and one that leads back.
    """

    nodes: int
    columns: int
    tail: Ints
    """(arcs,) node from which an arc leads."""
    head: Ints
    """(arcs,) node to which it leads."""
    lower: Ints
    """(arcs,)"""
    upper: Ints
    """(arcs,)"""
    family: Ints
    """(rows of the matrix,) 0 or 1, on which side each is."""

    def within(self, lower: Ints, upper: Ints) -> "Network":
        """The same arcs with other bounds."""
        return replace(self, lower=lower, upper=upper)

    def like(self, matrix: Matrix) -> "Network":
        """The same arcs with the bounds of a matrix with the same entries."""
        return self.within(*_bounds(matrix))


def network_of(matrix: Matrix) -> Network | None:
    """The network of a matrix whose rows are all distinct; None where it is none."""
    if (matrix.coefficient != 1).any() or (matrix.lower < 0).any():
        return None
    # Pairs of rows grow with the square of what a column is in, and some columns show them, too.
    if matrix.columns >= OFTEN * FEW and _sides(_sampled(matrix)) is None:
        return None
    sides = _sides(matrix)
    if sides is None:
        return None
    one, other, nested, family = sides
    within = nested & (family[one] == family[other])
    parent = _parents(matrix, one[within], other[within])
    leaf = [_smallest(matrix, family == side) for side in (0, 1)]
    return _built(matrix, family, parent, leaf)


def _sampled(matrix: Matrix) -> Matrix:
    """A few of the columns, evenly spread; where these are no network, all of them are none."""
    chosen = np.arange(0, matrix.columns, matrix.columns // FEW)
    return matrix.of_columns(chosen, np.ones(matrix.rows, dtype=bool))


def _sides(matrix: Matrix) -> tuple[Ints, Ints, Bools, Ints] | None:
    """Pairs of rows that share columns, whether one holds the other's, and each row's family.

    None where there are no two families.
    """
    one, other, shared = _sharing(matrix)
    nested = shared == np.minimum(matrix.sizes[one], matrix.sizes[other])
    family = _families(matrix.rows, one[~nested], other[~nested])
    return None if family is None else (one, other, nested, family)


def _sharing(matrix: Matrix) -> tuple[Ints, Ints, Ints]:
    """Pairs of rows that share columns, each once, and how many columns they share."""
    row, column = _by_column(matrix)
    keys = []
    step = 1
    # The entries of a column stand together, so those a step apart are pairs while they are of one.
    while (same := column[step:] == column[:-step]).any():
        keys.append(row[:-step][same] * matrix.rows + row[step:][same])
        step += 1
    if not keys:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    # Mostly in order: columns of one person stand side by side.
    key = np.sort(np.concatenate(keys), kind="stable")
    first = np.flatnonzero(np.diff(key, prepend=-1))
    pair = key[first]
    return pair // matrix.rows, pair % matrix.rows, np.diff(first, append=len(key))


def _by_column(matrix: Matrix) -> tuple[Ints, Ints]:
    """Row and column of every entry, column by column and there by row."""
    shift = matrix.rows.bit_length()
    if shift + matrix.columns.bit_length() < _BITS:
        # Both in one number are sorted much faster than the order of the one is found, and faster
        # by a stable sort: the columns of each row are in order.
        both = np.sort(matrix.column << shift | matrix.row, kind="stable")
        return both & ((1 << shift) - 1), both >> shift
    order = np.argsort(matrix.column, kind="stable")
    return matrix.row[order], matrix.column[order]


def _families(rows: int, one: Ints, other: Ints) -> Ints | None:
    """(rows,) 0 or 1, so that the rows of each pair differ; None where that cannot be.

    Every row stands twice, as being of one family and as being of the other: a pair connects each
    with its opposite, so no row may be connected with itself.
    """
    label = connected(
        2 * rows, np.concatenate([one, one + rows]), np.concatenate([other + rows, other])
    )
    if (label[:rows] == label[rows:]).any():
        return None
    return (label[:rows] > label[rows:]).astype(np.int64)


def _parents(matrix: Matrix, one: Ints, other: Ints) -> Ints:
    """(rows,) the smallest row of the family that holds all columns of each row; -1: none."""
    larger = matrix.sizes[one] > matrix.sizes[other]
    inner, outer = np.where(larger, other, one), np.where(larger, one, other)
    order = np.lexsort((outer, matrix.sizes[outer], inner))
    inner, outer = inner[order], outer[order]
    found = np.full(matrix.rows, -1, dtype=np.int64)
    first = np.unique(inner, return_index=True)[1]
    found[inner[first]] = outer[first]
    return found


def _smallest(matrix: Matrix, mine: Bools) -> Ints:
    """(columns,) the smallest row of a family that has each column; -1: none."""
    entry = np.flatnonzero(mine[matrix.row])
    row, column = matrix.row[entry], matrix.column[entry]
    largest = matrix.columns + 1
    best = np.full(matrix.columns, largest * matrix.rows, dtype=np.int64)
    np.minimum.at(best, column, matrix.sizes[row] * matrix.rows + row)
    return np.where(best < largest * matrix.rows, best % max(1, matrix.rows), -1)


def _built(matrix: Matrix, family: Ints, parent: Ints, leaf: list[Ints]) -> Network:
    source, sink = matrix.rows, matrix.rows + 1
    row = np.arange(matrix.rows)
    above = np.where(parent >= 0, parent, np.where(family == 0, source, sink))
    first, second = (
        np.where(each >= 0, each, root) for each, root in zip(leaf, (source, sink), strict=True)
    )
    lower, upper = _bounds(matrix)
    return Network(
        nodes=matrix.rows + 2,
        columns=matrix.columns,
        tail=np.concatenate([first, np.where(family == 0, above, row), [sink]]),
        head=np.concatenate([second, np.where(family == 0, row, above), [source]]),
        lower=lower,
        upper=upper,
        family=family,
    )


def _bounds(matrix: Matrix) -> tuple[Ints, Ints]:
    """(arcs,) the bounds of the flow on columns, on rows, and on the way back."""
    reach = np.bincount(
        matrix.row, weights=matrix.upper[matrix.column], minlength=matrix.rows
    ).astype(np.int64)
    return (
        np.concatenate([matrix.lower, np.maximum(0, matrix.row_lower), [0]]),
        np.concatenate([matrix.upper, np.minimum(reach, matrix.row_upper), [matrix.upper.sum()]]),
    )
