"""Names by which people mean slots: preferences, and what is worth something to them."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from visitplanner.matrix.options import Ints, Options
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
        [number.setdefault(name, len(number)) for name in names(offer)] for offer in options.offers
    ]
    lists = [wanted(demand.people[0]) for demand in options.demands]
    many = np.array([len(each) for each in lists], dtype=np.int64)
    name = np.array([number.get(each, -1) for one in lists for each in one], dtype=np.int64)
    begin = np.cumsum(many) - many
    names_of_offer = np.array(named, dtype=np.int64).T
    demand, offer, _ = options.pairs
    left = np.arange(len(demand))
    for place in range(int(many.max(initial=0))):
        left = left[many[demand[left]] > place]
        looked_for = name[begin[demand[left]] + place]
        found = np.zeros(len(left), dtype=bool)
        for each in names_of_offer:
            found |= each[offer[left]] == looked_for
        yield place, left[found]
