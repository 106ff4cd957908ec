"""Plans in which groups of switches negotiate for what they share.

Without the rows of one side, the places, a matrix of switches falls apart into groups such as
delegations. In turn each takes what is best for it, whatever the others hold: what is too much has
a price, and what is wanted by too many becomes dearer for all, round by round, until they go out of
each other's way (McMurchie and Ebeling 1995, `PathFinder: A Negotiation-Based Performance-Driven
Router for FPGAs`). So a whole group changes at once, and several one after another, where any
exchange that has to keep all rows would be in vain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from visitplanner.engine.answer import LimitHit
from visitplanner.engine.cpsat import least_by_cpsat
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import parts_of, share_of
from visitplanner.engine.strong import Strong
from visitplanner.engine.switch_groups import PLACES, SMALL
from visitplanner.matrix.linear import Matrix, matrix_of
from visitplanner.matrix.options import Bools, Ints

COLUMN = 1_000
"""What a column is worth."""
SLIGHTLY = 2
"""Where so many too many hold a place it becomes dearer by all that it can, with one by half."""
FADING = 0.93
"""What is left of that in the next round."""
SPREAD = 3
"""Columns are worth up to this more, by chance, so that what is as good is not always the same."""
SELDOM = 0.1
"""Share of the groups without excess that are asked again in a round."""
WORK = 1.0
"""Work for one group (`least_by_cpsat`)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How groups negotiate."""

    excess: int
    """The price of one too many, where `COLUMN` is what a column is worth."""
    dearer: int
    """By what a place that is wanted by too many becomes dearer for all, at most, in a round."""
    together: int
    """How many groups are asked together."""
    patience: int
    """Rounds in vain for each group, after which it ends."""


ALONE = Terms(excess=250, dearer=200, together=1, patience=1)
"""Soon near to the best, from plans that are not."""
TOGETHER = Terms(excess=300, dearer=100, together=3, patience=2)
"""Slower, and better for plans that are near."""


def negotiated(
    strong: Strong, cost: Ints, values: Ints, terms: Terms, limits: Limits
) -> Iterator[Ints]:
    """Round by round (switches,) those that are on then: what flows through them is a plan.

    `cost` are (columns,), the same below nought or nought, as it is for switches; `values` are
    (columns,) of a plan, from which it begins. It ends after rounds in vain or at the deadline, and
    does not begin where fewer groups than are asked together hang together without the places. An
    interrupt from the keyboard lets the deadline expire.
    """
    table = _Table(strong, cost, values, terms, limits)
    least, vain, count = 0, 0, len(table)
    try:
        while count > terms.together and vain < terms.patience * count:
            table.round()
            if limits.deadline.over:
                return
            yield table.values[strong.switched.switch]
            vain = 0 if table.cost < least else vain + 1
            least = min(least, table.cost)
    except KeyboardInterrupt:
        limits.deadline.expire()


@dataclass(frozen=True, slots=True)
class _Group:
    """What hangs together without the places, with these and a column for the excess at each."""

    columns: Ints
    """(own columns,) in the whole matrix; those for excess come after them."""
    place: Ints
    """(own places,)"""
    matrix: Matrix
    rows: Ints
    """(own places,) their rows in it."""

    @property
    def own(self) -> Bools:
        """(columns and excess,) which are columns of the whole matrix."""
        return np.arange(self.matrix.columns) < len(self.columns)

    def held(self, values: Ints) -> Ints:
        """(own places,) how much of each some values, (columns and excess,), hold."""
        return self.matrix.sums(np.where(self.own, values, 0))[self.rows]

    def with_room(self, room: Ints) -> Matrix:
        """The matrix where there is so much room, (own places,): more is excess."""
        upper = self.matrix.row_upper.copy()
        upper[self.rows] = room
        return replace(self.matrix, row_upper=upper)


class _Table:
    """All groups, and what they hold of the places."""

    def __init__(
        self, strong: Strong, cost: Ints, values: Ints, terms: Terms, limits: Limits
    ) -> None:
        matrix = strong.matrix
        self._matrix, self._terms, self._limits = matrix, terms, limits
        self._places = np.zeros(matrix.rows, dtype=bool)
        self._places[: len(strong.switched.side)] = strong.switched.side == PLACES
        self._room = matrix.row_upper[self._places]
        parts = parts_of(matrix.of_rows(~self._places), (), smallest=SMALL)
        self._columns = [part.columns for part in parts]
        self._groups: dict[int, _Group] = {}
        self._user, self._used = self._uses()
        self.values = values.copy()
        """(columns,) what all groups have; more than there are places, perhaps."""
        self._rng = np.random.default_rng(limits.seed)
        self._wanted = cost != 0
        self._held = matrix.of_rows(self._places).sums(values)
        self._dearer = np.zeros(len(self._room))
        self._begun = False

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._columns)

    def group(self, number: int) -> _Group:
        """One of them; made when it is first asked for, as there may be many."""
        if number not in self._groups:
            self._groups[number] = self._group(self._columns[number])
        return self._groups[number]

    @property
    def cost(self) -> int:
        """What a plan costs at most: of what is too much, nothing counts."""
        excess = np.maximum(0, self._held - self._room)
        return int(excess.sum() - self.values[self._wanted].sum())

    def round(self) -> None:
        """Groups take turns: alone, at first all; then those that hold too much, and a few."""
        every = self._terms.together == 1 and not self._begun
        for number in self._rng.permutation(len(self)).tolist():
            if every or self._rng.random() < SELDOM or self._crowded(self.group(number)):
                self._ask(self._with_others(number))
            if self._limits.deadline.over:
                return
        self._begun = True
        rising = np.minimum(1, np.maximum(0, self._held - self._room) / SLIGHTLY)
        self._dearer = FADING * self._dearer + self._terms.dearer * rising

    def _with_others(self, number: int) -> _Group:
        """A group, with others that more likely are those that could hold the same places."""
        more = self._terms.together - 1
        if not more:
            return self.group(number)
        own = np.zeros(len(self._room), dtype=bool)
        own[self._used[self._user == number]] = True
        shared = np.bincount(self._user[own[self._used]], minlength=len(self)) + SELDOM
        shared[number] = 0
        some = self._rng.choice(len(self), size=more, replace=False, p=shared / shared.sum())
        chosen = [self._columns[each] for each in (number, *some.tolist())]
        return self._group(np.sort(np.concatenate(chosen)))

    def _uses(self) -> tuple[Ints, Ints]:
        """(uses,) a group and a place that it could hold, each pair once."""
        matrix = self._matrix
        label = np.zeros(matrix.columns, dtype=np.int64)
        for number, columns in enumerate(self._columns):
            label[columns] = number
        entry = np.flatnonzero(self._places[matrix.row])
        place = (np.cumsum(self._places) - 1)[matrix.row[entry]]
        many = max(1, len(self._room))
        group, used = np.divmod(np.unique(label[matrix.column[entry]] * many + place), many)
        return group, used

    def _crowded(self, group: _Group) -> bool:
        held = group.held(self._of(group))
        return bool((held[self._held[group.place] > self._room[group.place]] > 0).any())

    def _of(self, group: _Group) -> Ints:
        """(columns and excess,) what a group has, without the excess."""
        excess = np.zeros(len(group.place), dtype=np.int64)
        return np.concatenate([self.values[group.columns], excess])

    def _ask(self, group: _Group) -> None:
        """A group takes what is best for it."""
        before = self._of(group)
        held = group.held(before)
        room = np.maximum(0, self._room[group.place] - (self._held[group.place] - held))
        matrix = group.with_room(room)
        before[~group.own] = np.maximum(0, held - room)
        try:
            answer = least_by_cpsat(
                matrix,
                share_of(self._price(group), matrix),
                hint=before,
                seed=self._limits.seed,
                deadline=self._limits.deadline,
                work=WORK,
                brief=True,
            )
        except LimitHit:
            return
        self.values[group.columns] = answer.values[group.own]
        self._held[group.place] += group.held(answer.values) - held

    def _price(self, group: _Group) -> Ints:
        """(columns and excess,) what each costs."""
        matrix, own = group.matrix, group.own
        price = np.full(matrix.columns, self._terms.excess)
        worth = COLUMN + self._rng.integers(0, SPREAD, size=len(group.columns))
        price[own] = np.where(self._wanted[group.columns], -worth, 0)
        dearer = np.zeros(matrix.rows, dtype=np.int64)
        dearer[group.rows] = np.rint(self._dearer[group.place])
        entry = own[matrix.column]
        added = matrix.coefficient * dearer[matrix.row]
        np.add.at(price, matrix.column[entry], added[entry])
        return price

    def _group(self, columns: Ints) -> _Group:
        """Some of the columns, with all rows over them and the places among these."""
        matrix = self._matrix
        mine = np.zeros(matrix.columns, dtype=bool)
        mine[columns] = True
        kept = np.zeros(matrix.rows, dtype=bool)
        kept[matrix.row[mine[matrix.column]]] = True
        own = matrix.of_columns(columns, kept)
        rows = np.flatnonzero(self._places[kept])
        count = len(rows)
        entry = np.isin(own.row, rows)
        reach = own.summed(np.where(entry, own.upper[own.column], 0))[rows]
        excess = own.columns + np.arange(count)
        nothing = np.zeros(count, dtype=np.int64)
        extended = matrix_of(
            np.concatenate([own.lower, nothing]),
            np.concatenate([own.upper, reach]),
            (
                np.concatenate([own.row, rows]),
                np.concatenate([own.column, excess]),
                np.concatenate([own.coefficient, np.full(count, -1)]),
            ),
            (own.row_lower, own.row_upper),
        )
        place = (np.cumsum(self._places) - 1)[np.flatnonzero(kept)[rows]]
        return _Group(columns, place, extended, rows)
