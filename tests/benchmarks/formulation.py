"""A textbook 0-1 formulation of the families, as rows of numbers.

One yes-or-no column for each option, and more of them where a group, a teacher or a mentor needs
one. It is what somebody who knows the solver well would write, without looking at the structure of
the programme at hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.benchmarks.arrays import Instance, Ints

FREE = 2**53
"""No bound."""


@dataclass
class Formulation:
    """Columns from 0 to their `upper`, and rows: lower <= coefficients * columns <= upper."""

    upper: list[Ints] = field(default_factory=list)
    size: int = 0
    entries: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    """Row, column and coefficient."""
    lower_of_row: list[Ints] = field(default_factory=list)
    upper_of_row: list[Ints] = field(default_factory=list)
    rows: int = 0

    def add_columns(self, upper: Ints) -> Ints:
        """Numbers of new columns."""
        self.upper.append(upper)
        self.size += len(upper)
        return np.arange(self.size - len(upper), self.size)

    def add_rows(
        self,
        parts: Sequence[tuple[Ints, Ints, int | Ints]],
        count: int,
        *,
        lower: int | Ints = -FREE,
        upper: int | Ints = FREE,
    ) -> None:
        """Add rows that are the sum of several sets of row (from 0), column, coefficient."""
        for row, column, coefficient in parts:
            each = np.broadcast_to(np.asarray(coefficient, dtype=np.int64), row.shape)
            self.entries.append((row + self.rows, column, each))
        self.lower_of_row.append(np.broadcast_to(np.asarray(lower, dtype=np.int64), (count,)))
        self.upper_of_row.append(np.broadcast_to(np.asarray(upper, dtype=np.int64), (count,)))
        self.rows += count

    def by_rows(self) -> tuple[Ints, Ints, Ints]:
        """Column and coefficient of all entries, row by row, and where each row begins."""
        row, column, coefficient = (
            np.concatenate([part[which] for part in self.entries]) for which in range(3)
        )
        order = np.argsort(row, kind="stable")
        begin = np.searchsorted(row[order], np.arange(self.rows + 1))
        return column[order], coefficient[order], begin

    @property
    def bounds(self) -> tuple[Ints, Ints]:
        """Lower and upper bound of every row."""
        return np.concatenate(self.lower_of_row), np.concatenate(self.upper_of_row)


def formulation_of(instance: Instance) -> Formulation:
    """All rules that the families use."""
    made = Formulation()
    made.add_columns(np.ones(len(instance), dtype=np.int64))
    _demands(made, instance)
    _one_place(made, instance)
    _places(made, instance)
    _groups(made, instance)
    _company(made, instance)
    _orders(made, instance)
    if instance.minors_per_teacher is not None:
        _supervision(made, instance, instance.minors_per_teacher)
    return made


def number(*keys: Ints) -> tuple[Ints, Ints]:
    """Numbers the combinations of keys; one entry of each combination."""
    if not len(keys[0]):
        return keys[0], keys[0]
    packed = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        packed = packed * (int(key.max()) + 1) + key
    _, first, row = np.unique(packed, return_index=True, return_inverse=True)
    return row, first


def distinct(row: Ints, column: Ints) -> Ints:
    """Entries of the rows whose sets of columns no row before has: equal days give equal rows."""
    if not len(row):
        return row
    draw = np.random.default_rng(0).integers(1, 2**62, int(column.max()) + 1, dtype=np.int64)
    total = np.zeros(int(row.max()) + 1, dtype=np.int64)
    np.add.at(total, row, draw[column])  # wraps round, which is as good for telling sets apart
    _, first = np.unique(total, return_index=True)
    return np.flatnonzero(np.isin(row, first))


def _demands(made: Formulation, instance: Instance) -> None:
    every = np.arange(len(instance))
    made.add_rows(
        [(instance.demand, every, 1)], len(instance.wanted), lower=0, upper=instance.wanted
    )
    parts = np.flatnonzero(instance.wanted[instance.demand] > 1)
    row, first = number(instance.demand[parts], instance.slots.field[instance.slot[parts]])
    made.add_rows([(row, parts, 1)], len(first), lower=0, upper=1)


def _one_place(made: Formulation, instance: Instance) -> None:
    needs = np.bincount(instance.person_of, weights=instance.wanted, minlength=instance.people)
    option, day = instance.days_worked()
    several = needs[instance.person[option]] > 1
    option, day = option[several], day[several]
    row, _ = number(instance.person[option], day)
    kept = distinct(row, option)
    row, first = number(row[kept])
    made.add_rows([(row, option[kept], 1)], len(first), lower=0, upper=1)


def _slot_days(instance: Instance) -> tuple[Ints, Ints, Ints]:
    """Row, option, slot of each row: one for every slot and day with other people."""
    option, day = instance.days_worked()
    row, _ = number(instance.slot[option], day)
    kept = distinct(row, option)
    option = option[kept]
    row, first = number(row[kept])
    return row, option, instance.slot[option[first]]


def _places(made: Formulation, instance: Instance) -> None:
    row, option, slot = _slot_days(instance)
    made.add_rows([(row, option, 1)], len(slot), lower=0, upper=instance.slots.places[slot])


def _groups(made: Formulation, instance: Instance) -> None:
    row, option, slot = _slot_days(instance)
    grouped = np.flatnonzero((instance.slots.least[slot] > 1)[row])
    if not len(grouped):
        return
    old, option = row[grouped], option[grouped]
    row, first = number(old)
    slot = slot[old[first]]
    every = np.arange(len(slot))
    used = made.add_columns(np.ones(len(slot), dtype=np.int64))
    people = (row, option, 1)
    made.add_rows([people, (every, used, -instance.slots.least[slot])], len(slot), lower=0)
    made.add_rows([people, (every, used, -instance.slots.places[slot])], len(slot), upper=0)


def _of_person(instance: Instance, people: Ints) -> dict[int, tuple[Ints, Ints, Ints]]:
    """For each of some people: option, site and day of all their options."""
    option, day = instance.days_worked()
    mine = np.isin(instance.person[option], people)
    option, day = option[mine], day[mine]
    person = instance.person[option]
    site = instance.slots.site[instance.slot[option]]
    ends = np.searchsorted(person, [people, people + 1])
    return {
        int(who): (option[begin:end], site[begin:end], day[begin:end])
        for who, begin, end in zip(people, *ends, strict=True)
    }


def _company(made: Formulation, instance: Instance) -> None:
    whom = np.unique(np.concatenate([instance.together.ravel(), instance.apart.ravel()]))
    if not len(whom):
        return
    of = _of_person(instance, whom)
    for one, other in instance.apart.tolist():
        option, site, day = (
            np.concatenate([mine, theirs]) for mine, theirs in zip(of[one], of[other], strict=True)
        )
        row, _ = number(site, day)
        kept = distinct(row, option)
        row, first = number(row[kept])
        made.add_rows([(row, option[kept], 1)], len(first), lower=0, upper=1)
    for one, other in instance.together.tolist():
        _together(made, of[one], of[other])


def _together(
    made: Formulation, one: tuple[Ints, Ints, Ints], other: tuple[Ints, Ints, Ints]
) -> None:
    """One at a site on a day, and the other at another one that day: not both. Both are placed."""
    mine, theirs = np.unique(one[0]), np.unique(other[0])
    none = np.zeros(len(mine), dtype=np.int64)
    placed = [(none, mine, 1), (np.zeros(len(theirs), dtype=np.int64), theirs, -1)]
    made.add_rows(placed, 1, lower=0, upper=0)
    option, site, day = one
    row, first = number(site, day)
    elsewhere = [
        np.unique(other[0][(other[2] == day[each]) & (other[1] != site[each])]) for each in first
    ]
    rows = np.repeat(np.arange(len(first)), [len(each) for each in elsewhere])
    entries = np.concatenate([row, rows])
    column = np.concatenate([option, *elsewhere])
    kept = distinct(entries, column)
    row, first = number(entries[kept])
    made.add_rows([(row, column[kept], 1)], len(first), lower=0, upper=1)


def _orders(made: Formulation, instance: Instance) -> None:
    """What comes later has begun by a day, what comes first ends on it or after it: not both."""
    field_of = instance.slots.field[instance.slot]
    for earlier, later in instance.orders.tolist():
        before, after = np.flatnonzero(field_of == earlier), np.flatnonzero(field_of == later)
        days = len(instance.worked)
        key = instance.person[before] * days + instance.last[before]
        rows = np.unique(key)
        person, day = rows // days, rows % days
        parts = []
        for options, late in ((before, False), (after, True)):
            # of each person, by the day that decides: all options from a row on, or up to it
            moment = instance.first[options] if late else days - 1 - instance.last[options]
            limit = day if late else days - 1 - day
            order = np.argsort(instance.person[options] * days + moment, kind="stable")
            sorted_key = (instance.person[options] * days + moment)[order]
            begin = np.searchsorted(sorted_key, person * days)
            end = np.searchsorted(sorted_key, person * days + limit, side="right")
            count = end - begin
            row = np.repeat(np.arange(len(rows)), count)
            within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count - begin, count)
            parts.append((row, options[order[within]], 1))
        made.add_rows(parts, len(rows), lower=0, upper=1)


def _supervision(made: Formulation, instance: Instance, ratio: int) -> None:
    """Minors of a delegation at a site on a day <= ratio * (teachers and mentors there)."""
    option, day = instance.days_worked()
    delegation = instance.delegation_of[instance.person[option]]
    slot = instance.slot[option]
    row, first = number(delegation, slot, day)
    whose, where, when = delegation[first], slot[first], day[first]
    every = np.arange(len(first))
    people = np.bincount(row)
    teacher = made.add_columns(-(-people // ratio))
    helpers: list[tuple[Ints, Ints, int | Ints]] = [(every, teacher, -ratio)]
    if instance.visit_every is not None:
        mentor = made.add_columns(instance.slots.mentors[where])
        helpers.append((every, mentor, -ratio))
        shared, one = number(where, when)
        most = instance.slots.mentors[where[one]]
        made.add_rows([(shared, mentor, 1)], len(one), lower=0, upper=most)
        _visits(made, instance, (whose, where, when), teacher, instance.visit_every)
    made.add_rows([(row, option, 1), *helpers], len(first), upper=0)
    busy, one = number(whose, when)
    made.add_rows([(busy, teacher, 1)], len(one), lower=0, upper=instance.teachers[whose[one]])


def _visits(
    made: Formulation, instance: Instance, of: tuple[Ints, Ints, Ints], teacher: Ints, every: int
) -> None:
    """Of any `every` days of a session, a teacher is there on one, if anybody of theirs is."""
    whose, where, _ = of
    first = np.arange(len(whose) - every + 1)
    ends = first + every - 1
    run = first[(whose[first] == whose[ends]) & (where[first] == where[ends])]
    row, one = number(whose[run], where[run])
    used = made.add_columns(np.ones(len(one), dtype=np.int64))
    count = np.arange(len(run))
    spans = (np.repeat(count, every), teacher[(run[:, None] + np.arange(every)).ravel()], 1)
    made.add_rows([spans, (count, used[row], -1)], len(run), lower=0)
    keys = whose * len(instance.slots.places) + where
    known = keys[run[one]]
    mine = instance.delegation_of[instance.person] * len(instance.slots.places) + instance.slot
    at = np.searchsorted(known, mine)
    seen = np.flatnonzero((at < len(known)) & (known[np.minimum(at, len(known) - 1)] == mine))
    each = np.arange(len(seen))
    made.add_rows([(each, seen, 1), (each, used[at[seen]], -1)], len(seen), upper=0)
