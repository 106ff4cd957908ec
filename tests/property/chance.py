"""Strategies, in the words of Hypothesis, that draw from one seed alone.

Hypothesis makes up most of its examples by copying one part of the example before over another, so
that few hundred of them hold a few dozen different programmes. Here every seed is a new one; what
Hypothesis would make smaller is made smaller by `tests.property.smaller`.
"""

from collections.abc import Callable, Hashable, Sequence
from random import Random
from typing import Concatenate, Generic, ParamSpec, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
P = ParamSpec("P")


class Strategy(Generic[T]):
    """A way to draw something."""

    def __init__(self, make: Callable[[Random], T]) -> None:
        self.make = make


class DrawFn:
    """Draws from strategies."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def __call__(self, strategy: Strategy[T]) -> T:
        return strategy.make(self._random)


def integers(low: int, high: int) -> Strategy[int]:
    return Strategy(lambda random: random.randint(low, high))


def booleans() -> Strategy[bool]:
    return Strategy(lambda random: random.random() < 0.5)


def sampled_from(values: Sequence[T]) -> Strategy[T]:
    return Strategy(lambda random: random.choice(values))


def permutations(values: Sequence[T]) -> Strategy[list[T]]:
    return Strategy(lambda random: random.sample(values, len(values)))


def tuples(*parts: Strategy[T]) -> Strategy[tuple[T, ...]]:
    return Strategy(lambda random: tuple(part.make(random) for part in parts))


def lists(
    of: Strategy[T], *, max_size: int, min_size: int = 0, unique: bool = True
) -> Strategy[list[T]]:
    """A list whose entries differ; a shorter one where the entries are too few for that."""
    assert unique

    def make(random: Random) -> list[T]:
        size = random.randint(min_size, max_size)
        found: list[T] = []
        for _ in range(20 * size):
            value = of.make(random)
            if value not in found and len(found) < size:
                found.append(value)
        return found

    return Strategy(make)


def dictionaries(
    keys: Strategy[K], values: Strategy[T], *, min_size: int, max_size: int
) -> Strategy[dict[K, T]]:
    names = lists(keys, min_size=min_size, max_size=max_size)
    return Strategy(lambda random: {key: values.make(random) for key in names.make(random)})


def composite(function: Callable[Concatenate[DrawFn, P], T]) -> Callable[P, Strategy[T]]:
    """A strategy from a function whose first argument draws."""

    def strategy(*args: P.args, **kwargs: P.kwargs) -> Strategy[T]:
        return Strategy(lambda random: function(DrawFn(random), *args, **kwargs))

    return strategy
