"""The nights of each house: runs of nights on which the same people could sleep there."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import concatenate
from visitplanner.matrix.tables import BedOptions


@dataclass(frozen=True, slots=True)
class Nights:
    """Runs of nights in one house, and the entries of the table of beds that cover them."""

    lodging: Ints
    """(runs,) index into `programme.lodgings`."""
    count: Ints
    """(runs,) nights of the run."""
    run: Ints
    """(entries,) index of the run; ascending."""
    bed: Ints
    """(entries,) index into the table of beds."""


def nights_of(beds: BedOptions) -> Nights:
    """Every run of nights of every house for which somebody has a bed option."""
    lodging: list[int] = []
    count: list[int] = []
    there: list[Ints] = []
    for house in np.unique(beds.lodging).tolist():
        mine = np.flatnonzero(beds.lodging == house)
        first, last = beds.first[mine], beds.last[mine]
        for start, end in pairwise(np.unique(np.concatenate([first, last + 1])).tolist()):
            covering = mine[(first <= start) & (last >= start)]
            if len(covering):
                lodging.append(house)
                count.append(end - start)
                there.append(covering)
    return Nights(
        lodging=np.array(lodging, dtype=np.int64),
        count=np.array(count, dtype=np.int64),
        run=np.repeat(np.arange(len(there)), [len(each) for each in there]),
        bed=concatenate(there),
    )
