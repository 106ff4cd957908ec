"""Bands: columns that belong together across blocks, such as all that anybody could do in a place.

Where blocks are what one person could do, bands are what all could do in one place, or in a few
that take each other's turns: the rows that blocks share connect a band, and those rows inside a
block that are over few bands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.blocks import Blocks, blocks_of, connected_up_to, shared_rows
from visitplanner.engine.by_column import ByColumn
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.presolve import packing
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.ragged import ranges

CROSSING = 0.5
"""Share of the blocks in which bands have columns, at least, on average."""
MOST = 5
"""Bands in a region, at most."""
CLOSELY = 8
"""How many blocks a region can have is found within one of so many."""
SLIGHT = 0.1
"""What could not stand better counts as so much of what could, on average."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns belong together: in blocks, and across them."""

    blocks: Blocks
    bands: Ints | None
    """(columns,) the band of each, from 0 on; None where there are none across blocks."""


def layout_of(matrix: Matrix, costs: Sequence[Ints]) -> Layout:
    """The blocks and the bands of a matrix; `costs` are (columns,) for each objective."""
    blocks = blocks_of(matrix, costs)
    return Layout(blocks, bands_of(matrix, blocks))


def bands_of(matrix: Matrix, blocks: Blocks) -> Ints | None:
    """(columns,) the band of each column, from 0 on; None where there are none across blocks."""
    if not blocks.strong:
        return None
    shared = shared_rows(matrix, blocks)
    least = connected_up_to(matrix, (~shared).astype(np.int64), 0)
    if least is None:
        return None
    found = connected_up_to(matrix, _labels(matrix, least))
    return found if found is None or _crossing(found, blocks) >= CROSSING else None


def _crossing(band: Ints, blocks: Blocks) -> float:
    """In what share of the blocks the band of a column has others, on average over the columns."""
    pairs = np.unique(band * len(blocks.sizes) + blocks.label)
    crossed = np.bincount(pairs // len(blocks.sizes))
    return float(crossed[band].mean()) / len(blocks.numbers)


def _labels(matrix: Matrix, label: Ints) -> Ints:
    """(rows,) how many different labels the columns of a row have."""
    key = matrix.row * (int(label.max(initial=0)) + 1) + label[matrix.column]
    # Neighbours mostly have the same: that leaves little to be sorted.
    changes = np.concatenate([[True], key[1:] != key[:-1]])
    row = np.unique(key[changes]) // (int(label.max(initial=0)) + 1)
    found: Ints = np.bincount(row, minlength=matrix.rows)
    return found


class Movable:
    """Regions of the columns that can move while all others stay, in many blocks at once.

    Where most is settled by what stays, whole blocks are nearly all columns that cannot move. So
    many more blocks can be solved anew together if only the others count.
    """

    def __init__(self, by_column: ByColumn, layout: Layout) -> None:
        """Of a layout with bands."""
        assert layout.bands is not None
        blocks, self._bands = layout.blocks, layout.bands
        self._by_column, self._numbers = by_column, blocks.numbers
        self._block, self._sizes = blocks.label, blocks.sizes
        self._inside = np.isin(blocks.label, blocks.numbers)
        self._order = np.argsort(blocks.label, kind="stable")
        self._begin = np.concatenate([[0], np.cumsum(blocks.sizes)])
        self._packing = packing(by_column.matrix)
        self._fitting: dict[bool, int] = {}
        """How many blocks the last region had, across or not; the next has as many, or so."""

    def drawn(
        self, values: Ints, regret: Floats, count: int, rng: np.random.Generator, *, across: bool
    ) -> Ints:
        """(region,) about `count` columns, of as many blocks as have no more, or of one.

        `regret` is (columns,) how much better each could stand: the first block, and the first
        band, are more likely those of such a column; the others are any. `across` takes the columns
        of a few bands alone.
        """
        weight = np.where(self._inside, regret, 0.0)
        weight[self._inside] += SLIGHT * weight.mean() + 1e-9
        seed = int(rng.choice(len(weight), p=weight / weight.sum()))
        usable = self._banded(seed, rng) if across else None
        rest = self._numbers[self._numbers != self._block[seed]]
        blocks = np.concatenate([self._block[[seed]], rng.permutation(rest)])
        most = len(blocks)
        best = None
        low, high, middle = 1, most + 1, min(self._fitting.get(across, 1), most)
        # So many blocks are few enough, so many are too many: first by doubling, then by halving.
        while best is None or low + low // CLOSELY + 1 < high:
            found = self._of(values, blocks[:middle], usable)
            if len(found) <= count or middle == 1:
                low, best = middle, found
            else:
                high = middle
            middle = min(2 * low, most) if high > most else (low + high) // 2
        self._fitting[across] = low
        return best

    def movable(self, columns: Ints, values: Ints) -> Ints:
        """Those of some columns that are used, or for which the others leave room."""
        matrix = self._by_column.matrix
        entry, column = self._by_column.entries(columns)
        used = values[columns] - matrix.lower[columns]
        entries = np.flatnonzero(used[column])
        room = matrix.row_upper - self._by_column.sums(values)
        gone = entry[entries]
        np.add.at(room, matrix.row[gone], matrix.coefficient[gone] * used[column[entries]])
        row = matrix.row[entry]
        full = self._packing[row] & (matrix.coefficient[entry] > room[row])
        stays = np.bincount(column[full], minlength=len(columns)) > 0
        found: Ints = columns[~stays | (used > 0)]
        return found

    def _of(self, values: Ints, blocks: Ints, usable: Bools | None) -> Ints:
        """What can move of some blocks; ascending."""
        columns = self._order[ranges(self._begin[blocks], self._sizes[blocks])]
        if usable is not None:
            columns = columns[usable[columns]]
        return self.movable(np.sort(columns), values)

    def _banded(self, seed: int, rng: np.random.Generator) -> Bools:
        """(columns,) those of a few bands, among them that of a column."""
        others = rng.permutation(int(self._bands.max()) + 1)[: int(rng.integers(MOST))]
        found: Bools = np.isin(self._bands, np.append(others, self._bands[seed]))
        return found
