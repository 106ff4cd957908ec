"""Lists of different lengths, one after another in one array."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def ranges(begin: Ints, many: Ints) -> Ints:
    """From each begin on so many whole numbers, one after another: (sum of `many`,)."""
    found: Ints = np.repeat(begin - (np.cumsum(many) - many), many)
    found += np.arange(len(found))
    return found


def spread(first: Ints, until: Ints) -> tuple[Ints, Ints]:
    """Every pair of an entry and a number from its `first` to before its `until`."""
    many = until - first
    return np.repeat(np.arange(len(many)), many), ranges(first, many)
