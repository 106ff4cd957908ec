"""Columns that say how many of others there may be: which of them are on is searched."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.matrices import Draft
from tests.engine.supervised import objective, supervised, switches
from visitplanner.engine import proving
from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.by_switches import BySwitches
from visitplanner.engine.core import begun
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part
from visitplanner.engine.proving import Task, better_by_switches
from visitplanner.engine.ranks import Ranked
from visitplanner.engine.search import least_by_search
from visitplanner.engine.switches import Switched, switched_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

LIMITS = Limits(seed=0, deadline=Deadline(None))


def searched(
    matrix: Matrix,
    costs: list[Ints],
    *,
    seed: int = 0,
    deadline: Deadline | None = None,
    asked: list[Ints] | None = None,
) -> Ints | None:
    limits = Limits(seed, Deadline(None) if deadline is None else deadline)
    goals = costs if asked is None else asked
    search = BySwitches(switches(matrix, costs), [objective(cost) for cost in goals])
    return search.values(-(10**6), limits)


def not_asked(*_: object) -> Outcome:
    raise AssertionError


def best_of_switches(switched: Switched, costs: list[Ints]) -> list[int]:
    """The least costs over all ways to set the switches, each with its flow."""
    found = []
    most = switched.matrix.upper[switched.switch].tolist()
    for chosen in product(*(range(high + 1) for high in most)):
        values = np.array(chosen, dtype=np.int64)
        totals = np.bincount(
            switched.budget[switched.budget >= 0],
            weights=values[switched.budget >= 0],
            minlength=len(switched.most),
        )
        if (totals > switched.most).any():
            continue
        network = switched.network.within(*switched.bounds(values))
        whole = switched.values(least_flow(network, [cost[switched.column] for cost in costs]))
        assert whole is not None
        assert (whole[switched.switch] <= values).all()
        found.append([int(cost @ whole) for cost in costs])
    return min(found)


@given(st.integers(0, 10**6))
def test_the_best_flow_over_all_switches_is_the_best_of_the_matrix(seed: int) -> None:
    matrix, costs = supervised(seed)
    objectives = tuple(objective(cost) for cost in costs)
    best = least_by_search(matrix, objectives, start=None, limits=LIMITS)
    assert best_of_switches(switches(matrix, costs), costs) == list(best.reached)


@given(st.integers(0, 10**6))
def test_what_is_searched_satisfies_all_rows_and_is_best_by_the_first_cost(seed: int) -> None:
    matrix, costs = supervised(seed, people=4)
    found = searched(matrix, costs)
    assert found is not None
    assert matrix.keeps(found)
    best = least_by_search(matrix, (objective(costs[0]),), start=None, limits=LIMITS)
    # So few groups are soon solved all together.
    assert int(costs[0] @ found) == best.reached[0]


def test_the_same_seed_gives_the_same() -> None:
    matrix, costs = supervised(2, people=8, sites=6, groups=4, ratio=4)
    one, other = (searched(matrix, costs, seed=3) for _ in range(2))
    assert one is not None
    assert other is not None
    assert (one == other).all()


def test_after_the_deadline_there_is_a_plan_with_nobody() -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4)
    found = searched(matrix, costs, deadline=Deadline(0.0))
    assert found is not None
    assert matrix.keeps(found)


def test_an_interrupt_gives_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4)
    real, steps = Ranked.take, iter(range(20))

    def take(group: Ranked, *given: Any) -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        real(group, *given)

    monkeypatch.setattr(Ranked, "take", take)
    whole = Deadline(None)
    found = searched(matrix, costs, deadline=whole.share(0.5))
    assert found is not None
    assert matrix.keeps(found)
    assert int(costs[0] @ found) < 0
    assert whole.over


def test_a_switch_that_is_counted_is_none() -> None:
    matrix, costs = supervised(0)
    assert switched_of(matrix, np.ones(matrix.columns, dtype=bool)) is None
    # Where another number of columns is asked for than as many as can be, a flow is not enough.
    assert searched(matrix, costs, asked=[np.ones_like(costs[0])]) is None


@pytest.mark.parametrize(
    ("terms", "low", "high"),
    [
        ([(0, -1), (4, 3)], 0, 2),  # a column of two switches
        ([(3, 2), (4, -3)], 0, UNLIMITED),  # switches in one row that is no budget
        ([(0, 1), (1, 1), (3, -2)], 0, 0),  # a switch that asks for some
        ([(3, 1), (4, 1)], -UNLIMITED, 1),  # two budgets of one switch
    ],
)
def test_other_structures_are_left_alone(terms: list[tuple[int, int]], low: int, high: int) -> None:
    made = Draft([1, 1, 1, 1, 1])
    made.row([(3, 2), (0, -1), (1, -1)], 0, 1)
    made.row([(4, 3), (2, -1)], 0, 2)
    made.row([(3, 1), (4, 1)], -UNLIMITED, 1)
    made.row([(0, 1), (2, 1)], -UNLIMITED, 1)
    priced = np.arange(5) < 3
    assert switched_of(made.matrix, priced) is not None
    made.row(terms, low, high)
    assert switched_of(made.matrix, priced) is None


def small_task() -> Task:
    matrix, costs = supervised(4, people=10, sites=6, groups=4, ratio=5)
    part = Part(np.arange(matrix.columns), matrix, tuple(objective(cost) for cost in costs))
    return Task(part, None, None, inner=not_asked)


def test_a_plan_that_misses_the_relaxation_is_made_better_by_switches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = small_task()
    matrix, costs = task.matrix, task.costs
    relaxed = begun(matrix, task.objectives, Deadline(None))
    switched = task.switches
    assert switched is not None
    found = better_by_switches(task, switched, LIMITS, relaxed.guide, np.zeros_like(costs[0]))
    assert found is not None
    assert matrix.keeps(found)
    assert int(costs[0] @ found) < 0
    # What is as good as can be stays as it is, and so does what switches do not make better.
    monkeypatch.setattr(BySwitches, "values", lambda *_: np.zeros_like(costs[0]))
    assert better_by_switches(task, switched, LIMITS, relaxed.guide, found) is found
    guide = replace(relaxed.guide, point=replace(relaxed.guide.point, values=found.astype(float)))
    monkeypatch.setattr(BySwitches, "values", not_asked)
    assert better_by_switches(task, switched, LIMITS, guide, found) is found


def test_where_switches_are_no_help_a_first_plan_is_made_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(4, people=30, sites=10, groups=12, ratio=4)
    # Headcounts: some of the columns count more than others, which a largest flow cannot tell.
    costs[0] *= 1 + np.arange(matrix.columns) % 2
    part = Part(np.arange(matrix.columns), matrix, tuple(objective(cost) for cost in costs))
    task = Task(part, None, None, inner=not_asked)
    guide = begun(matrix, part.objectives, Deadline(None)).guide
    assert task.switches is not None
    assert better_by_switches(task, task.switches, LIMITS, guide, np.zeros_like(costs[0])) is None
    asked = []

    def first_values(*_: object) -> Ints:
        asked.append(True)
        return np.zeros_like(costs[0])

    monkeypatch.setattr(proving, "first_values", first_values)
    monkeypatch.setattr(proving, "first_by_blocks", first_values)
    found = proving._first(task, LIMITS, LIMITS)(guide)
    assert found is not None
    assert matrix.keeps(found)
    assert asked
    asked.clear()
    assert proving._first_untimed(task, LIMITS, guide) is not None
    assert asked


def test_without_a_time_limit_a_first_plan_is_made_by_switches_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = small_task()
    guide = begun(task.matrix, task.objectives, Deadline(None)).guide
    monkeypatch.setattr(proving, "first_values", not_asked)
    found = proving._first_untimed(task, LIMITS, guide)
    assert found is not None
    assert task.matrix.keeps(found)
    best = least_by_search(task.matrix, task.objectives[:1], start=None, limits=LIMITS)
    assert int(task.costs[0] @ found) <= 0.9 * best.reached[0]


def test_where_hardly_any_time_is_left_the_plan_by_hand_is_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(4, people=30, sites=10, groups=12, ratio=4)
    part = Part(np.arange(matrix.columns), matrix, tuple(objective(cost) for cost in costs))
    hand = np.zeros_like(costs[0])
    task = Task(part, None, hand, inner=not_asked)
    guide = begun(matrix, part.objectives, Deadline(None)).guide
    # Whatever looks at the whole matrix first would run past the limit.
    monkeypatch.setattr(proving, "layout_of", not_asked)
    monkeypatch.setattr(proving, "switched_of", not_asked)
    late = Limits(seed=0, deadline=Deadline(0.0))
    assert proving._first(task, late, late)(guide) is hand
    monkeypatch.setattr(proving, "begun", not_asked)
    assert proving.proven(task, late).values is hand
    with pytest.raises(AssertionError):
        proving._first(task, LIMITS, LIMITS)(guide)


@pytest.mark.parametrize(("few", "least", "most"), [(proving.FEW, 90, 100), (0, 4, 5)])
def test_after_a_plan_by_switches_exact_search_keeps_its_time_where_columns_are_few(
    monkeypatch: pytest.MonkeyPatch, few: int, least: float, most: float
) -> None:
    task = small_task()
    guide = begun(task.matrix, task.objectives, Deadline(None)).guide
    monkeypatch.setattr(proving, "FEW", few)
    share = Limits(seed=0, deadline=Deadline(100.0))
    assert proving._first(task, Limits(seed=0, deadline=Deadline(20.0)), share)(guide) is not None
    assert share.deadline.left is not None
    assert least <= share.deadline.left <= most


def test_with_switches_fewer_columns_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    task = small_task()
    columns = task.matrix.columns
    plain = replace(task)
    vars(plain)["switches"] = None
    monkeypatch.setattr(proving, "FEW", columns - 1)
    monkeypatch.setattr(proving, "SMALL", columns)
    assert not task.small
    assert plain.small
    monkeypatch.setattr(proving, "FEW", columns)
    monkeypatch.setattr(proving, "SMALL", columns - 1)
    assert task.small
    assert not plain.small
