"""What belongs together, and what is a network: the same in pieces and from samples."""

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.engine.matrices import Drawn, matrices
from visitplanner.engine import graphs, network
from visitplanner.engine.graphs import connected_by
from visitplanner.engine.network import network_of
from visitplanner.engine.presolve import binding
from visitplanner.matrix.linear import Matrix, matrix_of


def by_hand(rows: list[list[int]], columns: int) -> list[int]:
    """For each column the smallest one that rows connect it with, one row after another."""
    label = list(range(columns))
    for _ in range(columns):
        for row in rows:
            least = min((label[each] for each in row), default=0)
            for each in row:
                label[each] = min(label[each], least)
    return label


@given(matrices(), st.integers(1, 5), st.data())
def test_what_rows_connect_is_the_same_a_few_entries_at_a_time(
    drawn: Drawn, at_once: int, data: st.DataObject
) -> None:
    matrix, _ = drawn
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=matrix.rows, max_size=matrix.rows)))
    ends = zip(matrix.starts[:-1].tolist(), matrix.starts[1:].tolist(), kept, strict=True)
    rows = [matrix.column[begin:end].tolist() for begin, end, used in ends if used]
    expected = by_hand(rows, matrix.columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphs, "AT_ONCE", at_once)
        assert connected_by(matrix, kept.astype(bool)).tolist() == expected


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_what_is_known_of_earlier_rows_stays_known(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphs, "AT_ONCE", at_once)
    row, column = np.array([(0, 2), (0, 3), (1, 1), (1, 3), (2, 0), (2, 3)]).T
    none, ones = np.zeros(3, dtype=np.int64), np.ones(5, dtype=np.int64)
    matrix = matrix_of(0 * ones, ones, (row, column, np.ones_like(row)), (none, none + 1))
    assert connected_by(matrix, none == 0).tolist() == [0, 0, 0, 0, 4]


@given(matrices(ones=True), st.integers(1, 3))
def test_a_few_columns_never_hide_a_network(drawn: Drawn, few: int) -> None:
    matrix = binding(drawn[0])
    expected = network_of(matrix) is not None
    event(f"network: {expected}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "FEW", few)
        patch.setattr(network, "OFTEN", 1)
        assert (network_of(matrix) is not None) == expected


def test_where_a_few_columns_are_no_network_the_others_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Three days, and stays on two of them: every two of the days share some but not all.
    many = 20
    stays = ((0, 1), (1, 2), (0, 2)) * many
    entries = [(day, stay) for stay, days in enumerate(stays) for day in days]
    row, column = np.array(entries).T
    none = np.zeros(3, dtype=np.int64)
    ones = np.ones(len(stays), dtype=np.int64)
    matrix = matrix_of(0 * ones, ones, (row, column, np.ones_like(row)), (none, none + many))
    looked: list[int] = []
    sides = network._sides

    def noted(matrix: Matrix) -> object:
        looked.append(matrix.columns)
        return sides(matrix)

    monkeypatch.setattr(network, "_sides", noted)
    monkeypatch.setattr(network, "FEW", 6)
    assert network_of(matrix) is None
    assert looked == [6]
