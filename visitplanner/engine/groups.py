"""Groups: columns of which one row allows the fewest, such as the choices of a person."""

import numpy as np

from visitplanner.engine.presolve import limiting_rows
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints


def groups_of(matrix: Matrix) -> Ints:
    """(columns,) the group of each column: columns of which one row allows the fewest.

    A column in no row that says `so many of these at the most` is a group by itself.
    """
    row = limiting_rows(matrix)
    alone = row < 0
    row[alone] = matrix.rows + np.arange(int(alone.sum()))
    group: Ints = np.unique(row, return_inverse=True)[1].reshape(-1)
    return group
