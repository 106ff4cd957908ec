"""CP-SAT by hand on ready arrays: one worker, `linearization_level` 2, the whole model."""

from collections.abc import Callable
from typing import Any

from tests.benchmarks.cpsat import model_in_bulk, solve
from tests.benchmarks.formulation import formulation_of
from tests.benchmarks.peers.form import Case, Outcome


def prepare(case: Case) -> Callable[[], Outcome]:
    """A model that is ready, to values."""
    model = model_in_bulk(formulation_of(case.instance))

    def tune(solver: Any) -> None:
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2

    def run() -> Outcome:
        found = solve(model, case.instance, tune, case.limit)
        return Outcome(values=found.values, bounds=found.bounds)

    return run
