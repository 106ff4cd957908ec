"""What is proven of an outcome: bounds, floors, and what adds up over several parts."""

from functools import partial

import numpy as np
import pytest

from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.least import Divided
from visitplanner.engine.parts import parts_of
from visitplanner.matrix.linear import matrix_of
from visitplanner.matrix.problem import UNLIMITED, Objective

OBJECTIVES = (
    Objective(np.array([0]), np.array([-1]), least=-9),
    Objective(np.array([1]), np.array([1]), least=0),
    Objective(np.array([2]), np.array([1]), least=0),
)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ((9, 5, 4), (-9, 5, 3)),  # the first two stand at their floors, so the third floor holds
        ((9, 6, 4), (-9, 5, 0)),  # the second is above its floor: the third may have less
        ((8, 5, 4), (-9, 0, 0)),  # the first is, too
    ],
)
def test_a_floor_holds_while_all_before_stand_at_theirs(
    values: tuple[int, ...], bounds: tuple[int, ...]
) -> None:
    found = Outcome.of(np.array(values), OBJECTIVES, [-9, 0, 0], floors=[-9, 5, 3])
    assert found.bounds == bounds


@pytest.mark.parametrize("first_proven", [True, False])
def test_bounds_of_parts_add_up_only_after_what_is_proven(
    *, first_proven: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visitplanner.engine.least.parts_of", partial(parts_of, smallest=2))
    # Two pairs of columns, each with a row: two parts of two columns.
    matrix = matrix_of(
        np.zeros(4, dtype=np.int64),
        np.full(4, 9),
        (np.array([0, 0, 1, 1]), np.arange(4), np.array([1, -1, 1, -1])),
        (np.full(2, -UNLIMITED), np.full(2, 3)),
    )
    objectives = (
        Objective(np.array([0, 2]), np.array([-1, -1]), least=-30),
        Objective(np.array([1, 3]), np.array([1, 1])),
    )
    divided = Divided(matrix, objectives, Deadline(None))
    assert len(divided.parts) == 2
    bound = -9 if first_proven else -10
    outcomes = [Outcome(np.array([9, 7]), (-9, 7), (bound, 6), floors=()) for _ in divided.parts]
    assert divided.joined(outcomes).bounds == (2 * bound, 12 if first_proven else 0)


@pytest.mark.parametrize(
    ("other", "other_bounds", "values", "bounds"),
    [
        ((9, 5, 4), (-9, 5, 0), (9, 5, 4), (-9, 5, 3)),  # the same: what either proves
        ((8, 2, 9), (-9, 2, 9), (9, 5, 4), (-9, 4, 3)),  # worse: of the first alone
        ((9, 4, 9), (-9, 3, 9), (9, 4, 9), (-9, 4, 9)),  # better: what is known of the second, too
    ],
)
def test_of_two_outcomes_the_better_has_what_either_proves(
    other: tuple[int, ...],
    other_bounds: tuple[int, ...],
    values: tuple[int, ...],
    bounds: tuple[int, ...],
) -> None:
    one = Outcome.of(np.array((9, 5, 4)), OBJECTIVES, [-9, 4, 3])
    another = Outcome.of(np.array(other), OBJECTIVES, other_bounds)
    for found in (one.with_bounds_of(another), another.with_bounds_of(one)):
        assert tuple(found.values.tolist()) == values
        assert found.bounds == bounds
