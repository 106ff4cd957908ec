"""A bound of an objective from what each block can do by itself.

It knows whole numbers, if only those of one block at a time, so it can be closer than a relaxation.
"""

from dataclasses import replace

import numpy as np

from visitplanner.engine.answer import Outcome
from visitplanner.engine.blocks import Blocks
from visitplanner.engine.cpsat import bound_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.parts import Part, least_of, share_of
from visitplanner.engine.presolve import binding
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

WORK = 1.0
"""Work for one block (`least_by_cpsat`)."""
SHARE = 0.25
"""Of the time that is left, for all blocks."""
TRIED = 8
"""Blocks of which none says more than the relaxation, after which the others are not asked."""


def bounded(part: Part, blocks: Blocks, known: Outcome, limits: Limits, relaxed: Floats) -> Outcome:
    """The same values, with what blocks prove of the first objective that is open.

    `relaxed` is (columns,) the best in fractions, as far as known.
    """
    pairs = enumerate(zip(known.reached, known.bounds, strict=True))
    number = next((number for number, (value, bound) in pairs if value > bound), None)
    if number is None or not blocks.strong:
        return known
    bounds = list(known.bounds)
    found = sum_of_blocks(part.matrix, part.objectives[number], blocks, limits, relaxed)
    bounds[number] = max(bounds[number], found)
    limits.tell(number, known.reached[number], bounds[number])
    return Outcome.of(known.values, part.objectives, bounds, known.floors)


def sum_of_blocks(
    matrix: Matrix, objective: Objective, blocks: Blocks, limits: Limits, relaxed: Floats
) -> int:
    """No values give less than what all blocks add up to, each where the others are no matter.

    A block that is not asked, such as for lack of time, counts as the least that the bounds of its
    columns allow. `relaxed` is (columns,) the best in fractions, as far as known.
    """
    deadline = limits.deadline.share(SHARE)
    cost = costs_of(objective, matrix.columns)
    low, high = _reach(matrix)
    ends = [matrix.summed(each) for each in (low, high)]
    rest = ~np.isin(blocks.label, blocks.numbers)
    column = np.flatnonzero(rest & (cost != 0))
    found = least_of(column, cost[column], matrix)
    order = np.argsort(blocks.label[matrix.column], kind="stable")
    edges = np.searchsorted(blocks.label[matrix.column][order], np.arange(len(blocks.sizes) + 1))
    shares = np.bincount(blocks.label, weights=cost * relaxed, minlength=len(blocks.sizes))
    news = False
    for number, block in enumerate(blocks.numbers.tolist()):
        columns = np.flatnonzero(blocks.label == block)
        if deadline.over or (number >= TRIED and not news):
            own = columns[cost[columns] != 0]
            found += least_of(own, cost[own], matrix)
            continue
        entry = order[edges[block] : edges[block + 1]]
        rows, inside = np.unique(matrix.row[entry], return_inverse=True)
        others = []
        for all_, each in zip(ends, (low, high), strict=True):
            own = np.zeros(len(rows), dtype=np.int64)
            np.add.at(own, inside.reshape(-1), each[entry])
            others.append(all_[rows] - own)
        alone = binding(_alone(matrix, columns, rows, others))
        asked = share_of(cost[columns], alone)
        least = bound_by_cpsat(alone, asked, seed=limits.seed, deadline=deadline, work=WORK)
        news = news or least > shares[block] + 0.5
        found += least
    return found


def _alone(matrix: Matrix, columns: Ints, rows: Ints, others: list[Ints]) -> Matrix:
    """A block with what its rows allow it, however the others stand.

    `others` are (rows,) the least and the most that these add to each row.
    """
    kept = np.zeros(matrix.rows, dtype=bool)
    kept[rows] = True
    smaller = matrix.of_columns(columns, kept)
    low, high = matrix.row_lower[rows], matrix.row_upper[rows]
    return replace(
        smaller,
        row_lower=np.where(low <= -UNLIMITED, -UNLIMITED, low - others[1]),
        row_upper=np.where(high >= UNLIMITED, UNLIMITED, high - others[0]),
    )


def _reach(matrix: Matrix) -> tuple[Ints, Ints]:
    """(entries,) the least and the most that each entry adds to its row."""
    one = matrix.coefficient * matrix.lower[matrix.column]
    other = matrix.coefficient * matrix.upper[matrix.column]
    return np.minimum(one, other), np.maximum(one, other)
