"""SciPy's `linear_sum_assignment` on a full matrix: every place a column of its own."""

from collections.abc import Callable
from importlib import import_module

import numpy as np

from tests.benchmarks.network import weighted
from tests.benchmarks.peers.form import Case, NotHereError, Outcome

MOST = 2 * 2**30
"""Bytes of the matrix."""


def prepare(case: Case) -> Callable[[], Outcome]:
    """A matrix of costs, to an assignment."""
    try:
        assign = import_module("scipy.optimize").linear_sum_assignment
    except ImportError:
        raise NotHereError("SciPy is not installed") from None
    instance = case.instance
    column = np.repeat(np.arange(len(instance.slots.places)), instance.slots.places)
    size = instance.people * len(column) * 8
    if size > MOST:
        raise NotHereError(f"not tried: its matrix has {size / 2**30:.0f} GiB")
    of_pair = np.zeros((instance.people, len(instance.slots.places)))
    of_pair[instance.person, instance.slot] = weighted(instance)[: len(instance)]
    cost = of_pair[:, column]
    number = np.full(of_pair.shape, -1, dtype=np.int64)
    number[instance.person, instance.slot] = np.arange(len(instance))

    def run() -> Outcome:
        person, place = assign(cost)
        chosen = number[person, column[place]]
        return Outcome(values=instance.values(chosen[chosen >= 0]))

    return run
