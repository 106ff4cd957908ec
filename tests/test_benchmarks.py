"""The benchmark's programmes are seeded and sound, and models by hand agree with `schedule()`.

The models by hand (`tests/benchmarks/formulation.py`, `network.py`) share no code with the rules,
the goals or the engines: that values are equal on every level is an independent check of them.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from tests.benchmarks import cpsat, network
from tests.benchmarks.__main__ import families_of
from tests.benchmarks.arrays import instance_of
from tests.benchmarks.families import FAMILIES
from tests.benchmarks.formulation import formulation_of
from tests.benchmarks.growth import REGIONAL, exponent, rows_of
from tests.benchmarks.measure import Case, Line, Run
from tests.benchmarks.peers.catalogue import NETWORKS, OURS, PEERS
from tests.benchmarks.processes import Measured, Row
from tests.benchmarks.table import gap, lines_of, times
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.solve.schedule import schedule

SMALL = {"clerkships": 3, "one-component": 12}
"""People, where thirty are too many for a test."""
LIMIT = 60.0
"""Seconds: what takes longer fails, and does not hang."""
SEEDS = range(2)


def planned(document: Mapping[str, Any]) -> Plan:
    return schedule(Programme.model_validate_json(json.dumps(document)), time_limit=LIMIT)


def tune(solver: Any) -> None:
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_a_sound_programme_and_the_same_for_the_same_seed(family: str) -> None:
    people = SMALL.get(family, 100)
    document = FAMILIES[family](people, 1)
    text = json.dumps(document)
    assert text == json.dumps(FAMILIES[family](people, 1))
    assert text != json.dumps(FAMILIES[family](people, 2))
    programme = Programme.model_validate_json(text)
    assert sum(1 for person in programme.people.values() if person.needs) == people


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_model_by_hand_reaches_the_same_values(family: str, seed: int) -> None:
    document = FAMILIES[family](SMALL.get(family, 30), seed)
    instance = instance_of(document)
    model = cpsat.model_in_bulk(formulation_of(instance))
    found = cpsat.solve(model, instance, tune, limit=LIMIT)
    plan = planned(document)
    assert plan.status == "optimal"
    if found.values == found.bounds:
        assert {goal.name: goal.value for goal in plan.goals} == found.values
    else:
        first = plan.goals[0]
        assert first.value >= found.values[first.name]


@pytest.mark.parametrize("people", [100, 300])
@pytest.mark.parametrize("family", sorted(NETWORKS))
def test_flows_by_hand_reach_the_same_values(family: str, people: int) -> None:
    document = FAMILIES[family](people, 0)
    values = network.by_levels(instance_of(document))
    assert {goal.name: goal.value for goal in planned(document).goals} == values


@pytest.mark.parametrize("family", ["groups", "company", "rotations"])
def test_a_model_by_hand_agrees_at_a_hundred_people(family: str) -> None:
    instance = instance_of(FAMILIES[family](100, 0))
    found = cpsat.solve(cpsat.model_in_bulk(formulation_of(instance)), instance, tune, limit=LIMIT)
    plan = planned(FAMILIES[family](100, 0))
    assert {goal.name: goal.value for goal in plan.goals} == found.values


def test_both_ways_to_write_a_model_give_the_same_rows() -> None:
    made = formulation_of(instance_of(FAMILIES["mixed"](12, 0)))
    bulk, written = cpsat.model_in_bulk(made), cpsat.model_by_expressions(made)
    assert len(bulk.proto.variables) == len(written.proto.variables)
    assert len(bulk.proto.constraints) == len(written.proto.constraints)


def test_sessions_are_tight() -> None:
    instance = instance_of(FAMILIES["sessions"](1_000, 0))
    made = network.network_of(instance)
    flow = network.solve(made, network.weighted(instance))
    placed = instance.values(np.flatnonzero(flow[: len(instance)]))["people_placed"]
    assert 0.96 <= placed / 1_000 <= 0.98


def test_families_are_measured_up_to_a_size_of_their_own() -> None:
    assert families_of("groups:10000,sessions") == [("groups", 10_000), ("sessions", sys.maxsize)]
    with pytest.raises(argparse.ArgumentTypeError, match="grups is none of sessions"):
        families_of("sessions,grups:100")


def test_every_alternative_loads_and_the_first_is_ours() -> None:
    assert PEERS[0] is OURS
    assert all(callable(peer.load()) for peer in PEERS)


def test_everybody_has_as_much_choice_in_regions_at_any_size() -> None:
    for family in REGIONAL:
        some, more = (len(instance_of(FAMILIES[family](people, 0))) for people in (500, 2_000))
        assert 0.8 <= more / some / 4 <= 1.25, family


def test_the_table_of_growth_compares_each_size_with_the_one_before() -> None:
    def case(people: int, run: Run) -> Case:
        return Case("regional-groups", people, 10 * people, (Line(OURS, (run,)),))

    done = {"people_placed": 9}
    found = {
        100: case(100, Run(0.5, 80.0, done, done)),
        1_000: case(1_000, Run(note="ended after 3600 s")),
        10_000: case(10_000, Run(50.0, 200.0, done, {"people_placed": 10})),
    }
    first, failed, last = rows_of(found)
    assert first == "| regional-groups | 100 | 1,000 | 0.5 | 80 | 9 | proven |  |"
    assert "| ended after 3600 s |" in failed
    assert last.endswith("| people_placed: 10.00% | n^1.00 |")
    assert exponent((10, 1.0), (1_000, 10_000.0)) == "n^2.00"


def test_the_table_says_what_was_measured_and_what_was_not() -> None:
    ours = Line(OURS, (Run(2.0, 100.0, {"people_placed": 9}, {"people_placed": 10}), None))
    parse = Line(PEERS[1], (Run(1.0, 50.0), Run(4.0, 50.0)))
    absent = Line(PEERS[-1], (Run(note="SciPy is not installed"), None))
    row = Row("one", "", "another", "")
    case = Case("sessions", 1_000, 5, (ours, parse, absent))
    head, rule, process, *lines = lines_of([case], [Measured(row, 3.0, 2.0, 1.5)])
    assert head.count("|") == rule.count("|")
    assert "| one, against another (2 s) | 3 |" in process
    assert "1.5 x" in process
    assert "| 2 | 100 | 9 | people_placed: 10.00% |" in lines[0]
    assert "| 1 |" not in lines[0]
    assert lines[1].endswith("| 2 x |")  # of the one turn that both have
    assert "SciPy is not installed" in lines[2]


@pytest.mark.parametrize(
    ("ratio", "said"), [(0.0123, "0.012 x"), (9.64, "9.6 x"), (10.4, "10 x"), (99.7, "100 x")]
)
def test_a_ratio_has_two_digits_that_count(ratio: float, said: str) -> None:
    assert times(ratio) == said


@pytest.mark.parametrize(
    ("values", "bounds", "said"),
    [
        ({}, {}, "nothing found"),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, "proven"),
        ({"a": 1, "b": 2}, {"a": 1}, "b: open"),
        ({"a": 1, "b": 3}, {"a": 1, "b": 2}, "b: 50.00%"),
        ({"a": 0}, {"a": 0}, "proven"),
        ({"a": 7}, {"a": 0}, "a: open"),
        ({"a": 7}, {"a": 3}, "a: open"),
    ],
)
def test_a_gap_names_the_first_goal_that_is_not_proven(
    values: dict[str, int], bounds: dict[str, int], said: str
) -> None:
    assert gap(values, bounds) == said
