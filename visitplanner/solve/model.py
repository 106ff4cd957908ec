"""The whole array model of a programme: the rows of every rule, the objective of every goal."""

from dataclasses import dataclass

import numpy as np

from visitplanner.goals.catalogue import GOALS
from visitplanner.goals.form import Goal
from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.problem import DutyColumns, DutyNeeds, Objective, Problem, concatenate
from visitplanner.model.programme import Programme
from visitplanner.rules.catalogue import RULES


@dataclass(frozen=True, slots=True)
class Matrix:
    """Whole-number columns with bounds, and rows in compressed form (one row after another)."""

    lower: Ints
    """(columns,)"""
    upper: Ints
    """(columns,)"""
    starts: Ints
    """(rows + 1,) where each row begins in `column` and `coefficient`."""
    column: Ints
    """(entries,)"""
    coefficient: Ints
    """(entries,)"""
    row_lower: Ints
    """(rows,)"""
    row_upper: Ints
    """(rows,)"""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything an engine needs, and what its answer means."""

    options: Options
    matrix: Matrix
    levels: tuple[tuple[Goal, Objective], ...]
    """The goals in order, each with what is to be made small."""
    duties: tuple[DutyColumns, ...]
    duty_needs: tuple[DutyNeeds, ...]


def model_of(programme: Programme, options: Options) -> Model:
    """Let every rule and every goal of the policy write into one model."""
    problem = Problem(programme, options)
    size = np.array([demand.size for demand in options.demands], dtype=np.int64)
    problem.add_columns(len(options), upper=size[options.demand] if len(options) else 0)
    _demand_rows(problem, size)
    for rule in RULES:
        if rule.rows is not None:
            rule.rows(problem)
    goals = [GOALS[name] for name in programme.policy.goals]
    levels = tuple((goal, goal.objective(problem)) for goal in goals)
    return Model(
        options, _matrix(problem), levels, tuple(problem.duties), tuple(problem.duty_needs)
    )


def _demand_rows(problem: Problem, size: Ints) -> None:
    """Nobody meets a need twice, and what is pinned is met."""
    options = problem.options
    pinned = np.array([demand.pinned for demand in options.demands], dtype=bool)
    problem.add_rows(
        "demand",
        row=options.demand,
        column=np.arange(len(options)),
        lower=np.where(pinned, size, 0),
        upper=size,
        count=len(size),
    )


def _matrix(problem: Problem) -> Matrix:
    """Bring the rows of all rules into one compressed form; rows met twice are kept once."""
    counts = [len(rows.lower) for rows in problem.rows]
    offsets = np.cumsum([0, *counts])
    row = concatenate(
        rows.row + offset for rows, offset in zip(problem.rows, offsets[:-1], strict=True)
    )
    column = concatenate(rows.column for rows in problem.rows)
    order = np.lexsort((column, row))
    return Matrix(
        lower=concatenate(problem.lower),
        upper=concatenate(problem.upper),
        starts=np.searchsorted(row[order], np.arange(offsets[-1] + 1)),
        column=column[order],
        coefficient=concatenate(rows.coefficient for rows in problem.rows)[order],
        row_lower=concatenate(rows.lower for rows in problem.rows),
        row_upper=concatenate(rows.upper for rows in problem.rows),
    )
