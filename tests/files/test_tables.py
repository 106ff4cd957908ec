"""Tables: rows in, a programme out; every mistake with file, row and column; and back again."""

import builtins
import gc
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

import visitplanner as vp
from tests.property.programmes import documents
from visitplanner.files import table_files
from visitplanner.files.table_files import TableFormat

ROOT = Path(__file__).parents[2]
HEAD = """
id: p
name: P
time_zone: Europe/Berlin
organisations: [{id: school, name: School}]
"""
HOSTS = """id;name;sites[0].id;sites[0].name;sites[0].location
h1;Host 1;s1;"Site; one";53.2, 10.4
h2;Host 2;s2;Site 2;
"""
SLOTS = """site,id,field,places,window,admits.languages,admits.interpreter
s1,a,care,3,2027-01-04 to 2027-01-08,de; uk,true

s2,b,crops,2,,,
"""
DELEGATIONS = """id,name,senders,window,headcounts
d1,D 1,school,2027-01-04 to 2027-01-15,2 professionals; 1 teacher
7,D 7,school,2027-01-04 to 2027-01-15,
"""
PEOPLE = """delegation,id,role,age,languages,needs[0].field,needs[0].length,needs[0].weekdays
d1,x,pupil,17,de; uk,care; crops,5 days,mon-wed
7,y,professional,,en,care,1 week,mon; fri
"""


def write(folder: Path, *, tables: str = "", **files: str) -> Path:
    """A programme of four tables, some of them changed."""
    usual = {"hosts": HOSTS, "slots": SLOTS, "delegations": DELEGATIONS, "participants": PEOPLE}
    for name, text in (usual | files).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    named = tables or "".join(f"\n  {name}: {name}.csv" for name in usual)
    path = folder / "p.yaml"
    path.write_text(f"{HEAD}tables:{named}\n", encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(vp.DocumentError) as caught:
        vp.Programme.load(path)
    assert caught.value.source == str(path)
    return [str(problem) for problem in caught.value.problems]


def test_rows_become_parts_of_the_programme(tmp_path: Path) -> None:
    programme = vp.Programme.load(write(tmp_path))
    assert [host.id for host in programme.hosts] == ["h1", "h2"]
    assert programme.hosts[0].sites[0].name == "Site; one"
    assert programme.hosts[0].sites[0].location is not None
    slot = programme.offers["a"].slot
    assert (slot.places, slot.admits.languages, slot.admits.interpreter) == (3, ("de", "uk"), True)
    assert [each.label for each in programme.delegations[0].headcounts] == [
        "professional",
        "teacher",
    ]
    assert list(programme.people)[-2:] == ["d1/x", "7/y"]
    assert programme.people["d1/x"].needs[0].field == ("care", "crops")
    assert programme.people["d1/x"].needs[0].weekdays == ("mon", "tue", "wed")
    assert programme.people["7/y"].needs[0].weekdays == ("mon", "fri")


def test_rows_stand_behind_what_is_written_out(tmp_path: Path) -> None:
    path = write(tmp_path, tables=" {delegations: [one.csv, two.csv]}")
    head = "id,name,senders,window\n"
    (tmp_path / "one.csv").write_text(f"{head}b,B,school,2027-01-04\n")
    (tmp_path / "two.csv").write_text(f"{head}c,C,school,2027-01-04\n")
    written = "delegations: [{id: a, name: A, senders: school, window: 2027-01-04}]\n"
    path.write_text(path.read_text() + written)
    assert [each.id for each in vp.Programme.load(path).delegations] == ["a", "b", "c"]


def test_every_mistake_in_rows_is_told_at_once_with_row_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        slots=SLOTS.replace("s2,b,crops,2", "s2,a,crops,two"),
        participants=PEOPLE.replace("17", "x17").replace("\n7,y", "\nbakery-2,y"),
        delegations=DELEGATIONS.replace("7,D 7,school", "bakery-1,D 7,skool"),
    )
    assert problems(path) == [
        "slots.csv, row 4, column 'places': found 'two', must be a whole number",
        "participants.csv, row 2, column 'age': found 'x17', must be a whole number",
        (
            "slots.csv, row 4, column 'id': the slot id 'a' is already used at "
            "slots.csv, row 2, column 'id'"
        ),
        (
            "delegations.csv, row 3, column 'senders': no organisation is called 'skool'; did you "
            "mean 'school'? (known: 'h1', 'h2', 'school')"
        ),
        (
            "participants.csv, row 3, column 'delegation': no delegation is called 'bakery-2'; did "
            "you mean 'bakery-1'? (known: 'bakery-1', 'd1')"
        ),
    ]


