"""`schedule()`, from parsed models to a checked plan."""

from collections.abc import Callable

from tests.benchmarks.peers.form import Case, Outcome
from visitplanner.model.programme import Programme
from visitplanner.solve.schedule import schedule


def prepare(case: Case) -> Callable[[], Outcome]:
    """Models to plan; the models are read before."""
    programme = Programme.model_validate_json(case.text)

    def run() -> Outcome:
        plan = schedule(programme, time_limit=case.limit)
        return Outcome(
            values={goal.name: goal.value for goal in plan.goals},
            bounds={goal.name: goal.bound for goal in plan.goals},
        )

    return run
