"""The whole array model of a programme: the rows of every rule, the objective of every goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.errors import VisitPlannerError
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.goals.form import Goal
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Options
from visitplanner.matrix.problem import UNLIMITED, Objective, Problem, concatenate, weighted
from visitplanner.model.levels import Level
from visitplanner.model.plan import Placement, Plan, Sense
from visitplanner.model.programme import Programme
from visitplanner.rules.form import Rule
from visitplanner.solve.tables import add_tables


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to be made small: what it means, and its place among the levels."""

    level: int
    """From 1."""
    name: str
    sense: Sense
    unit: str
    objective: Objective
    parts: tuple[tuple[int, Goal], ...] = ()
    """Weight and goal of each part of a sum; empty where the level is one goal."""

    @property
    def sign(self) -> int:
        """Turns a value into what is made small, and back."""
        return -1 if self.sense == "most" else 1


@dataclass(frozen=True, slots=True)
class Model:
    """Everything an engine needs, and what its answer means."""

    problem: Problem
    matrix: Matrix
    stages: tuple[Stage, ...]
    """What is to be made small, the first before the second."""
    visiting: Objective | None = None
    """Days on which accompanying persons come by; of equally good plans, one with few is best."""

    @property
    def options(self) -> Options:
        """The table of options."""
        return self.problem.options


def model_of(
    programme: Programme,
    options: Options,
    rules: Sequence[Rule],
    *,
    pins: tuple[Placement, ...] = (),
    lifted: frozenset[str] = frozenset(),
    previous: Plan | None = None,
    deadline: Deadline | None = None,
) -> Model:
    """Let every rule and every goal of the policy write into one model.

    Raises `LimitHit` where the deadline passes.
    """
    deadline = deadline or Deadline(None)
    names = frozenset(rule.name for rule in rules)
    problem = Problem(programme, options, rules=names, pins=pins, lifted=lifted, previous=previous)
    problem.add_columns(len(options), upper=options.people)
    add_tables(problem, rules)
    for rule in rules:
        if rule.rows is not None:
            deadline.press()
            rule.rows(problem)
    deadline.press()
    stages = tuple(
        stage
        for number, level in enumerate(levels_of(programme, previous), start=1)
        for stage in _stages(problem, number, level)
    )
    _refuse_inexact(problem, stages)
    deadline.press()
    return Model(problem, _matrix(problem), stages, _visiting(problem))


def _visiting(problem: Problem) -> Objective | None:
    """The days on duty of those whose profile has them come by; None where no profile does."""
    columns = [
        needs.column
        for needs in problem.duty_needs
        if problem.programme.supervision_of(needs.delegation).visit_every is not None
    ]
    column = concatenate(columns)
    return Objective(column, np.ones_like(column)) if len(column) else None


def _stages(problem: Problem, number: int, level: Level) -> Iterator[Stage]:
    """The stages of a level: one, but for goals of several."""
    if len(level.weights) == 1 and level.weights[0].weight == 1:
        goal = GOALS[level.weights[0].goal]
        for unit, objective in goal.stages(problem):
            yield Stage(number, goal.name, goal.sense, unit, objective)
        return
    parts = tuple((each.weight, GOALS[each.goal]) for each in level.weights)
    objectives = [(weight, goal.objective(problem)) for weight, goal in parts]
    yield Stage(
        level=number,
        name=" + ".join(f"{weight} x {goal.name}" for weight, goal in parts),
        sense="least",
        unit="points",
        objective=weighted(objectives),
        parts=parts,
    )


def _refuse_inexact(problem: Problem, stages: tuple[Stage, ...]) -> None:
    """Raise `VisitPlannerError` where a level may pass 2**53 and so could not be added up."""
    highest = concatenate(problem.upper).astype(np.float64)
    for stage in stages:
        each = stage.objective
        most = np.abs(each.coefficient) * highest[each.column]
        reach = float(most.sum()) + abs(each.constant)
        if reach >= UNLIMITED:
            raise VisitPlannerError(
                f"level {stage.level} of the goals ({stage.name}): its values may pass 2**53, more "
                "than is added up exactly: write smaller weights, values or distances"
            )


def _matrix(problem: Problem) -> Matrix:
    """Bring the rows of all rules into one compressed form; the problem does not keep them."""
    offsets = np.cumsum([0, *(len(rows.lower) for rows in problem.rows)])
    row = concatenate(
        rows.row + offset for rows, offset in zip(problem.rows, offsets[:-1], strict=True)
    )
    column = concatenate(rows.column for rows in problem.rows)
    coefficient = concatenate(rows.coefficient for rows in problem.rows)
    lower = concatenate(rows.lower for rows in problem.rows)
    upper = concatenate(rows.upper for rows in problem.rows)
    problem.rows.clear()
    return matrix_of(
        concatenate(problem.lower),
        concatenate(problem.upper),
        (row, column, coefficient),
        (lower, upper),
    )
