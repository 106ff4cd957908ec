"""Blocks: columns that belong together but for a few rows, such as a person's or a delegation's.

A matrix often falls into blocks once some rows are left out, mostly those of the places that all
share. Which rows that are is tried: the largest ones, those that allow more than one, those whose
columns lie far apart, as what belongs together was written one after another, or those that have
few of their like, where people are alike and places are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from visitplanner.engine.graphs import connected_by
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.symmetry import fold_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

LARGEST = 0.15
"""Share of all columns that the largest block has at the most."""
SMALL = 0.05
"""Of the size of the block that a column is in on average: a smaller one is none."""
COVERED = 0.9
"""Share of the columns that blocks have where they are strong."""
MANY = 8
"""Blocks there are at least where they are strong."""


@dataclass(frozen=True)
class Blocks:
    """Which block each column is in; where blocks are strong, hardly any is in none."""

    label: Ints
    """(columns,) from 0 on."""
    choices: int = 0
    """How many blocks are no more than a choice: a row allows one column of all that they have."""

    @cached_property
    def sizes(self) -> Ints:
        """(blocks,) how many columns each has."""
        return np.bincount(self.label)

    @cached_property
    def numbers(self) -> Ints:
        """Those that are no mere columns by themselves; ascending."""
        mean = _mean_size(self.label) / max(1, len(self.label))
        found: Ints = np.flatnonzero(self.sizes >= max(2.0, SMALL * mean))
        return found

    @cached_property
    def strong(self) -> bool:
        """Whether nearly all columns are in one of many blocks, so that these say nearly all.

        Where most of them are mere choices, what lies between them says more.
        """
        many = len(self.numbers) >= max(MANY, 2 * self.choices)
        covered = int(self.sizes[self.numbers].sum())
        return many and covered >= COVERED * len(self.label)

    @cached_property
    def loose(self) -> Bools:
        """(columns,) those in no block, where blocks are strong: what several of them share."""
        if not self.strong:
            return np.zeros(len(self.label), dtype=bool)
        found: Bools = ~np.isin(self.label, self.numbers)
        return found


def blocks_of(matrix: Matrix, costs: Sequence[Ints]) -> Blocks:
    """The block of each column; `costs` are (columns,) for each objective.

    Of the ways tried, the one where a column is in the largest block on average. What lies side by
    side may do so by chance: that way counts only where its blocks are strong.
    """
    odd = (matrix.row_upper > 1) | _large(matrix)
    last = [np.zeros(matrix.rows, dtype=np.int64), odd.astype(np.int64)]
    fold = fold_of(matrix, costs)
    if fold is not None:
        last.append(matrix.rows - np.bincount(fold.row)[fold.row])
    found = [_blocks(matrix, each * (matrix.columns + 1) + matrix.sizes) for each in last]
    reach = _reach(matrix, _places(matrix, costs))
    beside = _blocks(matrix, reach, _before_gap(reach))
    if beside.strong:
        found.append(beside)
    return max(found, key=lambda each: _mean_size(each.label))


def _choices(matrix: Matrix, blocks: Blocks) -> int:
    """How many blocks have a row that allows one of all their columns."""
    other = np.bincount(matrix.row[matrix.coefficient != 1], minlength=matrix.rows) > 0
    single = (matrix.row_upper == 1) & (matrix.sizes > 1) & ~other
    row = np.flatnonzero(single & ~shared_rows(matrix, blocks))
    block = blocks.label[matrix.column[matrix.starts[row]]]
    return len(np.unique(block[matrix.sizes[row] == blocks.sizes[block]]))


def _large(matrix: Matrix) -> np.ndarray:
    """(rows,) whether a row has coefficients other than 1 and -1."""
    far = np.abs(matrix.coefficient) > 1
    found: np.ndarray = np.bincount(matrix.row[far], minlength=matrix.rows) > 0
    return found


def _reach(matrix: Matrix, place: Floats) -> Ints:
    """(rows,) how far apart the first and the last column of each row stand."""
    first = np.full(matrix.rows, np.inf)
    last = np.full(matrix.rows, -np.inf)
    np.minimum.at(first, matrix.row, place[matrix.column])
    np.maximum.at(last, matrix.row, place[matrix.column])
    found: Ints = np.maximum(0, np.ceil(last - first)).astype(np.int64)
    return found


def _places(matrix: Matrix, costs: Sequence[Ints]) -> Floats:
    """(columns,) where each stands among the others.

    Columns that the first objective looks at stand in their order. Others were written for these:
    where those stand on average that they share rows with, first or by way of others.
    """
    known = costs[0] != 0
    place = np.where(known, np.cumsum(known), 0.0)
    while not known.all():
        entry = known[matrix.column]
        row, among = matrix.row[entry], place[matrix.column[entry]]
        many = np.bincount(row, minlength=matrix.rows)
        total = np.bincount(row, weights=among, minlength=matrix.rows)
        new = ~entry & (many > 0)[matrix.row]
        column, row = matrix.column[new], matrix.row[new]
        times = np.bincount(column, weights=many[row], minlength=matrix.columns)
        if not times.any():
            break
        sums = np.bincount(column, weights=total[row], minlength=matrix.columns)
        place += sums / np.maximum(1, times)
        known = known | (times > 0)
    return place


def _before_gap(values: Ints) -> int:
    """The value that is followed by the widest gap."""
    found = np.unique(values)
    return int(found[np.diff(found).argmax()]) if len(found) > 1 else 0


def _blocks(matrix: Matrix, rank: Ints, most: int | None = None) -> Blocks:
    """The blocks that rows up to a rank connect, else each column for itself."""
    found = connected_up_to(matrix, rank, most)
    blocks = Blocks(np.arange(matrix.columns) if found is None else found)
    return replace(blocks, choices=_choices(matrix, blocks))


def connected_up_to(matrix: Matrix, rank: Ints, most: int | None = None) -> Ints | None:
    """(columns,) what rows up to a rank connect: of the highest that leaves nothing too large.

    Numbered from 0 on; at `most` of this rank, where given. None: already the lowest leaves too
    much. The rank is found by halving.
    """
    ranks = np.unique(rank)
    if most is not None:
        ranks = ranks[ranks <= most]
    low, high = 0, len(ranks)
    label = None
    while low < high:
        middle = (low + high) // 2
        tried = connected_by(matrix, rank <= ranks[middle])
        if np.bincount(tried).max(initial=0) > LARGEST * matrix.columns:
            high = middle
        else:
            label, low = tried, middle + 1
    return None if label is None else np.unique(label, return_inverse=True)[1].reshape(-1)


def shared_rows(matrix: Matrix, blocks: Blocks) -> Bools:
    """(rows,) those over columns of several blocks."""
    label = blocks.label[matrix.column]
    first = np.full(matrix.rows, len(blocks.sizes))
    last = np.full(matrix.rows, -1)
    np.minimum.at(first, matrix.row, label)
    np.maximum.at(last, matrix.row, label)
    found: Bools = first < last
    return found


def _mean_size(block: Ints) -> float:
    sizes = np.bincount(block).astype(np.float64)
    return float(sizes @ sizes)
