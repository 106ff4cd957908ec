"""What is called proven is: bounds from any prices hold, and a wrong answer proves nothing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engine.matrices import Drawn, best_of_all, matrices
from tests.engine.test_engines_agree import by_core
from visitplanner.engine import search
from visitplanner.engine.answer import Deadline, Infeasible
from visitplanner.engine.bounds import proof_of
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of, value_of
from visitplanner.matrix.problem import UNLIMITED, Objective


@given(matrices(), st.data())
def test_any_prices_give_a_bound_and_cut_off_nothing_as_good(
    drawn: Drawn, data: st.DataObject
) -> None:
    matrix, (first, *_) = drawn
    best = best_of_all(matrix, (first,))
    assume(best is not None)
    assert best is not None
    prices = st.floats(-(2.0**70), 2.0**70) | st.floats(-5, 5)
    duals = data.draw(st.lists(prices, min_size=matrix.rows, max_size=matrix.rows))
    proof = proof_of(matrix, costs_of(first, matrix.columns), np.array(duals, dtype=np.float64))
    assert proof.bound <= best[0]
    for most in (best[0], best[0] + 1):
        kept = proof.kept(matrix, first, most)
        assert best_of_all(kept, (first,)) == best
        highest = best_of_all(kept, (Objective(first.column, -first.coefficient),))
        assert highest is not None
        assert -highest[0] <= most


def test_what_is_solved_as_a_whole_is_proven_however_far_from_its_relaxation() -> None:
    # Of each three columns two may not stand together: the relaxation takes half of each.
    count = 8
    corner = np.arange(3 * count)
    pairs = np.stack([corner, 3 * (corner // 3) + (corner + 1) % 3], axis=1).reshape(-1)
    none, ones = np.zeros(3 * count, dtype=np.int64), np.ones(3 * count, dtype=np.int64)
    entries = (np.repeat(corner, 2), pairs, np.ones(6 * count, dtype=np.int64))
    matrix = matrix_of(none, ones, entries, (none - UNLIMITED, ones))
    objective = Objective(corner, -ones, least=-3 * count)
    found = by_core(Part(corner, matrix, (objective,)))
    assert (found.reached, found.bounds) == ((-count,), (-count,))


def _pair() -> tuple[Matrix, Objective]:
    """Two columns of which one at the most is 1, and an objective that wants both."""
    none, ones = np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64)
    bounds = (np.array([-UNLIMITED]), np.array([1]))
    matrix = matrix_of(none, ones, (none, np.arange(2), ones), bounds)
    return matrix, Objective(np.arange(2), -ones, least=-2)


def test_a_solver_that_sees_no_values_where_some_are_known_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def blind(*_args: object, **_options: object) -> None:
        raise Infeasible

    monkeypatch.setattr(search, "least_by_cpsat", blind)
    matrix, objective = _pair()
    limits = Limits(seed=0, deadline=Deadline(None))
    found = search.least_by_search(matrix, (objective,), start=None, limits=limits)
    assert value_of(objective, found.values) == -1
    assert found.proven
