"""The least total way of the exam centres, without any of our own planning.

Three variants are a min-cost flow. The last is not: either nobody of a school is at a centre, or at
least so many. There the flow gives a bound, and HiGHS seeks a seating on the pairs that are cheap.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
from ortools.math_opt.python import mathopt

from tests.benchmarks.arrays import Ints
from tests.benchmarks.nepal import AT_LEAST, AT_MOST, Tables, Variant, metres
from tests.benchmarks.network import Network, potentials, solve
from visitplanner.model.geography import EARTH_RADIUS

UNSEATED = 10_000_000
"""Metres for who is left out: more than any way."""
NEAR = 100
"""Metres that a pair may be dearer than the best, to be looked at by HiGHS."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a variant."""

    seated: int
    metres: int
    """Of the best seating found, all ways together."""
    bound: int
    """No seating of as many takes less."""


@dataclass(frozen=True)
class Pairs:
    """All pairs of a school and a centre that may be. Arrays of one length."""

    school: Ints
    centre: Ints
    way: Ints
    """Metres."""
    least: Ints
    most: Ints
    pupils: Ints
    """(schools,)"""
    seats: Ints
    """(centres,)"""

    @property
    def network(self) -> Network:
        """School -> centre -> sink, and a way past all centres."""
        schools, centres = len(self.pupils), len(self.seats)
        sink, every = schools + centres, np.arange(schools)
        return Network(
            tail=np.concatenate([self.school, schools + np.arange(centres), every]),
            head=np.concatenate([schools + self.centre, np.full(centres + schools, sink)]),
            capacity=np.concatenate([self.most, self.seats, self.pupils]),
            supply=np.concatenate(
                [self.pupils, np.zeros(centres, dtype=np.int64), [-self.pupils.sum()]]
            ),
        )

    @cached_property
    def cost(self) -> Ints:
        """Of every arc of the network."""
        none = np.zeros(len(self.seats), dtype=np.int64)
        return np.concatenate([self.way, none, np.full(len(self.pupils), UNSEATED)])


def pairs_of(variant: Variant, tables: Tables, radius: int = EARTH_RADIUS) -> Pairs:
    """The pairs of a variant."""
    found = [
        (here, there, metres(school, centre, radius), school.size)
        for here, school in enumerate(tables.schools)
        for there, centre in enumerate(tables.centres)
        if (school.code, centre.code) not in tables.closed
    ]
    school, centre, way, size = np.array(found, dtype=np.int64).T
    most, least = AT_MOST[variant], AT_LEAST.get(variant, 1)
    return Pairs(
        school=school,
        centre=centre,
        way=way,
        least=np.minimum(least, size),
        most=size if most is None else np.minimum(most, size),
        pupils=np.array([each.size for each in tables.schools], dtype=np.int64),
        seats=np.array([each.size for each in tables.centres], dtype=np.int64),
    )


def answer(pairs: Pairs, *, limit: float = 120.0) -> Answer:
    """The best seating; `limit` is in seconds, for what is no flow.

    Where small groups are not to be, the flow is a bound. HiGHS first seeks a good seating on the
    pairs that are hardly dearer than the best, and then the best one on all pairs that could be in
    a better seating: one pupil on any other costs more than there is between seating and bound.
    """
    flow = solve(pairs.network, pairs.cost)
    seated = flow[: len(pairs.way)]
    total, count = int(seated @ pairs.way), int(seated.sum())
    if (pairs.least == 1).all():
        return Answer(count, total, total)
    potential = potentials(pairs.network, pairs.cost, flow)
    tail, head = pairs.network.tail, pairs.network.head
    dearer = (pairs.cost + potential[tail] - potential[head])[: len(pairs.way)]
    near = np.flatnonzero((dearer <= NEAR) | (seated > 0))
    good, _ = _seating(pairs, near, limit / 2, gap=1e-4)
    open_ = np.flatnonzero((dearer * pairs.least <= good - total) | (seated > 0))
    best, bound = _seating(pairs, open_, limit, gap=0.0)
    return Answer(count, min(good, best), max(total, bound))


def _seating(pairs: Pairs, chosen: Ints, limit: float, *, gap: float) -> tuple[int, int]:
    """Metres of the best seating of everybody on some pairs that HiGHS finds, and its bound."""
    model = mathopt.Model()
    at_school: dict[int, list[mathopt.LinearTypes]] = {}
    at_centre: dict[int, list[mathopt.LinearTypes]] = {}
    ways: list[mathopt.LinearTypes] = []
    for pair in chosen.tolist():
        least, most = int(pairs.least[pair]), int(pairs.most[pair])
        used = model.add_binary_variable()
        more = model.add_integer_variable(lb=0, ub=most - least)
        model.add_linear_constraint(more <= (most - least) * used)
        people = least * used + more
        at_school.setdefault(int(pairs.school[pair]), []).append(people)
        at_centre.setdefault(int(pairs.centre[pair]), []).append(people)
        ways.append(int(pairs.way[pair]) * people)
    for school, people_of in at_school.items():
        model.add_linear_constraint(mathopt.fast_sum(people_of) == int(pairs.pupils[school]))
    for centre, people_at in at_centre.items():
        model.add_linear_constraint(mathopt.fast_sum(people_at) <= int(pairs.seats[centre]))
    model.minimize(mathopt.fast_sum(ways))
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=limit), relative_gap_tolerance=gap, absolute_gap_tolerance=0.5
    )
    found = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    return round(found.objective_value()), math.ceil(found.best_objective_bound() - 0.5)
