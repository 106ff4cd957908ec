"""Blocks of patterns: what prices prove holds for all values, and the best of them are found."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.engine.conftest import Asked
from tests.engine.matrices import Draft, Drawn, best_of_all
from visitplanner.engine import generation, least, patterns
from visitplanner.engine.answer import Answer, Deadline, LimitHit
from visitplanner.engine.generation import least_by_patterns, proof_by_patterns
from visitplanner.engine.limits import Limits
from visitplanner.engine.math_opt import Floats
from visitplanner.engine.patterns import Patterns, patterns_of
from visitplanner.engine.prices import balanced
from visitplanner.engine.restricted import Restricted
from visitplanner.engine.start import made_whole
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

FOREVER = Deadline(None)
LIMITS = Limits(seed=0, deadline=FOREVER)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "LINKING", 10.0)
    monkeypatch.setattr(patterns, "ROWS_OF_COLUMN", 0.0)
    monkeypatch.setattr(least, "MANY", 0)
    monkeypatch.setattr(least, "DIRECT", 0)


@st.composite
def blocks(draw: st.DrawFn) -> Drawn:
    """People with some rows of their own, and rows that link them."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=3))
    made = Draft([1] * sum(sizes))
    ends = np.cumsum(sizes)
    for end, size in zip(ends, sizes, strict=True):
        own = range(end - size, end)
        for _ in range(draw(st.integers(0, 2))):
            chosen = sorted(draw(st.sets(st.sampled_from(own), min_size=1)))
            made.row([(column, 1) for column in chosen], -UNLIMITED, 1)
    for _ in range(draw(st.integers(1, 3))):
        chosen = sorted(draw(st.sets(st.integers(0, sum(sizes) - 1), min_size=2)))
        factors = draw(st.sampled_from(((1,), (1,), (1, 2), (-1, 1, 3))))
        terms = [(column, draw(st.sampled_from(factors))) for column in chosen]
        made.row(terms, -UNLIMITED, draw(st.integers(2, 3)))
    matrix = made.matrix
    objectives = []
    for _ in range(draw(st.integers(1, 3))):
        cost = np.array([draw(st.integers(-3, 2)) for _ in made.upper], dtype=np.int64)
        column = np.flatnonzero(cost)
        objectives.append(Objective(column, cost[column], least=int(np.minimum(0, cost).sum())))
    return matrix, tuple(objectives)


def people(count: int, places: int, seed: int = 0) -> tuple[Matrix, tuple[Objective, ...]]:
    """Many people, who do two things in two of three weeks, each at one of four places."""
    rng = np.random.default_rng(seed)
    made = Draft([1] * (24 * count))
    number = np.arange(24 * count).reshape(count, 2, 3, 4)
    for person in number:
        for own in (*person, *(person[:, week] for week in range(3))):
            made.row([(column, 1) for column in own.ravel().tolist()], -UNLIMITED, 1)
    for week, place in product(range(3), range(4)):
        at = number[:, :, week, place].ravel().tolist()
        made.row([(column, 1) for column in at], -UNLIMITED, places)
    column = np.arange(24 * count)
    costs = [-np.ones(24 * count, dtype=np.int64), rng.integers(0, 7, 24 * count)]
    leasts = [-2 * count, 0]
    objectives = [Objective(column, cost, least) for cost, least in zip(costs, leasts, strict=True)]
    return made.matrix, tuple(objectives)


def known(matrix: Matrix) -> Patterns:
    """The patterns of a matrix that has some."""
    found = patterns_of(matrix)
    assert found is not None
    return found


def all_values(matrix: Matrix) -> Iterator[Ints]:
    """All whole values that satisfy the rows."""
    for way in product((0, 1), repeat=matrix.columns):
        values = np.array(way, dtype=np.int64)
        if matrix.keeps(values):
            yield values


def drawn_prices(data: st.DataObject, found: Patterns) -> Any:
    """Prices of the linking rows."""
    price = st.floats(-3, 0).map(lambda each: round(each, 3))
    return np.array([data.draw(price) for _ in found.limit], dtype=np.float64)


@given(blocks(), st.data())
def test_any_prices_prove_a_bound_and_which_columns_are_out(
    drawn: Drawn, data: st.DataObject
) -> None:
    matrix, objectives = drawn
    found = known(matrix)
    cost = costs_of(objectives[0], matrix.columns)
    proof = proof_by_patterns(found, cost, drawn_prices(data, found))
    for values in all_values(matrix):
        above = int(cost @ values) * proof.grid - proof.scaled
        assert above >= 0
        assert (proof.excess[values == 1] <= above).all()


