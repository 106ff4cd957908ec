"""Host balance: the hosts of a field take in equally many placements."""

from collections import Counter

import numpy as np

from visitplanner.goals.form import Goal, on_request
from visitplanner.matrix.problem import Objective, Problem, concatenate
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster

NAME = "host_balance"


def hosts_by_field(programme: Programme) -> dict[str, list[str]]:
    """For each field with several hosts, the ids of all hosts that offer a slot in it."""
    found: dict[str, dict[str, None]] = {}
    for offer in programme.offers.values():
        found.setdefault(offer.slot.field, {})[offer.host.id] = None
    return {field: list(hosts) for field, hosts in found.items() if len(hosts) > 1}


def measure(roster: Roster) -> int:
    """For each field the most placements at one of its hosts minus the fewest, added up."""
    taken = Counter((stay.offer.slot.field, stay.offer.host.id) for stay in roster.stays)
    counts = [
        [taken[field, host] for host in hosts]
        for field, hosts in hosts_by_field(roster.programme).items()
    ]
    return sum(max(each) - min(each) for each in counts)


def objective(problem: Problem) -> Objective:
    """For each field two columns: fewest <= placements at each of its hosts <= most."""
    options = problem.options
    people = sum(demand.size for demand in options.demands)
    columns, coefficients = [], []
    for field, hosts in hosts_by_field(problem.programme).items():
        index = {host: number for number, host in enumerate(hosts)}
        host = options.of_offer(
            [index[offer.host.id] if offer.slot.field == field else -1 for offer in options.offers]
        )
        option = np.flatnonzero(host >= 0)
        most, fewest = problem.add_columns(2, upper=people)
        for end, bounds in ((most, {"upper": 0}), (fewest, {"lower": 0})):
            problem.add_rows(
                NAME,
                row=np.concatenate([host[option], np.arange(len(hosts))]),
                column=np.concatenate([option, np.full(len(hosts), end)]),
                coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(option), len(hosts)]),
                count=len(hosts),
                **bounds,
            )
        columns.append(np.array([most, fewest], dtype=np.int64))
        coefficients.append(np.array([1, -1], dtype=np.int64))
    return Objective(concatenate(columns), concatenate(coefficients))


GOAL = Goal(
    name=NAME,
    says="The hosts that offer a field take in equally many: for each field the difference between "
    "the most and the fewest placements at one of them counts.",
    unit="placements too far apart",
    sense="least",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
)
