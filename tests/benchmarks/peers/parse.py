"""Reading the same programme with pydantic: what the user pays anyway."""

from collections.abc import Callable

from tests.benchmarks.peers.form import Case, Outcome
from visitplanner.model.programme import Programme


def prepare(case: Case) -> Callable[[], Outcome]:
    """Text to models."""
    text = case.text

    def run() -> Outcome:
        Programme.model_validate_json(text)
        return Outcome()

    return run
