"""Writing: whole or not at all, inside the folder, and short."""

import os
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, computed_field, field_serializer

from visitplanner.errors import DocumentError, VisitPlannerError
from visitplanner.files.read import read_document, read_text
from visitplanner.files.schema import json_schema
from visitplanner.files.write import (
    document_data,
    document_text,
    write_atomically,
    write_document,
    write_files,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


class Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tour(Facts):
    kind: Literal["tour"] = "tour"
    seats: int = 9


class Reception(Facts):
    kind: Literal["reception"] = "reception"
    words: str = ""


Visit = Annotated[Tour | Reception, Field(discriminator="kind")]


class Visits(RootModel[tuple[Visit, ...]]):
    pass


class Programme(Facts):
    title: str = "untitled"
    day: date | None = date(2023, 5, 16)
    from_: str = Field(default="", alias="from")
    visits: tuple[Visit, ...] = ()
    by_name: dict[str, Visit] = {}
    others: Visits = Visits(())
    hours: tuple[str, ...] = ()

    @computed_field
    def count(self) -> int:
        return len(self.visits)


FULL = Programme.model_validate(
    {
        "title": "Besuch im Mai 🎉",
        "day": None,
        "from": "no",
        "visits": [{"kind": "tour"}, {"kind": "reception", "words": "line one\nline two\n"}],
        "by_name": {"2023-05-16": {"kind": "tour", "seats": 2}},
        "others": [{"kind": "tour"}],
        "hours": ["08:00", "1e3"],
    }
)


def left_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


# --- one file ---


def test_bytes_and_text_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write_atomically(path, "Straße\r\nзавод\n")
    assert path.read_bytes() == "Straße\r\nзавод\n".encode()
    write_atomically(str(path), b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert left_in(tmp_path) == ["a.ics"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert left_in(tmp_path) == ["plan.json"]


def test_an_interruption_leaves_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", "new")
    assert left_in(tmp_path) == []


def test_the_final_name_never_holds_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    seen: list[bool] = []
    real = os.fsync

    def look(descriptor: int) -> None:
        seen.append(path.exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(path, "new")
    assert seen[0] is False
    assert path.read_text() == "new"


@posix
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    usual = tmp_path / "usual"
    usual.write_text("")
    write_atomically(tmp_path / "fresh", "")
    assert (tmp_path / "fresh").stat().st_mode == usual.stat().st_mode


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_atomically(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_errors_of_the_system_come_through(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "missing" / "a", "")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomically(tmp_path / "folder", "")
    assert left_in(tmp_path) == ["folder"]


def test_long_names_are_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 250), "a")
    assert left_in(tmp_path) == ["x" * 250]


# --- a set of files ---


def test_a_set_of_files_is_written(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    write_files(
        out, {"plan.json": b"{}", "calendars/hosts/a.ics": b"a", "calendars/b..c.ics": b"b"}
    )
    assert (out / "plan.json").read_bytes() == b"{}"
    assert (out / "calendars" / "hosts" / "a.ics").read_bytes() == b"a"
    assert (out / "calendars" / "b..c.ics").read_bytes() == b"b"


MANY = {f"calendars/{number}.ics": b"new" for number in range(40)} | {"plan.json": b"new"}


def test_many_files_are_written(tmp_path: Path) -> None:
    write_files(tmp_path, MANY)
    assert {name: (tmp_path / name).read_bytes() for name in MANY} == MANY
    assert left_in(tmp_path) == ["calendars", "plan.json"]
    assert len(left_in(tmp_path / "calendars")) == 40


@pytest.mark.parametrize("step", ["sync", "fsync"])
def test_a_failure_before_the_first_name_changes_nothing(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: MANY[name] for name in ("calendars/1.ics", "plan.json")}
    files = MANY if step == "sync" and hasattr(os, "sync") else few
    write_files(tmp_path, dict.fromkeys(files, b"old"))

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail, raising=False)
    with pytest.raises(OSError, match="No space left"):
        write_files(tmp_path, files)
    assert all((tmp_path / name).read_bytes() == b"old" for name in files)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(files)


def test_the_last_file_takes_its_name_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who finds the plan finds all that it names."""
    real, seen = Path.replace, list[str]()

    def look(path: Path, target: Path) -> Path:
        seen.append(target.name)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", look)
    write_files(tmp_path, MANY)
    assert seen == [name.rpartition("/")[2] for name in MANY]


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/etc/passwd", "", ".", "..", "a/", "a//b", "a/./b", "..\\a", "C:a",
     "C:/a", "//host/share/a", "a\0b"],
)  # fmt: skip
def test_names_that_lead_out_are_refused_before_anything_is_written(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(VisitPlannerError):
        write_files(tmp_path, {"good": b"", name: b""})
    assert left_in(tmp_path) == []


@posix
def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret").write_text("old")
    (out / "folder").symlink_to(tmp_path)
    (out / "file").symlink_to(tmp_path / "secret")
    for name in ("folder/secret", "file"):
        with pytest.raises(VisitPlannerError, match="symbolic link"):
            write_files(out, {name: b"new"})
    assert (tmp_path / "secret").read_text() == "old"


@pytest.mark.parametrize("names", [("A.ics", "a.ics"), ("x", "x/y"), ("X", "x/y/z")])
def test_two_names_for_one_place_are_refused(names: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(VisitPlannerError, match=r"same file|a file and a folder"):
        write_files(tmp_path, dict.fromkeys(names, b""))
    assert left_in(tmp_path) == []


# --- documents ---


def test_yaml_is_short_and_made_for_people() -> None:
    assert document_text(FULL, "yaml") == (
        "title: Besuch im Mai 🎉\n"
        "day: null\n"
        "from: no\n"
        "visits:\n"
        "  - kind: tour\n"
        "  - kind: reception\n"
        "    words: |\n"
        "      line one\n"
        "      line two\n"
        "by_name:\n"
        "  '2023-05-16':\n"
        "    kind: tour\n"
        "    seats: 2\n"
        "others:\n"
        "  - kind: tour\n"
        "hours:\n"
        "  - 08:00\n"
        "  - 1e3\n"
    )


def test_json_is_indented_and_ends_its_line() -> None:
    text = document_text(Programme(title="ä"), "json")
    assert text == '{\n  "title": "ä"\n}\n'


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json"])
@pytest.mark.parametrize("document", [FULL, Programme()])
def test_documents_come_back(name: str, document: Programme, tmp_path: Path) -> None:
    write_document(document, tmp_path / name)
    assert read_document(tmp_path / name, Programme) == document


def test_defaults_stay_out_and_tags_stay_in() -> None:
    assert document_data(Programme()) == {}
    assert document_data(Programme(visits=(Tour(), Reception()))) == {
        "visits": [{"kind": "tour"}, {"kind": "reception"}]
    }


def test_equal_parts_are_written_out_without_aliases() -> None:
    tour = Tour(seats=3)
    assert "&" not in document_text(Programme(visits=(tour, tour)), "yaml")


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"not yet supported"):
        write_document(FULL, tmp_path / "a.xlsx")
    assert left_in(tmp_path) == []


def test_a_model_with_its_own_way_of_writing() -> None:
    class Odd(Facts):
        visits: tuple[Tour, ...] = ()

        @field_serializer("visits")
        def count(self, visits: tuple[Tour, ...]) -> str:
            return str(len(visits))

    assert document_data(Odd(visits=(Tour(), Tour()))) == {"visits": "2"}


def test_text_without_letters_is_read_back_by_our_reader_only_as_text() -> None:
    text = document_text(Programme(title="~", hours=("", "null", "<<", "2023-02-30")), "yaml")
    assert read_text(text, Programme, format="yaml").hours == ("", "null", "<<", "2023-02-30")


def test_the_dumper_is_not_the_shared_one() -> None:
    assert yaml.safe_dump("no") == "'no'\n"


# --- schema ---


def test_the_schema_names_its_version_and_is_the_same_every_time() -> None:
    schema = json_schema(Programme)
    assert list(schema)[:2] == ["$schema", "title"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Programme"
    assert schema["additionalProperties"] is False
    assert list(schema["properties"]) == [
        "title", "day", "from", "visits", "by_name", "others", "hours",
    ]  # fmt: skip
    assert repr(json_schema(Programme)) == repr(schema)


def test_a_folder_in_the_place_of_a_file_is_named_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_files(tmp_path, {"a.txt": b"a", "report.html": b"b"})
    assert caught.value.filename == str(tmp_path / "report.html")
    assert not (tmp_path / "a.txt").exists()
