"""CP-SAT on a formulation by hand: goals in their order, several in one sum where that is small."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from tests.benchmarks.arrays import Instance, Ints
from tests.benchmarks.formulation import Formulation

MOST = 2**53
LARGE = 10**9
"""Sums of goals stay below it: with larger weights the solver proves little."""


@dataclass(frozen=True, slots=True)
class Found:
    """Values by goal, and bounds of those of which something is proven; empty: nothing found."""

    values: Mapping[str, int] = field(default_factory=dict)
    bounds: Mapping[str, int] = field(default_factory=dict)


def model_by_expressions(made: Formulation) -> Any:
    """The model as it is written by hand: one call for each column and row."""
    model = cp_model.CpModel()
    upper = np.concatenate(made.upper).tolist()
    columns = [
        model.new_bool_var("") if most == 1 else model.new_int_var(0, most, "") for most in upper
    ]
    column, coefficient, begin = (part.tolist() for part in made.by_rows())
    lowest, highest = (part.tolist() for part in made.bounds)
    for row, (least, most) in enumerate(zip(lowest, highest, strict=True)):
        here = slice(begin[row], begin[row + 1])
        terms, factors = [columns[each] for each in column[here]], coefficient[here]
        if least == 0 and most == 1 and all(factor == 1 for factor in factors):
            model.add_at_most_one(terms)
        else:
            total = cp_model.LinearExpr.weighted_sum(terms, factors)
            model.add_linear_constraint(total, least, most)
    return model


def model_in_bulk(made: Formulation) -> Any:
    """The same rows, written straight into the solver's own format."""
    model = cp_model.CpModel()
    proto = model.proto
    for most in np.concatenate(made.upper).tolist():
        proto.variables.add().domain.extend([0, most])
    column, coefficient, begin = (part.tolist() for part in made.by_rows())
    lowest, highest = (part.tolist() for part in made.bounds)
    for row, (least, most) in enumerate(zip(lowest, highest, strict=True)):
        linear = proto.constraints.add().linear
        linear.vars.extend(column[begin[row] : begin[row + 1]])
        linear.coeffs.extend(coefficient[begin[row] : begin[row + 1]])
        linear.domain.extend([least, most])
    return model


def solve(model: Any, instance: Instance, tune: Callable[[Any], None], limit: float) -> Found:
    """Minimise the goals in order within a limit of seconds.

    Goals that follow each other are one weighted sum as long as it stays small; the next sum is
    minimised with the one before held. `tune` sets the parameters of the solver.
    """
    end = time.perf_counter() + limit
    bounds: dict[str, int] = {}
    best: Ints | None = None
    for names, weights in _sums(instance):
        cost = np.zeros(len(instance), dtype=np.int64)
        for name, weight in zip(names, weights, strict=True):
            cost += weight * instance.cost[name]
        left = max(0.01, end - time.perf_counter())
        chosen, bound = _minimise(model, cost, tune, left, hint=best)
        if chosen is None:
            break
        best, value = chosen, int(cost[chosen].sum())
        proven = {name: int(instance.cost[name][chosen].sum()) for name in names}
        if value > bound:
            # The goals below the first one add from zero to one less than its weight.
            least = -(-(bound - weights[0] + 1) // weights[0])
            proven = {names[0]: min(proven[names[0]], least)}
        bounds |= {
            name: -each if name == "people_placed" else each for name, each in proven.items()
        }
        if value > bound:
            break
        row = model.proto.constraints.add().linear
        column = np.flatnonzero(cost)
        row.vars.extend(column.tolist())
        row.coeffs.extend(cost[column].tolist())
        row.domain.extend([-MOST, value])
    return Found() if best is None else Found(instance.values(best), bounds)


def _sums(instance: Instance) -> Iterator[tuple[list[str], list[int]]]:
    """The goals in their order, as few sums as stay small: names and weights."""
    names: list[str] = []
    steps: list[int] = []
    for name in instance.goals:
        most = np.zeros(len(instance.wanted), dtype=np.int64)
        np.maximum.at(most, instance.demand, np.abs(instance.cost[name]))
        step = int(most @ instance.wanted)
        if names and math.prod(each + 1 for each in [*steps, step]) > LARGE:
            yield names, _weights(steps)
            names, steps = [], []
        names.append(name)
        steps.append(step)
    yield names, _weights(steps)


def _weights(steps: list[int]) -> list[int]:
    """Weights with which no goal is worth less than all that follow it."""
    weights = [1]
    for step in steps[:0:-1]:
        weights.insert(0, weights[0] * (step + 1))
    return weights


def _minimise(
    model: Any,
    cost: Ints,
    tune: Callable[[Any], None],
    seconds: float,
    *,
    hint: Ints | None = None,
) -> tuple[Ints | None, int]:
    """The options chosen, None where none were found in time; the least there could be."""
    proto = model.proto
    column = np.flatnonzero(cost)
    model.clear_objective()
    proto.objective.vars.extend(column.tolist())
    proto.objective.coeffs.extend(cost[column].tolist())
    model.clear_hints()
    if hint is not None:
        proto.solution_hint.vars.extend(range(len(cost)))
        proto.solution_hint.values.extend(np.isin(np.arange(len(cost)), hint).astype(int).tolist())
    solver = cp_model.CpSolver()
    tune(solver)
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        if status == cp_model.INFEASIBLE:
            raise AssertionError("nobody placed at all satisfies every rule of the families")
        return None, 0
    chosen = np.flatnonzero(np.array(solver.response_proto.solution)[: len(cost)])
    return chosen, int(np.ceil(solver.best_objective_bound - 1e-6))
