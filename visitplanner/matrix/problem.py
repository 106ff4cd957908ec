"""The array model: whole-number columns, linear rows, and objectives, filled in bulk.

Columns 0 to n-1 are the options, in their order; rules and goals may add columns of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from visitplanner.matrix.options import Cohort, Ints, Options
from visitplanner.matrix.tables import (
    BedOptions,
    HomeOptions,
    JointOptions,
    SeatOptions,
    VisitOptions,
)
from visitplanner.model.people import Person
from visitplanner.model.plan import Placement, Plan
from visitplanner.model.programme import Programme

UNLIMITED = 2**53
"""Stands for no bound; every coefficient sum stays below it, so that arithmetic is exact."""


@dataclass(frozen=True, slots=True)
class DutyColumns:
    """Who could be on duty on which day. Arrays of one length, one entry for each column."""

    people: tuple[Person, ...]
    person: Ints
    """Index into `people`."""
    day: Ints
    """Number of the day."""
    column: Ints


@dataclass(frozen=True, slots=True)
class DutyNeeds:
    """How many of a delegation are on duty where.

    Arrays of one length, one entry for each site and day on which minors could be there: site by
    site, days ascending.
    """

    delegation: str
    site: tuple[str, ...]
    day: Ints
    needed: Ints
    """Column that counts the accompanying persons whom the minors there need."""
    column: Ints
    """Column that counts those on duty there, at most as many."""


@dataclass(frozen=True, slots=True)
class InterpreterColumns:
    """Who could interpret where; a column counts interpreters of a cohort.

    Arrays of one length, one entry for each column.
    """

    cohorts: tuple[Cohort, ...]
    person: Ints
    """Index into `cohorts`."""
    site: tuple[str, ...]
    day: Ints
    column: Ints

    @property
    def people(self) -> tuple[Person, ...]:
        """One of each cohort, for all."""
        return tuple(people[0] for people in self.cohorts)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one rule, as coordinates: `lower <= sum of coefficient * column <= upper`."""

    rule: str
    row: Ints
    column: Ints
    coefficient: Ints
    lower: Ints
    upper: Ints


@dataclass(frozen=True, slots=True)
class Objective:
    """One goal: `constant` + the sum of `coefficient * column`, to be made as small as can be."""

    column: Ints
    coefficient: Ints
    least: int = 0
    """No plan at all gives less, by what the goal means: where it is reached, it is proven."""
    constant: int = 0
    """What every plan has on top of the sum; `least` is without it."""


@dataclass
class Problem:
    """What rules and goals write into."""

    programme: Programme
    options: Options
    lower: list[Ints] = field(default_factory=list)
    upper: list[Ints] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    duties: list[DutyColumns] = field(default_factory=list)
    """For each delegation, who supervises when (`visitplanner.matrix.on_duty`)."""
    duty_needs: list[DutyNeeds] = field(default_factory=list)
    """For each delegation of `duties`, how many are where."""
    interpreters: InterpreterColumns | None = None
    """None: nobody interprets."""
    size: int = 0
    rules: frozenset[str] = frozenset()
    """Names of the rules that are kept."""
    pins: tuple[Placement, ...] = ()
    """The placements fixed by hand."""
    lifted: frozenset[str] = frozenset()
    """Ids of fixed visits that need not take place: what contradicts them is looked for."""
    previous: Plan | None = None
    """The plan before this one, to which few changes are wanted."""
    wishes: list[Objective] = field(default_factory=list)
    """What breaks soft wishes, each with its weight."""
    visits: VisitOptions | None = None
    """None: no visit can be planned."""
    beds: BedOptions | None = None
    """None: nobody has a house."""
    seats: SeatOptions | None = None
    """None: nobody has an arrival or a departure."""
    joint: JointOptions | None = None
    """None: until a rule or goal asks for it (`visitplanner.matrix.joint`)."""
    homes: HomeOptions | None = None
    """None: unless it matters on which days somebody lives where (`visitplanner.matrix.homes`)."""

    def add_columns(self, count: int, *, lower: int | Ints = 0, upper: int | Ints) -> Ints:
        """Add whole-number columns with their bounds; returns their numbers."""
        self.lower.append(np.broadcast_to(np.asarray(lower, dtype=np.int64), (count,)))
        self.upper.append(np.broadcast_to(np.asarray(upper, dtype=np.int64), (count,)))
        numbers = np.arange(self.size, self.size + count)
        self.size += count
        return numbers

    def add_rows(
        self,
        rule: str,
        *,
        row: Ints,
        column: Ints,
        coefficient: int | Ints = 1,
        lower: int | Ints = -UNLIMITED,
        upper: int | Ints = UNLIMITED,
        count: int,
    ) -> None:
        """Add `count` rows, given as coordinates.

        Entry i adds `coefficient[i] * column[i]` to row `row[i]`, numbered from 0 within this
        call.
        """
        self.rows.append(
            Rows(
                rule=rule,
                row=row.astype(np.int64, copy=False),
                column=column.astype(np.int64, copy=False),
                coefficient=np.broadcast_to(np.asarray(coefficient, dtype=np.int64), row.shape),
                lower=np.broadcast_to(np.asarray(lower, dtype=np.int64), (count,)),
                upper=np.broadcast_to(np.asarray(upper, dtype=np.int64), (count,)),
            )
        )


def weighted(objectives: Iterable[tuple[int, Objective]]) -> Objective:
    """The weighted sum of objectives."""
    found = list(objectives)
    column, where = np.unique(concatenate(each.column for _, each in found), return_inverse=True)
    coefficient = np.zeros(len(column), dtype=np.int64)
    np.add.at(coefficient, where, concatenate(weight * each.coefficient for weight, each in found))
    return Objective(
        column,
        coefficient,
        least=sum(weight * each.least for weight, each in found),
        constant=sum(weight * each.constant for weight, each in found),
    )


def groups(*keys: Ints) -> tuple[Ints, tuple[Ints, ...]]:
    """Number the distinct combinations of keys.

    Returns for each entry the number of its combination, and the keys of each combination, in
    ascending order of the keys.
    """
    if not len(keys[0]):
        return np.zeros(0, dtype=np.int64), keys
    code, size, parts = np.zeros(len(keys[0]), dtype=np.int64), 1, []
    for key in keys:
        low, high = int(key.min()), int(key.max())
        part, values = key - low, None
        if size * (high - low + 1) > UNLIMITED:
            values, part = np.unique(key, return_inverse=True)
            low, high = 0, len(values) - 1
        if size * (high - low + 1) > UNLIMITED:
            stacked, number = np.unique(np.stack(keys), axis=1, return_inverse=True)
            return number.reshape(-1), tuple(stacked)
        code = code * (high - low + 1) + part
        size *= high - low + 1
        parts.append((low, high - low + 1, values))
    found, number = distinct(code, size)
    split: list[Ints] = []
    for low, span, values in reversed(parts):
        found, part = np.divmod(found, span)
        split.append(part + low if values is None else values[part])
    return number, tuple(reversed(split))


def distinct(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """The distinct ones of some codes below `size`, ascending, and for each code which it is."""
    if size > 8 * len(codes) + 1_000_000:
        found, which = np.unique(codes, return_inverse=True)
        return found, which
    there = np.zeros(size, dtype=bool)
    there[codes] = True
    found = np.flatnonzero(there)
    number = np.zeros(size, dtype=np.int64)
    number[found] = np.arange(len(found))
    return found, number[codes]


def concatenate(parts: Iterable[Ints]) -> Ints:
    """The arrays one after another; an empty array where there are none."""
    found = list(parts)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
