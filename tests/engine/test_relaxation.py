"""The relaxation: over some columns and one of each kind it is as little as over all of them."""

import numpy as np
import pytest
from hypothesis import event, given

import visitplanner as vp
from tests.benchmarks.families import FAMILIES
from tests.engine.conftest import Asked
from tests.engine.matrices import Drawn, best_of_all, matrices
from visitplanner.engine import math_opt, restricted, sifting
from visitplanner.engine import relaxation as relaxations
from visitplanner.engine.answer import Deadline
from visitplanner.engine.blocks import blocks_of
from visitplanner.engine.bounds import proof_of
from visitplanner.engine.core import begun
from visitplanner.engine.gradual import Gradual
from visitplanner.engine.least import Divided
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.relaxation import Relaxation
from visitplanner.engine.restricted import Restricted, Unsolvable
from visitplanner.engine.symmetry import fold_of
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.model import model_of
from visitplanner.solve.options import options_of

FOREVER = Deadline(None)


@pytest.fixture(autouse=True)
def _few_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sifting, "SMALL", 0)
    monkeypatch.setattr(sifting, "AT_FIRST", 1)
    monkeypatch.setattr(sifting, "MOST", 1.0)


def least_of_all(matrix: Matrix, cost: Ints) -> float | None:
    """What GLOP finds with all columns loaded; None where nothing satisfies the rows."""
    whole = Restricted(matrix)
    whole.add(np.arange(matrix.columns))
    try:
        values, _ = whole.minimise(cost, FOREVER)
    except Unsolvable:
        return None
    return float(cost @ values)


def thrice(matrix: Matrix) -> Matrix:
    """The matrix three times over, and a row over the first columns of all."""
    columns, rows = matrix.columns, matrix.rows
    row = np.concatenate([matrix.row + each * rows for each in range(3)])
    column = np.concatenate([matrix.column + each * columns for each in range(3)])
    shared = np.arange(3) * columns
    return matrix_of(
        np.tile(matrix.lower, 3),
        np.tile(matrix.upper, 3),
        (
            np.concatenate([row, np.full(3, 3 * rows)]),
            np.concatenate([column, shared]),
            np.concatenate([np.tile(matrix.coefficient, 3), np.ones(3, dtype=np.int64)]),
        ),
        (
            np.append(np.tile(matrix.row_lower, 3), 0),
            np.append(np.tile(matrix.row_upper, 3), 3),
        ),
    )


@given(matrices())
def test_some_columns_and_one_of_each_kind_say_as_much_as_all(drawn: Drawn) -> None:
    small, objectives = drawn
    matrix = thrice(small)
    costs = [np.tile(costs_of(each, small.columns), 3) for each in objectives]
    fold = fold_of(matrix, costs)
    event(f"alike: {fold is not None}")
    relaxation = Relaxation(matrix, costs)
    for cost in costs:
        point = relaxation.minimise(cost, deadline=FOREVER)
        least = least_of_all(relaxation.matrix, cost)
        if point is None or least is None:
            assert point is None
            assert least is None
            return
        assert float(cost @ point.values) == pytest.approx(least, abs=1e-5)
        proof = proof_of(relaxation.matrix, cost, point.duals)
        assert proof.scaled / proof.grid == pytest.approx(least, abs=1e-3)
        chosen = np.flatnonzero(cost)
        objective = type(objectives[0])(chosen, cost[chosen])
        relaxation.narrow(proof.kept(relaxation.matrix, objective, proof.bound))


@given(matrices(most_columns=5))
def test_no_values_are_below_the_bound(drawn: Drawn) -> None:
    matrix, objectives = drawn
    costs = [costs_of(each, matrix.columns) for each in objectives]
    best = best_of_all(matrix, objectives)
    point = Relaxation(matrix, costs).minimise(costs[0], deadline=FOREVER)
    if best is not None:
        assert point is not None
        assert proof_of(matrix, costs[0], point.duals).bound <= best[0]


