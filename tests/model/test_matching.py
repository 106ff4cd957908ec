"""Matching: as many as can be get one of the things that would do."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.model.matching import matching


@pytest.mark.parametrize(
    ("wanted", "limits", "given_"),
    [
        ([], {}, []),
        ([[0]], {0: 0}, [None]),
        ([[0], [0]], {0: 1}, [0, None]),
        ([[0], [0]], {0: None}, [0, 0]),
        ([[0, 1], [0]], {0: 1, 1: 1}, [1, 0]),
        ([[0, 1], [0, 2], [0]], {0: 1, 1: 1, 2: 1}, [1, 2, 0]),
        ([[], [5]], {}, [None, 5]),
    ],
)
def test_things_are_passed_on_so_that_more_get_one(
    wanted: list[list[int]], limits: dict[int, int | None], given_: list[int | None]
) -> None:
    found = matching(wanted, limits)
    assert [each is None for each in found] == [each is None for each in given_]
    assert all(each is None or each in would for each, would in zip(found, wanted, strict=True))


@given(
    st.lists(st.lists(st.integers(0, 3), unique=True, max_size=3), max_size=5),
    st.lists(st.sampled_from([0, 1, 2, None]), min_size=4, max_size=4),
)
def test_no_other_sharing_out_serves_more(
    wanted: list[list[int]], places: list[int | None]
) -> None:
    limits = dict(enumerate(places))

    def fits(chosen: tuple[int | None, ...]) -> bool:
        return all(limit is None or chosen.count(thing) <= limit for thing, limit in limits.items())

    found = tuple(matching(wanted, limits))
    ways = [way for way in product(*([None, *each] for each in wanted)) if fits(way)]
    assert found in ways
    assert sum(each is not None for each in found) == max(
        sum(each is not None for each in way) for way in ways
    )
