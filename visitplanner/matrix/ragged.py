"""Lists of different lengths, one after another in one array."""

import numpy as np

from visitplanner.matrix.options import Ints


def ranges(begin: Ints, many: Ints) -> Ints:
    """From each begin on so many whole numbers, one after another: (sum of `many`,)."""
    found: Ints = np.repeat(begin - (np.cumsum(many) - many), many)
    found += np.arange(len(found))
    return found