def crowd(people: int = 200, ways: int = 10) -> tuple[Matrix, Ints]:
    """Everybody goes one of some ways, of which few are open to each at once; and the costs."""
    way = np.random.default_rng(1).integers(0, 40, people * ways)
    column = np.arange(people * ways)
    row = np.concatenate([column // ways, people + way])
    matrix = matrix_of(
        np.zeros(len(column), dtype=np.int64),
        np.ones(len(column), dtype=np.int64),
        (row, np.tile(column, 2), np.ones(len(row), dtype=np.int64)),
        (np.full(people + 40, -UNLIMITED), np.repeat([1, 4], [people, 40])),
    )
    return matrix, np.random.default_rng(2).integers(-1000, -900, len(column))


def test_where_columns_are_added_the_search_begins_where_it_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, cost = crowd()
    some = np.flatnonzero(np.arange(matrix.columns) % 200 != 0)
    warm = Restricted(matrix)
    warm.add(some)
    warm.minimise(cost, FOREVER)
    warm.add(np.setdiff1d(np.arange(matrix.columns), some))
    cold = Restricted(matrix)
    cold.add(np.arange(matrix.columns))
    best = least_of_all(matrix, cost)
    monkeypatch.setattr(restricted, "ITERATIONS", 30)
    with pytest.raises(Unsolvable):
        cold.minimise(cost, FOREVER)
    values, _ = warm.minimise(cost, FOREVER)
    assert float(cost[warm.columns] @ values) == pytest.approx(best)


def test_where_rows_are_added_the_search_begins_where_it_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, cost = crowd()
    warm = Restricted(matrix)
    warm.add(np.arange(matrix.columns))
    values, _ = warm.minimise(cost, FOREVER)
    held = Objective(np.arange(matrix.columns), cost)
    warm.narrow(matrix.with_row(held, int(cost @ values) + 50))
    monkeypatch.setattr(restricted, "ITERATIONS", 30)
    again, duals = warm.minimise(cost, FOREVER)
    assert float(cost @ again) == pytest.approx(float(cost @ values))
    assert len(duals) == matrix.rows + 1


def test_the_relaxation_of_other_rows_begins_where_the_last_one_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, cost = crowd()
    before = Relaxation(matrix, [cost])
    found = before.minimise(cost, deadline=FOREVER)
    assert found is not None
    after = before.again(matrix.with_row(Objective(np.arange(matrix.columns), cost), 0))
    monkeypatch.setattr(restricted, "ITERATIONS", 30)
    point = after.minimise(cost, deadline=FOREVER)
    assert point is not None
    assert float(cost @ point.values) == pytest.approx(float(cost @ found.values))
    assert Relaxation(matrix, [cost]).minimise(cost, deadline=FOREVER) is None


def test_without_a_row_at_whose_bound_it_ended_the_relaxation_begins_anew() -> None:
    matrix, cost = crowd()
    relaxation = Relaxation(matrix, [cost])
    free = relaxation.minimise(cost, deadline=FOREVER)
    relaxation.narrow(matrix.with_row(Objective(np.arange(matrix.columns), -cost), 100_000))
    held = relaxation.minimise(cost, deadline=FOREVER)
    again = relaxation.again(matrix).minimise(cost, deadline=FOREVER)
    assert free is not None
    assert held is not None
    assert again is not None
    assert float(cost @ held.values) == pytest.approx(-100_000)
    assert float(cost @ again.values) == pytest.approx(float(cost @ free.values))
    assert float(cost @ free.values) < -110_000


def test_nothing_stands_at_a_bound_that_it_does_not_have() -> None:
    lower, upper = math_opt.AT_LOWER, math_opt.AT_UPPER
    status = np.array([math_opt.BASIC, upper, upper, lower, lower, lower, upper, math_opt.FIXED])
    low = np.array([0.0, 0.0, 0.0, 0.0, -np.inf, -np.inf, 1.0, 0.0])
    high = np.array([1.0, 1.0, np.inf, 1.0, 1.0, np.inf, 1.0, 1.0])
    found = restricted._standing(status, low, high).tolist()
    free, fixed = math_opt.FREE, math_opt.FIXED
    assert found == [math_opt.BASIC, upper, lower, lower, upper, free, fixed, lower]


def test_columns_that_only_other_rows_make_alike_are_looked_at_anew() -> None:
    def uses(factor: int) -> Matrix:
        row, column = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 2])
        ends = np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64)
        entries = row, column, np.array([-1, 2, -1, factor])
        return matrix_of(np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64), entries, ends)

    cost = np.array([1, -2, -2])
    before = Relaxation(uses(1), [cost])
    assert fold_of(uses(1), [cost]) is None
    assert before.minimise(cost, deadline=FOREVER) is not None
    assert fold_of(uses(2), [cost]) is not None
    point = before.again(uses(2)).minimise(cost, deadline=FOREVER)
    assert point is not None
    assert float(cost @ point.values) == pytest.approx(least_of_all(uses(2), cost))


