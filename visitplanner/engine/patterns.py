"""Blocks with their patterns: what one person can do at once, where only few rows link people.

Rows that say "one of these at the most" hold a block together; all other rows link blocks. Columns
of a block in the same of its rows are of one kind. A pattern is a set of kinds that no row of the
block forbids and to which none can be added: all that a block can do is to take at the most one
column of each kind of a pattern. Prices of the linking rows leave each block to itself, and then
its best pattern is found in bulk: that gives a bound (Dantzig and Wolfe), which is at least that of
the relaxation.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from visitplanner.engine.graphs import connected_by
from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED
from visitplanner.matrix.ragged import spread

ROWS = 62
"""Rows of a block at the most: each is a bit of a whole number."""
LINKING = 0.5
"""Linking rows for each block, at the most."""
ROWS_OF_COLUMN = 1.5
"""Rows of blocks that a column is in on average, at least: with one, nothing is to be combined."""
PATTERNS = 20
"""For each column, at the most; the same of the smaller sets from which they are made."""

Numbers = TypeVar("Numbers", Floats, Ints)
"""Whole numbers for proofs, fractions for all else."""


@dataclass(frozen=True, slots=True)
class Soft:
    """What blocks do where each takes everything it could, the dearer the less."""

    value: float
    """Below the sum of the best patterns, the nearer the lower the temperature."""
    share: Floats
    """(columns,) how far each column is taken."""


class Patterns:
    """The blocks of a matrix and all their patterns."""

    def __init__(self, matrix: Matrix, linking: Ints, block: Ints, kinds: "_Kinds") -> None:
        self.matrix = matrix
        self.linking = linking
        """(linking,) rows that link blocks."""
        self.block = block
        """(columns,) from 0 on."""
        self._kinds = kinds
        number = np.full(matrix.rows, -1, dtype=np.int64)
        number[linking] = np.arange(len(linking))
        entry = np.flatnonzero(number[matrix.row] >= 0)
        self._row, self._column = number[matrix.row[entry]], matrix.column[entry]
        self._coefficient = matrix.coefficient[entry]
        self.limit: Ints = matrix.row_upper[linking]
        """(linking,) upper bound of each linking row."""
        weights = np.abs(self._coefficient).astype(np.float64)
        sizes = np.bincount(self._row, weights=weights, minlength=len(linking))
        self.sizes: Floats = sizes.astype(np.float64)
        """(linking,) what all columns add up to in each linking row, whatever their signs."""

    def used(self, share: Floats) -> Floats:
        """(linking,) what columns add up to in the linking rows."""
        weights = self._coefficient * share[self._column]
        found = np.bincount(self._row, weights=weights, minlength=len(self.limit))
        return found.astype(np.float64)

    def reduced(self, cost: Floats | Ints, price: Floats) -> Floats:
        """(columns,) what is left of costs at these prices of the linking rows."""
        weights = self._coefficient * price[self._row]
        priced = np.bincount(self._column, weights=weights, minlength=self.matrix.columns)
        return cost.astype(np.float64) - priced.astype(np.float64)

    def reduced_exactly(self, cost: Ints, price: Ints) -> Ints:
        """The same in whole numbers."""
        found = cost.copy()
        np.subtract.at(found, self._column, self._coefficient * price[self._row])
        return found

    def bound(self, cost: Floats | Ints, price: Floats) -> float:
        """No values give less, but for rounding."""
        return float(self.least(self.reduced(cost, price)).sum() + price @ self.limit)

    def least(self, reduced: Numbers) -> Numbers:
        """(blocks,) the least that each block costs."""
        return np.minimum.reduceat(self._sums(self._clipped(reduced)), self._kinds.begins)

    def excess(self, reduced: Numbers) -> Numbers:
        """(columns,) how much more a block costs at least where a column is taken."""
        kinds, clipped = self._kinds, self._clipped(reduced)
        sums = self._sums(clipped)
        best = np.minimum.reduceat(sums, kinds.begins)[kinds.block]
        through = np.minimum.reduceat(sums[kinds.pattern_of], kinds.pattern_begins)
        found: Numbers = (through - clipped - best)[kinds.kind] + reduced
        return found

    def soft(self, reduced: Floats, temperature: float) -> Soft:
        """The least that blocks cost, smoothed: as if each tossed a coin between what is alike."""
        kinds = self._kinds
        cost = reduced[kinds.order] / temperature
        low = np.minimum(np.minimum.reduceat(cost, kinds.starts), 0)
        each = np.exp(np.repeat(low, kinds.sizes) - cost)
        total = np.add.reduceat(each, kinds.starts) + np.exp(low)
        sums = self._sums(low - np.log(total))
        least = np.minimum.reduceat(sums, kinds.begins)
        taken = np.exp(np.repeat(least, kinds.counts) - sums)
        ways = np.add.reduceat(taken, kinds.begins)
        taken /= np.repeat(ways, kinds.counts)
        kind = np.add.reduceat(taken[kinds.pattern_of], kinds.pattern_begins)
        share = np.empty(self.matrix.columns)
        share[kinds.order] = each * np.repeat(kind / total, kinds.sizes)
        return Soft(temperature * float((least - np.log(ways)).sum()), share)

    def nearest(self, reduced: Floats, most: float) -> "tuple[Ints, Patterns]":
        """Columns that cost a block at most so much more than its best, and their patterns alone.

        These know the columns by their place in the first.
        """
        kinds = self._kinds
        sums = self._sums(self._clipped(reduced))
        best = np.repeat(np.minimum.reduceat(sums, kinds.begins), kinds.counts)
        kept: Ints = np.flatnonzero(self.excess(reduced) <= most)
        matrix = self.matrix.of_columns(kept, np.ones(self.matrix.rows, dtype=bool))
        block = np.unique(self.block[kept], return_inverse=True)[1].reshape(-1)
        own = kinds.among(kept, block, sums - best <= most)
        return kept, Patterns(matrix, self.linking, block, own)

    def _clipped(self, reduced: Numbers) -> Numbers:
        """(kinds,) the cheapest column of each kind, or none of it."""
        kinds = self._kinds
        found: Numbers = np.minimum(np.minimum.reduceat(reduced[kinds.order], kinds.starts), 0)
        return found

    def _sums(self, each: Numbers) -> Numbers:
        """(patterns,) the sum over the kinds of each pattern."""
        padded = np.append(each, 0)
        found: Numbers = padded[self._kinds.patterns[0]]
        for kind in self._kinds.patterns[1:]:
            found = found + padded[kind]
        return found


@dataclass(frozen=True)
class _Kinds:
    """Columns of a block that are in the same of its rows, and the patterns of these kinds."""

    order: Ints
    """(columns,) kind after kind."""
    starts: Ints
    """(kinds,) where each begins in `order`."""
    block: Ints
    """(kinds,)"""
    patterns: Ints
    """(most kinds of a pattern, patterns) block after block; the number of kinds stands for none.
    """

    @cached_property
    def sizes(self) -> Ints:
        """(kinds,) how many columns each has."""
        return np.diff(np.append(self.starts, len(self.order)))

    @cached_property
    def kind(self) -> Ints:
        """(columns,) the kind of each column."""
        found = np.empty(len(self.order), dtype=np.int64)
        found[self.order] = np.repeat(np.arange(len(self.starts)), self.sizes)
        return found

    @cached_property
    def begins(self) -> Ints:
        """(blocks,) where the patterns of each begin."""
        block = self.block[self.patterns[0]]
        return np.flatnonzero(np.append(True, block[1:] != block[:-1]))

    @cached_property
    def counts(self) -> Ints:
        """(blocks,) how many patterns each has."""
        return np.diff(np.append(self.begins, self.patterns.shape[1]))

    @cached_property
    def _entries(self) -> Ints:
        """(entries,) the filled places of `patterns`, kind after kind."""
        flat = self.patterns.ravel()
        order: Ints = np.argsort(flat, kind="stable")
        filled = int(np.count_nonzero(flat < len(self.starts)))
        return order[:filled]

    @cached_property
    def pattern_of(self) -> Ints:
        """(entries,) the patterns of every kind, kind after kind."""
        found: Ints = self._entries % self.patterns.shape[1]
        return found

    @cached_property
    def pattern_begins(self) -> Ints:
        """(kinds,) where those of each begin."""
        kind = self.patterns.ravel()[self._entries]
        found: Ints = np.flatnonzero(np.append(True, kind[1:] != kind[:-1]))
        return found

    def among(self, columns: Ints, block: Ints, patterns: Bools) -> "_Kinds":
        """Those of some columns, ascending, in some patterns; `block` of these columns."""
        order = np.argsort(self.kind[columns], kind="stable")
        kind, first = np.unique(self.kind[columns[order]], return_index=True)
        number = np.full(len(self.starts) + 1, len(kind))
        number[kind] = np.arange(len(kind))
        # Kinds that are gone stand last, and patterns of such alone say nothing.
        found = np.sort(number[self.patterns[:, patterns]], axis=0)
        found = np.ascontiguousarray(found[:, found[0] < len(kind)])
        return _Kinds(order, first, block[order[first]], found)


def patterns_of(matrix: Matrix) -> Patterns | None:
    """The blocks of a matrix with their patterns; None where it is not made of such blocks.

    It is where all columns are yes or no, no row has a lower bound, there are many blocks for each
    linking row, and what a block can do are not too many patterns.
    """
    if (matrix.lower != 0).any() or (matrix.upper != 1).any():
        return None
    if (matrix.row_lower > -UNLIMITED).any() or (matrix.row_upper < 0).any():
        return None
    local = _packing(matrix)
    entry = local[matrix.row]
    if np.count_nonzero(entry) < ROWS_OF_COLUMN * matrix.columns:
        return None
    first = np.zeros(matrix.rows, dtype=np.int64)
    first[local] = matrix.column[matrix.starts[:-1][local]]
    label = connected_by(matrix, local)
    block = np.unique(label, return_inverse=True)[1].reshape(-1)
    linking = np.flatnonzero(~local)
    blocks = int(block.max()) + 1
    rows = np.bincount(block[first[local]], minlength=blocks)
    if not len(linking) or len(linking) > LINKING * blocks or rows.max() > ROWS:
        return None
    kinds = _kinds(block, _bits(matrix, local, block[first]))
    return None if kinds is None else Patterns(matrix, linking, block, kinds)


def _packing(matrix: Matrix) -> Bools:
    """(rows,) those that say `one of these at the most`."""
    odd = np.bincount(matrix.row[matrix.coefficient != 1], minlength=matrix.rows) > 0
    found: Bools = (matrix.row_upper == 1) & ~odd & (matrix.sizes > 0)
    return found


def _bits(matrix: Matrix, local: Bools, block: Ints) -> Ints:
    """(columns,) the rows of its block in which each column is, a bit for each; `block` of rows."""
    rows = np.flatnonzero(local)
    order = rows[np.argsort(block[rows], kind="stable")]
    begins = np.searchsorted(block[order], block[order])
    bit = np.zeros(matrix.rows, dtype=np.int64)
    bit[order] = np.arange(len(order)) - begins
    entry = np.flatnonzero(local[matrix.row])
    found = np.zeros(matrix.columns, dtype=np.int64)
    np.bitwise_or.at(found, matrix.column[entry], 1 << bit[matrix.row[entry]])
    return found


def _kinds(block: Ints, bits: Ints) -> _Kinds | None:
    """The kinds of columns and all patterns; None where these are too many."""
    order = np.lexsort((bits, block))
    ordered = block[order], bits[order]
    new = np.append(True, np.diff(ordered[0]).astype(bool) | np.diff(ordered[1]).astype(bool))
    starts = np.flatnonzero(new)
    own = ordered[0][starts]
    patterns = _maximal(own, ordered[1][starts], PATTERNS * len(block))
    return None if patterns is None else _Kinds(order, starts, own, patterns)


def _maximal(block: Ints, bits: Ints, most: int) -> Ints | None:
    """All sets of kinds of a block that share no row and to which no kind can be added."""
    ends = np.searchsorted(block, block, side="right")
    begins = np.searchsorted(block, block)
    kinds = len(block)
    sets, taken = np.arange(kinds)[:, None], bits
    found: list[Ints] = []
    count = 0
    while len(sets):
        count += len(sets)
        if count > most:
            return None
        last = sets[:, -1]
        which, kind = spread(begins[last], ends[last])
        fits = (taken[which] & bits[kind]) == 0
        # A kind in no row of a block is alone in it, and does not fit to itself.
        fits &= bits[kind] != 0
        grows = np.bincount(which[fits], minlength=len(sets)) > 0
        found.append(sets[~grows])
        further = fits & (kind > last[which])
        which, kind = which[further], kind[further]
        sets = np.column_stack([sets[which], kind])
        taken = taken[which] | bits[kind]
    width = len(found)
    padded = [
        np.pad(each, ((0, 0), (0, width - each.shape[1])), constant_values=kinds) for each in found
    ]
    patterns = np.concatenate(padded)
    order = np.argsort(block[patterns[:, 0]], kind="stable")
    return np.ascontiguousarray(patterns[order].T)
