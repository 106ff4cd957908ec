"""Names by which people mean slots: preferences, and what is worth something to them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat

import numpy as np

from visitplanner.matrix.options import Ints, Options
from visitplanner.matrix.pairs import pairs
from visitplanner.model.people import Person
from visitplanner.model.workdays import Offer


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
    demand, offer, _ = options.pairs
    there = demand * len(options.offers) + offer  # ascending
    for place in range(int(many.max(initial=0))):
        asking = np.flatnonzero(many > place)
        entry, found = pairs(name[begin[asking] + place], name_of)
        looked_for = asking[entry] * len(options.offers) + offer_of[found]
        position = np.searchsorted(there, looked_for)
        known = position < len(there)
        known[known] = there[position[known]] == looked_for[known]
        yield place, position[known]