def test_where_rows_are_more_than_columns_and_costs_differ_prices_move(
    asked: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, cost = crowd(30, 2)
    assert matrix.rows > matrix.columns
    monkeypatch.setattr(restricted, "VARIED", 30)
    assert least_of_all(matrix, cost) is not None
    assert least_of_all(matrix, cost // 100) is not None
    assert least_of_all(*crowd()) is not None
    assert [each.algorithm for each in asked] == [math_opt.DUAL_SIMPLEX, 0, 0]


def test_prices_move_first_for_supervision_by_visits(asked: list[Asked]) -> None:
    programme = vp.Programme.model_validate(FAMILIES["supervision-visiting"](100, 0))
    model = model_of(programme, options_of(programme, RULES), RULES)
    objectives = [stage.objective for stage in model.stages]
    part = max(
        Divided(model.matrix, objectives, FOREVER).parts, key=lambda each: each.matrix.columns
    )
    assert begun(part.matrix, part.objectives, FOREVER).guide.solved
    assert asked[0].algorithm == math_opt.DUAL_SIMPLEX
    assert {each.algorithm for each in asked[1:]} <= {0}


def test_where_most_columns_are_wanted_all_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sifting, "AT_FIRST", 9)
    matrix, cost = crowd()
    whole, some = sifting.Sifting(matrix), sifting.Sifting(matrix)
    some.minimise(cost, FOREVER)
    assert not some.inside.all()
    monkeypatch.setattr(sifting, "MOST", 0.8)
    whole.minimise(cost, FOREVER)
    assert whole.inside.all()


def test_people_alike_are_blocks_although_places_are_as_small() -> None:
    # Ten people alike spend a day in each of two halls; a hall takes one of them on each of 3 days.
    person, hall, day = (each.reshape(-1) for each in np.mgrid[0:10, 0:2, 0:3])
    matrix = matrix_of(
        np.zeros(60, dtype=np.int64),
        np.ones(60, dtype=np.int64),
        (
            np.concatenate([person * 2 + hall, 20 + person * 3 + day, 50 + hall * 3 + day]),
            np.tile(np.arange(60), 3),
            np.ones(180, dtype=np.int64),
        ),
        (np.zeros(56, dtype=np.int64), np.ones(56, dtype=np.int64)),
    )
    wish = 10 * hall + day  # so that no two places are alike
    fold = fold_of(matrix, [wish])
    assert fold is not None
    assert len(np.unique(fold.column)) == 6
    block = blocks_of(matrix, [wish]).label
    assert len(np.unique(block)) == 10
    assert (block == block[person * 6]).all()


def test_where_nobody_is_alike_each_column_is_for_itself() -> None:
    matrix = matrix_of(
        np.zeros(4, dtype=np.int64),
        np.ones(4, dtype=np.int64),
        (np.zeros(4, dtype=np.int64), np.arange(4), np.ones(4, dtype=np.int64)),
        (np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)),
    )
    assert fold_of(matrix, [np.arange(4)]) is None


