"""Columns that say how many of others there may be: which of them are on is searched."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.matrices import Draft
from visitplanner.engine import proving
from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.by_switches import _Search, values_by_switches
from visitplanner.engine.core import begun
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part
from visitplanner.engine.proving import Task, better_by_switches
from visitplanner.engine.search import least_by_search
from visitplanner.engine.switches import Switched, switched_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))


def supervised(
    seed: int, *, people: int = 5, sites: int = 3, groups: int = 2, ratio: int = 2
) -> tuple[Matrix, list[Ints]]:
    """Groups of people at sites with few places, where some of each group have to be on duty."""
    rng = np.random.default_rng(seed)
    made = Draft([])
    at_site: list[list[int]] = [[] for _ in range(sites)]
    second = []
    for _ in range(groups):
        here: list[list[int]] = [[] for _ in range(sites)]
        for _ in range(people):
            own = []
            for site in rng.permutation(sites)[: int(rng.integers(1, sites + 1))].tolist():
                column = made.column(1)
                second.append(int(rng.integers(4)))
                own.append(column)
                here[site].append(column)
                at_site[site].append(column)
            made.row([(column, 1) for column in own], -UNLIMITED, 1)
        duties = []
        for columns in here:
            if columns:
                duty = made.column(-(-len(columns) // ratio))
                second.append(0)
                duties.append(duty)
                terms = [(duty, ratio), *((column, -1) for column in columns)]
                made.row(terms, 0, ratio - 1)
        # Sums over switches come written either way.
        sign = int(rng.choice((1, -1)))
        ends = (-UNLIMITED, 1) if sign > 0 else (-1, UNLIMITED)
        made.row([(duty, sign) for duty in duties], *ends)
    for columns in at_site:
        if columns:
            made.row([(column, 1) for column in columns], -UNLIMITED, int(rng.integers(1, 5)))
    matrix = made.matrix
    first = np.full(matrix.columns, -1, dtype=np.int64)
    first[np.unique(matrix.column[np.abs(matrix.coefficient) > 1])] = 0
    return matrix, [first, np.array(second, dtype=np.int64)]


def switches(matrix: Matrix, costs: list[Ints]) -> Switched:
    found = switched_of(matrix, np.any([cost != 0 for cost in costs], axis=0))
    assert found is not None
    return found


def not_asked(*_: object) -> Outcome:
    raise AssertionError


def objective(cost: Ints) -> Objective:
    column = np.flatnonzero(cost)
    return Objective(column, cost[column], least=int(np.minimum(cost, 0).sum()))


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
    found = values_by_switches(matrix, costs, 0, Deadline(None))
    assert found is not None
    assert matrix.keeps(found)
    best = least_by_search(matrix, (objective(costs[0]),), start=None, limits=LIMITS)
    # One exchange at a time may miss some; never so many as a whole switch carries.
    assert best.reached[0] <= int(costs[0] @ found) <= best.reached[0] + 1


def test_many_exchanges_come_near_to_what_is_best() -> None:
    matrix, costs = supervised(1, people=12, sites=8, groups=6, ratio=4)
    found = values_by_switches(matrix, costs, 0, Deadline(None))
    assert found is not None
    best = least_by_search(matrix, (objective(costs[0]),), start=None, limits=LIMITS)
    assert int(costs[0] @ found) <= 0.95 * best.reached[0]


def test_the_same_seed_gives_the_same() -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4)
    one, other = (values_by_switches(matrix, costs, 3, Deadline(None)) for _ in range(2))
    assert one is not None
    assert other is not None
    assert (one == other).all()


def test_after_the_deadline_nothing_is_exchanged() -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4)
    found = values_by_switches(matrix, costs, 0, Deadline(0.0))
    assert found is not None
    assert matrix.keeps(found)


def test_an_interrupt_gives_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4)
    real, steps = _Search.step, iter(range(20))

    def step(search: _Search) -> bool:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return real(search)

    monkeypatch.setattr(_Search, "step", step)
    whole = Deadline(None)
    found = values_by_switches(matrix, costs, 0, whole.share(0.5))
    assert found is not None
    assert matrix.keeps(found)
    assert int(costs[0] @ found) < 0
    assert whole.over


@given(st.integers(0, 10**6))
def test_room_of_one_switch_is_that_of_all(seed: int) -> None:
    switched = switches(*supervised(seed))
    values = switched.matrix.upper[switched.switch]
    room = [switched.room_of(number, int(each)) for number, each in enumerate(values)]
    assert room == switched.room(values).tolist()


def test_a_switch_that_is_counted_is_none() -> None:
    matrix, costs = supervised(0)
    assert switched_of(matrix, np.ones(matrix.columns, dtype=bool)) is None
    assert values_by_switches(matrix, [np.ones_like(costs[0])], 0, Deadline(None)) is None


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


def test_a_plan_that_misses_the_relaxation_is_made_better_by_switches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(4, people=30, sites=10, groups=12, ratio=4)
    part = Part(np.arange(matrix.columns), matrix, tuple(objective(cost) for cost in costs))
    task = Task(part, None, None, inner=not_asked)
    relaxed = begun(matrix, part.objectives, Deadline(None))
    limits = Limits(seed=0, deadline=Deadline(None))
    found = better_by_switches(task, limits, relaxed.guide, np.zeros_like(costs[0]))
    assert found is not None
    assert matrix.keeps(found)
    assert int(costs[0] @ found) < 0
    assert better_by_switches(task, limits, relaxed.guide, None) is None
    # What is near to the relaxation stays as it is, and what is as good by the first objective.
    again = better_by_switches(task, limits, relaxed.guide, found)
    assert again is found
    monkeypatch.setattr(proving, "MISSED", 1.0)
    empty = np.zeros_like(costs[0])
    assert better_by_switches(task, limits, relaxed.guide, empty) is empty
