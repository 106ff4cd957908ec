"""Numbers for equal keys, and pairs of entries with equal keys: as one by one."""

from random import Random

import numpy as np
import pytest

from visitplanner.matrix.kinds import numbered
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import distinct, groups

RANGES = [(0, 3), (-5, 5), (0, 2**40), (-(2**60), 2**60)]


def keys_like(random: Random, count: int) -> np.ndarray:
    low, high = random.choice(RANGES)
    values = [random.randint(low, high) for _ in range(3)]
    return np.array(random.choices(values, k=count), dtype=np.int64)


@pytest.mark.parametrize("seed", range(100))
def test_equal_keys_have_one_number_in_the_order_of_the_keys(seed: int) -> None:
    random = Random(seed)
    count = random.randint(0, 9)
    keys = [keys_like(random, count) for _ in range(random.randint(1, 4))]
    number, found = groups(*keys)
    rows = list(zip(*(key.tolist() for key in keys), strict=True))
    assert list(zip(*(key.tolist() for key in found), strict=True)) == sorted(set(rows))
    assert [sorted(set(rows))[each] for each in number.tolist()] == rows


@pytest.mark.parametrize("seed", range(100))
def test_pairs_are_all_entries_of_two_tables_with_the_same_key(seed: int) -> None:
    random = Random(seed)
    one, other = (keys_like(random, random.randint(0, 9)) for _ in range(2))
    first, second = pairs(one, other)
    expected = [
        (a, b) for a, key in enumerate(one) for b, their in enumerate(other) if key == their
    ]
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == expected


@pytest.mark.parametrize("size", [10, 10**9])
def test_codes_are_numbered_ascending(size: int) -> None:
    found, which = distinct(np.array([7, 2, 7, 0]), size)
    assert found.tolist() == [0, 2, 7]
    assert which.tolist() == [2, 1, 2, 0]


def test_values_are_numbered_as_they_first_occur() -> None:
    number, first = numbered(["b", "a", "b", "c"])
    assert number.tolist() == [0, 1, 0, 2]
    assert first == [0, 1, 3]
    assert numbered([])[1] == []
