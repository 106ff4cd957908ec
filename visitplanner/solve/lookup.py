"""The rows of the table of options, looked up by demand and slot."""

from datetime import date
from itertools import pairwise

import numpy as np

from visitplanner.matrix.options import Options

Span = tuple[date, date]
"""First and last day of a placement."""


class Lookup:
    """The rows of each demand in a table of options."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._starts = np.searchsorted(options.demand, np.arange(len(options.demands) + 1))
        self._table: tuple[int, dict[int, slice]] = (-1, {})

    def of(self, number: int) -> dict[int, slice]:
        """The rows of a demand in the table of options, by slot; those of the last one are kept."""
        if self._table[0] != number:
            start, stop = self._starts[number : number + 2]
            offers = self._options.offer[start:stop]
            edges = [0, *(np.flatnonzero(np.diff(offers)) + 1).tolist(), len(offers)]
            found = {
                int(offers[first]): slice(start + first, start + last)
                for first, last in pairwise(edges)
                if last > first
            }
            self._table = (number, found)
        return self._table[1]

    def spans(self, number: int, position: int) -> dict[Span, None]:
        """First and last days that the table of options has for a demand at a slot."""
        rows = self.of(number).get(position)
        if rows is None:
            return {}
        first, last = self._options.first[rows].tolist(), self._options.last[rows].tolist()
        date_of = self._options.date
        return dict.fromkeys(
            (date_of(one), date_of(other)) for one, other in zip(first, last, strict=True)
        )

    def shape(self, rows: slice) -> tuple[object, ...]:
        """What tells the placements of some rows of the table of options at one slot."""
        options = self._options
        return (
            int(options.calendar[rows.start]),
            options.first[rows].tobytes(),
            options.last[rows].tobytes(),
        )
