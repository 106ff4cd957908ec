"""Switches: columns that say how many of others there may be; with them fixed, a flow is whole.

A rule writes `0 <= ratio * on_duty - people <= ratio - 1`, and so many on duty at the most. What is
hard is which switches are on: once that is known, the rest is a network.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visitplanner.engine.network import Network, network_of
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import UNLIMITED


@dataclass(frozen=True)
class Switched:
    """The switches of a matrix, and the network of all its other columns."""

    matrix: Matrix
    switch: Ints
    """(switches,) their columns in the matrix; ascending."""
    column: Ints
    """(columns of the network,) their columns in the matrix; ascending."""
    of: Ints
    """(columns of the network,) the switch of each; -1: none."""
    network: Network
    arc: Ints
    """(switches,) the arc of the network on which flow all columns of a switch."""
    supply: tuple[Ints, Ints, Ints]
    """(supplies,) a switch, a factor and a number each: all columns of the switch are no more than
    factor times the switch, less the number; switch by switch."""
    budget: Ints
    """(switches,) of which so many may be on together; -1: of none."""
    most: Ints
    """(budgets,) how many."""
    side: Ints
    """(rows of the matrix,) of rows without switches, 0: those on the side where the columns of a
    switch lie in one row, such as places; 1: those on the other, such as people. -1: any other."""

    def bounds(self, values: Ints) -> tuple[Ints, Ints]:
        """(arcs,) what switches, (switches,), leave of the network: lower and upper."""
        room = self.room(values)
        upper = self.network.upper.copy()
        upper[self.arc] = np.minimum(upper[self.arc], room)
        upper[: self.network.columns][(self.of >= 0) & (room[self.of] == 0)] = 0
        return self.network.lower, upper

    def room(self, values: Ints) -> Ints:
        """(switches,) how many of its columns there may be."""
        switch, factor, number = self.supply
        found = np.minimum.reduceat(factor * values[switch] - number, self._first)
        return np.maximum(0, found)

    @cached_property
    def _first(self) -> Ints:
        """(switches,) where the supplies of each begin."""
        return np.searchsorted(self.supply[0], np.arange(len(self.switch)))

    def values(self, own: Ints) -> Ints | None:
        """(columns of the matrix,) from those of the network, with no more switches than needed.

        None where rows want it otherwise.
        """
        switch, factor, number = self.supply
        mine = self.of >= 0
        total = np.bincount(self.of[mine], weights=own[mine], minlength=len(self.switch))
        values = np.zeros(self.matrix.columns, dtype=np.int64)
        values[self.column] = own
        needed = -(-(number + total.astype(np.int64)[switch]) // factor)
        np.maximum.at(values, self.switch[switch], needed)
        return values if self.matrix.keeps(values) else None


def switched_of(matrix: Matrix, priced: Bools) -> Switched | None:
    """The switches of a matrix; None where fixing them does not leave a network.

    `priced` is (columns,), whether an objective looks at a column: switches are not.
    """
    is_switch = np.zeros(matrix.columns, dtype=bool)
    is_switch[matrix.column[np.abs(matrix.coefficient) > 1]] = True
    switch = np.flatnonzero(is_switch)
    usual = len(switch) > 0 and not priced[switch].any() and not matrix.lower[switch].any()
    if not usual or matrix.empty_plan is None:
        return None
    count = np.bincount(matrix.row[is_switch[matrix.column]], minlength=matrix.rows)
    budgets = (count == matrix.sizes) & (count > 0)
    supplies = (count == 1) & ~budgets
    if (count[~budgets] > 1).any():
        return None
    number = np.full(matrix.columns, -1, dtype=np.int64)
    number[switch] = np.arange(len(switch))
    budget = _budgets(matrix, budgets, number)
    supply = _supplies(matrix, supplies, number)
    if budget is None or supply is None:
        return None
    column = np.flatnonzero(~is_switch)
    of = supply[1][column]
    plain_rows = (count == 0) & (matrix.sizes > 0)
    inner = matrix.of_columns(column, plain_rows)
    network = network_of(_with_switches(inner, of, len(switch)))
    if network is None or network.lower.any():
        return None
    arc = inner.columns + inner.rows + np.arange(len(switch))
    side = np.full(matrix.rows, -1, dtype=np.int64)
    side[plain_rows] = network.family[: inner.rows] != network.family[inner.rows]
    return Switched(matrix, switch, column, of, network, arc, supply[0], *budget, side)


def _budgets(matrix: Matrix, rows: Bools, number: Ints) -> tuple[Ints, Ints] | None:
    """(switches,) the budget of each, and (budgets,) how many it allows; None where there is more.

    A budget is a row `so many of these at the most`.
    """
    chosen = np.flatnonzero(rows)
    entry = rows[matrix.row]
    sign = matrix.coefficient[matrix.starts[:-1][chosen]]
    of = np.searchsorted(chosen, matrix.row[entry])
    low, high = matrix.row_lower[chosen], matrix.row_upper[chosen]
    most, least = np.where(sign > 0, high, -low), np.where(sign > 0, low, -high)
    plain = (np.abs(sign) == 1).all() and (matrix.coefficient[entry] == sign[of]).all()
    switch = number[matrix.column[entry]]
    if not plain or (least > 0).any() or len(np.unique(switch)) < len(switch):
        return None
    found = np.full(number.max() + 1, -1, dtype=np.int64)
    found[switch] = of
    return found, most


def _supplies(
    matrix: Matrix, rows: Bools, number: Ints
) -> tuple[tuple[Ints, Ints, Ints], Ints] | None:
    """Supplies as in `Switched`, and (columns,) the switch of each; None where there is more.

    A supply is a row `factor * switch - columns >= number`, by which a switch may always be as low
    as its columns need it. All supplies of a switch are over the same columns, and those of
    different switches share none.
    """
    chosen = np.flatnonzero(rows)
    entry = np.flatnonzero(rows[matrix.row])
    row, column = np.searchsorted(chosen, matrix.row[entry]), matrix.column[entry]
    mine = number[column] >= 0
    switch = np.empty(len(chosen), dtype=np.int64)
    factor = np.empty(len(chosen), dtype=np.int64)
    switch[row[mine]] = number[column[mine]]
    factor[row[mine]] = matrix.coefficient[entry[mine]]
    turned = factor < 0
    sign = np.where(turned, -1, 1)
    factor *= sign
    low, high = matrix.row_lower[chosen], matrix.row_upper[chosen]
    least, most = np.where(turned, -high, low), np.where(turned, -low, high)
    if ((least <= -UNLIMITED) | (most - least < factor - 1)).any():
        return None
    if (sign[row[~mine]] * matrix.coefficient[entry[~mine]] != -1).any():
        return None
    of = np.full(matrix.columns, -1, dtype=np.int64)
    other = column[~mine]
    of[other] = switch[row[~mine]]
    if (of[other] != switch[row[~mine]]).any() or len(np.unique(switch)) <= number.max():
        return None
    times = np.bincount(other, minlength=matrix.columns)[of >= 0]
    if (times != np.bincount(switch)[of[of >= 0]]).any():
        return None
    order = np.argsort(switch, kind="stable")
    return (switch[order], factor[order], least[order]), of


def _with_switches(matrix: Matrix, of: Ints, count: int) -> Matrix:
    """A row more for each switch: its columns, of which there may be any number."""
    mine = np.flatnonzero(of >= 0)
    row = np.concatenate([matrix.row, matrix.rows + of[mine]])
    column = np.concatenate([matrix.column, mine])
    ends = np.zeros(count, dtype=np.int64), np.full(count, UNLIMITED)
    return matrix_of(
        matrix.lower,
        matrix.upper,
        (row, column, np.concatenate([matrix.coefficient, np.ones_like(mine)])),
        (np.concatenate([matrix.row_lower, ends[0]]), np.concatenate([matrix.row_upper, ends[1]])),
    )
