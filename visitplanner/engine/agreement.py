"""What a plan and a relaxation agree on stays as it is, so that little is left to be searched.

Relaxation induced neighbourhoods (Danna, Rothberg and Le Pape 2005): where both put somebody in the
same place, that is mostly where an even better plan puts them, too.
"""

from dataclasses import dataclass

import numpy as np

from visitplanner.engine.math_opt import Floats
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

NEAR = 1e-6
"""So near to each other, a relaxation and whole values are the same."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is left where a plan and a relaxation agree on the rest."""

    matrix: Matrix
    """Columns that both agree on have their values as both bounds."""
    ends: bool
    """Whether with more steps no more would be free."""


def agreed(matrix: Matrix, values: Ints, point: Floats, steps: int) -> Agreed:
    """The matrix in which columns keep the values that a plan and a relaxation agree on.

    `values` and `point` are (columns,); both satisfy all rows. Columns at their lower bounds stay
    free, as what is better needs them; those that find no room beside the others do not. With
    `steps`, what is so many rows away from where the two differ is free, too.
    """
    near = np.abs(point - values) >= NEAR
    for _ in range(steps):
        near = _beside(matrix, near)
    kept = (values > matrix.lower) & ~near
    lower = np.where(kept, values, matrix.lower)
    upper = np.where(kept, values, matrix.upper)
    upper = np.where(_without_room(matrix, lower), lower, upper)
    ends = not kept.any() or np.array_equal(near, _beside(matrix, near))
    return Agreed(matrix.within(lower, upper), ends)


def _beside(matrix: Matrix, chosen: Bools) -> Bools:
    """(columns,) which share a row with a chosen one, or are one themselves."""
    rows = np.zeros(matrix.rows, dtype=np.bool_)
    rows[matrix.row[chosen[matrix.column]]] = True
    found = chosen.copy()
    found[matrix.column[rows[matrix.row]]] = True
    return found


def _without_room(matrix: Matrix, lower: Ints) -> Bools:
    """(columns,) which cannot rise above these lower bounds, as a row they are in is full."""
    full = matrix.sums(lower) >= matrix.row_upper
    full[matrix.row[matrix.coefficient < 0]] = False
    found = np.zeros(matrix.columns, dtype=np.bool_)
    found[matrix.column[full[matrix.row]]] = True
    return found
