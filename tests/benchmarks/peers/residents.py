"""`matching` from PyPI: a stable matching of residents and hospitals, by deferred acceptance.

Its own problem: hospitals rank residents, too (here at random), and nobody is to envy anybody.
So it may place fewer people, and its values are no measure of how good it is.
"""

import random
import sys
from collections.abc import Callable
from importlib import import_module

from tests.benchmarks.peers.form import Case, NotHereError, Outcome

MOST = 10_000
"""Residents; it copies its players by recursion, and takes time that grows with their square."""


def prepare(case: Case) -> Callable[[], Outcome]:
    """Preferences as mappings, to a stable matching."""
    try:
        game_class = import_module("matching.games").HospitalResident
    except ImportError:
        raise NotHereError("matching is not installed") from None
    if case.instance.people > MOST:
        raise NotHereError(f"not tried above {MOST:,} residents")
    residents = {
        f"{delegation['id']}/{person['id']}": person["preferences"]
        for delegation in case.document["delegations"]
        for person in delegation["participants"]
        if person["preferences"]
    }
    hospitals: dict[str, list[str]] = {}
    for resident, wanted in residents.items():
        for hospital in wanted:
            hospitals.setdefault(hospital, []).append(resident)
    draw = random.Random(0)
    for ranking in hospitals.values():
        draw.shuffle(ranking)
    places = dict(
        zip(case.instance.slots.host_names, case.instance.slots.places.tolist(), strict=True)
    )
    sys.setrecursionlimit(1_000_000)

    def run() -> Outcome:
        game = game_class.create_from_dictionaries(
            residents, hospitals, {name: places[name] for name in hospitals}
        )
        matched = {
            str(resident): str(hospital)
            for hospital, those in game.solve().items()
            for resident in those
        }
        steps = sum(residents[who].index(where) for who, where in matched.items())
        return Outcome(values={"people_placed": len(matched), "preferences": steps})

    return run