@given(matrices())
def test_what_is_found_gradually_is_nearly_the_least(drawn: Drawn) -> None:
    matrix, objectives = drawn
    cost = costs_of(objectives[0], matrix.columns)
    least = least_of_all(matrix, cost)
    event(f"satisfiable: {least is not None}")
    gradual = Gradual(matrix)
    assert not gradual.solved
    try:
        values, duals = gradual.minimise(cost, FOREVER)
    except Unsolvable:
        assert least is None
        return
    if least is None:
        # It does not always see that nothing fits. What it says is a guide, and bounds are counted.
        assert np.isfinite(duals).all()
        return
    assert gradual.solved
    assert float(cost @ values) == pytest.approx(least, abs=0.01)
    proof = proof_of(matrix, cost, duals)
    assert proof.scaled / proof.grid == pytest.approx(least, abs=0.05)


def test_what_has_run_off_is_not_taken_for_prices() -> None:
    matrix = matrix_of(
        np.zeros(6, dtype=np.int64),
        np.array([0, 0, 1, 0, 1, 1]),
        (
            np.array([0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3]),
            np.array([1, 4, 1, 5, 0, 1, 2, 3, 4, 5, 0]),
            np.array([-2, 1, -2, 1, 1, 2, 1, 1, 1, -3, 1]),
        ),
        (np.array([-1, -1, 0, -UNLIMITED]), np.array([-1, 0, UNLIMITED, 1])),
    )
    cost = np.array([0, 0, 1, 0, -2, -2])
    assert least_of_all(matrix, cost) is None
    with pytest.raises(Unsolvable):  # else prices are 10**53
        Gradual(matrix).minimise(cost, FOREVER)


def test_of_many_kinds_the_least_is_found_gradually(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxations, "LARGE", 1)
    alone = two_kinds()
    matrix = thrice(alone)
    cost = np.tile(np.array([-3, -2]), 3)
    asked: list[int] = []
    minimise = Gradual.minimise

    def noted(self: Gradual, cost: Ints, deadline: Deadline) -> tuple[Floats, Floats]:
        asked.append(self.matrix.columns)
        return minimise(self, cost, deadline)

    monkeypatch.setattr(Gradual, "minimise", noted)
    relaxation = Relaxation(matrix, [cost])
    guide = relaxation.guide(cost, deadline=FOREVER)
    assert asked == [2]
    assert guide.solved
    assert float(cost @ guide.point.values) == pytest.approx(-9, abs=0.01)
    proof = proof_of(matrix, cost, guide.point.duals)
    assert proof.bound == -9
    relaxation.narrow(matrix.within(matrix.lower, np.tile([0, 1], 3)))
    point = relaxation.minimise(cost, deadline=FOREVER)
    assert point is not None
    assert float(cost @ point.values) == pytest.approx(-6, abs=0.01)


def test_without_time_nothing_is_found_gradually() -> None:
    gradual = Gradual(two_kinds())
    cost = np.array([-3, -2])
    values, duals, reduced = gradual.known(cost)
    assert values.tolist() == [0, 0]
    assert duals.tolist() == [0]
    assert reduced.tolist() == [-3, -2]
    assert gradual.inside.all()
    with pytest.raises(Unsolvable) as caught:
        gradual.minimise(cost, Deadline(0.0))
    assert not caught.value.infeasible
    assert not gradual.solved


def two_kinds() -> Matrix:
    """Two columns, of which one row allows one."""
    ones = np.ones(2, dtype=np.int64)
    entries = np.zeros(2, dtype=np.int64), np.arange(2), ones
    return matrix_of(0 * ones, ones, entries, (np.array([-UNLIMITED]), np.ones(1, dtype=np.int64)))
