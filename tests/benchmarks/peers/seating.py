"""The exam centres by hand on ready arrays: min-cost flow; HiGHS where groups have a minimum."""

from collections.abc import Callable

from tests.benchmarks.nepal_reference import Pairs, answer
from tests.benchmarks.peers.form import Case, Outcome


def prepare(case: Case) -> Callable[[], Outcome]:
    """Arrays to the least total way."""
    pairs = case.arrays
    assert isinstance(pairs, Pairs)

    def run() -> Outcome:
        found = answer(pairs, limit=case.limit)
        return Outcome(
            values={"people_placed": found.seated, "nearness": found.metres},
            bounds={"people_placed": found.seated, "nearness": found.bound},
        )

    return run
