"""What a group takes at prices, against all that it could take."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.engine import ranks
from visitplanner.engine.ranks import Offer, Ranked
from visitplanner.matrix.options import Bools, Ints

WORTH = 100


@dataclass(frozen=True)
class Case:
    """A group, and what it is offered."""

    people: Bools
    """(kinds, switches)"""
    count: Ints
    place: Ints
    room: Ints
    budget: Ints
    most: Ints
    offer: Offer

    @property
    def group(self) -> Ranked:
        return Ranked(self.people, self.count, self.place, self.room, (self.budget, self.most))

    @property
    def settings(self) -> list[Ints]:
        """(switches,) all that the budgets allow."""
        last = self.room.shape[1] - 1
        every = product(*([last] if of < 0 else range(last + 1) for of in self.budget.tolist()))
        found = (np.array(each) for each in every)
        return [each for each in found if self.allows(each)]

    def allows(self, on: Ints) -> bool:
        mine = self.budget >= 0
        total = np.bincount(self.budget[mine], weights=on[mine], minlength=len(self.most))
        return bool((total <= self.most).all())

    def worth_of(self, held: Ints, on: Ints) -> int:
        """What is gained by holding so much at each switch."""
        total = 0
        for switch, many in enumerate(held.tolist()):
            place = self.place[switch]
            free = min(self.room[switch, on[switch]], self.offer.room[place])
            excess = max(0, many - free) * self.offer.excess
            total += many * (self.offer.worth - self.offer.price[place]) - excess
        return int(total)

    def best_of(self, on: Ints) -> int:
        """The most that can be gained with switches as they are on: all that could be held."""
        most = [self.room[switch, value] for switch, value in enumerate(on.tolist())]

        @cache
        def best(kind: int, left: int, held: tuple[int, ...]) -> int:
            if not left:
                if kind + 1 == len(self.count):
                    return self.worth_of(np.array(held), on)
                return best(kind + 1, int(self.count[kind + 1]), held)
            found = best(kind, left - 1, held)
            for switch in np.flatnonzero(self.people[kind]).tolist():
                if held[switch] < most[switch]:
                    more = (*held[:switch], held[switch] + 1, *held[switch + 1 :])
                    found = max(found, best(kind, left - 1, more))
            return found

        return best(0, int(self.count[0]), (0,) * len(on))


@st.composite
def cases(
    draw: st.DrawFn, *, budgets: int = 1, switches: int = 4, always: bool = False, kinds: int = 3
) -> Case:
    def numbers(least: int, most: int, count: int) -> Ints:
        every = draw(st.lists(st.integers(least, most), min_size=count, max_size=count))
        return np.array(every, dtype=np.int64)

    values = draw(st.integers(1, 2))
    per_value = numbers(0, 2, switches * values).reshape(switches, values)
    begun = numbers(0, 1, switches)[:, None] * int(draw(st.booleans()))
    lowest = -1 if always else 0
    offer = Offer(
        room=numbers(0, 3, switches),
        price=5 * numbers(0, 25, switches),
        excess=5 * draw(st.integers(0, 15)),
        worth=WORTH,
    )
    return Case(
        people=numbers(0, 1, kinds * switches).reshape(kinds, switches) > 0,
        count=numbers(1, 2, kinds),
        place=np.array(draw(st.permutations(range(switches)))),
        room=np.cumsum(np.hstack([begun, per_value]), axis=1),
        budget=numbers(lowest, budgets - 1, switches),
        most=numbers(0, 3, budgets),
        offer=offer,
    )


@pytest.fixture(autouse=True)
def nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ways, only the best is chosen."""
    monkeypatch.setattr(ranks, "CHANCE", 0)


def taken(case: Case, *, group: Ranked | None = None, seed: int = 0) -> tuple[Ints, Ints]:
    """What is on and what is held."""
    found = case.group if group is None else group
    found.take(case.offer, np.random.default_rng(seed))
    return found.on.copy(), found.held.copy()


@given(cases(always=True))
def test_of_one_budget_the_best_is_taken(case: Case) -> None:
    on, held = taken(case)
    assert case.allows(on)
    assert (held <= case.room[np.arange(len(on)), on]).all()
    assert case.worth_of(held, on) == max(case.best_of(each) for each in case.settings)


@given(cases(budgets=3, always=True), st.integers(0, 9))
def test_of_several_it_holds_what_is_best_for_what_is_on_and_never_less_than_before(
    case: Case, seed: int
) -> None:
    group = case.group
    before = 0
    for _ in range(3):
        on, held = taken(case, group=group, seed=seed)
        assert case.allows(on)
        assert case.worth_of(held, on) == case.best_of(on) >= before
        before = case.worth_of(held, on)
        assert (held >= 0).all()
        assert held.sum() <= case.count.sum()


@given(cases(budgets=2))
def test_where_there_are_too_many_ways_some_switches_stay(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "WAYS", 1)
        group = case.group
        before = taken(case, group=group)
        after = taken(case, group=group)
    assert all(case.allows(on) for on, _ in (before, after))
    assert case.worth_of(after[1], after[0]) >= case.worth_of(before[1], before[0])
    # One of each budget is put elsewhere at a time.
    moved = np.maximum(0, before[0] - after[0])
    assert all(moved[case.budget == budget].sum() <= 1 for budget in range(2))


@given(cases(budgets=2), st.integers(0, 3))
def test_with_too_many_sets_or_kinds_no_more_is_held_than_there_is(case: Case, few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "SETS", few)
        on, held = taken(case)
        assert (held <= case.room[np.arange(len(on)), on]).all()
        assert held.sum() <= case.count.sum()
        patch.setattr(ranks, "KINDS", 1)
        on, held = taken(case)
        assert held.sum() <= case.count.max()


