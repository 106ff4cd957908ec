"""Plans by hand: they satisfy all rows, get better by exchange, and go back where that fails."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.matrices import Draft, Drawn, matrices
from visitplanner.engine.answer import Deadline
from visitplanner.engine.greedy import By, exchanged, filled
from visitplanner.engine.moves import Moves
from visitplanner.engine.relaxation import Relaxation
from visitplanner.engine.weights import weighed
from visitplanner.matrix.linear import Matrix, costs_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED

LONG = Deadline(None)
CHOSEN = st.sampled_from((By.FEWEST, By.CHEAPEST))


def cost_of(drawn: Drawn) -> Ints:
    matrix, objectives = drawn
    return weighed([costs_of(each, matrix.columns) for each in objectives])


@given(matrices(), CHOSEN)
def test_what_is_filled_satisfies_all_rows(drawn: Drawn, by: By) -> None:
    matrix, _ = drawn
    cost = cost_of(drawn)
    found = filled(matrix, cost, by, deadline=LONG)
    assert (found is None) is (matrix.empty_plan is None)
    assert found is None or (matrix.keeps(found) and cost @ found <= 0)


@given(matrices(), CHOSEN)
def test_an_exchange_costs_no_more_and_satisfies_all_rows(drawn: Drawn, by: By) -> None:
    matrix, _ = drawn
    cost = cost_of(drawn)
    values = filled(matrix, cost, by, deadline=LONG)
    if values is not None:
        found = exchanged(matrix, cost, values, deadline=LONG)
        assert matrix.keeps(found)
        assert cost @ found <= cost @ values


@given(matrices(), st.data())
def test_to_go_back_leaves_everything_as_it_was(drawn: Drawn, data: st.DataObject) -> None:
    matrix, _ = drawn
    empty = matrix.empty_plan
    if empty is None:
        return
    columns = st.lists(st.integers(0, matrix.columns - 1), max_size=6)
    moves = Moves(matrix, cost_of(drawn), np.zeros(matrix.columns), empty)
    for column in data.draw(columns):
        moves.put(column)
    before, cost, mark = moves.values, moves.total, moves.mark
    for column in data.draw(columns):
        if moves.free(column):
            moves.change(column, 1)
            moves.mended()
    moves.back(mark)
    assert (moves.values == before).all()
    assert moves.total == cost
    assert moves.mended()
    assert (moves.values == before).all()
    assert matrix.keeps(before)


def class_of(people: int, *, places: int, least: int) -> tuple[Matrix, Ints]:
    """Everybody is in one of two rooms; each takes place from `least` people on.

    The columns are those of the first room, those of the second, and whether each takes place. All
    would rather be in the first room, which is too small for them.
    """
    made = Draft([1] * (2 * people + 2))
    for person in range(people):
        made.row([(person, 1), (people + person, 1)], -UNLIMITED, 1)
    for room in (0, 1):
        inside = [(room * people + person, 1) for person in range(people)]
        made.row([*inside, (2 * people + room, -places)], -UNLIMITED, 0)
        made.row([*inside, (2 * people + room, -least)], 0, UNLIMITED)
    return made.matrix, np.array([-10] * people + [-9] * people + [0, 0], dtype=np.int64)


def test_a_group_is_opened_with_all_who_make_it_large_enough() -> None:
    matrix, cost = class_of(6, places=4, least=2)
    found = filled(matrix, cost, By.CHEAPEST, deadline=LONG)
    assert found is not None
    assert cost @ found == 4 * -10 + 2 * -9


def test_a_group_that_would_stay_too_small_is_not_opened() -> None:
    matrix, cost = class_of(5, places=4, least=2)
    found = filled(matrix, cost, By.CHEAPEST, deadline=LONG)
    assert found is not None
    assert cost @ found == 4 * -10


def test_who_stands_in_the_way_goes_elsewhere() -> None:
    # The first may go to either of two places, the second to the first place only.
    made = Draft([1, 1, 1])
    made.row([(0, 1), (1, 1)], -UNLIMITED, 1)
    made.row([(2, 1)], -UNLIMITED, 1)
    made.row([(0, 1), (2, 1)], -UNLIMITED, 1)
    cost = np.array([-10, -9, -10], dtype=np.int64)
    stuck = np.array([1, 0, 0], dtype=np.int64)
    assert exchanged(made.matrix, cost, stuck, deadline=LONG).tolist() == [0, 1, 1]


def test_what_the_relaxation_uses_comes_first() -> None:
    # Two want the first place, and only the second of them has another: by cost alone the second
    # would take it.
    made = Draft([1, 1, 1])
    made.row([(0, 1)], -UNLIMITED, 1)
    made.row([(1, 1), (2, 1)], -UNLIMITED, 1)
    made.row([(0, 1), (1, 1)], -UNLIMITED, 1)
    cost = np.array([-10, -11, -9], dtype=np.int64)
    greedy = filled(made.matrix, cost, By.CHEAPEST, deadline=LONG)
    assert greedy is not None
    assert greedy.tolist() == [0, 1, 0]
    guide = Relaxation(made.matrix, [cost]).guide(cost, deadline=LONG)
    guided = filled(made.matrix, cost, guide, deadline=LONG)
    assert guided is not None
    assert guided.tolist() == [1, 0, 1]


def test_it_is_given_up_where_every_column_fails_late(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each of fifty asks for the first of a row of sixty, and that for the next; the last cannot be.
    people, length = 50, 60
    made = Draft([1] * (people + length - 1) + [0])
    for person in range(people):
        made.row([(person, 1), (people, -1)], -UNLIMITED, 0)
    for link in range(people, people + length - 1):
        made.row([(link, 1), (link + 1, -1)], -UNLIMITED, 0)
    tried: list[int] = []
    real = Moves.put

    def put(moves: Moves, column: int) -> bool:
        tried.append(column)
        return real(moves, column)

    monkeypatch.setattr(Moves, "put", put)
    cost = np.array([-1] * people + [0] * length, dtype=np.int64)
    found = filled(made.matrix, cost, By.CHEAPEST, deadline=LONG)
    assert found is not None
    assert not found.any()
    assert 0 < len(tried) < people / 2


def test_it_ends_at_the_deadline_with_values_that_satisfy_all_rows() -> None:
    matrix, cost = class_of(6, places=4, least=2)
    over = Deadline(0.0)
    found = filled(matrix, cost, By.FEWEST, deadline=over)
    assert found is not None
    assert found.tolist() == [0] * matrix.columns
    assert (exchanged(matrix, cost, found, deadline=over) == found).all()
