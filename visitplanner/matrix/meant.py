"""Names by which people mean slots: preferences, and what is worth something to them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat

import numpy as np

from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.pairs import pairs
from visitplanner.model.people import Person
from visitplanner.model.workdays import Offer

_LARGE = 32_000_000
"""A table of this many entries is not held in memory."""


def meant(
    options: Options,
    names: Callable[[Offer], Sequence[str]],
    wanted: Callable[[Person], Sequence[str]],
) -> Iterator[tuple[int, Ints]]:
    """For each place on the lists of names that people have, what they mean by the name there.

    `names` are those of an offer, `wanted` is the list of a person. Yields the place, from 0 on,
    and the pairs of demand and offer that are meant, as indices into `options.pairs`.
    """
    number: dict[str, int] = {}
    named = [
        (number.setdefault(name, len(number)), position)
        for position, offer in enumerate(options.offers)
        for name in dict.fromkeys(names(offer))
    ]
    name_of, offer_of = np.array(named, dtype=np.int64).reshape(-1, 2).T
    lists = [wanted(demand.people[0]) for demand in options.demands]
    many = np.array([len(each) for each in lists], dtype=np.int64)
    listed = map(number.get, chain.from_iterable(lists), repeat(-1))
    name = np.fromiter(listed, dtype=np.int64, count=int(many.sum()))
    begin = np.cumsum(many) - many
    position_of = _positions(options)
    for place in range(int(many.max(initial=0))):
        asking = np.flatnonzero(many > place)
        entry, found = pairs(name[begin[asking] + place], name_of)
        position = position_of(asking[entry] * len(options.offers) + offer_of[found])
        yield place, position[position >= 0]


def _positions(options: Options) -> Callable[[Ints], Ints]:
    """Looks up demands at offers, given as demand * offers + offer, in `options.pairs`.

    What is not there stands at -1.
    """
    demand, offer, _ = options.pairs
    there = demand * len(options.offers) + offer  # ascending
    size = len(options.demands) * len(options.offers)
    if size > _LARGE:

        def search(looked_for: Ints) -> Ints:
            position = np.searchsorted(there, looked_for)
            position[position == len(there)] = 0
            return np.where(there[position] == looked_for, position, -1)

        return search if len(there) else lambda looked_for: np.full_like(looked_for, -1)
    table = np.full(size, -1, dtype=np.int32)
    table[there] = np.arange(len(there))
    return lambda looked_for: table[looked_for].astype(np.int64)
