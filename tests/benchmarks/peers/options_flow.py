"""What planning a network cannot do without: our table of options, then one flow by hand.

The flow is that of `flow`, on arrays that stand ready: no goals in their order, no reasons, no
check, not even a plan.
"""

from collections.abc import Callable

from tests.benchmarks.peers import flow
from tests.benchmarks.peers.form import Case, Outcome
from visitplanner.model.programme import Programme
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.options import options_of


def prepare(case: Case) -> Callable[[], Outcome]:
    """Models to options, and arrays to flow; the models are read before."""
    programme, flowing = Programme.model_validate_json(case.text), flow.prepare(case)

    def run() -> Outcome:
        options_of(programme, RULES)
        return flowing()

    return run
