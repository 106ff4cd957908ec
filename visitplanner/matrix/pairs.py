"""Pairs of entries of two tables that belong together."""

import numpy as np

from visitplanner.matrix.options import Ints


def pairs(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Every pair of an entry of one table and an entry of another with the same key.

    Two arrays of one length: index into `one` (ascending), index into `other`.
    """
    order = np.argsort(other, kind="stable")
    first = np.searchsorted(other[order], one, side="left")
    many = np.searchsorted(other[order], one, side="right") - first
    entry = np.repeat(np.arange(len(one)), many)
    offset = np.arange(len(entry)) - np.repeat(np.cumsum(many) - many, many)
    return entry, order[np.repeat(first, many) + offset]
