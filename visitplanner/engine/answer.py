"""What engines answer, and how long they may take."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from visitplanner.matrix.linear import value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Objective


@dataclass(frozen=True, slots=True)
class Answer:
    """The best values found for one objective."""

    values: Ints
    """(columns,)"""
    value: int
    bound: int
    """Proven: no values give less."""

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best values found for several objectives, the first before the second."""

    values: Ints
    """(columns,)"""
    reached: tuple[int, ...]
    """The value of each objective."""
    bounds: tuple[int, ...]
    """What is proven of each objective, those before it being where they are."""
    floors: tuple[int, ...] = ()
    """What is proven of the first objectives besides, where those before stand at their floors."""

    @classmethod
    def of(
        cls,
        values: Ints,
        objectives: Sequence[Objective],
        bounds: Sequence[int],
        floors: Sequence[int] = (),
    ) -> Self:
        """The outcome of these values, with what is proven at least.

        A floor is a bound while all objectives before stand at their floors.
        """
        reached = tuple(value_of(each, values) for each in objectives)
        least = list(bounds)
        for number, floor in enumerate(floors):
            least[number] = max(least[number], floor)
            if reached[number] > floor:
                break
        proven = tuple(min(pair) for pair in zip(least, reached, strict=True))
        return cls(values, reached, proven, tuple(floors))

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.reached == self.bounds

    def with_bounds_of(self, other: Self) -> Self:
        """The better of two outcomes of the same objectives, with what either proves."""
        best, worse = sorted((self, other), key=lambda each: each.reached)
        bounds = list(best.bounds)
        for number, pair in enumerate(zip(best.reached, worse.reached, strict=True)):
            bounds[number] = min(pair[0], max(bounds[number], worse.bounds[number]))
            if pair[0] != pair[1]:
                break
        return replace(best, bounds=tuple(bounds))


class Infeasible(Exception):  # noqa: N818 - an outcome that its caller always catches
    """No values satisfy all rows."""


class LimitHit(Exception):  # noqa: N818 - as above
    """The time limit passed before any values were found."""


MOMENT = 2.0
"""Seconds that a plan by hand may take where planning is stopped before there is any."""
GRANTED = 1.0
"""Seconds that are granted whatever the limit: a small programme is soon planned somehow."""


class Deadline:
    """The time that is left, of a limit in seconds; None: all the time in the world."""

    def __init__(self, seconds: float | None, *, within: "Deadline | None" = None) -> None:
        self._begin = time.monotonic()
        self._seconds = seconds
        self._within = within
        self._expired = False

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begin

    @property
    def left(self) -> float | None:
        """Seconds left, at least zero; None without a limit."""
        own = None if self._seconds is None else max(0.0, self._seconds - self.spent)
        # Asked for once: deadlines are within others within others.
        around = None if self._within is None else self._within.left
        if own is None or around is None:
            return around if own is None else own
        return min(own, around)

    @property
    def spent_share(self) -> float:
        """What was spent as a share of what is left; 0 without a limit."""
        return 0.0 if self.left is None else self.spent / max(self.left, 1e-9)

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return self.left == 0

    def allows(self, seconds: float) -> bool:
        """Whether more than so many seconds are left."""
        left = self.left
        return left is None or left > seconds

    def press(self) -> None:
        """Raise `LimitHit` where the time has passed, and the first second as well."""
        if self.over and self.spent >= GRANTED:
            raise LimitHit

    @property
    def expired(self) -> bool:
        """Whether somebody does not want to wait any longer."""
        return self._expired or (self._within is not None and self._within.expired)

    def expire(self) -> None:
        """Nothing more is to be begun: what is found so far is the answer."""
        self._seconds, self._expired = 0.0, True
        if self._within is not None:
            self._within.expire()

    def hasten(self, part: float) -> None:
        """From now on there is only a part of the time that is left."""
        if self.left is not None:
            self._seconds = self.spent + part * self.left

    def share(self, part: float) -> "Deadline":
        """A deadline within this one, with a part of the time that is left."""
        return Deadline(None if self.left is None else self.left * part, within=self)

    def farewell(self, part: float) -> "Deadline":
        """The same; where nobody wants to wait any longer, a moment to end with something."""
        return Deadline(MOMENT) if self.expired else self.share(part)
