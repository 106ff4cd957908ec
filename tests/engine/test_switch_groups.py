"""Groups of switches: of one week, or of one delegation; solved anew together, and as a bound."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.supervised import objective, supervised, switches
from visitplanner.engine import strong as module
from visitplanner.engine.answer import Answer, Deadline, LimitHit
from visitplanner.engine.by_groups import by_groups
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.relaxation import Relaxation
from visitplanner.engine.search import least_by_search
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import PEOPLE, PLACES, bound_by_groups, bound_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))
LEAST = -(10**6)


def best_of(matrix: Matrix, cost: Ints) -> int:
    return least_by_search(matrix, (objective(cost),), start=None, limits=LIMITS).reached[0]


@given(st.integers(0, 10**6), st.integers(1, 2), st.integers(0, 1))
def test_the_bound_is_never_above_the_best(seed: int, weeks: int, alone: int) -> None:
    matrix, costs = supervised(seed, people=4, sites=4, weeks=weeks, alone=alone)
    found = bound_by_groups(Strong(switches(matrix, costs)), costs[0], LIMITS)
    assert found is not None
    assert found <= best_of(matrix, costs[0])


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_it_holds_at_any_prices(seed: int, prices: int) -> None:
    matrix, costs = supervised(seed, people=4, sites=4, weeks=2)
    strong = Strong(switches(matrix, costs))
    duals = -np.random.default_rng(prices).random(strong.matrix.rows)
    best = best_of(matrix, costs[0])
    for side in (PLACES, PEOPLE):
        found = bound_of(strong, costs[0], side, duals, LIMITS)
        assert found is not None
        assert found <= best


def test_groups_say_more_than_the_relaxation() -> None:
    matrix, costs = supervised(0, people=8, sites=6, groups=3, ratio=5)
    point = Relaxation(matrix, [costs[0]]).minimise(costs[0], deadline=Deadline(None))
    assert point is not None
    found = bound_by_groups(Strong(switches(matrix, costs)), costs[0], LIMITS)
    assert found is not None
    assert float(costs[0] @ point.values) + 1 < found == best_of(matrix, costs[0])


def test_without_time_there_is_no_bound() -> None:
    matrix, costs = supervised(0, people=4, sites=4, weeks=2)
    strong = Strong(switches(matrix, costs))
    late = Limits(seed=0, deadline=Deadline(0.0))
    assert bound_by_groups(strong, costs[0], late) is None
    assert bound_of(strong, costs[0], PEOPLE, np.zeros(strong.matrix.rows), late) is None


@pytest.mark.parametrize(("side", "count"), [(PLACES, 3), (PEOPLE, 2)])
def test_it_falls_apart_into_groups_of_people_and_into_weeks(side: int, count: int) -> None:
    matrix, costs = supervised(0, people=9, sites=6, groups=3, ratio=4, weeks=2)
    switched = switches(matrix, costs)
    label = Strong(switched).labels(side)[switched.switch]
    assert len(np.unique(label)) == count


@given(st.integers(0, 10**6), st.integers(0, 1))
def test_groups_solved_anew_are_no_worse_and_satisfy_all_rows(seed: int, alone: int) -> None:
    matrix, costs = supervised(seed, people=4, sites=4, weeks=2, alone=alone)
    switched = switches(matrix, costs)
    found = by_groups(Strong(switched), costs[0], np.zeros_like(costs[0]), LEAST, LIMITS)
    assert Strong(switched).matrix.keeps(found)
    # All groups of a side together are all there is.
    assert int(costs[0] @ found) == best_of(matrix, costs[0])


def test_it_ends_where_nothing_less_can_be() -> None:
    matrix, costs = supervised(3, people=9, sites=6, groups=3, ratio=4, weeks=2)
    switched, empty = switches(matrix, costs), np.zeros_like(costs[0])
    found = by_groups(Strong(switched), costs[0], empty, -1, LIMITS)
    assert best_of(matrix, costs[0]) < int(costs[0] @ found) <= -1
    assert by_groups(Strong(switched), costs[0], found, -1, LIMITS) is found
    late = Limits(seed=0, deadline=Deadline(0.0))
    assert by_groups(Strong(switched), costs[0], empty, LEAST, late) is empty


def test_an_interrupt_and_a_group_without_an_answer_leave_what_was_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(3, people=9, sites=6, groups=3, ratio=4, weeks=2)
    switched, empty = switches(matrix, costs), np.zeros_like(costs[0])
    calls = iter(range(2))

    def answer(matrix: Matrix, asked: Objective, **options: Any) -> Answer:
        call = next(calls, None)
        if call is None:
            raise KeyboardInterrupt
        if call == 0:
            raise LimitHit
        return least_by_cpsat(matrix, asked, **options)

    monkeypatch.setattr(module, "least_by_cpsat", answer)
    limits = Limits(seed=0, deadline=Deadline(None))
    found = by_groups(Strong(switched), costs[0], empty, LEAST, limits)
    assert best_of(matrix, costs[0]) < int(costs[0] @ found) < 0
    assert limits.deadline.over