@given(blocks(), st.data())
def test_the_best_pattern_of_every_block_and_of_every_column(
    drawn: Drawn, data: st.DataObject
) -> None:
    matrix, objectives = drawn
    found = known(matrix)
    alone = matrix.of_rows(np.isin(np.arange(matrix.rows), found.linking, invert=True))
    reduced = found.reduced(costs_of(objectives[0], matrix.columns), drawn_prices(data, found))
    sums = {tuple(values): float(reduced @ values) for values in all_values(alone)}
    best = min(sums.values())
    assert found.least(reduced).sum() == pytest.approx(best, abs=1e-9)
    taken = [
        min(total for values, total in sums.items() if values[column])
        for column in range(matrix.columns)
    ]
    assert found.excess(reduced) == pytest.approx(np.array(taken) - best, abs=1e-9)


@given(blocks(), st.data(), st.floats(0, 8))
def test_what_is_near_to_the_best_loses_nothing_that_is_as_near(
    drawn: Drawn, data: st.DataObject, most: float
) -> None:
    matrix, objectives = drawn
    found = known(matrix)
    reduced = found.reduced(costs_of(objectives[0], matrix.columns), drawn_prices(data, found))
    excess = found.excess(reduced)
    kept, near = found.nearest(reduced, most)
    event(f"left out: {len(kept) < matrix.columns}")
    assert kept.tolist() == np.flatnonzero(excess <= most).tolist()
    if len(kept):
        assert near.least(reduced[kept]).sum() == pytest.approx(found.least(reduced).sum())
        assert near.excess(reduced[kept]) == pytest.approx(excess[kept], abs=1e-9)
        assert near.used(np.ones(len(kept))) == pytest.approx(
            found.used(np.isin(np.arange(matrix.columns), kept).astype(np.float64))
        )


@given(blocks(), st.data(), st.sampled_from((0.05, 1.0, 20.0)))
def test_the_smoothed_bound_is_below_and_its_slopes_are_its_own(
    drawn: Drawn, data: st.DataObject, temperature: float
) -> None:
    matrix, objectives = drawn
    found = known(matrix)
    cost = costs_of(objectives[0], matrix.columns)
    prices = drawn_prices(data, found)

    def smoothed(at: Any) -> float:
        soft = found.soft(found.reduced(cost, at), temperature)
        return soft.value + float(at @ found.limit)

    assert smoothed(prices) <= found.bound(cost, prices) + 1e-9
    share = found.soft(found.reduced(cost, prices), temperature).share
    for row, slope in enumerate(found.limit - found.used(share)):
        step = np.zeros(len(prices))
        step[row] = 1e-5 * temperature
        rise = smoothed(prices + step) - smoothed(prices - step)
        assert rise / step[row] / 2 == pytest.approx(slope, abs=1e-3)


@given(blocks())
def test_what_is_proven_holds_and_no_better_values_are_lost(drawn: Drawn) -> None:
    matrix, objectives = drawn
    best = best_of_all(matrix, objectives)
    assert best is not None
    found = least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    assert found is not None
    outcome = found.outcome
    event(f"proven: {outcome.proven}")
    assert matrix.keeps(outcome.values)
    assert outcome.reached == tuple(value_of(each, outcome.values) for each in objectives)
    assert outcome.reached >= best
    for number, bound in enumerate(outcome.bounds):
        assert bound <= outcome.reached[number]
        if outcome.reached[:number] == best[:number]:
            assert bound <= best[number]
    assert best_of_all(found.matrix, objectives) == best


@given(blocks())
def test_all_objectives_are_the_least_of_all_values(drawn: Drawn) -> None:
    matrix, objectives = drawn
    found = least.least(matrix, objectives, start=None, limits=LIMITS)
    assert found.reached == found.bounds == best_of_all(matrix, objectives)


@pytest.mark.parametrize("places", [4, 6])
def test_prices_balance_to_the_bound_of_the_relaxation(places: int) -> None:
    matrix, objectives = people(30, places)
    cost = costs_of(objectives[0], matrix.columns) * 100 + costs_of(objectives[1], matrix.columns)
    relaxed = Restricted(matrix)
    relaxed.add(np.arange(matrix.columns))
    values, _ = relaxed.minimise(cost, FOREVER)
    found = known(matrix)
    priced = balanced(found, cost.astype(np.float64), coldest=0.01, deadline=FOREVER)
    least_sum = float(cost @ values)
    assert (priced.prices <= 0).all()
    assert least_sum - 0.002 * abs(least_sum) <= found.bound(cost, priced.prices)
    assert found.bound(cost, priced.prices) <= least_sum + 1e-6


