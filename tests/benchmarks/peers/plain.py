"""A plain CP-SAT model as a good engineer writes it: expressions, default parameters, all cores.

Options are ready; columns, rows and the search are measured.
"""

from collections.abc import Callable
from typing import Any

from tests.benchmarks.cpsat import model_by_expressions, solve
from tests.benchmarks.formulation import formulation_of
from tests.benchmarks.peers.form import Case, Outcome


def prepare(case: Case) -> Callable[[], Outcome]:
    """Options to values."""

    def tune(_solver: Any) -> None:
        return

    def run() -> Outcome:
        model = model_by_expressions(formulation_of(case.instance))
        found = solve(model, case.instance, tune, case.limit)
        return Outcome(values=found.values, bounds=found.bounds)

    return run
