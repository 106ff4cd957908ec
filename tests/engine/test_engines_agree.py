"""Whatever engine solves a matrix, the goal values are the same: those of trying everything."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, event, given, settings

import visitplanner as vp
from tests.engine.matrices import Drawn, best_of_all, conflicts, matrices
from tests.property.programmes import documents
from visitplanner.engine import by_sum
from visitplanner.engine.answer import Deadline, Infeasible, Outcome
from visitplanner.engine.core import begun, least_by_core
from visitplanner.engine.flow import least_flow
from visitplanner.engine.least import Divided, least
from visitplanner.engine.limits import Limits
from visitplanner.engine.network import network_of
from visitplanner.engine.parts import Part
from visitplanner.engine.presolve import binding
from visitplanner.engine.search import least_by_search
from visitplanner.engine.solve import solve
from visitplanner.matrix.linear import costs_of, value_of
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.model import model_of
from visitplanner.solve.options import options_of

LIMITS = Limits(seed=0, deadline=Deadline(None))


def by_search(part: Part) -> Outcome:
    return least_by_search(part.matrix, part.objectives, start=None, limits=LIMITS)


def by_core(part: Part) -> Outcome:
    def inner(matrix: Any, objectives: Any, hint: Any, limits: Limits) -> Outcome:
        return least(matrix, objectives, start=hint, limits=limits)

    known = begun(part.matrix, part.objectives, LIMITS.deadline)
    return least_by_core(
        known, part.objectives, start=None, inner=inner, first=lambda _: None, limits=LIMITS
    )


def by_flow(part: Part) -> Outcome | None:
    matrix = binding(part.matrix)
    network = network_of(matrix)
    if network is None:
        return None
    values = least_flow(network, [costs_of(each, matrix.columns) for each in part.objectives])
    return Outcome.of(values, part.objectives, [value_of(each, values) for each in part.objectives])


def whole(part: Part) -> Outcome:
    return solve(part.matrix, part.objectives, limits=LIMITS)


def found_by(engine: Any, part: Part) -> tuple[int, ...] | None:
    """What an engine reaches, its values checked; None: it says that nothing fits."""
    try:
        found = engine(part)
    except Infeasible:
        return None
    assert part.matrix.keeps(found.values)
    assert found.proven
    reached: tuple[int, ...] = found.reached
    return reached


@given(matrices())
@settings(max_examples=3 * settings().max_examples)
def test_every_engine_gives_the_best_of_all_values(drawn: Drawn) -> None:
    matrix, objectives = drawn
    part = Part(np.arange(matrix.columns), matrix, objectives)
    best = best_of_all(matrix, objectives)
    assert found_by(whole, part) == best
    assert found_by(by_search, part) == best
    assert found_by(by_core, part) == best


@given(matrices(ones=True))
@settings(max_examples=3 * settings().max_examples)
def test_a_flow_gives_the_best_of_all_values(drawn: Drawn) -> None:
    matrix, objectives = drawn
    part = Part(np.arange(matrix.columns), matrix, objectives)
    assume(network_of(binding(matrix)) is not None)
    assert found_by(by_flow, part) == best_of_all(matrix, objectives)


@given(documents())
def test_every_engine_plans_a_programme_alike(document: dict[str, Any]) -> None:
    programme = vp.Programme.model_validate(document)
    model = model_of(programme, options_of(programme, RULES), RULES)
    objectives = [stage.objective for stage in model.stages]
    try:
        divided = Divided(model.matrix, objectives, LIMITS.deadline)
    except Infeasible:
        return
    for part in divided.parts:
        expected = found_by(by_search, part)
        assert found_by(by_core, part) == expected
        if network_of(part.matrix) is not None:
            event("flow")
            assert found_by(by_flow, part) == expected


def test_the_last_objective_may_take_all_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(by_sum, "MOST", 0)
    matrix, objectives = conflicts()
    asked: list[tuple[int, float]] = []

    def inner(matrix: Any, wanted: Any, hint: Any, limits: Limits) -> Outcome:
        if wanted:
            assert limits.deadline.left is not None
            asked.append((int(wanted[0].column[0]), limits.deadline.left))
        return least_by_search(matrix, wanted, start=hint, limits=LIMITS)

    limits = Limits(seed=0, deadline=Deadline(1_000.0))
    found = least_by_core(
        begun(matrix, objectives, limits.deadline),
        objectives,
        start=None,
        inner=inner,
        first=lambda _: None,
        limits=limits,
    )
    assert found.reached == (-1, -1)
    assert found.proven
    assert {number for number, _ in asked} == {0, 4}
    for number, left in asked:
        assert abs(left - (500 if number == 0 else 1_000)) < 100
