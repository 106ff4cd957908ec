"""Pairs of entries of two tables that belong together."""

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.ragged import spread


def pairs(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Every pair of an entry of one table and an entry of another with the same key.

    Two arrays of one length: index into `one` (ascending), index into `other`.
    """
    order = np.argsort(other, kind="stable")
    first, many = _runs(other[order], one)
    entry, place = spread(first, first + many)
    return entry, order[place]


def _runs(ordered: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Where the entries of each key begin among ordered ones, and how many they are."""
    size = int(ordered[-1]) + 1 if len(ordered) else 0
    if len(ordered) and ordered[0] >= 0 and size <= 8 * (len(ordered) + len(keys)):
        count = np.bincount(ordered, minlength=size + 1)  # the last counts what is not there
        begin = np.cumsum(count) - count
        known = np.where((keys >= 0) & (keys < size), keys, size)
        return begin[known], count[known]
    first = np.searchsorted(ordered, keys, side="left")
    return first, np.searchsorted(ordered, keys, side="right") - first
