"""A search of all objectives in one sum: never worse, asked once, where others get stuck."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from tests.engine.matrices import Draft, Drawn, conflicts, matrices
from visitplanner.engine import by_sum
from visitplanner.engine.answer import Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.by_sum import BySum
from visitplanner.engine.core import _descent, _searched, _Step, begun, least_by_core
from visitplanner.engine.limits import Limits
from visitplanner.engine.relaxation import Relaxation
from visitplanner.engine.search import least_by_search
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))


@given(matrices())
def test_values_are_never_worse_and_satisfy_all_rows(drawn: Drawn) -> None:
    matrix, objectives = drawn
    try:
        values = least_by_search(matrix, (), start=None, limits=LIMITS).values
    except Infeasible:
        assume(False)
        raise

    def reached(found: Ints) -> list[int]:
        return [int(costs_of(each, matrix.columns) @ found) for each in objectives]

    search = BySum(matrix, objectives)
    assert search.open == (len(objectives) > 1)
    found = search.better(values, LIMITS)
    assert matrix.keeps(found)
    assert reached(found) <= reached(values)
    assert not search.open


def test_one_objective_is_no_sum_and_many_columns_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, objectives = conflicts()
    assert not BySum(matrix, objectives[:1]).open
    monkeypatch.setattr(by_sum, "MOST", 7)
    assert not BySum(matrix, objectives).open


def test_where_nothing_is_found_in_time_values_stay_and_are_not_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object, **__: object) -> None:
        raise LimitHit

    monkeypatch.setattr(by_sum, "least_by_cpsat", late)
    matrix, objectives = conflicts()
    values = np.zeros(8, dtype=np.int64)
    search = BySum(matrix, objectives)
    assert search.better(values, LIMITS) is values
    assert not search.open
    assert search.least(objectives[1], values) == -4


@pytest.mark.parametrize("known", [0, 1])
def test_where_a_core_is_not_soon_proven_it_goes_on_from_what_a_sum_has_found(known: int) -> None:
    """Attempts find nothing; after the sum there is nothing better, and of the last it is known."""
    matrix, objectives = conflicts()
    values = np.zeros(8, dtype=np.int64)
    values[0] = known
    attempts, searches, in_vain = 0, 0, 0

    def inner(core: Matrix, wanted: Any, hint: Any, limits: Limits) -> Outcome:
        nonlocal attempts, searches, in_vain
        if limits.work is not None:
            attempts += 1
            raise LimitHit
        searches += 1
        try:
            return least_by_search(core, wanted, start=hint, limits=limits)
        except Infeasible:
            in_vain += 1
            raise

    found = least_by_core(
        begun(matrix, objectives, LIMITS.deadline),
        objectives,
        start=values,
        inner=inner,
        first=lambda _: None,
        limits=LIMITS,
    )
    assert found.reached == (-1, -1)
    assert found.proven
    assert attempts == 1  # the sum is asked once, and then there are no more
    assert searches == in_vain == 1


@given(matrices())
def test_what_a_sum_proves_of_the_last_objective_holds(drawn: Drawn) -> None:
    matrix, objectives = drawn
    try:
        best = least_by_search(matrix, objectives, start=None, limits=LIMITS)
    except Infeasible:
        return
    search = BySum(matrix, objectives)
    assert search.least(objectives[-1], best.values) == objectives[-1].least
    search.better(best.values, LIMITS)
    assert search.least(objectives[-1], best.values) <= best.reached[-1]
    if len(objectives) > 1:
        assert search.least(objectives[0], best.values) == objectives[0].least


def test_a_bound_of_the_last_objective_allows_for_what_those_before_are() -> None:
    matrix, objectives = conflicts()
    search = BySum(matrix, objectives)
    best = search.better(np.zeros(8, dtype=np.int64), LIMITS)
    assert search.least(objectives[1], best) == -1
    none_of_the_first = np.where(np.arange(8) < 4, 0, best)
    assert search.least(objectives[1], none_of_the_first) < -1


def test_where_the_sum_trades_the_first_objective_for_later_ones_values_stay() -> None:
    """One of the first excludes ten of the last, more than its weight in the sum."""
    made = Draft([1] * 11)
    for each in range(1, 11):
        made.row([(0, 1), (each, 1)], 0, 1)
    objectives = [
        Objective(np.arange(1), np.full(1, -1), least=-1),
        Objective(np.arange(1, 11), np.full(10, -1), least=-10),
    ]
    values = np.eye(11, dtype=np.int64)[0]
    assert BySum(made.matrix, objectives).better(values, LIMITS) is values


class Told(BySum):
    """A sum that is told what to find, and what it proves."""

    def __init__(
        self, matrix: Matrix, objectives: list[Objective], found: Ints, asked: int
    ) -> None:
        super().__init__(matrix, objectives)
        self.found, self.left = found, asked

    @property
    def open(self) -> bool:
        return self.left > 0

    def better(self, values: Ints, limits: Limits) -> Ints:
        self.left -= 1
        return self.found

    def least(self, objective: Objective, values: Ints) -> int:
        return -1 if values[0] else -2


def second_step(matrix: Matrix, objectives: list[Objective]) -> _Step:
    relaxation = Relaxation(matrix, [costs_of(each, matrix.columns) for each in objectives])
    return next(_descent(relaxation, objectives[1:], LIMITS.deadline))


def test_what_a_sum_proves_counts_for_the_values_that_are_found() -> None:
    """Values with less of the first objective may have more of the last than others leave to it."""
    matrix, objectives = conflicts()
    begin, end = np.eye(8, dtype=np.int64)[[0, 4]]

    def inner(_: Matrix, wanted: Any, __: Any, ___: Limits) -> Outcome:
        return Outcome.of(end, wanted, [-2])

    told, step = Told(matrix, objectives, begin, asked=0), second_step(matrix, objectives)
    answer = _searched(step, begin, inner, told, LIMITS, share=1.0)
    assert (answer.value, answer.bound) == (-1, -2)


def test_a_sum_is_not_asked_where_an_attempt_proves_and_has_to_satisfy_the_rows_before() -> None:
    matrix, objectives = conflicts()
    nothing, end = np.zeros(8, dtype=np.int64), np.eye(8, dtype=np.int64)[4]
    none_fit = np.ones(8, dtype=np.int64)
    step = second_step(matrix, objectives)

    def proving(_: Matrix, wanted: Any, __: Any, limits: Limits) -> Outcome:
        assert limits.work is not None
        return Outcome.of(end, wanted, [-1])

    told = Told(matrix, objectives, none_fit, asked=1)
    assert _searched(step, nothing, proving, told, LIMITS, share=1.0).value == -1
    assert told.open

    def open_(_: Matrix, wanted: Any, __: Any, limits: Limits) -> Outcome:
        # An attempt has proven more than what the search comes to later.
        return Outcome.of(nothing, wanted, [-1 if limits.work is not None else -2])

    answer = _searched(step, nothing, open_, told, LIMITS, share=1.0)
    assert not told.open
    assert step.before.keeps(answer.values)
    assert (answer.value, answer.bound) == (0, -1)
