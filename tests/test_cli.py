"""The command line: what each command does, its exit codes, and that it never shows a traceback."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

import visitplanner
import visitplanner as vp
from visitplanner import cli
from visitplanner.files import schema as schemas
from visitplanner.terminal.faults import FAULT
from visitplanner.terminal.text import safe

PACKAGE = Path(visitplanner.__file__).parent
ROOT = Path(__file__).parents[1]
MAY = ROOT / "examples" / "may-2023.yaml"
NOW = "2023-04-01T09:00:00Z"

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def run(*arguments: object, columns: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "dumb"})
    return runner.invoke(cli.app, [str(argument) for argument in arguments])


def command(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "visitplanner", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **settings,
    )


def document() -> dict[str, Any]:
    found = yaml.safe_load((PACKAGE / "files" / "starter.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def write(folder: Path, data: Any, name: str = "programme.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _folder(path: Path) -> None:
    path.mkdir()


def _bytes(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "missing": lambda _path: None,
    "folder": _folder,
    "empty": _bytes(b""),
    "remarks-only": _bytes(b"# nothing\n"),
    "not-yaml": _bytes(b"id: [\n"),
    "a-list": _bytes(b"- 1\n"),
    "latin-1": _bytes("name: Lüneburg".encode("latin-1")),
    "utf-16": _bytes("id: x".encode("utf-16")),
    "binary": _bytes(bytes(range(256))),
    "bomb": _bytes(BOMB.encode()),
    "deep": _bytes(b"a: " + b"[" * 5000),
}


# --- init ---------------------------------------------------------------------------------------


def test_init_writes_a_programme_that_plans_straight_away(tmp_path: Path) -> None:
    made = run("init", tmp_path / "new")
    assert made.exit_code == 0, made.output
    programme = tmp_path / "new" / "programme.yaml"
    assert "visitplanner plan" in made.stdout
    assert run("check", programme).exit_code == 0
    planned = run("plan", programme, "-o", tmp_path / "new" / "plan", "--now", NOW)
    assert planned.exit_code == 0, planned.output
    assert "8 of 8 people placed, proven best on every level" in planned.stdout


def test_init_never_overwrites(tmp_path: Path) -> None:
    kept = tmp_path / "programme.yaml"
    kept.write_text("mine", encoding="utf-8")
    result = run("init", tmp_path)
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert kept.read_text(encoding="utf-8") == "mine"


def test_init_leaves_a_dangling_link_alone(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").symlink_to(tmp_path / "elsewhere")
    assert run("init", tmp_path).exit_code == 1
    assert not (tmp_path / "elsewhere").exists()


def test_init_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("init", tmp_path / "file")
    assert result.exit_code == 2
    assert (
        result.stderr == f"{tmp_path / 'file'} is a file; name a new folder, such as my-exchange\n"
    )


# --- check --------------------------------------------------------------------------------------


def test_check_tells_what_the_programme_holds() -> None:
    result = run("check", MAY)
    assert result.exit_code == 0
    assert "35 people, 27 needs, " in result.stdout
    assert "no problems" in result.stdout
    assert "Assumed: '2nd half of May 2023' is read as 16-31 May 2023" in result.stdout


def test_check_places_every_mistake(tmp_path: Path) -> None:
    data = document()
    data["delegations"][0]["senders"] = "craft-shool"
    data["hosts"][0]["sites"][0]["slots"][0]["places"] = 0
    data["colour"] = "red"
    result = run("check", write(tmp_path, data))
    assert result.exit_code == 1
    assert "3 problems" in result.stderr
    assert "delegations[0].senders" in result.stderr
    assert "did you mean 'craft-school'" in result.stderr
    assert "hosts[0].sites[0].slots[0].places" in result.stderr
    assert "colour" in result.stderr


def test_check_names_contradicting_pins(tmp_path: Path) -> None:
    data = document()
    pin = {"participant": "pupils/pupil-01", "first_day": "2027-04-12"}
    data["pins"] = [{**pin, "slot": "cars-north"}, {**pin, "slot": "cars-south"}]
    path = write(tmp_path, data)
    for result in (run("check", path), run("plan", path, "-o", tmp_path / "plan")):
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{path}: 1 problem\n  line ")
        [said] = result.stderr.splitlines()[1:]
        line = int(said.removeprefix("  line ").partition(":")[0])
        assert path.read_text("utf-8").splitlines()[line - 1].startswith("- first_day:")
        assert ": pins[0] and pins[1]: both fix the need" in said
    assert not (tmp_path / "plan").exists()


def test_check_names_fields_that_nobody_offers(tmp_path: Path) -> None:
    data = document()
    data["delegations"][0]["headcounts"][0]["needs"][0]["field"] = "automotivo"
    result = run("check", write(tmp_path, data), columns=200)
    assert result.exit_code == 0
    note = "Note: 6 needs ask for the field 'automotivo', which no slot offers; did you mean"
    assert note in result.stdout
    assert "(offered: 'automotive', 'care')." in result.stdout


def test_check_names_needs_that_outnumber_their_places(tmp_path: Path) -> None:
    data = document()
    data["hosts"][1]["sites"][0]["slots"][0]["places"] = 1
    result = run("check", write(tmp_path, data), columns=200)
    assert result.exit_code == 0
    assert "Note: 2 needs of 'nurses' for 'care', and 1 place at a time." in result.stdout


@pytest.mark.parametrize("path", [MAY, PACKAGE / "files" / "starter.yaml"])
def test_check_has_no_notes_on_what_is_in_order(path: Path) -> None:
    assert "Note:" not in run("check", path).stdout


def test_assumptions_are_wrapped_at_the_width_of_the_terminal() -> None:
    lines = run("check", MAY).stdout.splitlines()
    assert len(lines) > 4
    assert max(map(len, lines[:-1])) <= 80
    assert lines[1].startswith("  ")


def test_a_plan_in_the_place_of_a_programme(tmp_path: Path) -> None:
    programme, path = write(tmp_path, document()), tmp_path / "plan.json"
    row = {"slot": "cars-north", "first_day": "2027-04-12", "last_day": "2027-04-25"}
    vp.Plan.from_placements({"pupils/pupil-01": row}).save(path)
    for result in (
        run("check", path),
        run("check", path, programme),
        run("plan", path, "-o", tmp_path / "plan"),
    ):
        assert result.exit_code == 2
        assert result.stderr == f"{path} is a plan, not a programme\n"
    result = run("check", programme, programme)
    assert result.exit_code == 2
    assert result.stderr == f"{programme} is a programme, not a plan\n"


def test_one_placement_is_one(tmp_path: Path) -> None:
    data = document()
    row = {"slot": "cars-north", "first_day": "2027-04-12", "last_day": "2027-04-25"}
    vp.Plan.from_placements({"pupils/pupil-01": row}).save(tmp_path / "plan.json")
    result = run("check", write(tmp_path, data), tmp_path / "plan.json")
    assert ": 1 placement;" in result.output


def test_check_of_a_good_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    vp.schedule(vp.Programme.load(MAY)).save(path)
    result = run("check", MAY, path)
    assert result.exit_code == 0, result.output
    assert "27 placements; no problems" in result.stdout


def test_check_of_an_overbooked_plan(tmp_path: Path) -> None:
    programme = write(tmp_path, document())
    rows = {
        f"pupils/pupil-0{number}": {
            "slot": "cars-north",
            "first_day": "2027-04-12",
            "last_day": "2027-04-25",
        }
        for number in range(1, 7)
    }
    plan = tmp_path / "plan.json"
    vp.Plan.from_placements(rows).save(plan)
    result = run("check", programme, plan, columns=200)
    assert result.exit_code == 1
    assert "Overbooked:" in result.stdout
    assert "cars-north" in result.stdout
    lines = result.stderr.splitlines()
    assert lines[0].startswith("No place left at the slot: cars-north on 2027-04-12")
    assert lines[0].endswith(": 6 people, 4 places")


def test_check_says_that_a_plan_is_another_programmes(tmp_path: Path) -> None:
    vp.Plan(programme="other").save(tmp_path / "plan.json")
    result = run("check", MAY, tmp_path / "plan.json")
    assert "made for the programme 'other'" in result.stdout


# --- plan ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def may_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("may") / "plan"
    return folder, run("plan", MAY, "-o", folder, "--now", NOW)


def test_plan_writes_everything(may_plan: tuple[Path, Result]) -> None:
    folder, result = may_plan
    assert result.exit_code == 0, result.output
    files = contents(folder)
    folders = {str(Path(name).parent) for name in files}
    assert folders == {".", "calendars/hosts", "calendars/participants", "invitations"}
    assert {"plan.json", "report.html"} < set(files)
    assert sum(name.startswith("calendars/participants/") for name in files) == 34
    assert sum(name.startswith("invitations/") for name in files) == 27
    programme, plan = vp.Programme.load(MAY), vp.Plan.load(folder / "plan.json")
    assert plan.status == "optimal"
    assert vp.check(programme, plan) == ()


def test_plan_fits_eighty_columns(may_plan: tuple[Path, Result]) -> None:
    lines = may_plan[1].stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any("…" in line for line in lines)
    first = "colleague-01–04 Klinikum Lüneburg Observation on the wards 2–15 May 10"
    assert any(" ".join(line.split()) == first for line in lines)
    assert sum("proven best" in line for line in lines) == 5
    for title in ("Who is where", "Supervision", "Goals, the first counts most", "Assumptions"):
        assert title in lines


@pytest.mark.parametrize("columns", [20, 40, 79, 200])
def test_plan_fits_any_terminal(tmp_path: Path, columns: int) -> None:
    result = run("plan", MAY, "-o", tmp_path, "--now", NOW, columns=columns)
    assert result.exit_code == 0, result.output
    if columns >= 40:
        table = result.stdout.partition("Who is where")[2].partition("Files")[0]
        rows = [line for line in table.splitlines() if not line.endswith("2023")]
        assert max(map(len, rows)) <= columns


def test_same_input_same_bytes(may_plan: tuple[Path, Result], tmp_path: Path) -> None:
    assert run("plan", MAY, "-o", tmp_path, "--now", NOW).exit_code == 0
    assert contents(tmp_path) == contents(may_plan[0])


def test_an_earlier_plan_is_kept_where_it_can_be(tmp_path: Path) -> None:
    data = document()
    data["delegations"][0]["participants"][0].pop("preferences")
    programme = write(tmp_path, data)
    moved = {"slot": "cars-north", "first_day": "2027-04-13", "last_day": "2027-04-26"}
    earlier = vp.Plan.from_placements({"pupils/pupil-06": moved})
    earlier.save(tmp_path / "earlier.json")
    arguments = ("plan", programme, "-o", tmp_path / "plan", "--now", NOW)
    result = run(*arguments, "--previous", tmp_path / "earlier.json")
    assert result.exit_code == 0, result.output
    made = vp.Plan.load(tmp_path / "plan" / "plan.json")
    assert made == vp.schedule(vp.Programme.load(programme), previous=earlier)
    assert "few changes" in result.stdout
    assert "Note:" not in result.stdout
    assert run(*arguments).exit_code == 0
    assert vp.Plan.load(tmp_path / "plan" / "plan.json") != made


def test_an_earlier_plan_that_no_goal_looks_at_is_told(tmp_path: Path) -> None:
    data = document()
    data["policy"]["goals"] = ["people_placed"]
    folder, earlier = tmp_path / "plan", tmp_path / "earlier.json"
    vp.Plan().save(earlier)
    arguments = ("plan", write(tmp_path, data), "-o", folder, "--previous", earlier)
    assert "policy.goals does not name few_changes" in run(*arguments, columns=200).stdout
    assert run(*arguments, "--quiet").stdout == ""


@pytest.mark.parametrize("kind", sorted(UNREADABLE))
def test_an_earlier_plan_that_cannot_be_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "earlier.json"
    UNREADABLE[kind](path)
    result = run("plan", MAY, "-o", tmp_path / "plan", "--previous", path)
    assert_told(result, 2)
    assert str(path) in result.stderr.replace("\n", "")
    assert not (tmp_path / "plan").exists()


def test_a_programme_in_the_place_of_an_earlier_plan(tmp_path: Path) -> None:
    result = run("plan", MAY, "-o", tmp_path / "plan", "--previous", MAY)
    assert_told(result, 2)
    assert result.stderr == f"{MAY} is a programme, not a plan\n"


def test_an_earlier_plan_of_another_programme(tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    vp.Plan(programme="other").save(path)
    result = run("plan", MAY, "-o", tmp_path / "plan", "--previous", path)
    assert_told(result, 1)
    assert result.stderr.startswith(
        f"{path} is a plan of the programme 'other', not of 'may-2023': "
    )
    assert not (tmp_path / "plan").exists()


def test_an_earlier_plan_with_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "earlier.yaml"
    path.write_text("placements: [{participant: a/b}]\n", encoding="utf-8")
    result = run("plan", MAY, "-o", tmp_path / "plan", "--previous", path)
    assert_told(result, 1)
    assert "placements[0]" in result.stderr


def test_plan_in_another_language(tmp_path: Path) -> None:
    assert run("plan", MAY, "-o", tmp_path, "--language", "de").exit_code == 0
    page = (tmp_path / "report.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert "Wer ist wo" in page


def test_quiet_says_nothing(tmp_path: Path) -> None:
    result = run("plan", MAY, "-o", tmp_path, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_people_left_out_are_named_with_the_smallest_fix(tmp_path: Path) -> None:
    data = document()
    data["hosts"][1]["sites"][0]["slots"][0]["places"] = 1
    data["delegations"][1]["window"] = "from 12 to 16 April 2027"
    result = run("plan", write(tmp_path, data), "-o", tmp_path / "plan", columns=200)
    assert result.exit_code == 0, result.output
    assert "7 of 8 people placed" in result.stdout
    after = result.stdout.partition("Left out\n")[2]
    assert after.startswith("nurses: professional-02\n")
    assert "smallest fix: one more place at 'ward-observation'" in after
    assert "No place left at the slot: " in after


def test_shuttles_of_several_days_are_in_the_calendars_of_those_who_ride(tmp_path: Path) -> None:
    data = document()
    data["transfers"] = [
        {"id": "van", "kind": "shuttle", "delegations": ["pupils"], "hours": "07:00-18:00"}
        | {"sites": ["workshop-north", "workshop-south"], "window": "1-30 April 2027"}
    ]
    result = run("plan", write(tmp_path, data), "-o", tmp_path / "plan")
    assert result.exit_code == 0, result.output
    told = (tmp_path / "plan" / "calendars" / "participants" / "pupils-pupil-02.ics").read_text()
    assert "SUMMARY:Shuttle" in told
    assert told.count("BEGIN:VEVENT") == 2


def test_the_smallest_fix_of_several_people_is_for_each_of_them(tmp_path: Path) -> None:
    data = document()
    data["hosts"][0]["sites"].pop()
    data["delegations"][0]["window"] = "12-25 April 2027"
    result = run("plan", write(tmp_path, data), "-o", tmp_path / "plan", columns=200)
    assert "smallest fix, for each of them: " in result.stdout


def test_a_programme_without_coordinator_is_planned_without_invitations(tmp_path: Path) -> None:
    data = document()
    del data["coordinator"]["email"]
    result = run("plan", write(tmp_path, data), "-o", tmp_path / "plan")
    assert result.exit_code == 0, result.output
    assert "No invitations: " in result.stdout
    assert not (tmp_path / "plan" / "invitations").exists()
    assert (tmp_path / "plan" / "calendars" / "hosts").is_dir()


def test_a_host_without_address_is_named(tmp_path: Path) -> None:
    data = document()
    del data["hosts"][1]["contact"]
    result = run("plan", write(tmp_path, data), "-o", tmp_path / "plan")
    assert result.exit_code == 0, result.output
    assert "No invitation, for want of an e-mail address: wards." in result.stdout


def test_what_an_earlier_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    data = document()
    assert run("plan", write(tmp_path, data), "-o", folder, "--now", NOW).exit_code == 0
    before = set(contents(folder))
    foreign = folder / "invitations" / "birthday.ics"
    foreign.write_text("BEGIN:VCALENDAR\r\nPRODID:-//else//EN\r\nEND:VCALENDAR\r\n", "utf-8")
    note = folder / "invitations" / "notes.txt"
    note.write_text("visitplanner", encoding="utf-8")
    data["delegations"].pop()
    assert run("plan", write(tmp_path, data), "-o", folder, "--now", NOW).exit_code == 0
    after = set(contents(folder))
    assert {"invitations/birthday.ics", "invitations/notes.txt"} < after
    gone = before - after
    assert gone
    assert all("nurses" in name or "wards" in name or "ward-" in name for name in gone), gone
    fresh = tmp_path / "fresh"
    assert run("plan", tmp_path / "programme.yaml", "-o", fresh, "--now", NOW).exit_code == 0
    ours = {name: content for name, content in contents(folder).items() if "birthday" not in name}
    ours.pop("invitations/notes.txt")
    assert ours == contents(fresh)


# --- schema, version, help ----------------------------------------------------------------------


@pytest.mark.parametrize(("flags", "model"), [((), vp.Programme), (("--plan",), vp.Plan)])
def test_schema(flags: tuple[str, ...], model: type[vp.Plan | vp.Programme]) -> None:
    result = run("schema", *flags)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schemas.json_schema(model)


def test_version() -> None:
    assert run("--version").stdout == f"visitplanner {vp.__version__}\n"


@pytest.mark.parametrize("name", ["init", "check", "plan", "schema"])
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: visitplanner {name} " in " ".join(result.stdout.split())


def test_module_is_the_command() -> None:
    assert command("--version").stdout == f"visitplanner {vp.__version__}\n"


# --- bad input ----------------------------------------------------------------------------------


PROBLEMS: dict[str, Callable[[dict[str, Any]], object]] = {
    "unknown-field": lambda data: data.update(colour="red"),
    "duplicate-id": lambda data: data["organisations"].append(data["organisations"][0]),
    "dangling": lambda data: data["partnerships"][0].update(between=["nobody", "garage"]),
    "backwards": lambda data: data["delegations"][0].update(window="30 to 12 April 2027"),
    "headcount": lambda data: data["delegations"][0]["headcounts"].append("4-3 teachers"),
    "zero-places": lambda data: data["hosts"][0]["sites"][0].update(places=0),
    "30-february": lambda data: data["delegations"][0].update(window="2027-02-30"),
    "zone": lambda data: data.update(time_zone="Europe/Berln"),
    "region": lambda data: data.update(region={"country": "XX"}),
    "newline": lambda data: data.update(name="a\nb"),
    "escape": lambda data: data.update(name="\x1b[2Jgone"),
    "escape-field": lambda data: data.update({"\x1b[31mred": 1}),
    "bidi": lambda data: data.update(name="\u202egnp.exe"),
    "megabyte": lambda data: data.update(name="x" * 1_000_000),
    "pin-outside": lambda data: data.update(
        pins=[
            {
                "participant": "nurses/professional-01",
                "slot": "ward-observation",
                "first_day": "2027-05-12",
            }
        ]
    ),
}


def assert_told(result: Result, code: int) -> None:
    """One or more clear lines, no traceback, nothing that steers a terminal."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
    assert len(result.stderr) < 5_000
    assert "Traceback" not in result.output
    assert "went wrong" not in result.output
    assert not [c for c in result.output if c < " " and c != "\n"]
    assert "\u202e" not in result.output


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("name", ["programme.yaml", "programme.json"])
def test_unreadable_files(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    UNREADABLE[kind](path)
    before = contents(tmp_path)
    assert_told(run("check", path), 2)
    assert_told(run("plan", path, "-o", tmp_path / "plan"), 2)
    assert_told(run("check", MAY, path), 2)
    assert contents(tmp_path) == before
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("name", ["programme.txt", "programme", "programme.xlsx"])
def test_unknown_endings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id: x", encoding="utf-8")
    assert_told(run("check", tmp_path / name), 2)


@pytest.mark.parametrize("kind", PROBLEMS)
def test_documents_with_problems(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.json").write_text("old", encoding="utf-8")
    data = document()
    PROBLEMS[kind](data)
    path = write(tmp_path, data)
    assert_told(run("check", path), 1)
    assert_told(run("plan", path, "-o", folder), 1)
    assert contents(folder) == {"plan.json": b"old"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", MAY),
        ("plan", MAY, "-o", MAY),
        ("plan", MAY, "-o", "x", "--time-limit", "0"),
        ("plan", MAY, "-o", "x", "--time-limit", "-1"),
        ("plan", MAY, "-o", "x", "--time-limit", "nan"),
        ("plan", MAY, "-o", "x", "--seed", "-1"),
        ("plan", MAY, "-o", "x", "--language", "fr"),
        ("plan", MAY, "-o", "x", "--now", "tomorrow"),
        ("plan", MAY, "-o", "x", "--now", "2023-04-01T09:00:00"),
        ("check",),
        ("paint", MAY),
    ],
)
def test_wrong_usage(
    arguments: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_is_hit_is_told(tmp_path: Path) -> None:
    result = run("plan", MAY, "-o", tmp_path, "--time-limit", "1e-6")
    assert result.exit_code == 0, result.output
    assert "(a limit was hit)" in result.stdout
    assert vp.Plan.load(tmp_path / "plan.json").status == "feasible"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert_told(run("plan", MAY, "-o", tmp_path / "file" / "plan"), 2)


# --- faults, interruption, pipes ----------------------------------------------------------------


def test_a_fault_of_ours_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[bold]boom[/bold]")

    monkeypatch.setattr(vp.Programme, "load", fail)
    result = run("check", MAY)
    assert result.exit_code == FAULT
    assert "RuntimeError: [bold]boom[/bold]" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    plain = command("check", tmp_path / "none.yaml")
    assert plain.returncode == 2
    assert "Traceback" not in plain.stderr
    assert "there is no such file" in plain.stderr
    told = command("check", tmp_path / "none.yaml", "--debug")
    assert told.returncode != 0
    assert "Traceback" in told.stderr
    assert "DocumentError" in told.stderr


def test_stopped_by_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(vp.Programme, "load", stop)
    result = run("check", MAY)
    assert result.exit_code == 130
    assert result.stderr == "stopped\n"


def test_a_closed_pipe_is_no_matter() -> None:
    script = f"{sys.executable} -m visitplanner schema | head -c 10"
    found = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert found.stdout.startswith("{")
    assert found.stderr == ""


def test_a_terminal_without_unicode(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    found = command("plan", MAY, "-o", tmp_path / "plan", env=environment)
    assert found.returncode == 0, found.stderr
    assert "Klinikum L?neburg" in found.stdout


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import visitplanner as vp
from visitplanner.outputs import outputs_of, write_outputs
programme = vp.Programme.load(sys.argv[1])
plan = vp.schedule(programme)
now = datetime(2023, 4, 1, tzinfo=UTC)
sets = [outputs_of(programme, plan, language=each, now=now) for each in ("en", "de")]
print("ready", flush=True)
while True:
    for each in sets:
        write_outputs(Path(sys.argv[2]), each)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_run_leaves_no_half_file(tmp_path: Path) -> None:
    programme = tmp_path / "programme.yaml"
    run("init", tmp_path)
    folder = tmp_path / "plan"
    whole: dict[str, set[bytes]] = {}
    for language in ("en", "de"):
        fine = tmp_path / language
        arguments = ("plan", programme, "-o", fine, "--language", language)
        assert run(*arguments, "--now", "2023-04-01T00:00:00Z").exit_code == 0
        for name, content in contents(fine).items():
            whole.setdefault(name, set()).add(content)
    chance = random.Random(1)
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(programme), str(folder)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        with writer.stdout:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.15))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        for name, content in contents(folder).items() if folder.exists() else ():
            if not name.endswith(".tmp"):
                assert content in whole[name], name


# --- the terminal -------------------------------------------------------------------------------


def test_nothing_steers_the_terminal() -> None:
    assert safe("a\x1b[2Jb\u202ec\r\ud800\nd") == "a\ufffd[2Jb\ufffdc\ufffd\ufffd\nd"


def test_the_readme_shows_how_planning_begins_to_tell(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.partition("```text\n")[2].partition("\n```")[0].splitlines()
    result = run("plan", MAY, "-o", str(tmp_path / "plan"))
    assert shown[-1] == "..."
    assert len(shown) > 6
    # Which of equally good plans it is may differ with another solver, so no rows of the table.
    assert (
        result.stdout.splitlines()[: shown.index("Who is where")]
        == shown[: shown.index("Who is where")]
    )
