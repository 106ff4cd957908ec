"""Matrices in which somebody has to be on duty where others are, as small as wanted."""

import numpy as np

from tests.engine.matrices import Draft
from visitplanner.engine.switches import Switched, switched_of
from visitplanner.matrix.linear import Matrix
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective


def supervised(
    seed: int,
    *,
    people: int = 5,
    sites: int = 3,
    groups: int = 2,
    ratio: int = 2,
    weeks: int = 1,
    alone: int = 0,
) -> tuple[Matrix, list[Ints]]:
    """Groups of people at sites with few places, where some of each group have to be on duty.

    Somebody of each group is on duty in each week, and every site is open in one of them; so many
    of each group can be `alone` at a site, with nobody on duty. Returns the matrix and the costs of
    its columns by two objectives, the first of which counts people.
    """
    rng = np.random.default_rng(seed)
    made = Draft([])
    at_site: list[list[int]] = [[] for _ in range(sites)]
    second = []
    for _ in range(groups):
        here: list[list[int]] = [[] for _ in range(sites)]
        for _ in range(people):
            own = []
            for site in rng.permutation(sites)[: int(rng.integers(1, sites + 1))].tolist():
                column = made.column(1)
                second.append(int(rng.integers(4)))
                own.append(column)
                here[site].append(column)
                at_site[site].append(column)
            made.row([(column, 1) for column in own], -UNLIMITED, 1)
        duties: list[list[int]] = [[] for _ in range(weeks)]
        for site, columns in enumerate(here):
            if columns:
                duty = made.column(-(-len(columns) // ratio))
                second.append(0)
                duties[site % weeks].append(duty)
                terms = [(duty, ratio), *((column, -1) for column in columns)]
                made.row(terms, -alone, ratio - 1 - alone)
        # Sums over switches come written either way.
        sign = int(rng.choice((1, -1)))
        ends = (-UNLIMITED, 1) if sign > 0 else (-1, UNLIMITED)
        for week in duties:
            if week:
                made.row([(duty, sign) for duty in week], *ends)
    for columns in at_site:
        if columns:
            made.row([(column, 1) for column in columns], -UNLIMITED, int(rng.integers(1, 5)))
    matrix = made.matrix
    first = np.full(matrix.columns, -1, dtype=np.int64)
    first[np.unique(matrix.column[np.abs(matrix.coefficient) > 1])] = 0
    return matrix, [first, np.array(second, dtype=np.int64)]


def switches(matrix: Matrix, costs: list[Ints]) -> Switched:
    """Its switches, of which there are some."""
    found = switched_of(matrix, np.any([cost != 0 for cost in costs], axis=0))
    assert found is not None
    return found


def objective(cost: Ints) -> Objective:
    """What costs add up to; no less than where only what helps is there."""
    column = np.flatnonzero(cost)
    return Objective(column, cost[column], least=int(np.minimum(cost, 0).sum()))