def test_an_empty_cell_that_is_needed(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        participants=PEOPLE.replace("\n7,y", "\n,y").replace("d1,x", "d1,"),
    )
    found = problems(path)
    assert "participants.csv, row 2, column 'id': 'id' is missing" in found[0]
    assert found[1] == "participants.csv, row 3, column 'delegation': 'delegation' is missing"


def test_every_mistake_in_columns_is_told_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        participants=PEOPLE.replace(",age,", ",agee,").replace(",id,", ",sex,"),
        slots=SLOTS.replace("admits.languages", "admits.langages").replace("places", "field"),
        hosts=HOSTS.replace("sites[0].name", "sites[0]"),
    )
    found = problems(path)
    assert [line.partition(":")[0] for line in found] == [
        "hosts.csv, column 'sites[0]'",
        "hosts.csv, column 'sites[0].location'",
        "slots.csv, column 'field'",
        "slots.csv, column 'admits.langages'",
        "slots.csv, column 'places'",
        "participants.csv, column 'sex'",
        "participants.csv, column 'agee'",
        "participants.csv, column 'id'",
    ]
    assert "column 'sites[0].id' says the same thing; keep one of the two" in found[0]
    assert "this column stands twice; keep one" in found[2]
    assert "did you mean 'admits.languages'? Allowed: admits.roles, admits" in "".join(found)
    assert "unknown column 'agee'; did you mean 'age'? Allowed: delegation, " in "".join(found)
    assert found[-1].startswith(
        "participants.csv, column 'id': this column is missing (columns: delegation, sex, role"
    )


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ("[a]", "tables: found a list of 1, must be a mapping such as 'slots: slots.csv'"),
        ("{slot: a.csv}", "tables: no table is called 'slot'; did you mean 'slots'? Allowed: "),
        ("{slots: 3}", "tables.slots (3): found 3, must be the name of a .csv or .parquet file"),
        ("{slots: slot.csv}", "tables.slots (slot.csv): there is no such file; did you mean"),
        ("{slots: [a.xls]}", "tables.slots[0] (a.xls): unknown file ending '.xls' (allowed: .csv"),
        ("{slots: ../a.csv}", "tables.slots (../a.csv): a table stands in the folder of its docum"),
        ("{slots: /etc/passwd}", "tables.slots (/etc/passwd): a table stands in the folder of its"),
    ],
)
def test_what_tables_may_say(tables: str, told: str, tmp_path: Path) -> None:
    [found] = problems(write(tmp_path, tables=f" {tables}"))
    assert found.startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the table is empty"),
        ("\n", "the table is empty"),
        ("id,name\na,A,x\n", "row 2 has 3 cells, but the first row names 2 columns"),
        ('id,name\n"a,A\n', "row 2 has 1 cells"),
        (f"id,name\na,{'x' * 200_000}\n", "not a CSV table: field larger than field limit"),
    ],
)
def test_a_file_that_is_no_table(text: str, told: str, tmp_path: Path) -> None:
    [found] = problems(write(tmp_path, tables=" {hosts: hosts.csv}", hosts=text))
    assert found.startswith(f"tables.hosts (hosts.csv): {told}")


def test_other_files_that_are_no_tables(tmp_path: Path) -> None:
    path = write(tmp_path, tables=" {hosts: hosts.parquet, slots: slots.csv}")
    (tmp_path / "hosts.parquet").write_bytes(b"PAR1 nonsense")
    (tmp_path / "slots.csv").write_bytes("id,name\na,Straße\n".encode("cp1252"))
    found = problems(path)
    assert found[0].startswith("tables.hosts (hosts.parquet): not a Parquet file that can be read:")
    assert "tables.slots (slots.csv): not UTF-8 text (byte 0xDF on line 2)" in found[1]


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_ROWS", 1)
    frame = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    frame.write_parquet(tmp_path / "hosts.parquet")
    for file in ("hosts.csv", "hosts.parquet"):
        [found] = problems(write(tmp_path, tables=f" {{hosts: {file}}}"))
        assert found == f"tables.hosts ({file}): the table has more than 1 rows"


def test_a_text_names_no_tables() -> None:
    from visitplanner.files.read import read_text

    with pytest.raises(vp.DocumentError, match="only a document that is read from a file"):
        read_text(f"{HEAD}tables: {{}}", vp.Programme, format="yaml")


