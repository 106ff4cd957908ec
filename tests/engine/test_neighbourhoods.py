"""Neighbourhood search: never worse, always feasible, in the end the best of small matrices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from tests.engine.matrices import Drawn, best_of_all, matrices
from visitplanner.engine import least, neighbourhoods
from visitplanner.engine.answer import Deadline, Infeasible, Outcome
from visitplanner.engine.greedy import filled
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.parts import Part
from visitplanner.engine.relaxation import Guide, Point, Relaxation
from visitplanner.engine.search import least_by_search
from visitplanner.engine.start import first_values
from visitplanner.engine.weights import weighed
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))


def feasible(matrix: Matrix) -> Ints:
    """Some values that satisfy all rows; a matrix without any is not looked at."""
    try:
        return least_by_search(matrix, (), start=None, limits=LIMITS).values
    except Infeasible:
        assume(False)
        raise


def begun(part: Part, values: Ints, bounds: Sequence[int] | None = None) -> Outcome:
    """What is known at first: some values, and what objectives mean."""
    least = [each.least for each in part.objectives] if bounds is None else bounds
    return Outcome.of(values, part.objectives, least)


def reached(objectives: tuple[Objective, ...], values: Ints) -> tuple[int, ...]:
    return tuple(value_of(each, values) for each in objectives)


def places(people: int, days: int, *, most: int, seed: int) -> Part:
    """Everybody wants one of many days, on which few have a place; some wishes are dearer."""
    person, day = np.divmod(np.arange(people * days), days)
    count = people * days
    matrix = matrix_of(
        np.zeros(count, dtype=np.int64),
        np.ones(count, dtype=np.int64),
        (
            np.concatenate([person, people + day]),
            np.tile(np.arange(count), 2),
            np.ones(2 * count, dtype=np.int64),
        ),
        (
            np.full(people + days, -UNLIMITED),
            np.concatenate([np.ones(people, dtype=np.int64), np.full(days, most)]),
        ),
    )
    wish = np.random.default_rng(seed).integers(0, 9, count)
    objectives = (
        Objective(np.arange(count), np.full(count, -1), least=-min(people, days * most)),
        Objective(np.flatnonzero(wish), wish[wish > 0]),
    )
    return Part(np.arange(count), matrix, objectives)


@given(matrices())
def test_reaches_the_best_of_small_matrices(drawn: Drawn) -> None:
    matrix, objectives = drawn
    values = feasible(matrix)
    part = Part(np.arange(matrix.columns), matrix, objectives)
    found = improved(matrix, objectives, begun(part, values), LIMITS)
    assert matrix.keeps(found.values)
    assert found.reached == reached(objectives, found.values) == best_of_all(matrix, objectives)
    assert found.proven


@given(matrices())
def test_a_first_plan_satisfies_all_rows(drawn: Drawn) -> None:
    matrix, objectives = drawn
    costs = [costs_of(each, matrix.columns) for each in objectives]
    guide = Relaxation(matrix, costs).guide(weighed(costs), deadline=Deadline(None))
    found = first_values(matrix, costs, None, LIMITS, guide)
    assert found is None or matrix.keeps(found)


def test_where_no_relaxation_is_solved_in_time_there_is_a_plan_by_hand() -> None:
    part = places(12, 6, most=1, seed=1)
    costs = [costs_of(each, part.matrix.columns) for each in part.objectives]
    cost = weighed(costs)
    nothing = Point(np.zeros(part.matrix.columns), np.zeros(part.matrix.rows))
    guide = Guide(cost, nothing, cost.astype(np.float64), solved=False)
    found = first_values(part.matrix, costs, None, LIMITS, guide)
    assert found is not None
    assert part.matrix.keeps(found)
    assert value_of(part.objectives[0], found) == -6


def test_small_regions_never_make_it_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhoods, "SIZE", 12)
    monkeypatch.setattr(neighbourhoods, "SMALLEST", 4)
    part = places(12, 6, most=1, seed=1)
    told: list[int | None] = []
    limits = Limits(
        seed=0,
        deadline=Deadline(None),
        watch=lambda note: told.append(note.best) if note.objective == 0 else None,
    )
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    found = improved(part.matrix, part.objectives, begun(part, values), limits)
    assert part.matrix.keeps(found.values)
    best = least_by_search(part.matrix, part.objectives, start=None, limits=LIMITS)
    assert found.reached == best.reached
    assert told == sorted(told, key=lambda value: -(value or 0))


def test_the_same_seed_gives_the_same_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhoods, "SIZE", 12)
    monkeypatch.setattr(neighbourhoods, "FAILURES", 5)
    part = places(15, 7, most=2, seed=2)
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    one, other = (
        improved(part.matrix, part.objectives, begun(part, values), LIMITS) for _ in range(2)
    )
    assert np.array_equal(one.values, other.values)


def test_nothing_is_begun_after_the_deadline() -> None:
    part = places(12, 6, most=1, seed=3)
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    limits = Limits(seed=0, deadline=Deadline(0.0))
    known = begun(part, values, [-6, 0])
    assert improved(part.matrix, part.objectives, known, limits) is known


def test_an_interrupt_keeps_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(neighbourhoods, "least_by_cpsat", interrupted)
    part = places(12, 6, most=1, seed=3)
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    limits = Limits(seed=0, deadline=Deadline(None))
    known = begun(part, values, [-6, 0])
    assert improved(part.matrix, part.objectives, known, limits) is known
    assert limits.deadline.over


def test_what_exact_search_leaves_open_is_improved(monkeypatch: pytest.MonkeyPatch) -> None:
    part = places(30, 12, most=2, seed=4)
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    bounds = [each.least for each in part.objectives]
    monkeypatch.setattr("visitplanner.engine.least.network_of", lambda _: None)
    monkeypatch.setattr(
        "visitplanner.engine.proving.least_by_core",
        lambda *_, **__: Outcome.of(values, part.objectives, bounds),
    )
    limits = Limits(seed=0, deadline=Deadline(20.0))
    found = least_of_part(part, None, limits)
    assert part.matrix.keeps(found.values)
    assert found.reached[0] == found.bounds[0] == -24


def test_what_is_made_by_hand_stays_where_nothing_else_is_left_time_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = places(30, 12, most=2, seed=4)
    limits = Limits(seed=0, deadline=Deadline(60.0))

    def slowly(*given: Any, **named: Any) -> Any:
        found = filled(*given, **named)
        limits.deadline.hasten(0.0)
        return found

    monkeypatch.setattr(least, "network_of", lambda _: None)
    monkeypatch.setattr(least, "filled", slowly)
    monkeypatch.setattr(least, "least_by_patterns", None)
    monkeypatch.setattr(least, "proven", None)
    monkeypatch.setattr(least, "MANY", 0)
    found = least_of_part(part, None, limits)
    assert found.reached[0] == -24


def test_after_the_deadline_no_engine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    part = places(30, 12, most=2, seed=4)
    monkeypatch.setattr("visitplanner.engine.least.network_of", lambda _: None)
    monkeypatch.setattr("visitplanner.engine.least.proven", None)
    over = Deadline(0.0)
    assert not least_of_part(part, None, Limits(seed=0, deadline=over)).values.any()
    # Who stops planning gets a plan by hand.
    over.expire()
    found = least_of_part(part, None, Limits(seed=0, deadline=over))
    assert part.matrix.keeps(found.values)
    assert found.reached[0] == -24
    again = least_of_part(part, found.values, Limits(seed=0, deadline=Deadline(0.0)))
    assert again.reached == found.reached
