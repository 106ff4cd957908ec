"""Groups of switches that go out of each other's way."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.supervised import objective, supervised, switches
from visitplanner.engine import by_switches, negotiation
from visitplanner.engine.answer import Deadline
from visitplanner.engine.by_switches import BySwitches
from visitplanner.engine.flow import least_flow
from visitplanner.engine.limits import Limits
from visitplanner.engine.negotiation import ALONE, TOGETHER, Terms, _Table, negotiated
from visitplanner.engine.search import least_by_search
from visitplanner.engine.strong import Strong
from visitplanner.engine.switches import Switched
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints

LIMITS = Limits(seed=0, deadline=Deadline(None))


@pytest.fixture(autouse=True)
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small, groups are not bundled."""
    monkeypatch.setattr(negotiation, "SMALL", 1)


def nothing(matrix: Matrix) -> Ints:
    return np.zeros(matrix.columns, dtype=np.int64)


def flow_of(switched: Switched, cost: Ints, chosen: Ints) -> Ints | None:
    """(columns,) the best that flows through some switches."""
    network = switched.network.within(*switched.bounds(chosen))
    return switched.values(least_flow(network, [cost[switched.column]]))


def table_of(matrix: Matrix, costs: list[Ints], terms: Terms = ALONE) -> _Table:
    """All groups, and nobody anywhere."""
    return _Table(Strong(switches(matrix, costs)), costs[0], nothing(matrix), terms, LIMITS)


def costs_found(
    matrix: Matrix, costs: list[Ints], terms: Terms = ALONE, limits: Limits = LIMITS
) -> list[int]:
    """Round by round, what the plan costs."""
    switched = switches(matrix, costs)
    found = []
    begun = nothing(matrix)
    for chosen in negotiated(Strong(switched), costs[0], begun, terms, limits):
        assert not begun.any()
        values = flow_of(switched, costs[0], chosen)
        assert values is not None
        assert matrix.keeps(values)
        assert (values[switched.switch] <= chosen).all()
        found.append(int(costs[0] @ values))
    return found


def least_of(matrix: Matrix, cost: Ints) -> int:
    return least_by_search(matrix, (objective(cost),), start=None, limits=LIMITS).reached[0]


PAIRS = replace(TOGETHER, together=2)


@given(st.integers(0, 10**6), st.sampled_from([ALONE, PAIRS]))
def test_what_flows_through_any_round_is_a_plan(seed: int, terms: Terms) -> None:
    matrix, costs = supervised(seed, people=4, groups=3)
    assert all(cost >= least_of(matrix, costs[0]) for cost in costs_found(matrix, costs, terms))


@pytest.mark.parametrize("terms", [ALONE, TOGETHER])
@pytest.mark.parametrize("seed", range(8))
def test_groups_that_share_few_places_come_to_the_best_plan(seed: int, terms: Terms) -> None:
    matrix, costs = supervised(seed, people=8, sites=6, groups=5, ratio=3, weeks=2)
    assert min(costs_found(matrix, costs, terms)) == least_of(matrix, costs[0])


def test_who_is_asked_together_could_hold_the_same_places() -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    table = table_of(matrix, costs, PAIRS)
    for number in range(len(table)):
        group = table.group(number)
        both = table._with_others(number)
        others = np.setdiff1d(both.columns, group.columns)
        assert len(both.columns) == len(group.columns) + len(others)
        assert any(
            np.array_equal(others, each.columns) for each in map(table.group, range(len(table)))
        )
        assert np.isin(group.place, both.place).all()
    alone = table_of(matrix, costs, ALONE)
    assert alone._with_others(2) is alone.group(2)


def test_what_is_wanted_by_too_many_becomes_dearer_and_then_cheaper_again() -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    table = table_of(matrix, costs)
    before = np.zeros_like(table._dearer)
    for _ in range(6):
        table.round()
        excess = table._held > table._room
        assert (table._dearer[excess] > negotiation.FADING * before[excess]).all()
        assert (table._dearer[~excess] == negotiation.FADING * before[~excess]).all()
        before = table._dearer
    assert before.any()
    group = table.group(0)
    price = table._price(group)
    table._dearer = before + 1_000
    assert (table._price(group)[group.own] > price[group.own] + 500).any()
    assert (table._price(group)[~group.own] == ALONE.excess).all()


