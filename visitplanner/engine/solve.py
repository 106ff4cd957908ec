"""The door to the engine: a matrix and its objectives in, the best values and their proofs out."""

from collections.abc import Sequence
from concurrent.futures import Executor

from visitplanner.engine.answer import Outcome
from visitplanner.engine.least import Divided
from visitplanner.engine.limits import Limits
from visitplanner.engine.pool import solved
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.problem import Objective


def solve(
    matrix: Matrix,
    objectives: Sequence[Objective],
    *,
    limits: Limits,
    executor: Executor | None = None,
) -> Outcome:
    """The least of each objective, the first before the second.

    Values may be worse than proven where the time passed. The same input gives the same outcome,
    with an executor or without, as long as it does not. Raises `Infeasible`, and `LimitHit` where
    nothing was found in time.
    """
    divided = Divided(matrix, objectives, limits.deadline)
    return divided.joined(solved(divided.parts, limits, executor))
