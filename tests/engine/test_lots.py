"""Columns that are nought or at least so many: what is found is the best of all values."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, event, given, reject, settings
from hypothesis import strategies as st

from tests.engine.matrices import Draft, Drawn, best_of_all, lot_matrices
from tests.engine.test_presolve import all_values, cost, made
from visitplanner.engine import by_lots
from visitplanner.engine.answer import Answer, Deadline, LimitHit
from visitplanner.engine.branching import Mixed, least_by_branching
from visitplanner.engine.by_lots import Lotted, least_by_lots
from visitplanner.engine.choices import choices_of, settled
from visitplanner.engine.flow import priced_flow
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.lots import lots_of
from visitplanner.engine.network import network_of
from visitplanner.engine.parts import Part
from visitplanner.engine.reductions import reduced
from visitplanner.engine.relaxation import Relaxation
from visitplanner.engine.search import least_by_search
from visitplanner.matrix.linear import Matrix, costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))


def lotted_of(drawn: Drawn) -> Lotted:
    found = Lotted.of(*drawn)
    if found is None:
        reject()
    return found


def planned(seed: int) -> tuple[Matrix, tuple[Objective, ...], Lotted]:
    matrix, objectives = transport(seed, 7, 4)
    found = Lotted.of(matrix, objectives)
    assert found is not None
    return matrix, objectives, found


def tuples(values: Iterable[Ints]) -> set[tuple[int, ...]]:
    return {tuple(each.tolist()) for each in values}


@given(lot_matrices())
@settings(max_examples=3 * settings().max_examples)
def test_what_is_proven_is_the_best_of_all_values(drawn: Drawn) -> None:
    matrix, objectives = drawn
    found = least_by_lots(lotted_of(drawn), objectives, start=None, limits=LIMITS)
    best = best_of_all(matrix, objectives)
    event(f"found: {found is not None}, values: {best is not None}")
    if found is None:
        return
    assert matrix.keeps(found.values)
    assert found.proven
    assert found.reached == best


@given(lot_matrices(least=2))
@settings(max_examples=3 * settings().max_examples)
def test_choices_leave_all_whole_values(drawn: Drawn) -> None:
    lotted = lotted_of(drawn)
    expected = tuples(values[lotted.columns] for values in all_values(drawn[0]))
    matrix, least = settled(lotted.plain, lotted.least)
    choices = choices_of(matrix, least, np.ones(matrix.columns, dtype=bool))
    found = set()
    for values in all_values(choices.matrix):
        own = np.zeros(matrix.columns, dtype=np.int64)
        own[choices.columns] = values[: len(choices.columns)]
        assert choices.matrix.keeps(choices.values(own))
        found.add(tuple(own.tolist()))
    assert found == expected


@given(lot_matrices(least=2), st.lists(st.booleans(), min_size=4, max_size=4))
def test_choices_among_some_columns_leave_the_others_at_nought(
    drawn: Drawn, some: list[bool]
) -> None:
    lotted = lotted_of(drawn)
    kept = np.array(some)[: lotted.plain.columns]
    choices = choices_of(lotted.plain, lotted.least, kept)
    assert set(choices.columns.tolist()) <= set(np.flatnonzero(kept).tolist())


@given(lot_matrices(least=2))
def test_no_value_is_less_than_a_flow_and_what_its_lots_add(drawn: Drawn) -> None:
    _, (objective, *_) = drawn
    lotted = lotted_of(drawn)
    each = costs_of(objective, lotted.matrix.columns)[lotted.columns]
    values = [found[lotted.columns] for found in all_values(lotted.matrix)]
    assume(values)
    found = priced_flow(lotted.network, each)
    least, count = int(each @ found.flow[: len(each)]), len(each)
    for own in values:
        rises = np.maximum(0, found.reduced[:count]) * own
        assert least + int(rises[lotted.plain.lower == 0].sum()) <= int(each @ own)


def transport(seed: int, schools: int, centres: int) -> tuple[Matrix, tuple[Objective, ...]]:
    """Pupils of schools at centres, none or from 4 to 12 of each: placed, then near."""
    rng = np.random.default_rng(seed)
    pupils = rng.integers(2, 40, schools).tolist()
    seats = rng.multinomial(sum(pupils) + 3, [1 / centres] * centres).tolist()
    draft = Draft([])
    pairs = np.array([[draft.column(size) for _ in seats] for size in pupils])
    for line, size in (*zip(pairs, pupils, strict=True), *zip(pairs.T, seats, strict=True)):
        draft.row([(column, 1) for column in line.tolist()], -UNLIMITED, size)
    for column in pairs.ravel().tolist():
        y, least = draft.column(1), min(4, draft.upper[column])
        draft.row([(column, 1), (y, -12)], -UNLIMITED, 0)
        draft.row([(column, 1), (y, -least)], 0, UNLIMITED)
    matrix, every = draft.matrix, pairs.ravel()
    far = rng.integers(1, 100, len(every))
    return matrix, (
        Objective(every, np.full(len(every), -1), least=-sum(pupils)),
        Objective(every, far, least=0),
    )


@pytest.mark.parametrize("seed", range(6))
def test_pupils_and_centres_are_planned_as_by_search(seed: int) -> None:
    matrix, objectives = transport(seed, 7, 4)
    expected = least_by_search(matrix, objectives, start=None, limits=LIMITS)
    lotted = Lotted.of(matrix, objectives)
    assert lotted is not None
    found = least_by_lots(lotted, objectives, start=None, limits=LIMITS)
    assert expected.proven
    if found is None:
        # Not everybody has a place, though a flow says so.
        assert expected.reached[0] > objectives[0].least
    else:
        assert matrix.keeps(found.values)
        assert found.proven
        assert found.reached == expected.reached


def test_a_large_part_is_planned_whether_or_not_a_plan_stands_at_all_bounds() -> None:
    matrix, objectives = transport(1, 30, 8)
    part = Part(np.arange(matrix.columns), matrix, objectives)
    found = least_of_part(part, None, LIMITS)
    assert matrix.keeps(found.values)
    assert found.proven
    again = least_of_part(part, found.values, LIMITS)
    assert again.reached == found.reached


def test_a_switch_that_says_what_bounds_say_goes() -> None:
    at_most_three = made(
        [(0, 9), (0, 1)], ({0: 1, 1: -3}, -UNLIMITED, 0), ({0: 1, 1: -1}, 0, UNLIMITED)
    )
    found = reduced(at_most_three, [cost(-1, 0)], LIMITS.deadline)
    assert found.matrix.rows == 0
    assert found.matrix.upper.tolist() == [3]
    assert found.back.restored(cost(2)).tolist() == [2, 1]
    assert found.back.restored(cost(0)).tolist() == [0, 0]


def test_a_switch_that_an_objective_looks_at_or_another_row_has_is_no_lot() -> None:
    rows = ({0: 1, 1: -3}, -UNLIMITED, 0), ({0: 1, 1: -2}, 0, UNLIMITED)
    columns = [(0, 9), (0, 1), (0, 9)]
    free = np.zeros(3, dtype=bool)
    assert lots_of(made(columns, *rows), free) is not None
    assert lots_of(made(columns, *rows), np.array([False, True, False])) is None
    assert lots_of(made(columns, *rows, ({1: 1, 2: 1}, 0, 1)), free) is None
    assert lots_of(made(columns, *rows, ({1: -1, 2: 1}, 0, UNLIMITED)), free) is None


@pytest.mark.parametrize("whole", [None, 1])
def test_what_was_found_in_fractions_is_completed_or_does_not_count(whole: int | None) -> None:
    matrix = made([(0, 3)], ({0: 2}, -UNLIMITED, 3))
    objective = Objective(np.array([0]), np.array([-1]), least=-3)

    def completed(_: Ints) -> Ints | None:
        return None if whole is None else cost(whole)

    mixed = Mixed(np.zeros(1, dtype=bool), completed)
    deadline = Deadline(None)
    if whole is None:
        with pytest.raises(LimitHit):
            least_by_branching(matrix, objective, hint=None, seed=0, deadline=deadline, mixed=mixed)
    else:
        found = least_by_branching(
            matrix, objective, hint=None, seed=0, deadline=deadline, mixed=mixed
        )
        assert (found.values.tolist(), found.value, found.bound) == ([1], -1, -1)


def test_with_the_switches_that_were_found_the_rest_is_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, objectives, lotted = planned(0)

    def torn(*arguments: Any, mixed: Mixed, **options: Any) -> Answer:
        found = least_by_branching(*arguments, mixed=mixed, **options)
        again = mixed.completed(np.where(mixed.whole, found.values, 0))
        assert again is not None
        assert arguments[0].keeps(again)
        assert value_of(arguments[1], again) == found.value
        assert mixed.completed(np.zeros_like(found.values)) is None
        return replace(found, values=again)

    expected = least_by_lots(lotted, objectives, start=None, limits=LIMITS)
    monkeypatch.setattr(by_lots, "least_by_branching", torn)
    found = least_by_lots(lotted, objectives, start=None, limits=LIMITS)
    assert found is not None
    assert expected is not None
    assert found.reached == expected.reached
    assert found.proven


@pytest.mark.parametrize("relaxed", [True, False])
def test_where_the_time_passes_the_best_so_far_is_the_outcome(
    monkeypatch: pytest.MonkeyPatch, *, relaxed: bool
) -> None:
    matrix, objectives, lotted = planned(0)

    def only_first(*arguments: Any, nodes: int | None, **options: Any) -> Answer:
        if nodes is None:
            raise LimitHit
        return least_by_branching(*arguments, nodes=nodes, **options)

    best = least_by_lots(lotted, objectives, start=None, limits=LIMITS)
    monkeypatch.setattr(by_lots, "least_by_branching", only_first)
    if not relaxed:
        monkeypatch.setattr(Relaxation, "minimise", lambda *_, **__: None)
    found = least_by_lots(lotted, objectives, start=None, limits=LIMITS)
    assert best is not None
    assert found is not None
    assert matrix.keeps(found.values)
    assert found.bounds[1] <= best.reached[1] <= found.reached[1]


def test_where_nothing_is_found_in_time_another_engine_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(*_: Any, **__: Any) -> Answer:
        raise LimitHit

    _, objectives, lotted = planned(0)
    monkeypatch.setattr(by_lots, "least_by_branching", nothing)
    assert least_by_lots(lotted, objectives, start=None, limits=LIMITS) is None
    late = Limits(seed=0, deadline=Deadline(0))
    assert least_by_lots(lotted, objectives, start=None, limits=late) is None


def test_a_switch_is_followed_by_the_best_flow() -> None:
    matrix = made([(0, 9), (0, 9)], ({0: 1, 1: 1}, 4, 4))
    network = network_of(matrix)
    assert network is not None
    flow = priced_flow(network, cost(3, 1))
    assert flow.flow[:2].tolist() == [0, 4]
    assert flow.reduced[:2].tolist() == [2, 0]
    assert value_of(Objective(np.arange(2), cost(3, 1)), flow.flow[:2]) == 4
