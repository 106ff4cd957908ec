"""The published exam centres: everybody seated, the least total way, equal to models by hand."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.nepal import (
    AT_LEAST,
    AT_MOST,
    FOLDER,
    BadTableError,
    Place,
    Tables,
    Variant,
    metres,
    nepal,
    read_tables,
)
from tests.benchmarks.nepal_reference import answer, pairs_of
from visitplanner.model.geography import EARTH_RADIUS, Location, metres_between
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.solve.schedule import schedule

FLOWS = [variant for variant in AT_MOST if variant not in AT_LEAST]
EVERY = list(AT_MOST)
HEAD = {
    "schools.tsv": "scode\tcount\tname-address\tlat\tlong",
    "centers.tsv": "cscode\tcapacity\tname\tlat\tlong",
    "prefs.tsv": "scode\tcscode\tpref\treason",
}
SMALL = {
    "schools.tsv": [
        "1\t30\tOne\t27.70\t85.30",
        "2\t4\tTwo\t27.72\t85.30",
        "3\t12\tThree\t27.74\t85.30",
    ],
    "centers.tsv": [
        "1\t26\tA\t27.701\t85.30",
        "9\t14\tB\t27.722\t85.301",
        "8\t16\tC\t27.741\t85.302",
    ],
    "prefs.tsv": [
        "2\t9\t-5\tsame management",
        "3\t8\t-4\tallowed",
        "77\t9\t-9\tunknown",
    ],
}

there = pytest.mark.skipif(
    not (FOLDER / "schools.tsv").exists(), reason="the published tables are not here"
)


def written(folder: Path, **tables: list[str]) -> Path:
    for name, head in HEAD.items():
        rows = tables.get(name.partition(".")[0], SMALL[name])
        (folder / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return folder


def planned(variant: Variant, tables: Tables, limit: float = 300.0) -> Plan:
    programme = Programme.model_validate_json(json.dumps(nepal(variant, tables)))
    return schedule(programme, time_limit=limit)


def values(plan: Plan) -> dict[str, int]:
    return {goal.name: goal.value for goal in plan.goals}


def test_tables_are_read(tmp_path: Path) -> None:
    tables = read_tables(written(tmp_path))
    assert [school.size for school in tables.schools] == [30, 4, 12]
    assert tables.closed == {("1", "1"), ("2", "9")}


def test_all_bad_cells_are_told_at_once(tmp_path: Path) -> None:
    schools = ["1\t30\tOne\t27.70,\t85.30", "2\tfour\tTwo\t27.72\t", "1\t1\tThree\t27.7 4\t85.3"]
    centres = ["1\t26\tA\t27.701\t85.30", "1\t14\tB\t27.722\t85.301", "8\t16\tC\tnan\t85.302"]
    with pytest.raises(BadTableError) as caught:
        read_tables(written(tmp_path, schools=schools, centers=centres))
    assert str(caught.value).splitlines() == [
        "schools.tsv, line 2, lat: found '27.70,', must be degrees such as 27.7067",
        "schools.tsv, line 3, count: found 'four', must be a whole number",
        "schools.tsv, line 3, long: found '', must be degrees such as 85.3188",
        "schools.tsv, line 4, lat: found '27.7 4', must be degrees such as 27.7067",
        "centers.tsv, line 3, cscode: 1 stands in the table twice",
        "centers.tsv, line 4, lat: found 'nan', must be degrees such as 27.7067",
    ]


def test_two_formulas_for_a_great_circle_agree() -> None:
    one, other = Place("1", "", 1, 27.7067, 85.3188), Place("2", "", 1, 27.68, 85.41)
    ours = metres_between(
        Location(latitude=one.latitude, longitude=one.longitude),
        Location(latitude=other.latitude, longitude=other.longitude),
    )
    assert metres(one, other, EARTH_RADIUS) == ours


@pytest.mark.parametrize("variant", EVERY)
def test_small_tables_are_planned_as_by_hand(variant: Variant, tmp_path: Path) -> None:
    tables = read_tables(written(tmp_path))
    known = answer(pairs_of(variant, tables), limit=20)
    plan = planned(variant, tables)
    assert plan.status == "optimal"
    assert known.metres == known.bound
    assert values(plan) == {"people_placed": known.seated, "nearness": known.metres}


@there
@pytest.mark.parametrize("variant", FLOWS)
def test_everybody_is_seated_with_the_least_total_way(variant: Variant) -> None:
    tables = read_tables()
    known = answer(pairs_of(variant, tables))
    plan = planned(variant, tables)
    assert plan.status == "optimal"
    assert known.seated == tables.people == 62_296
    assert values(plan) == {"people_placed": known.seated, "nearness": known.metres}


@there
def test_small_groups_are_avoided_at_hardly_any_cost() -> None:
    tables = read_tables()
    # The model by hand takes minutes for this one; without a smallest group it is a flow.
    known = answer(pairs_of("most_100", tables))
    plan = planned("least_10", tables)
    assert plan.status == "optimal"
    assert values(plan)["people_placed"] == known.seated
    assert known.metres < values(plan)["nearness"] < 1.0005 * known.metres
