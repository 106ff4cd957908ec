"""Groups of switches that go out of each other's way."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.matrices import Draft
from tests.engine.supervised import objective, supervised, switches
from visitplanner.engine import by_switches, negotiation
from visitplanner.engine.answer import Deadline
from visitplanner.engine.by_switches import BySwitches
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.negotiation import FADING, NEAR, _Table, negotiated
from visitplanner.engine.ranks import Ranked
from visitplanner.engine.search import least_by_search
from visitplanner.engine.strong import Strong
from visitplanner.engine.switches import Switched
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

LIMITS = Limits(seed=0, deadline=Deadline(None))
FEW_PLACES = {"people": 8, "sites": 6, "groups": 5, "ratio": 3, "weeks": 2}


def flow_of(switched: Switched, cost: Ints, chosen: Ints) -> Ints | None:
    """(columns,) the best that flows through some switches."""
    network = switched.network.within(*switched.bounds(chosen))
    return switched.values(least_flow(network, [cost[switched.column]]))


def nothing(matrix: Matrix) -> Ints:
    return np.zeros(matrix.columns, dtype=np.int64)


def table_of(matrix: Matrix, costs: list[Ints], begun: Ints | None = None) -> _Table:
    """All groups, and nobody anywhere or a plan, (columns,)."""
    values = nothing(matrix) if begun is None else begun
    return _Table(Strong(switches(matrix, costs)), costs[0], values, LIMITS)


def costs_found(
    matrix: Matrix,
    costs: list[Ints],
    *,
    patience: int = 5,
    limits: Limits = LIMITS,
    begun: Ints | None = None,
) -> list[int]:
    """What the plans cost, one after the other."""
    switched = switches(matrix, costs)
    values = nothing(matrix) if begun is None else begun
    found = []
    for chosen in negotiated(Strong(switched), costs[0], values, patience, limits):
        plan = flow_of(switched, costs[0], chosen)
        assert plan is not None
        assert matrix.keeps(plan)
        assert (plan[switched.switch] <= chosen).all()
        found.append(int(costs[0] @ plan))
    return found


def least_of(matrix: Matrix, cost: Ints) -> int:
    return least_by_search(matrix, (objective(cost),), start=None, limits=LIMITS).reached[0]


@given(st.integers(0, 10**6), st.integers(1, 2), st.integers(0, 1))
def test_what_flows_through_any_round_is_a_plan(seed: int, weeks: int, alone: int) -> None:
    matrix, costs = supervised(seed, people=4, groups=3, weeks=weeks, alone=alone)
    assert all(cost >= least_of(matrix, costs[0]) for cost in costs_found(matrix, costs))


@pytest.mark.parametrize("alone", [0, 1])
@pytest.mark.parametrize("seed", range(8))
def test_groups_that_share_few_places_come_to_the_best_plan(seed: int, alone: int) -> None:
    matrix, costs = supervised(seed, **FEW_PLACES, alone=alone)
    assert min(costs_found(matrix, costs, patience=20)) == least_of(matrix, costs[0])


def test_what_is_wanted_by_too_many_becomes_dearer_and_then_cheaper_again() -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    table = table_of(matrix, costs)
    before = np.zeros_like(table._dearer)
    rose = False
    for _ in range(6):
        table.round()
        excess = np.maximum(0, table._held - table._room)
        # One too many makes a place dearer by half of what two or more do.
        rising = np.select([excess == 0, excess == 1], [0, 100], 200)
        assert (table._dearer == FADING * before + rising).all()
        before = table._dearer
        rose |= bool(excess.any())
    assert rose


def test_groups_are_asked_at_what_places_cost_now(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    table = table_of(matrix, costs)
    asked = []

    def take(group: Ranked, offer: Any, rng: np.random.Generator) -> None:
        asked.append(offer)
        real(group, offer, rng)

    real = Ranked.take
    monkeypatch.setattr(Ranked, "take", take)
    table._dearer = np.array([0.0, 24.0, 26.0, 374.0])
    table.round()
    assert {each.excess for each in asked} <= set(range(150, 351, negotiation.GRID))
    assert len({each.excess for each in asked}) == 1
    assert all(each.price.tolist() == [0, 0, 50, 350] for each in asked)
    assert (asked[0].room == table._room).all()
    assert all((each.room >= 0).all() for each in asked)
    excesses = set()
    for _ in range(20):
        asked.clear()
        table.round()
        excesses |= {each.excess for each in asked}
    assert len(excesses) > 2


def test_at_first_all_are_asked_and_then_those_that_hold_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    monkeypatch.setattr(negotiation, "SELDOM", 0.0)
    table = table_of(matrix, costs)
    asked: list[int] = []

    def ask(_: _Table, number: int, *__: Any) -> None:
        asked.append(number)

    with monkeypatch.context() as patch:
        patch.setattr(_Table, "_ask", ask)
        table.round()
        assert sorted(asked) == list(range(len(table)))
        asked.clear()
        table.round()
        assert not asked
        # One of them holds more than there is.
        group = table._group(2)
        group.held[0] = 9
        table._held[group.place[0]] = 9
        table.round()
        assert asked == [2]
    monkeypatch.setattr(negotiation, "SELDOM", 1.0)
    with monkeypatch.context() as patch:
        patch.setattr(_Table, "_ask", ask)
        asked.clear()
        table.round()
        assert sorted(asked) == list(range(len(table)))


@pytest.mark.parametrize("alone", [0, 1])
def test_what_is_held_is_what_all_have(alone: int) -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3, alone=alone)
    switched = switches(matrix, costs)
    table = table_of(matrix, costs)
    for _ in range(4):
        table.round()
        held = np.zeros_like(table._held)
        for number in range(len(table)):
            np.add.at(held, table._group(number).place, table._group(number).held)
        assert (held == table._held).all()
        assert table.cost == int(np.maximum(0, held - table._room).sum()) - int(held.sum())
        # No plan through these switches costs more.
        values = flow_of(switched, costs[0], table.on)
        assert values is not None
        assert int(costs[0] @ values) <= table.cost


def test_people_who_need_no_switch_take_places_too() -> None:
    made = Draft([1, 1, 1, 1, 1])
    # Two who need somebody on duty at the first place, one who could go to either place, and one
    # who has a row of their own at neither.
    made.row([(5, 2), (0, -1), (1, -1)], 0, 1) if made.column(1) == 5 else None
    made.row([(5, 1)], -UNLIMITED, 1)
    made.row([(2, 1), (3, 1)], -UNLIMITED, 1)
    made.row([(0, 1), (1, 1), (2, 1)], -UNLIMITED, 2)
    made.row([(3, 1)], -UNLIMITED, 1)
    matrix = made.matrix
    cost = np.array([-1, -1, -1, -1, -1, 0])
    table = table_of(matrix, [cost])
    for _ in range(40):
        table.round()
    assert table.cost == -4
    assert min(costs_found(matrix, [cost])) == least_of(matrix, cost) == -4


@pytest.mark.parametrize(("budget", "least"), [(3, -5), (None, -5), (1, -2)])
def test_no_switch_is_on_more_than_it_can_be(budget: int | None, least: int) -> None:
    # Four people and three at two places, with two for each who is on duty there: one at most at
    # the first of these, two at the other.
    made = Draft([1] * 7)
    duties = [made.column(1), made.column(2)]
    made.row([(duties[0], 2), *((each, -1) for each in range(4))], 0, 1)
    made.row([(duties[1], 2), *((each, -1) for each in range(4, 7))], 0, 1)
    if budget is not None:
        made.row([(each, 1) for each in duties], -UNLIMITED, budget)
    for each in range(7):
        made.row([(each, 1)], -UNLIMITED, 1)
    made.row([(each, 1) for each in range(4)], -UNLIMITED, 9)
    made.row([(each, 1) for each in range(4, 7)], -UNLIMITED, 9)
    matrix = made.matrix
    cost = np.array([-1] * 7 + [0, 0])
    upper = matrix.upper[duties]
    for chosen in negotiated(Strong(switches(matrix, [cost])), cost, nothing(matrix), 9, LIMITS):
        assert (chosen <= upper).all()
    found = min(costs_found(matrix, [cost], patience=9))
    assert found == least_of(matrix, cost) == least


def test_what_is_not_wanted_is_left_alone() -> None:
    matrix, costs = supervised(2, people=4)
    some = costs[0].copy()
    some[np.flatnonzero(some)[::2]] = 0
    switched = switches(matrix, costs)
    for chosen in negotiated(Strong(switched), some, nothing(matrix), 2, LIMITS):
        values = flow_of(switched, some, chosen)
        assert values is not None
        assert matrix.keeps(values)
    nobody = np.zeros_like(some)
    assert list(negotiated(Strong(switched), nobody, nothing(matrix), 2, LIMITS)) == []


def test_only_rounds_that_are_near_to_the_best_are_made_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    rounds = iter([-10, -12, -8, -9, -9, -13, -10, -9])
    now = 0

    def round_(_: _Table) -> None:
        nonlocal now
        now = next(rounds)

    monkeypatch.setattr(_Table, "round", round_)
    monkeypatch.setattr(_Table, "cost", property(lambda _: now))
    monkeypatch.setattr(_Table, "__len__", lambda _: 2)
    strong, begun = Strong(switches(matrix, costs)), nothing(matrix)
    seen = [now for _ in negotiated(strong, costs[0], begun, 1, LIMITS)]
    assert NEAR == 3
    # After two in vain it ends; but for the third, all before are near.
    assert seen == [-10, -12, -9]
    rounds = iter([-10, -12, -8, -9, -9, -13, -10, -9, -1, -2, -3, -4])
    now = 0
    seen = [now for _ in negotiated(strong, costs[0], begun, 2, LIMITS)]
    assert seen == [-10, -12, -9, -9, -13, -10]
    # Nor are rounds that are far from the plan that it begins with.
    rounds = iter([-10, -16, -17, -16, -16])
    now = -20
    seen = [now for _ in negotiated(strong, costs[0], begun, 2, LIMITS)]
    assert seen == [-17]


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4, weeks=2)
    switched = switches(matrix, costs)

    def chosen(seed: int) -> list[list[int]]:
        limits = Limits(seed=seed, deadline=Deadline(None))
        rounds = negotiated(Strong(switched), costs[0], nothing(matrix), 2, limits)
        return [each.tolist() for each in rounds]

    assert chosen(1) == chosen(1)
    assert chosen(1) != chosen(2)


def test_nothing_begins_where_time_is_over() -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    assert costs_found(matrix, costs, limits=Limits(seed=0, deadline=Deadline(0.0))) == []


def test_a_round_that_the_deadline_cuts_short_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    whole = Deadline(None)
    real, left = Ranked.take, iter(range(3))

    takes = 0

    def take(group: Ranked, *given: Any) -> None:
        nonlocal takes
        real(group, *given)
        takes += 1
        if next(left, None) is None:
            whole.expire()

    monkeypatch.setattr(Ranked, "take", take)
    found = costs_found(matrix, costs, limits=Limits(seed=0, deadline=whole))
    assert takes == 4
    assert len(found) == 1
    assert found[0] < 0


def test_an_interrupt_lets_the_deadline_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    real, rounds = _Table.round, iter(range(3))

    def interrupted(table: _Table) -> None:
        if next(rounds, None) is None:
            raise KeyboardInterrupt
        real(table)

    monkeypatch.setattr(_Table, "round", interrupted)
    whole = Deadline(None)
    limits = Limits(seed=0, deadline=whole.share(0.5))
    assert costs_found(matrix, costs, limits=limits)
    assert whole.over


@pytest.mark.parametrize("rounds", [negotiated, lambda *_: iter(())])
def test_what_is_negotiated_counts(
    rounds: Callable[..., Iterator[Ints]], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    switched, least = switches(matrix, costs), least_of(matrix, costs[0])
    monkeypatch.setattr(by_switches, "by_groups", lambda _, __, values, *___: values)
    monkeypatch.setattr(by_switches, "negotiated", rounds)
    search = BySwitches(switched, [objective(cost) for cost in costs])
    found = search.values(least, LIMITS)
    assert found is not None
    assert int(costs[0] @ found) == (least if rounds is negotiated else 0)


def test_it_begins_with_a_plan() -> None:
    for seed in range(4):
        matrix, costs = supervised(seed, **FEW_PLACES, alone=seed % 2)
        switched = switches(matrix, costs)
        plan = least_by_search(matrix, (objective(costs[0]),), start=None, limits=LIMITS).values
        table = table_of(matrix, costs, plan)
        assert table.cost == int(costs[0] @ plan)
        assert (table.on == plan[switched.switch]).all()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(negotiation, "SELDOM", 0.0)
            table.round()
        # Nobody is asked, as nobody holds too much.
        assert (table.on == plan[switched.switch]).all()
        found = costs_found(matrix, costs, begun=plan)
        assert found
        assert min(found) == int(costs[0] @ plan)


def asked_of(
    monkeypatch: pytest.MonkeyPatch, *, share: float = 1.0, gains: int = 0, bound: int = -(10**6)
) -> list[tuple[int, int]]:
    """The seed of each negotiation, and how many people it begins with, where few are gained."""
    matrix, costs = supervised(2, **FEW_PLACES)
    switched = switches(matrix, costs)
    asked: list[tuple[int, int]] = []
    best = least_by_search(matrix, (objective(costs[0]),), start=None, limits=LIMITS).values
    some = best[switched.switch] * (np.arange(len(switched.switch)) % 2)

    def noted(_: Strong, __: Ints, values: Ints, patience: int, limits: Limits) -> Iterator[Ints]:
        asked.append((limits.seed, -int(costs[0] @ values)))
        assert patience == by_switches.PATIENCE
        return iter([some, best[switched.switch]][:gains] if len(asked) < 3 else [])

    monkeypatch.setattr(by_switches, "negotiated", noted)
    monkeypatch.setattr(by_switches, "bound_by_groups", lambda *_: bound)
    monkeypatch.setattr(by_switches, "by_groups", lambda _, __, values, *___: values)
    monkeypatch.setattr(by_switches, "NEGOTIATING", share)
    search = BySwitches(switched, [objective(cost) for cost in costs])
    found = search.values(-(10**6), Limits(seed=7, deadline=Deadline(60.0)))
    assert found is not None
    assert matrix.keeps(found)
    if gains == 2:
        assert costs[0] @ found == costs[0] @ best
    return asked


def test_where_all_is_in_vain_negotiation_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    every = range(by_switches.ANEW), range(by_switches.RUNS)
    seeds = [7 + by_switches.SEEDS * number + run for number in every[0] for run in every[1]]
    assert asked_of(monkeypatch) == [(seed, 0) for seed in seeds]


def test_after_some_starts_negotiation_begins_with_the_best_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = asked_of(monkeypatch, gains=2)
    people = [many for _, many in asked]
    runs = 1 + by_switches.RUNS
    assert people[: by_switches.STARTS] == [0] * by_switches.STARTS
    assert min(people[by_switches.STARTS : runs]) > 0
    # It gained nothing after the first, and then from nothing.
    assert people[runs:] == [0] * by_switches.RUNS * (by_switches.ANEW - 1)


def test_negotiation_ends_where_the_bound_is_reached_or_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert asked_of(monkeypatch, share=0.0) == []
    assert asked_of(monkeypatch, bound=0) == [(7, 0)]
    assert len(asked_of(monkeypatch, gains=2, bound=-1)) == 1


def test_another_plan_that_is_as_good_takes_the_place_of_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(2, **FEW_PLACES)
    switched = switches(matrix, costs)
    search = BySwitches(switched, [objective(cost) for cost in costs])
    plan, other = (
        least_by_search(
            matrix, (objective(costs[0]), objective(each)), start=None, limits=LIMITS
        ).values
        for each in (costs[1], -costs[1])
    )
    on = other[switched.switch]
    assert (plan[switched.switch] != on).any()
    rounds: list[Ints] = [on, np.zeros_like(on)]
    monkeypatch.setattr(by_switches, "negotiated", lambda *_: iter(rounds))
    found = search._run(plan, -(10**6), plan, LIMITS)
    assert costs[0] @ found == costs[0] @ plan
    assert (found[switched.switch] == on).all()
