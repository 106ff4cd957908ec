"""One min-cost flow by hand on ready arrays: OR-Tools' `SimpleMinCostFlow`, one weighted goal.

Whoever is left out costs 1,000, each step below the first choice 1, no common language 2. It is
the floor for a network: four goals in levels cost more than one sum.
"""

from collections.abc import Callable

import numpy as np

from tests.benchmarks.network import network_of, solve, weighted
from tests.benchmarks.peers.form import Case, Outcome


def prepare(case: Case) -> Callable[[], Outcome]:
    """Arrays to flow."""
    network, cost = network_of(case.instance), weighted(case.instance)
    options = len(case.instance)

    def run() -> Outcome:
        flow = solve(network, cost)
        return Outcome(values=case.instance.values(np.flatnonzero(flow[:options])))

    return run
