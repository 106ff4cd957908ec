"""A search of all objectives in one sum: never worse, asked once, where others get stuck."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from tests.engine.matrices import Drawn, conflicts, matrices
from visitplanner.engine import by_sum
from visitplanner.engine.answer import Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.by_sum import BySum
from visitplanner.engine.core import _descent, _searched, begun, least_by_core
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


def test_what_a_sum_proves_counts_for_the_values_that_are_found() -> None:
    """Values with less of the first objective may have more of the last than others leave to it."""
    matrix, objectives = conflicts()
    relaxation = Relaxation(matrix, [costs_of(each, 8) for each in objectives])
    step = next(_descent(relaxation, objectives[1:], LIMITS.deadline))
    begin, end = np.eye(8, dtype=np.int64)[[0, 4]]

    class Told(BySum):
        open = False

        def least(self, objective: Objective, values: Ints) -> int:
            return -1 if values[0] else -2

    def inner(_: Matrix, wanted: Any, __: Any, ___: Limits) -> Outcome:
        return Outcome.of(end, wanted, [-2])

    told = Told(matrix, objectives)
    answer = _searched(step, begin, inner, told, LIMITS, share=1.0)
    assert (answer.value, answer.bound) == (-1, -2)
