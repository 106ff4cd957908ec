"""The flow engine: networks, solved exactly by OR-Tools' min-cost flow.

The objectives are solved in one go, the earlier with larger weights. The weights are a guess, as
exact ones would pass 64 bits; so every objective is proven by itself: where no change along a
circle makes it smaller, nothing does. What changes that objective may not change for the next ones.
Where the guess failed, the objective is solved alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from visitplanner.engine.answer import Infeasible
from visitplanner.engine.network import Network
from visitplanner.engine.weights import fitting, weighed
from visitplanner.matrix.options import Ints

ROUNDS = 400
"""Rounds of looking for a circle before an objective is solved alone."""
LARGEST = 2**61
"""Costs times nodes stay below, so that the solver can count with them."""


def least_flow(network: Network, costs: Sequence[Ints]) -> Ints:
    """(columns,) values for which the first cost is least, among these the second, and so on.

    `costs` are (columns,) each. Raises `Infeasible` where nothing satisfies the bounds.
    """
    return _least(network, costs)[0][: network.columns]


@dataclass(frozen=True, slots=True)
class Priced:
    """A flow of least cost, and what one more on each arc adds."""

    flow: Ints
    """(arcs,)"""
    reduced: Ints
    """(arcs,) above zero, the cost rises by it with each one more than the lower bound; below zero,
    with each one less than the upper."""


def face_of(network: Network, costs: Sequence[Ints]) -> Network:
    """The network in which the first cost is least, among these flows the second, and so on.

    `costs` are (columns,) each. Raises `Infeasible` where nothing satisfies the bounds.
    """
    return _least(network, costs)[1] if costs else network


def priced_flow(network: Network, cost: Ints) -> Priced:
    """A flow for which a cost, (columns,), is least, with its proof. Raises `Infeasible`."""
    whole = _on_arcs(network, cost)
    flow = _solved(network, whole)
    potential = _potentials(network, flow, whole, network.nodes + 1)
    if potential is None:
        raise AssertionError("no circle makes a flow of least cost smaller")
    return Priced(flow, _reduced(network, whole, potential))


def _on_arcs(network: Network, cost: Ints) -> Ints:
    """(arcs,) the cost of the columns, and nought for the others."""
    rest = np.zeros(len(network.tail) - network.columns, dtype=np.int64)
    return np.concatenate([cost, rest])


def _least(network: Network, costs: Sequence[Ints]) -> tuple[Ints, Network]:
    """(arcs,) a flow for which each cost is least in turn, and the network of all such flows."""
    waiting = [_on_arcs(network, cost) for cost in costs]
    if not waiting:
        return _solved(network, np.zeros(len(network.tail), dtype=np.int64)), network
    together = True
    flow = network.lower
    while waiting:
        some = waiting[: fitting(waiting, LARGEST / (network.nodes + 1)) if together else 1]
        flow = _solved(network, weighed(some))
        rounds = network.nodes + 1 if len(some) == 1 else ROUNDS
        network, done = _proven(network, flow, some, rounds)
        together = done > 0
        waiting = waiting[done:]
    return flow, network


def _proven(
    network: Network, flow: Ints, costs: Sequence[Ints], rounds: int
) -> tuple[Network, int]:
    """What may still change where the first costs are least, and how many of them are proven so."""
    for done, cost in enumerate(costs):
        face = _face(network, flow, cost, rounds)
        if face is None:
            return network, done
        network = face
    return network, len(costs)


def _solved(network: Network, cost: Ints) -> Ints:
    """(arcs,) a flow of least cost."""
    if (network.lower > network.upper).any():
        raise Infeasible
    free = np.flatnonzero(network.lower < network.upper)
    supply = np.zeros(network.nodes, dtype=np.int64)
    np.add.at(supply, network.head, network.lower)
    np.subtract.at(supply, network.tail, network.lower)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[free], network.head[free], (network.upper - network.lower)[free], cost[free]
    )
    solver.set_nodes_supplies(np.arange(network.nodes), supply)
    status = solver.solve()
    if status in (solver.INFEASIBLE, solver.UNBALANCED):
        raise Infeasible
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow ended with status {status}, which is a fault of visitplanner")
    flow = network.lower.copy()
    flow[free] += solver.flows(np.arange(len(free)))
    return flow


def _face(network: Network, flow: Ints, cost: Ints, rounds: int) -> Network | None:
    """The network in which only flows of the same least cost are left; None: there may be less."""
    potential = _potentials(network, flow, cost, rounds)
    if potential is None:
        return None
    fixed = _reduced(network, cost, potential) != 0
    return network.within(
        np.where(fixed, flow, network.lower), np.where(fixed, flow, network.upper)
    )


def _reduced(network: Network, cost: Ints, potential: Ints) -> Ints:
    """(arcs,) what one more on each arc adds, when what follows from it is done, too."""
    found: Ints = cost + potential[network.tail] - potential[network.head]
    return found


def _potentials(network: Network, flow: Ints, cost: Ints, rounds: int) -> Ints | None:
    """(nodes,) lengths of shortest ways along which the flow can change; None: a circle shortens.

    Bellman and Ford's rounds, all arcs at once.
    """
    more, less = flow < network.upper, flow > network.lower
    tail = np.concatenate([network.tail[more], network.head[less]])
    head = np.concatenate([network.head[more], network.tail[less]])
    length = np.concatenate([cost[more], -cost[less]])
    found = np.zeros(network.nodes, dtype=np.int64)
    # At first only a negative length can shorten a way, and then what follows on a shorter way.
    arc = np.flatnonzero(length < 0)
    for _ in range(rounds):
        before = found.copy()
        np.minimum.at(found, head[arc], before[tail[arc]] + length[arc])
        shorter = found < before
        if not shorter.any():
            return found
        arc = np.flatnonzero(shorter[tail])
    return None
