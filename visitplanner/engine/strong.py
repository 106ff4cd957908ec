"""Switches with a row for each column that needs one: what a relaxation says of them is much more.

Where ten may be on duty for ten others, a relaxation has a tenth of somebody for each. With a row
that says `this one is there only if somebody is on duty` it has as much of somebody as of the one
who is most there.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from visitplanner.engine.answer import Answer, LimitHit
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.graphs import connected_by
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import share_of
from visitplanner.engine.presolve import binding
from visitplanner.engine.switches import Switched
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED


@dataclass(frozen=True)
class Strong:
    """A matrix of switches that may be on in vain, with rows for the columns that need them."""

    switched: Switched

    @cached_property
    def matrix(self) -> Matrix:
        """A row more for each column that needs a switch: so many times the switch are no less."""
        matrix = self.switched.matrix
        column = np.flatnonzero(self.needed >= 0)
        switch = self.needed[column]
        row = matrix.rows + np.arange(len(column))
        low, high = self._row_ends
        return matrix_of(
            matrix.lower,
            matrix.upper,
            (
                np.concatenate([matrix.row, row, row]),
                np.concatenate([matrix.column, column, switch]),
                np.concatenate([matrix.coefficient, np.full(len(row), -1), matrix.upper[column]]),
            ),
            (
                np.concatenate([low, np.zeros(len(row), dtype=np.int64)]),
                np.concatenate([high, np.full(len(row), UNLIMITED)]),
            ),
        )

    @cached_property
    def needed(self) -> Ints:
        """(columns,) the switch without which there can be none of a column; -1: there is none."""
        switched = self.switched
        without = switched.room(np.zeros(len(switched.switch), dtype=np.int64))
        mine = switched.of >= 0
        mine[mine] = without[switched.of[mine]] == 0
        found = np.full(switched.matrix.columns, -1, dtype=np.int64)
        found[switched.column[mine]] = switched.switch[switched.of[mine]]
        return found

    @cached_property
    def _row_ends(self) -> tuple[Ints, Ints]:
        """(rows of the switched matrix,) without those that forbid a switch in vain."""
        matrix = self.switched.matrix
        of_switch = np.isin(matrix.column, self.switched.switch)
        count = np.bincount(matrix.row[of_switch], minlength=matrix.rows)
        sign = np.zeros(matrix.rows, dtype=np.int64)
        sign[matrix.row[of_switch]] = np.sign(matrix.coefficient[of_switch])
        supply = (count == 1) & (matrix.sizes > 1)
        return (
            np.where(supply & (sign < 0), -UNLIMITED, matrix.row_lower),
            np.where(supply & (sign > 0), UNLIMITED, matrix.row_upper),
        )

    def labels(self, side: int) -> Ints:
        """(columns,) what still hangs together without the rows of a side; from 0 on."""
        switched = self.switched
        found = connected_by(switched.matrix, switched.side != side)
        return np.unique(found, return_inverse=True)[1].reshape(-1)

    def least(
        self, cost: Ints, ends: tuple[Ints, Ints], hint: Ints | None, work: float, limits: Limits
    ) -> Answer | None:
        """The least sum of costs where every switch is from one end, (switches,), to the other.

        `cost` are (columns,), of which switches have none, `hint` are (columns,) values where the
        search begins, and `work` is that of `least_by_cpsat`. None where no values were found with
        it. Raises `Infeasible` where there are none.
        """
        matrix, switch = self.matrix, self.switched.switch
        low, high = matrix.lower.copy(), matrix.upper.copy()
        low[switch], high[switch] = ends
        closed = self.needed >= 0
        closed[closed] = high[self.needed[closed]] == 0
        high[closed] = low[closed]
        smaller, free = matrix.within(low, high).without_fixed()
        smaller = binding(smaller)
        try:
            answer = least_by_cpsat(
                smaller,
                share_of(cost[free], smaller),
                hint=None if hint is None else hint[free],
                seed=limits.seed,
                deadline=limits.deadline,
                work=work,
            )
        except LimitHit:
            return None
        values = low
        values[free] = answer.values
        return replace(answer, values=values)