def test_parquet_as_other_programs_write_it(tmp_path: Path) -> None:
    """pandas writes days as times at midnight, whole numbers with gaps as 17.0, ids as numbers."""
    pl.DataFrame(
        {
            "delegation": [7, 7],
            "id": [1, 2],
            "role": pl.Series(["pupil", "professional"], dtype=pl.Categorical),
            "age": [17.0, float("nan")],
            "born": [None, datetime(1980, 2, 1)],  # noqa: DTZ001 - as pandas has days
            "languages": [["de", "uk"], None],
            "preferences": ["h1; s2", ""],
            "needs": [[{"field": "care", "length": None}], [{"field": "crops", "length": "1 day"}]],
        },
        strict=False,
    ).write_parquet(tmp_path / "people.parquet")
    named = " {hosts: hosts.csv, slots: slots.csv, delegations: delegations.csv, "
    path = write(tmp_path, tables=f"{named}participants: people.parquet}}")
    people = vp.Programme.load(path).people
    one, two = people["7/1"], people["7/2"]
    assert (one.age, one.born, one.languages, one.preferences) == (
        17,
        None,
        ("de", "uk"),
        ("h1", "s2"),
    )
    assert (two.age, two.born, two.languages, two.preferences) == (None, date(1980, 2, 1), (), ())
    assert [str(each.needs[0].length) for each in (one, two)] == ["None", "1 day"]


def test_rows_of_parquet_are_counted_from_one(tmp_path: Path) -> None:
    rows = {"site": ["s1", "s1"], "id": ["a", "b"], "field": ["care", "care"], "places": [1, -1]}
    pl.DataFrame(rows).write_parquet(tmp_path / "slots.parquet")
    path = write(tmp_path, tables=" {hosts: hosts.csv, slots: slots.parquet}")
    [found] = problems(path)
    assert found.startswith("slots.parquet, row 2, column 'places': found -1, must be at least")


def test_without_polars_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "polars":
            raise ImportError(name)
        return real(name, *rest)

    path = write(tmp_path)
    programme = vp.Programme.load(path)
    monkeypatch.setattr(builtins, "__import__", missing)
    assert vp.Programme.load(path) == programme  # CSV needs nothing more
    programme.save(tmp_path / "again.yaml", tables="csv")
    with pytest.raises(vp.VisitPlannerError, match=r"pip install 'visitplanner\[tables\]'"):
        programme.save(tmp_path / "again.yaml", tables="parquet")
    (tmp_path / "slots.parquet").write_bytes(b"")
    [found] = problems(write(tmp_path, tables=" {slots: slots.parquet}"))
    assert found == (
        "tables.slots (slots.parquet): a Parquet table needs the library polars: "
        "pip install 'visitplanner[tables]' (a .csv table needs nothing more)"
    )


# --- and back -----------------------------------------------------------------------------------

FORMATS: tuple[TableFormat, ...] = ("csv", "parquet")


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda p: p.stem)
def test_examples_come_back_from_tables(
    path: Path, file_format: TableFormat, tmp_path: Path
) -> None:
    programme = vp.Programme.load(path)
    programme.save(tmp_path / "p.json", tables=file_format)
    assert "participants" not in (tmp_path / "p.json").read_text().partition('"tables"')[0]
    assert vp.Programme.load(tmp_path / "p.json") == programme


@pytest.mark.parametrize("file_format", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_programmes_come_back_from_tables(
    document: dict[str, Any], file_format: TableFormat, tmp_path: Path
) -> None:
    programme = vp.Programme.model_validate(document)
    programme.save(tmp_path / "p.yaml", tables=file_format)
    assert vp.Programme.load(tmp_path / "p.yaml") == programme


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_plan_comes_back_from_tables(file_format: TableFormat, tmp_path: Path) -> None:
    plan = vp.schedule(vp.Programme.load(ROOT / "examples" / "may-2023.yaml"))
    plan.save(tmp_path / "plan.json", tables=file_format)
    assert (tmp_path / f"plan-placements.{file_format}").is_file()
    assert vp.Plan.load(tmp_path / "plan.json") == plan


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    programme = vp.Programme.load(ROOT / "examples" / "may-2023.yaml")
    for name in ("one", "two"):
        for file_format in FORMATS:
            (tmp_path / name).mkdir(exist_ok=True)
            programme.save(tmp_path / name / f"{file_format}.yaml", tables=file_format)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_collector_works_again_after_reading(tmp_path: Path) -> None:
    path = write(tmp_path, hosts="id\n")
    assert gc.isenabled()
    problems(path)
    vp.Programme.load(write(tmp_path))
    assert gc.isenabled()
    gc.disable()
    try:
        vp.Programme.load(path)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_editor_knows_tables() -> None:
    import jsonschema

    from visitplanner.files.schema import json_schema

    validator = jsonschema.Draft202012Validator(json_schema(vp.Programme))
    document = {"id": "p", "name": "P", "time_zone": "UTC"}
    tables = {"tables": {"slots": ["a.csv", "b.parquet"], "hosts": "h.csv"}}
    assert validator.is_valid(document | tables)
    assert not validator.is_valid(document | {"tables": {"slot": "a.csv"}})
    assert not validator.is_valid(document | {"tables": {"slots": "a.xls"}})
    assert json.dumps(json_schema(vp.Plan)).count('"placements"') >= 2
