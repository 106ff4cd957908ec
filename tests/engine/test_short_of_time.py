"""Where time is short: a plan by hand that keeps every rule, from the matrix as it is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, event, given

import visitplanner as vp
from tests.engine.matrices import Drawn, best_of_all, lot_matrices, matrices
from tests.property.programmes import documents
from visitplanner.engine import least, reductions
from visitplanner.engine.answer import Deadline, Infeasible, LimitHit
from visitplanner.engine.limits import Limits
from visitplanner.engine.reductions import hasty, reduced
from visitplanner.engine.solve import solve
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.problem import Objective


@pytest.fixture(autouse=True, scope="module")
def short() -> Any:
    """Every matrix is so large that no limit is long enough for more than a plan by hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reductions, "LOOKS", 1e9)
        patch.setattr(least, "FLOWING", 1e9)
        patch.setattr(least, "MANY", 0)
        patch.setattr(least, "DIRECT", 0)
        yield


def limits() -> Limits:
    return Limits(seed=0, deadline=Deadline(60.0))


@given(matrices() | lot_matrices() | matrices(ones=True))
def test_what_is_found_keeps_all_rows_and_what_is_proven_holds(drawn: Drawn) -> None:
    matrix, objectives = drawn
    best = best_of_all(matrix, objectives)
    try:
        found = solve(matrix, objectives, limits=limits())
    except Infeasible:
        assert best is None
        return
    except LimitHit:
        event("nothing in time")
        return
    assert best is not None
    assert matrix.keeps(found.values)
    assert found.reached >= best
    assert found.bounds <= best


def test_a_flow_is_asked_where_nothing_by_hand_could_take_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(least, "Lotted", None)
    monkeypatch.setattr(least, "proven", None)
    # One of two stays at least: the empty plan is none.
    zero, one, two = (np.full(2, each) for each in range(3))
    matrix = Matrix(zero, one, np.array([0, 2]), np.arange(2), one, one[:1], two[:1])
    dearer = Objective(np.arange(2), np.array([5, 3]), least=0)
    found = solve(matrix, (dearer,), limits=limits())
    assert found.proven
    assert found.values.tolist() == [0, 1]


def test_without_a_limit_there_is_always_time() -> None:
    one = np.array([1])
    drawn = Matrix(0 * one, one, np.array([0, 1]), 0 * one, one, 0 * one, one)
    assert hasty(drawn, Deadline(60.0))
    assert not hasty(drawn, Deadline(None))


@given(matrices())
def test_a_matrix_stays_as_it_is(drawn: Drawn) -> None:
    matrix, objectives = drawn
    assume(len(matrix.column))
    costs = [costs_of(each, matrix.columns) for each in objectives]
    try:
        found = reduced(matrix, costs, Deadline(60.0))
    except Infeasible:
        assert best_of_all(matrix, objectives) is None
        return
    assert found.back.steps == ()
    assert found.matrix.rows == matrix.rows


@given(documents())
def test_a_plan_keeps_every_rule(document: dict[str, Any]) -> None:
    programme = vp.Programme.model_validate(document)
    try:
        plan = vp.schedule(programme, time_limit=60)
    except (vp.ContradictionError, vp.TimeLimitError):
        return
    assert vp.check(programme, plan) == ()
    event(f"{len(plan.placements) > 0}")
