"""The relaxation of a large matrix by a first-order method (PDLP of OR-Tools).

GLOP goes from corner to corner, of which such a matrix has very many alike. This comes near to the
best from all sides, within some hundred rounds over all entries, however many corners there are.
What it gives is not quite the best, and no corner; the bound that its prices prove is as near.
"""

from typing import Any

import numpy as np

from visitplanner.engine import math_opt
from visitplanner.engine.answer import Deadline
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.restricted import Unsolvable
from visitplanner.engine.sifting import reduced_costs
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Bools, Ints

ROUNDS = 20_000
"""After which it is left at what is known; a number is the same everywhere."""
NEAR = 1e-6
"""Share of all costs, and of all bounds, by which the values and the prices may miss the best."""
CHECKED = 64
"""Rounds between two looks at how near it is."""


class Gradual:
    """A matrix of which all columns are looked at in every round."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._last: tuple[Floats, Floats] | None = None

    @property
    def solved(self) -> bool:
        """Whether anything was found in time."""
        return self._last is not None

    @property
    def inside(self) -> Bools:
        """(columns,) whether a column was worth looking at so far."""
        return np.ones(self.matrix.columns, dtype=bool)

    def known(self, cost: Ints) -> tuple[Floats, Floats, Floats]:
        """What there is to say where the time did not suffice: values, prices, reduced costs."""
        lowest = self.matrix.lower.astype(np.float64)
        values, duals = self._last or (lowest, np.zeros(self.matrix.rows))
        return values, duals, reduced_costs(self.matrix, cost, duals)

    def minimise(self, cost: Ints, deadline: Deadline) -> tuple[Floats, Floats]:
        """Nearly the least sum of costs: (columns,) values and (rows,) prices.

        `cost` is (columns,). Raises `Unsolvable`. An interrupt from the keyboard lets the deadline
        expire.
        """
        if deadline.over:
            raise Unsolvable(infeasible=False)
        model = math_opt.model_of(self.matrix, whole=False)
        column = np.flatnonzero(cost)
        math_opt.fill_costs(model.objective.linear_coefficients, column, cost[column])
        solver = math_opt.new_solver(math_opt.PDLP, model)
        result = math_opt.solved(solver, _asked(deadline), deadline)
        reason = result.termination.reason
        infeasible = reason in math_opt.NOTHING_FITS
        if infeasible or reason == math_opt.RUN_OFF or not result.solutions:
            raise Unsolvable(infeasible=infeasible)
        found = result.solutions[0]
        values = np.array(found.primal_solution.variable_values.values)
        duals = np.array(found.dual_solution.dual_values.values)
        if len(values) < self.matrix.columns or len(duals) < self.matrix.rows:
            raise Unsolvable(infeasible=False)
        self._last = values, duals
        return values, duals

    def narrow(self, matrix: Matrix) -> None:
        """From now on this is the matrix; it has the same columns."""
        self.matrix = matrix


def _asked(deadline: Deadline) -> Any:
    asked: Any = math_opt.asked(deadline)
    asked.pdlp.num_threads = 1
    asked.pdlp.termination_check_frequency = CHECKED
    asked.pdlp.termination_criteria.iteration_limit = ROUNDS
    near: Any = asked.pdlp.termination_criteria.simple_optimality_criteria
    near.eps_optimal_relative = near.eps_optimal_absolute = NEAR
    return asked