def test_more_than_a_byte_of_kinds_are_counted() -> None:
    kinds = 21
    one_each = np.ones((kinds, 1), dtype=bool)
    room = np.array([[0, 100]])
    count = np.arange(1, kinds + 1)
    group = Ranked(one_each, count, np.array([0]), room, (np.array([0]), np.array([1])))
    offer = Offer(np.array([100]), np.array([0]), 0, WORTH)
    group.take(offer, np.random.default_rng(0))
    assert group.held.tolist() == [100]
    offer = Offer(np.array([400]), np.array([0]), 0, WORTH)
    group._room[:] = 400
    group.take(offer, np.random.default_rng(0))
    assert group.held.tolist() == [count.sum()]


def alike(
    switches: int, count: list[int], room: list[int], most: int, *, budgets: int = 1
) -> Ranked:
    """Switches through which everybody could go, each of them elsewhere; and so many of a kind."""
    everywhere = np.ones((len(count), switches), dtype=bool)
    everywhere[:, 0] = np.arange(len(count)) == 0
    budget = np.arange(switches) % budgets, np.full(budgets, most)
    rooms = np.tile(room, (switches, 1))
    return Ranked(everywhere, np.array(count), np.arange(switches), rooms, budget)


def offer_of(switches: int, *, price: int = 0) -> Offer:
    return Offer(np.full(switches, 9), np.full(switches, price), 10, WORTH)


def test_a_switch_may_be_put_on_twice() -> None:
    group = alike(1, [6], [0, 3, 6], 5)
    group.take(offer_of(1), np.random.default_rng(0))
    assert group.on.tolist() == [2]
    assert group.held.tolist() == [6]


def test_the_kinds_with_most_people_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranks, "KINDS", 2)
    group = alike(2, [1, 5, 3], [0, 9], 2)
    group.take(offer_of(2), np.random.default_rng(0))
    assert group.held.sum() == 8


def test_where_some_switches_stay_they_are_chosen_by_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranks, "WAYS", 1)
    stayed = set()
    for seed in range(20):
        rng = np.random.default_rng(seed)
        group = alike(9, [5], [0, 1], 3)
        for number in range(3):
            group.take(offer_of(9), rng)
            assert group.held.sum() == number + 1
        group.on = np.arange(9) // 6
        group._put_off(0, 2, rng)
        assert group.on.sum() == 2
        stayed.add(tuple(np.flatnonzero(group.on).tolist()))
    assert stayed == {(6, 7), (6, 8), (7, 8)}


@pytest.mark.parametrize(("most", "price"), [(0, 0), (2, WORTH)])
def test_nothing_is_taken_where_nothing_may_be_on_or_all_is_too_dear(most: int, price: int) -> None:
    group = alike(3, [5], [0, 2], most)
    group.take(offer_of(3, price=price), np.random.default_rng(0))
    assert not group.on.any()
    assert not group.held.any()


def test_what_costs_the_same_and_which_budget_comes_first_is_chosen_by_chance() -> None:
    held, first = set(), set()
    for seed in range(20):
        group = alike(6, [3], [0, 2], 2, budgets=2)
        group.take(offer_of(6), np.random.default_rng(seed))
        held.add(tuple(group.held.tolist()))
        asked: list[int] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                Ranked, "_choose", lambda _, number, *__, asked=asked: asked.append(number)
            )
            group.take(offer_of(6), np.random.default_rng(seed))
        first.add(asked[0])
        assert sorted(asked) == [0, 1]
    assert len(held) > 1
    assert first == {0, 1}


def test_sets_are_no_more_than_can_be_looked_at() -> None:
    bits = 1 << np.arange(14)
    sets = ranks._unions(bits)
    assert len(sets) <= ranks.SETS + 1
    assert {0, 2**14 - 1} <= set(sets.tolist())
    assert sorted(ranks._unions(bits[:3]).tolist()) == list(range(8))


def test_of_ways_that_are_as_good_one_is_chosen_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranks, "CHANCE", 3)
    switches = 6
    everywhere = np.ones((1, switches), dtype=bool)
    room = np.tile([0, 2], (switches, 1))
    budgets = np.zeros(switches, dtype=np.int64), np.array([2])
    offer = Offer(np.full(switches, 2), np.zeros(switches, dtype=np.int64), 10, WORTH)
    chosen = set()
    for seed in range(30):
        group = Ranked(everywhere, np.array([4]), np.arange(switches), room, budgets)
        group.take(offer, np.random.default_rng(seed))
        assert group.held.sum() == 4
        chosen.add(tuple(group.on.tolist()))
    assert len(chosen) > 5


def test_units_open_price_by_price() -> None:
    offer = Offer(np.array([3, 0, 9]), np.array([10, 0, 50]), 20, 60)
    place, most = np.array([0, 1, 2]), np.array([5, 5, 5])
    assert offer.levels(place).tolist() == [0, 10, 20, 30, 50]
    units = offer.units(place, most, offer.levels(place))
    assert units.T.tolist() == [[0, 0, 0], [3, 0, 0], [3, 5, 0], [5, 5, 0], [5, 5, 5]]


@pytest.mark.parametrize("switches", [1, 2])
def test_many_on_duty_at_few_places_are_put_on_some_at_a_time(switches: int) -> None:
    many = 30
    group = alike(switches, [many], list(range(many + 1)), many)
    assert len(group._ways_of(0).of) <= ranks.WAYS
    offer = Offer(np.full(switches, many), np.zeros(switches, dtype=np.int64), 10, WORTH)
    for _ in range(5):
        group.take(offer, np.random.default_rng(0))
    assert group.held.sum() == many
