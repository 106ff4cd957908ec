"""The table of options: who could go where, from which day to which.

Participants alike in every fact form one *cohort*; an option belongs to a cohort, and its column
counts how many of the cohort take it. All day numbers count from the first day of the horizon.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.workdays import Offer

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Cohort = tuple[Person, ...]
"""People in the order of the document, all alike but for id and name."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One need of one cohort."""

    people: Cohort
    need: InternshipNeed
    cohort: int
    """Index of the cohort in `Options.cohorts`."""

    @property
    def size(self) -> int:
        """Placements wanted: one for each of the people and each part of the need."""
        return len(self.people) * self.need.parts

    @property
    def person(self) -> Person:
        """One of them, for all."""
        return self.people[0]


@dataclass(frozen=True)
class Options:
    """Every option of every demand. Arrays of one length, n, one entry for each option."""

    first_date: date
    """Day number 0."""
    days: int
    """Days of the horizon."""
    cohorts: tuple[Cohort, ...]
    """Everybody of the programme, once; who asks for several placements is a cohort alone."""
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

    def number(self, day: date) -> int:
        """The number of a date, also of one outside the horizon."""
        return (day - self.first_date).days

    def date(self, number: int) -> date:
        """The date of a day number."""
        return self.first_date + timedelta(days=int(number))

    @cached_property
    def people(self) -> Ints:
        """(n,) people of the cohort of each option."""
        return self.of_demand([len(demand.people) for demand in self.demands])

    def of_demand(self, values: list[int]) -> Ints:
        """(n,) a value of each option's demand."""
        return np.array(values, dtype=np.int64)[self.demand] if len(self) else self.demand

    def of_offer(self, values: list[int]) -> Ints:
        """(n,) a value of each option's offer."""
        return np.array(values, dtype=np.int64)[self.offer] if len(self) else self.offer

    @cached_property
    def cohort(self) -> Ints:
        """(n,) index into `cohorts`."""
        return self.of_demand([demand.cohort for demand in self.demands])

    def days_worked(self) -> tuple[Ints, Ints]:
        """Every pair of an option and a day on which it works.

        Two arrays of one length: index of the option (ascending), number of the day.
        """
        return self._days_worked

    @cached_property
    def _days_worked(self) -> tuple[Ints, Ints]:
        spans = self.last - self.first + 1
        option = np.repeat(np.arange(len(self)), spans)
        starts = np.repeat(np.cumsum(spans) - spans, spans)
        day = np.arange(len(option)) - starts + np.repeat(self.first, spans)
        works = self.worked[self.calendar[option], day]
        return option[works], day[works]
