"""The table of options: who could go where, from which day to which.

Participants alike in every fact form one *cohort*; an option belongs to a cohort, and its column
counts how many of the cohort take it. All day numbers count from the first day of the horizon.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from visitplanner.matrix.ragged import ranges, spread
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.places import minutes_of
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
    """Cohort by cohort."""
    offers: tuple[Offer, ...]
    demand: Ints
    """(n,) index into `demands`; ascending."""
    offer: Ints
    """(n,) index into `offers`; ascending for each demand."""
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
    def wanted(self) -> Ints:
        """(demands,) placements wanted: one for each of the people and each part of the need."""
        return np.array([demand.size for demand in self.demands], dtype=np.int64)

    @cached_property
    def cohort_of_demand(self) -> Ints:
        """(demands,) index into `cohorts`; ascending."""
        return np.array([demand.cohort for demand in self.demands], dtype=np.int64)

    @cached_property
    def cohort(self) -> Ints:
        """(n,) index into `cohorts`; ascending."""
        return self.cohort_of_demand[self.demand]

    @cached_property
    def sizes(self) -> Ints:
        """(cohorts,) people of each cohort."""
        return np.array([len(people) for people in self.cohorts], dtype=np.int64)

    @cached_property
    def parts(self) -> Ints:
        """(cohorts,) placements that each of the people asks for, over all needs."""
        return np.array([people[0].parts for people in self.cohorts], dtype=np.int64)

    def cohorts_named(self, names: Iterable[str]) -> Ints:
        """The cohorts with needs of some people and delegations, by their ids; ascending."""
        found = {cohort for name in names for cohort in self._by_name.get(name, ())}
        return np.array(sorted(found), dtype=np.int64)

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, people in enumerate(self.cohorts):
            if people[0].needs:
                found.setdefault(people[0].delegation, []).append(number)
                for person in people:
                    found.setdefault(person.id, []).append(number)
        return found

    def of_cohorts(self, cohorts: Ints) -> Ints:
        """The options of some cohorts, given in ascending order."""
        begin = np.searchsorted(self.cohort, cohorts, side="left")
        return ranges(begin, np.searchsorted(self.cohort, cohorts, side="right") - begin)

    @cached_property
    def hours(self) -> Ints:
        """(offers, 2) beginning and end of work, in minutes after midnight."""
        found = [minutes_of(offer.slot.hours) for offer in self.offers]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def slots_a_day(self) -> int:
        """The most slots at which anybody can work on one day, one after another."""
        count, free_from = 0, -1
        for start, end in sorted(self.hours.tolist(), key=lambda span: span[1]):
            if start >= free_from:
                count, free_from = count + 1, end
        return count

    @cached_property
    def places(self) -> tuple[Ints, Ints, Ints]:
        """(offers,) each: numbers of the slot, the site and the host of every offer."""
        found = []
        for names in zip(*(offer.names for offer in self.offers), strict=True):
            ids: dict[str, int] = {}
            found.append(np.array([ids.setdefault(name, len(ids)) for name in names]))
        nothing = np.zeros(0, dtype=np.int64)
        slot, site, host = found or (nothing, nothing, nothing)
        return slot, site, host

    @cached_property
    def sites(self) -> tuple[tuple[str, ...], Ints]:
        """The ids of all sites; and (offers,) index into them."""
        ids: dict[str, int] = {}
        site = [ids.setdefault(offer.site.id, len(ids)) for offer in self.offers]
        return tuple(ids), np.array(site, dtype=np.int64)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """Every demand at every offer at which it has options: demand, offer; and (n,) which."""
        new = np.ones(len(self), dtype=bool)
        new[1:] = (self.demand[1:] != self.demand[:-1]) | (self.offer[1:] != self.offer[:-1])
        first = np.flatnonzero(new)
        if len(first) == len(new):
            return self.demand, self.offer, first
        return self.demand[first], self.offer[first], np.cumsum(new) - 1

    def days_worked(self) -> tuple[Ints, Ints]:
        """Every pair of an option and a day on which it works.

        Two arrays of one length: index of the option (ascending), number of the day.
        """
        return self._days_worked

    @cached_property
    def minors_at_work(self) -> Mapping[str, tuple[Ints, Ints]]:
        """For each delegation every pair of an option of its minors and a day on which it works.

        By id of the delegation, without those that have none; as in `days_worked`.
        """
        ids: dict[str, int] = {}
        of_demand = [
            ids.setdefault(person.delegation, len(ids)) if person.minor else -1
            for person in (demand.people[0] for demand in self.demands)
        ]
        if not ids or not len(self):
            return {}
        delegation = self.of_demand(of_demand)
        order = np.argsort(delegation, kind="stable")
        ends = np.searchsorted(delegation[order], np.arange(len(ids) + 1))
        return {
            name: self.days_of(order[ends[number] : ends[number + 1]])
            for name, number in ids.items()
            if ends[number] < ends[number + 1]
        }

    @cached_property
    def _days_worked(self) -> tuple[Ints, Ints]:
        return self.days_of(np.arange(len(self)))

    def days_of(self, options: Ints) -> tuple[Ints, Ints]:
        """Every pair of one of some options and a day on which it works, in their order."""
        entry, day = spread(self.first[options], self.last[options] + 1)
        option = options[entry]
        works = self.worked[self.calendar[option], day]
        return option[works], day[works]
