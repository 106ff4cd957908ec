"""The table of options: who could go where, from which day to which.

Participants alike in every fact form one *cohort*; an option belongs to a cohort, and its column
counts how many of the cohort take it. All day numbers count from the first day of the horizon.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.workdays import Offer

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Demand:
    """One need of one cohort: as many placements are wanted as the cohort has people."""

    people: tuple[Person, ...]
    """The cohort, in the order of the document; all alike but for id and name."""
    need: InternshipNeed
    pinned: bool
    """Whether a pin fixes this need; then the cohort is one person with one option."""

    @property
    def size(self) -> int:
        """People in the cohort."""
        return len(self.people)

    @property
    def person(self) -> Person:
        """One of them, for all."""
        return self.people[0]


@dataclass(frozen=True, slots=True)
class Options:
    """Every option of every demand. Arrays of one length, n, one entry for each option."""

    first_date: date
    """Day number 0."""
    demands: tuple[Demand, ...]
    offers: tuple[Offer, ...]
    demand: Ints
    """(n,) index into `demands`; ascending."""
    offer: Ints
    """(n,) index into `offers`."""
    first: Ints
    """(n,) number of the first day."""
    last: Ints
    """(n,) number of the last day, included."""
    calendar: Ints
    """(n,) index into `worked`: the calendar that the option's people work by."""
    worked: Bools
    """(calendars, days) whether a day of the horizon is worked."""

    def __len__(self) -> int:
        return len(self.demand)

    def date(self, number: int) -> date:
        """The date of a day number."""
        return self.first_date + timedelta(days=int(number))

    def days_worked(self) -> tuple[Ints, Ints]:
        """Every pair of an option and a day on which it works.

        Two arrays of one length: index of the option (ascending), number of the day.
        """
        spans = self.last - self.first + 1
        option = np.repeat(np.arange(len(self)), spans)
        starts = np.repeat(np.cumsum(spans) - spans, spans)
        day = np.arange(len(option)) - starts + np.repeat(self.first, spans)
        works = self.worked[self.calendar[option], day]
        return option[works], day[works]
