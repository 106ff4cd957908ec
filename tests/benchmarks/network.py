"""Min-cost flow by hand: one solve, or goal by goal on the flows that are best so far."""

from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from tests.benchmarks.arrays import Instance, Ints


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs with their capacities, and what each node gives or takes."""

    tail: Ints
    head: Ints
    capacity: Ints
    supply: Ints


def network_of(instance: Instance) -> Network:
    """Demand -> slot -> sink, and a way past all slots for who is left out.

    The first arcs are the options, in their order.
    """
    demands, slots = len(instance.wanted), len(instance.slots.places)
    sink = demands + slots
    every, each = np.arange(demands), np.arange(demands, sink)
    return Network(
        tail=np.concatenate([instance.demand, each, every]),
        head=np.concatenate([demands + instance.slot, np.full(slots + demands, sink)]),
        capacity=np.concatenate(
            [
                np.ones(len(instance), dtype=np.int64),
                instance.slots.places,
                instance.wanted,
            ]
        ),
        supply=np.concatenate(
            [instance.wanted, np.zeros(slots, dtype=np.int64), [-instance.wanted.sum()]]
        ),
    )


def solve(network: Network, cost: Ints) -> Ints:
    """The flow of every arc in a cheapest flow; raises `ArithmeticError` where there is none."""
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail, network.head, network.capacity, cost
    )
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"min-cost flow: {status.name}")
    return np.asarray(solver.flows(arcs), dtype=np.int64)


def weighted(instance: Instance) -> Ints:
    """Cost of every arc: 1,000 for who is left out, rank, and 2 for no common language."""
    zero = np.zeros(len(instance), dtype=np.int64)
    cost = instance.cost.get("preferences", zero) + 2 * instance.cost.get("language_fit", zero)
    return _of_arcs(instance, cost - 1_000)


def by_levels(instance: Instance) -> dict[str, int]:
    """The value of every goal, each the best that those before leave."""
    network = network_of(instance)
    fixed = np.zeros(len(network.tail), dtype=np.int64)
    flow = fixed
    for name in instance.goals:
        cost = _of_arcs(instance, instance.cost[name])
        flow = solve(network, cost)
        network, forced = _best_only(network, cost, flow)
        fixed += forced
    remaining = np.where(network.capacity > 0, flow, 0)
    return instance.values(np.flatnonzero((fixed + remaining)[: len(instance)]))


def _of_arcs(instance: Instance, cost: Ints) -> Ints:
    others = len(instance.slots.places) + len(instance.wanted)
    return np.concatenate([cost, np.zeros(others, dtype=np.int64)])


def _best_only(network: Network, cost: Ints, flow: Ints) -> tuple[Network, Ints]:
    """The network of all cheapest flows, and the flow that all of them share.

    By complementary slackness: an arc whose reduced cost is above zero is empty in all of them, one
    below zero is full.
    """
    potential = potentials(network, cost, flow)
    reduced = cost + potential[network.tail] - potential[network.head]
    full = np.where(reduced < 0, network.capacity, 0)
    supply = network.supply.copy()
    np.subtract.at(supply, network.tail, full)
    np.add.at(supply, network.head, full)
    capacity = np.where(reduced == 0, network.capacity, 0)
    return replace(network, capacity=capacity, supply=supply), full


def potentials(network: Network, cost: Ints, flow: Ints) -> Ints:
    """Shortest ways to every node in the residual network (Bellman-Ford)."""
    forward, back = flow < network.capacity, flow > 0
    tail = np.concatenate([network.tail[forward], network.head[back]])
    head = np.concatenate([network.head[forward], network.tail[back]])
    length = np.concatenate([cost[forward], -cost[back]])
    order = np.argsort(head, kind="stable")
    tail, head, length = tail[order], head[order], length[order]
    begin = np.flatnonzero(np.diff(head, prepend=-1))
    node = head[begin]
    way = np.zeros(len(network.supply), dtype=np.int64)
    while len(begin):
        shorter = np.minimum.reduceat(way[tail] + length, begin)
        if (shorter >= way[node]).all():
            break
        way[node] = np.minimum(way[node], shorter)
    return way
