"""Plans from relaxations of switches, and what two plans do not agree on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.supervised import objective, supervised, switches
from visitplanner.engine import by_switches
from visitplanner.engine.answer import Answer, Deadline, Outcome
from visitplanner.engine.by_switches import BySwitches
from visitplanner.engine.crossing import LOWEST, MOST, Crossing
from visitplanner.engine.diving import PATIENCE, Dived, Floor, _Dives, by_diving
from visitplanner.engine.limits import Limits
from visitplanner.engine.search import least_by_search
from visitplanner.engine.strong import Strong
from visitplanner.engine.switches import Switched
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints

LIMITS = Limits(seed=0, deadline=Deadline(None))
LARGE = {"people": 12, "sites": 8, "groups": 4, "ratio": 4, "weeks": 2}


def in_order(costs: list[Ints]) -> Ints:
    """The first before the second, in one sum that keeps their order."""
    found: Ints = 1000 * costs[0] + costs[1]
    return found


def best_of(matrix: Matrix, cost: Ints) -> int:
    return least_by_search(matrix, (objective(cost),), start=None, limits=LIMITS).reached[0]


def some_of(switched: Switched, cost: Ints, seed: int) -> Ints:
    """A plan with some of the switches only."""
    rng = np.random.default_rng(seed)
    most = switched.matrix.upper[switched.switch]
    ends = np.zeros_like(most), rng.integers(0, most + 1)
    answer = Strong(switched).least(cost, ends, None, 10.0, LIMITS)
    assert answer is not None
    return answer.values


@given(st.integers(0, 10**6), st.integers(0, 1))
def test_between_its_ends_a_switch_is_what_is_best(seed: int, alone: int) -> None:
    matrix, costs = supervised(seed, people=4, alone=alone)
    switched, cost = switches(matrix, costs), in_order(costs)
    strong = Strong(switched)
    rng = np.random.default_rng(seed)
    high = rng.integers(0, matrix.upper[switched.switch] + 1)
    # Of each budget one at the most, in vain or not.
    low = np.zeros_like(high)
    first = rng.integers(len(high))
    low[first] = rng.integers(0, min(1, high[first]) + 1)
    lower, upper = matrix.lower.copy(), matrix.upper.copy()
    lower[switched.switch], upper[switched.switch] = low, high
    answer = strong.least(cost, (low, high), None, 10.0, LIMITS)
    assert answer is not None
    assert answer.proven
    assert answer.value == int(cost @ answer.values)
    assert (low <= answer.values[switched.switch]).all()
    assert (answer.values[switched.switch] <= high).all()
    assert answer.value == best_of(strong.matrix.within(lower, upper), cost)
    if not low.any():
        assert answer.value == best_of(matrix.within(lower, upper), cost)


@given(st.integers(0, 10**6))
def test_two_plans_crossed_give_the_best_of_what_either_does(seed: int) -> None:
    matrix, costs = supervised(seed, people=4, sites=4, weeks=2)
    switched, cost = switches(matrix, costs), in_order(costs)
    strong = Strong(switched)
    plans = Crossing(strong, cost)
    pair = [some_of(switched, cost, seed + number) for number in range(2)]
    for each in pair:
        plans.add(each)
    plans.cross(LIMITS)
    on = np.array([each[switched.switch] for each in pair])
    ends = on.min(axis=0), on.max(axis=0)
    answer = strong.least(cost, ends, None, 10.0, LIMITS)
    assert answer is not None
    assert plans.value == answer.value <= min(int(cost @ each) for each in pair)
    assert strong.matrix.keeps(plans.best)


def test_pairs_are_crossed_once_and_the_best_plans_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    plans = Crossing(Strong(switched), cost)
    every = {}
    for seed in range(30):
        each = some_of(switched, cost, seed)
        every[each[switched.switch].tobytes()] = each
    made = list(every.values())[: MOST + 2]
    assert len(made) == MOST + 2
    for each in made:
        plans.add(each)
    asked: list[Ints] = []
    monkeypatch.setattr(Strong, "least", lambda _, __, ___, hint, *____: asked.append(hint))
    plans.cross(LIMITS)
    assert len(asked) == MOST * (MOST - 1) / 2
    # The cheapest first, and of each pair the cheaper as a hint.
    assert asked[0] is plans.best
    assert asked[-1] is plans._plans[-2]
    kept = sorted(int(cost @ each) for each in made)[:MOST]
    assert [plans._value(each) for each in plans._plans] == kept
    plans.cross(LIMITS)
    assert len(asked) == MOST * (MOST - 1) / 2


def test_of_plans_with_the_same_switches_the_cheapest_stays() -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    best = some_of(switched, cost, 0)
    dear = best.copy()
    dear[np.flatnonzero((best > 0) & (cost < 0))[0]] = 0
    for pair in ((best, dear), (dear, best), (best, best.copy())):
        plans = Crossing(Strong(switched), cost)
        for each in pair:
            plans.add(each)
        assert plans.best is best
        assert len(plans._plans) == 1


def test_no_pair_is_crossed_where_nothing_less_can_be_or_after_the_deadline() -> None:
    matrix, costs = supervised(2, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    plans = Crossing(Strong(switched), cost)
    for seed in range(6):
        plans.add(some_of(switched, cost, seed))
    before = plans.best
    plans.cross(LIMITS, plans.value)
    plans.cross(Limits(seed=0, deadline=Deadline(0.0)))
    assert plans.best is before
    plans.cross(LIMITS)
    assert plans.value < int(cost @ before)


@pytest.mark.parametrize("seed", range(4))
def test_dives_find_the_best_and_prove_no_more(seed: int) -> None:
    matrix, costs = supervised(seed, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    found = by_diving(Strong(switched), cost, np.zeros_like(cost), LIMITS)
    best = best_of(matrix, cost)
    assert Strong(switched).matrix.keeps(found.values)
    assert int(cost @ found.values) == best
    assert best - 1000 < found.bound <= best


@pytest.mark.parametrize("seed", range(4))
def test_what_is_proven_of_the_first_makes_the_bound_closer(seed: int) -> None:
    matrix, costs = supervised(seed, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    best, first = best_of(matrix, cost), best_of(matrix, costs[0])
    empty = np.zeros_like(cost)
    plain = by_diving(Strong(switched), cost, empty, LIMITS)
    floor = Floor(costs[0], first)
    found = by_diving(Strong(switched), cost, empty, LIMITS, known=floor)
    assert int(cost @ found.values) == best
    assert plain.bound <= found.bound <= best
    assert found.bound >= 1000 * first


def test_a_better_plan_is_kept() -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    best = by_diving(Strong(switched), cost, np.zeros_like(cost), LIMITS).values
    late = Limits(seed=0, deadline=Deadline(0.0))
    found = by_diving(Strong(switched), cost, best, late)
    assert found.values is best
    assert found.bound == LOWEST


def test_the_first_dive_is_as_relaxed_and_the_others_are_blurred() -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    dives = _Dives(Strong(switched), cost, np.zeros_like(cost), LIMITS)
    assert (dives._blurred() == 20 * cost).all()
    for most in (4, 20, 20):
        dives._dives += 1
        added = dives._blurred() - 20 * cost
        assert not added[switched.switch].any()
        assert set(np.delete(added, switched.switch)) == set(range(most + 1))


def test_what_was_known_is_not_crossed_where_the_first_dive_is_better() -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    best = by_diving(Strong(switched), cost, np.zeros_like(cost), LIMITS).values
    for known, stays in ((np.zeros_like(cost), False), (best, True)):
        dives = _Dives(Strong(switched), cost, known, LIMITS)
        dives.next()
        assert any(each is known for each in dives.plans._plans) == stays


def test_dives_end_where_the_bound_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    dives = _Dives(Strong(switched), cost, np.zeros_like(cost), LIMITS)
    assert not dives.over
    dives.next()
    monkeypatch.setattr(dives, "bound", dives.plans.value)
    assert dives.over
    monkeypatch.setattr(dives, "bound", dives.plans.value - 1)
    assert not dives.over


def test_dives_end_where_none_of_some_gives_more(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    asked: list[Ints] = []
    monkeypatch.setattr(Strong, "least", lambda _, cost, *__: asked.append(cost))
    empty = np.zeros_like(cost)
    found = by_diving(Strong(switched), cost, empty, LIMITS)
    assert found.values is empty
    # Once more for the first, with what was known.
    assert len(asked) == PATIENCE + 1


def test_an_interrupt_leaves_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched, cost = switches(matrix, costs), in_order(costs)
    real: Callable[..., Answer | None] = Strong.least
    calls = iter(range(1))

    def least(*args: Any) -> Answer | None:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(Strong, "least", least)
    monkeypatch.setattr(_Dives, "over", False)
    limits = Limits(seed=0, deadline=Deadline(None))
    found = by_diving(Strong(switched), cost, np.zeros_like(cost), limits)
    assert int(cost @ found.values) < 0
    assert limits.deadline.over


def outcome_of(values: Ints, costs: list[Ints], first: int) -> Outcome:
    """What is known of values, with a bound of the first objective."""
    objectives = [objective(cost) for cost in costs]
    return Outcome.of(values, objectives, [first, objectives[1].least])


@pytest.mark.parametrize("seed", range(4))
def test_where_the_first_is_proven_dives_prove_the_second(seed: int) -> None:
    matrix, costs = supervised(seed, **LARGE)
    switched = switches(matrix, costs)
    objectives = tuple(objective(cost) for cost in costs)
    best = least_by_search(matrix, objectives, start=None, limits=LIMITS)
    first = least_by_search(matrix, objectives[:1], start=None, limits=LIMITS)
    known = outcome_of(first.values, costs, best.reached[0])
    found = BySwitches(switched, objectives).further(known, LIMITS)
    assert matrix.keeps(found.values)
    assert found.reached == best.reached
    assert found.bounds[0] == best.bounds[0]
    assert objectives[1].least <= found.bounds[1] <= best.reached[1]
    assert found.bounds[1] >= best.reached[1] - 3


def test_the_second_has_no_bound_where_the_first_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched = switches(matrix, costs)
    objectives = tuple(objective(cost) for cost in costs)
    first = least_by_search(matrix, objectives[:1], start=None, limits=LIMITS)
    monkeypatch.setattr(by_switches, "bound_by_groups", lambda *_: first.reached[0] - 1)
    known = outcome_of(first.values, costs, first.reached[0] - 100)
    found = BySwitches(switched, objectives).further(known, LIMITS)
    assert found.reached[0] == first.reached[0]
    assert found.reached[1] < known.reached[1]
    assert found.bounds == (first.reached[0] - 1, objectives[1].least)
    # What was known before and is closer stays.
    monkeypatch.setattr(by_switches, "bound_by_groups", lambda *_: first.reached[0] - 200)
    assert BySwitches(switched, objectives).further(known, LIMITS).bounds[0] == known.bounds[0]


def test_what_dives_make_worse_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched = switches(matrix, costs)
    objectives = tuple(objective(cost) for cost in costs)
    first = least_by_search(matrix, objectives[:1], start=None, limits=LIMITS)
    known = outcome_of(first.values, costs, first.reached[0])
    worse = Dived(np.zeros_like(costs[0]), LOWEST)
    monkeypatch.setattr(by_switches, "by_diving", lambda *_, **__: worse)
    assert BySwitches(switched, objectives).further(known, LIMITS).values is known.values
    # Costs too large for a relaxation in one sum are left alone.
    monkeypatch.setattr(by_switches, "LARGEST", 100)
    monkeypatch.setattr(by_switches, "by_diving", None)
    assert BySwitches(switched, objectives).further(known, LIMITS) is known


def test_without_time_for_a_bound_there_are_no_dives(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(1, **LARGE)
    switched = switches(matrix, costs)
    objectives = tuple(objective(cost) for cost in costs)
    monkeypatch.setattr(by_switches, "by_diving", None)
    known = outcome_of(np.zeros_like(costs[0]), costs, -100)
    late = Limits(seed=0, deadline=Deadline(0.0))
    search = BySwitches(switched, objectives)
    found = search.further(known, late)
    assert found.values is known.values
    assert found.bounds == known.bounds
    # Where there was no time, there may be later.
    asked = outcome_of(known.values, costs, -100)
    monkeypatch.setattr(by_switches, "bound_by_groups", lambda *_: -90)
    monkeypatch.setattr(by_switches, "by_diving", lambda *_, **__: Dived(known.values, LOWEST))
    assert search.further(asked, LIMITS).bounds[0] == -90


def test_groups_of_switches_end_where_their_bound_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(2, **LARGE)
    switched = switches(matrix, costs)
    objectives = [objective(cost) for cost in costs]
    best = best_of(matrix, costs[0])
    asked: list[int] = []

    def by_groups(_: Strong, __: Ints, values: Ints, least: int, ___: Limits) -> Ints:
        asked.append(least)
        return values

    monkeypatch.setattr(by_switches, "by_groups", by_groups)
    monkeypatch.setattr(by_switches, "bound_by_groups", lambda *_: best - 1)
    search = BySwitches(switched, objectives)
    values = search.values(-(10**6), LIMITS)
    assert values is not None
    assert asked == [best - 1]
    # It is found once: later it is known.
    monkeypatch.setattr(by_switches, "bound_by_groups", None)
    monkeypatch.setattr(by_switches, "by_diving", lambda _, __, *had, **___: Dived(had[0], LOWEST))
    known = outcome_of(values, costs, best - 100)
    assert search.further(known, LIMITS).bounds[0] == best - 1
