"""Connected parts of graphs, in bulk."""

import numpy as np

from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints


def connected(count: int, one: Ints, other: Ints) -> Ints:
    """(count,) for every node, the smallest node that edges connect it with.

    `one` and `other` are the two ends of each edge.
    """
    label = np.arange(count)
    while len(one):
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(further := label[label], label):
            label = further
        left, right = label[one], label[other]
        differ = np.flatnonzero(left != right)
        one, other = left[differ], right[differ]
    return label


def connected_by(matrix: Matrix, kept: Bools) -> Ints:
    """(columns,) the smallest column that some rows connect each with; `kept` is (rows,)."""
    first = np.zeros(matrix.rows, dtype=np.int64)
    filled = matrix.sizes > 0
    first[filled] = matrix.column[matrix.starts[:-1][filled]]
    entry = kept[matrix.row]
    return connected(matrix.columns, first[matrix.row[entry]], matrix.column[entry])