def test_what_is_as_good_is_not_always_worth_the_same() -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    table = table_of(matrix, costs)
    group = table.group(0)
    some = {table._price(group).tobytes() for _ in range(5)}
    assert len(some) == 5
    worth = -table._price(group)[group.own][costs[0][group.columns] != 0]
    assert (worth >= negotiation.COLUMN).all()
    # Together it is no whole column.
    assert worth.sum() < negotiation.COLUMN * (len(worth) + 1)


@pytest.mark.parametrize("terms", [ALONE, TOGETHER])
def test_what_is_held_is_what_all_have(terms: Terms) -> None:
    matrix, costs = supervised(3, people=8, sites=4, groups=5, ratio=3)
    switched = switches(matrix, costs)
    table = table_of(matrix, costs, terms)
    for _ in range(4):
        table.round()
        places = matrix.of_rows(switched.side == 0)
        assert (table._held == places.sums(table.values)).all()
        excess = np.maximum(0, table._held - places.row_upper)
        assert table.cost == int(costs[0] @ table.values) + int(excess.sum())


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    matrix, costs = supervised(2, people=12, sites=8, groups=6, ratio=4, weeks=2)
    switched = switches(matrix, costs)

    def chosen(seed: int) -> list[list[int]]:
        limits = Limits(seed=seed, deadline=Deadline(None))
        rounds = negotiated(Strong(switched), costs[0], nothing(matrix), TOGETHER, limits)
        return [each.tolist() for each in rounds]

    assert chosen(1) == chosen(1)
    assert chosen(1) != chosen(2)


def test_it_ends_after_rounds_in_vain() -> None:
    matrix, costs = supervised(2, people=8, sites=6, groups=4, ratio=4)
    groups = len(table_of(matrix, costs))
    for patience in (1, 3):
        found = costs_found(matrix, costs, replace(ALONE, patience=patience))
        assert min(found[: -patience * groups]) == min(found)


def test_nothing_begins_where_all_hangs_together_or_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, costs = supervised(2, people=8, sites=6, groups=4, ratio=4)
    assert costs_found(matrix, costs, limits=Limits(seed=0, deadline=Deadline(0.0))) == []
    monkeypatch.setattr(negotiation, "SMALL", 10**6)
    assert costs_found(matrix, costs) == []


def test_an_interrupt_lets_the_deadline_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, costs = supervised(2, people=8, sites=6, groups=4, ratio=4)
    real, rounds = _Table.round, iter(range(3))

    def interrupted(table: _Table) -> None:
        if next(rounds, None) is None:
            raise KeyboardInterrupt
        real(table)

    monkeypatch.setattr(_Table, "round", interrupted)
    whole = Deadline(None)
    limits = Limits(seed=0, deadline=whole.share(0.5))
    assert len(costs_found(matrix, costs, limits=limits)) == 3
    assert whole.over


@pytest.mark.parametrize("rounds", [negotiated, lambda *_: iter(())])
def test_what_is_negotiated_counts(
    rounds: Callable[..., Iterator[Ints]], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, costs = supervised(2, people=8, sites=6, groups=5, ratio=3, weeks=2)
    switched, least = switches(matrix, costs), least_of(matrix, costs[0])
    off = np.zeros(len(switched.switch), dtype=np.int64)
    monkeypatch.setattr(by_switches, "by_exchanges", lambda *_: off)
    monkeypatch.setattr(by_switches, "by_groups", lambda _, __, values, *___: values)
    monkeypatch.setattr(by_switches, "negotiated", rounds)
    search = BySwitches(switched, [objective(cost) for cost in costs])
    found = search.values(np.zeros(matrix.columns), least, LIMITS)
    assert found is not None
    assert int(costs[0] @ found) == (least if rounds is negotiated else 0)
