"""Connected parts of graphs, in bulk."""

import numpy as np

from visitplanner.matrix.options import Ints


def connected(count: int, one: Ints, other: Ints) -> Ints:
    """(count,) for every node, the smallest node that edges connect it with.

    `one` and `other` are the two ends of each edge.
    """
    label = np.arange(count)
    while len(one):
        left, right = label[one], label[other]
        differ = left != right
        one, other = one[differ], other[differ]
        left, right = left[differ], right[differ]
        np.minimum.at(label, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(further := label[label], label):
            label = further
    return label