@pytest.mark.parametrize("places", [4, 5, 6])
def test_many_people_are_placed_as_well_as_without_patterns(
    places: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, objectives = people(30, places)
    found = least.least(matrix, objectives, start=None, limits=LIMITS)
    monkeypatch.setattr(least, "MANY", matrix.columns + 1)
    other = least.least(matrix, objectives, start=None, limits=LIMITS)
    assert found.reached == found.bounds == other.reached


def test_many_people_are_proven_by_prices_alone() -> None:
    matrix, objectives = people(100, 14, seed=1)
    found = least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    assert found is not None
    assert found.outcome.proven
    assert found.matrix.upper.sum() < matrix.columns / 2


def test_prices_of_what_nobody_wants_are_nought() -> None:
    matrix, _ = people(10, 2)
    found = known(matrix)
    cost = np.full(matrix.columns, 1000.0)
    priced = balanced(found, cost, coldest=0.1, deadline=FOREVER)
    assert not priced.prices.any()
    assert priced.share.sum() < 1e-3


def test_each_relaxation_begins_where_the_last_one_ended(asked: list[Asked]) -> None:
    matrix, objectives = people(100, 14, seed=1)
    least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    assert len(asked) > 2
    assert [each.begun for each in asked] == [False] + [True] * (len(asked) - 1)


def test_another_corner_is_tried_where_the_first_is_not_made_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[int] = []

    def once_too_late(*given: Any) -> Answer:
        tried.append(len(tried))
        if len(tried) == 1:
            raise LimitHit
        return made_whole(*given)

    monkeypatch.setattr(generation, "made_whole", once_too_late)
    matrix, objectives = people(100, 14, seed=1)
    found = least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    assert tried
    assert found is not None
    assert found.outcome.proven


def test_blocks_in_fractions_are_filled_by_hand_where_a_search_is_too_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_late(*_: Any) -> Answer:
        raise LimitHit

    matrix, objectives = people(60, 8, seed=1)
    best = least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    monkeypatch.setattr(generation, "made_whole", too_late)
    monkeypatch.setattr(generation, "CORNERS", 0)
    found = least_by_patterns(matrix, objectives, start=None, limits=LIMITS)
    assert best is not None
    assert found is not None
    assert matrix.keeps(found.outcome.values)
    assert found.outcome.reached[0] == best.outcome.reached[0] == -8 * 12


def test_relaxations_leave_time_to_make_their_values_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(seed=0, deadline=Deadline(1000.0))
    shares: list[float] = []
    minimise = Restricted.minimise

    def noted(restricted: Restricted, cost: Ints | Floats, deadline: Deadline) -> Any:
        shares.append((deadline.left or 0.0) / (limits.deadline.left or 1.0))
        return minimise(restricted, cost, deadline)

    monkeypatch.setattr(Restricted, "minimise", noted)
    matrix, objectives = people(60, 8, seed=1)
    least_by_patterns(matrix, objectives, start=None, limits=limits)
    assert 0.5 < shares[0] < 0.9


def test_values_known_before_are_not_lost() -> None:
    matrix, objectives = people(10, 2)
    best = least.least(matrix, objectives, start=None, limits=LIMITS)
    over = Limits(seed=0, deadline=Deadline(0.0))
    found = least_by_patterns(matrix, objectives, start=best.values, limits=over)
    assert found is not None
    assert found.outcome.reached == best.reached
    assert all(map(int.__le__, found.outcome.bounds, best.reached))


def test_blocks_without_patterns_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, objectives = people(10, 2)
    asked = np.where(np.arange(matrix.rows) == matrix.rows - 1, 1, matrix.row_lower)
    assert patterns_of(replace(matrix, row_lower=asked)) is None
    assert patterns_of(matrix.within(matrix.lower, 2 * matrix.upper)) is None
    monkeypatch.setattr(patterns, "PATTERNS", 0)
    assert patterns_of(matrix) is None
    monkeypatch.setattr(generation, "LARGEST", 1.0)
    assert least_by_patterns(matrix, objectives, start=None, limits=LIMITS) is None
