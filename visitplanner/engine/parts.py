"""A matrix falls into parts that nothing connects: each is solved by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from visitplanner.engine.graphs import connected_by
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

SMALL = 2_000
"""Columns: parts with fewer are bundled, since each costs some milliseconds however small."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the columns, with all rows over them and their share of every objective."""

    columns: Ints
    """Numbers of its columns in the whole matrix; ascending."""
    matrix: Matrix
    objectives: tuple[Objective, ...]


def labels_of(matrix: Matrix) -> Ints:
    """(columns,) the smallest column that rows connect each column with."""
    return connected_by(matrix, np.ones(matrix.rows, dtype=bool))


def parts_of(
    matrix: Matrix, objectives: Sequence[Objective], *, smallest: int = SMALL
) -> tuple[Part, ...]:
    """The connected parts, small ones bundled, the largest first.

    Columns that no row binds stand at their best bound by themselves and belong to the bundles.
    """
    label = labels_of(matrix)
    sizes = np.bincount(label, minlength=matrix.columns)
    roots = np.flatnonzero(sizes)
    order = roots[np.lexsort((roots, -sizes[roots]))]
    bundle = np.zeros(len(order), dtype=np.int64)
    large = int(np.count_nonzero(sizes[order] >= smallest))
    bundle[:large] = np.arange(large)
    filled = np.cumsum(sizes[order[large:]])
    bundle[large:] = large + (filled - 1) // max(1, smallest)
    of_root = np.full(matrix.columns, -1, dtype=np.int64)
    of_root[order] = np.unique(bundle, return_inverse=True)[1]
    return tuple(_split(matrix, objectives, of_root[label]))


def _split(matrix: Matrix, objectives: Sequence[Objective], bundle: Ints) -> Iterator[Part]:
    """The part of every bundle; cut out in one pass, however many there are."""
    count = int(bundle.max()) + 1 if len(bundle) else 0
    if count == 1:
        yield Part(np.arange(matrix.columns), matrix, tuple(objectives))
        return
    filled = matrix.sizes > 0
    of_row = np.full(matrix.rows, -1, dtype=np.int64)
    of_row[filled] = bundle[matrix.column[matrix.starts[:-1][filled]]]
    columns = _positions(bundle, count)
    rows = _positions(of_row, count)
    within = np.zeros(matrix.columns, dtype=np.int64)
    for chosen in columns:
        within[chosen] = np.arange(len(chosen))
    costs = [costs_of(each, matrix.columns) for each in objectives]
    for chosen, own in zip(columns, rows, strict=True):
        sizes = matrix.sizes[own]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        entry = np.repeat(matrix.starts[own] - starts[:-1], sizes) + np.arange(starts[-1])
        part = Matrix(
            lower=matrix.lower[chosen],
            upper=matrix.upper[chosen],
            starts=starts,
            column=within[matrix.column[entry]],
            coefficient=matrix.coefficient[entry],
            row_lower=matrix.row_lower[own],
            row_upper=matrix.row_upper[own],
        )
        yield Part(chosen, part, tuple(share_of(cost[chosen], part) for cost in costs))


def _positions(label: Ints, count: int) -> list[Ints]:
    """For every label from 0 on, where it stands; ascending."""
    order = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[order], np.arange(count + 1))
    return [order[start:end] for start, end in pairwise(edges)]


def share_of(cost: Ints, matrix: Matrix) -> Objective:
    """What the columns of a matrix add to an objective, and the least that their bounds allow."""
    column = np.flatnonzero(cost)
    return Objective(column, cost[column], least=least_of(column, cost[column], matrix))


def least_of(column: Ints, coefficient: Ints, matrix: Matrix) -> int:
    """The least that a sum over columns can be by their bounds."""
    ends = np.where(coefficient > 0, matrix.lower[column], matrix.upper[column])
    return int(coefficient @ ends)
