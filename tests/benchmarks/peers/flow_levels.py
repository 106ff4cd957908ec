"""Min-cost flow by hand, goal by goal: after each, only arcs of cheapest flows are kept."""

from collections.abc import Callable

from tests.benchmarks.network import by_levels
from tests.benchmarks.peers.form import Case, Outcome


def prepare(case: Case) -> Callable[[], Outcome]:
    """Arrays to flows."""

    def run() -> Outcome:
        values = by_levels(case.instance)
        return Outcome(values=values, bounds=values)

    return run
