"""Connected parts of graphs, in bulk."""

import numpy as np

from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

AT_ONCE = 4_000_000
"""Entries of a matrix that are looked at together, so that what they need stays small."""


def connected(count: int, one: Ints, other: Ints) -> Ints:
    """(count,) for every node, the smallest node that edges connect it with.

    `one` and `other` are the two ends of each edge.
    """
    return _joined(np.arange(count), one, other)


def connected_by(matrix: Matrix, kept: Bools) -> Ints:
    """(columns,) the smallest column that some rows connect each with; `kept` is (rows,)."""
    label = np.arange(matrix.columns)
    first = np.zeros(matrix.rows, dtype=np.int64)
    filled = matrix.sizes > 0
    first[filled] = matrix.column[matrix.starts[:-1][filled]]
    for begin in range(0, len(matrix.column), AT_ONCE):
        row, column = (each[begin : begin + AT_ONCE] for each in (matrix.row, matrix.column))
        entry = kept[row]
        label = _joined(label, label[first[row[entry]]], label[column[entry]])
    return label


def _joined(label: Ints, one: Ints, other: Ints) -> Ints:
    """(nodes,) the smallest node of each, with that of both ends of every edge made one."""
    while len(one):
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(further := label[label], label):
            label = further
        left, right = label[one], label[other]
        differ = np.flatnonzero(left != right)
        one, other = left[differ], right[differ]
    return label
