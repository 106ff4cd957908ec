"""Reading: every way a file can be wrong has one clear message with its place."""

import itertools
import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from visitplanner.errors import DocumentError
from visitplanner.files import raw, read
from visitplanner.files.read import Format, line_in_file, read_document, read_text


class Slot(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    places: int = 1


class Book(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str = ""
    country: str = ""
    hours: str | None = None
    day: date | None = None
    sure: bool = False
    slots: tuple[Slot, ...] = ()
    more: dict[str, Any] = {}


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(read, "_PARSER", yaml.SafeLoader)


def problems(text: str, file_format: Format = "yaml") -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read_text(text, Book, format=file_format)
    return [str(problem) for problem in caught.value.problems]


def file_problem(path: str | os.PathLike[str]) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(path, Book)
    assert caught.value.source == os.fspath(path)
    assert str(caught.value).startswith(f"{os.fspath(path)}: 1 problem\n")
    [problem] = caught.value.problems
    return str(problem)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- files ---


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.YAML"])
def test_yaml_is_read(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, "title: May\nslots:\n  - id: a\n    places: 2\n")
    assert read_document(path, Book) == Book(title="May", slots=(Slot(id="a", places=2),))
    assert read_document(str(path), Book).title == "May"


def test_json_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"title": "May", "day": "2023-05-16", "slots": []}')
    assert read_document(path, Book) == Book(title="May", day=date(2023, 5, 16))


def test_the_context_reaches_the_validators() -> None:
    class Aware(BaseModel):
        name: str

        @field_validator("name")
        @classmethod
        def add(cls, name: str, info: ValidationInfo) -> str:
            return f"{name} in {info.context}"

    assert read_text("name: a", Aware, format="yaml", context="May").name == "a in May"


def test_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file" in file_problem(tmp_path / "may.yaml")
    assert "there is no such file" in file_problem(tmp_path / "no" / "folder" / "may.yaml")
    write(tmp_path / "may-2023.yaml", "")
    assert "did you mean 'may-2023.yaml'?" in file_problem(tmp_path / "may-203.yaml")


def test_a_folder(tmp_path: Path) -> None:
    assert "this is a folder" in file_problem(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "not an ordinary file" in file_problem(tmp_path / "a.yaml")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml", "title: a")

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, who may read all
    assert "no permission to read this file" in file_problem(path)


def test_a_path_the_system_refuses(tmp_path: Path) -> None:
    assert "cannot be read" in file_problem(tmp_path / ("x" * 5000 + ".yaml"))
    write(tmp_path / "file", "")
    assert "cannot be read" in file_problem(tmp_path / "file" / "a.yaml")


def test_other_endings(tmp_path: Path) -> None:
    message = file_problem(write(tmp_path / "a.xlsx", b"PK"))
    assert ".xlsx is not yet supported; save it as .yaml or .json" in message
    assert "(allowed: .yaml, .yml, .json)" in message
    assert "unknown file ending '.txt'" in file_problem(write(tmp_path / "a.txt", ""))
    assert "the file name has no ending" in file_problem(write(tmp_path / "a", ""))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MAX_BYTES", 1024 * 1024)
    path = write(tmp_path / "a.yaml", b"#" * (1024 * 1024 + 1))
    assert "larger than 1 MiB" in file_problem(path)


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = "# one\n\ntitle: Gäste\n"
    write(path, text.encode("utf-8-sig"))
    assert read_document(path, Book).title == "Gäste"
    assert read_text("\ufefftitle: a", Book, format="yaml").title == "a"
    write(path, text.encode("latin-1"))
    assert "not UTF-8 text (byte 0xE4 on line 3); save the file as UTF-8" in file_problem(path)
    for encoding in ("utf-16", "utf-16-be"):
        bom = b"\xfe\xff" if encoding == "utf-16-be" else b""
        write(path, bom + text.encode(encoding))
        assert "the file is UTF-16 text; save the file as UTF-8" in file_problem(path)


# --- what stands in them ---


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("", None, "the document is empty"),
        (" \n\n", None, "the document is empty"),
        ("# only\n# comments\n", None, "the document is empty"),
        ("---\n", None, "the document is empty"),
        ("~", None, "the document is empty"),
        ("- a\n- b", 1, "a mapping (lines of 'field: value') is expected, found a list of 2"),
        ("just words", 1, "is expected, found 'just words'"),
        ("3", 1, "is expected, found 3"),
        ("title: a: b", 1, "not valid YAML, at column 9: no ':' can stand here"),
        ("title: a\nmore:\n  x: 1\n y: 2", 4, "the indentation does not fit the lines above"),
        ("title: a\nslots:\n\t- id: a", 3, "a tab indents this line; indent with spaces"),
        ("a: 1\ntitle: 'open\nb: 2\n", 2, "at column 8: a quote is opened and not closed"),
        ("title: @home", 1, "at column 8: this character cannot start a value"),
        ('title: "C:\\data"', 1, "use single quotes"),
        ("title: a\n---\ntitle: b", 2, "a second document starts here"),
        ("{title: a}}", 1, "something after the end of the document"),
        ("title: *home", 1, "the alias '*home' stands for nothing"),
        ("more: &m\n  inner: *m", 2, "the alias '*m' stands inside what it stands for"),
        ("more: &m [*m]", 1, "the alias '*m' stands inside what it stands for"),
        ("title: a\x00b", 1, "NUL bytes"),
        ("title: a\n\ncountry: \x07", 3, "the character U+0007 cannot be printed"),
        ("title: \ud800", 1, "the character U+D800 cannot be printed"),
        ("title: !!python/object/apply:os.system [ls]", 1,
         "title: the tag '!!python/object/apply:os.system' is not allowed"),
        ("slots:\n  - !Slot {id: a}", 2, "slots[0]: the tag '!Slot' is not allowed"),
        ("more: &m {a: 1}\nslots:\n  - <<: *m", 3, "slots[0]: merging with '<<' is not supported"),
        ("more:\n  1: x", 2, 'more: 1 cannot be the name of a field; put it in quotes: "1"'),
        ("slots:\n  - true: x", 2, "slots[0]: true cannot be the name of a field"),
        ("2023-05-16: x", 1, "2023-05-16 cannot be the name of a field"),
        ("[a, b]: x", 1, "a list of 2 cannot be the name of a field"),
    ],
)  # fmt: skip
def test_broken_yaml(text: str, line: int | None, part: str) -> None:
    [message] = problems(text)
    assert part in message
    assert message.startswith(f"line {line}: " if line else "(document): ")


@pytest.mark.usefixtures("parser")
def test_an_unclosed_bracket() -> None:
    [message] = problems("title: a\nmore: [1, 2\nsure: no\n")
    assert "line 2: (document): not valid YAML, at column 7: a bracket is opened" in message
    assert "a bracket is opened and not closed" in problems("more: [1,")[0]


@pytest.mark.usefixtures("parser")
def test_keys_that_stand_twice_are_all_named() -> None:
    assert problems("title: a\nslots:\n  - id: a\n    places: 1\n    id: b\ntitle: c") == [
        "line 5: slots[0].id: 'id' stands twice, on lines 3 and 5; keep one",
        "line 6: title: 'title' stands twice, on lines 1 and 6; keep one",
    ]


@pytest.mark.usefixtures("parser")
def test_a_yaml_bomb_is_refused_at_once() -> None:
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in itertools.pairwise(names)
    )
    start = time.perf_counter()
    [message] = problems(bomb)
    assert "its aliases stand for more than 100000 values" in message
    assert time.perf_counter() - start < 1


@pytest.mark.usefixtures("parser")
def test_aliases_are_read_where_they_do_no_harm() -> None:
    book = read_text("slots:\n  - &a {id: a, places: 3}\n  - *a\n", Book, format="yaml")
    assert book.slots == (Slot(id="a", places=3),) * 2
    assert read_text("title: &t no\ncountry: *t", Book, format="yaml").country == "no"


@pytest.mark.usefixtures("parser")
def test_a_mistake_in_an_alias_has_the_line_of_the_anchor() -> None:
    assert problems("more:\n  s: &a\n    id: a\n    places: x\nslots: [*a]") == [
        "line 4: slots[0].places: found 'x', must be a whole number"
    ]


@pytest.mark.usefixtures("parser")
def test_deep_nesting_is_refused() -> None:
    part = "lists and mappings stand more than 100 deep in each other"
    assert part in problems("more: " + "[" * 100_000)[0]
    assert part in problems("{more: " * 101 + "1" + "}" * 101)[0]
    chain = "l0: &l0 [1]\n" + "".join(f"l{n}: &l{n} [*l{n - 1}]\n" for n in range(1, 200))
    assert part in problems("more:\n  " + chain.replace("\n", "\n  "))[0]
    deep = "{x: " * 98 + "1" + "}" * 98
    assert read_text(f"more: {{y: {deep}}}", Book, format="yaml").more


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"),
        ("08:00-16:00", "08:00-16:00"), ("8:00", "8:00"), ("190:20:30", "190:20:30"),
        ("2023-02-30", "2023-02-30"), ("0000-01-01", "0000-01-01"),
        ("2023-05-16 10:00:00", "2023-05-16 10:00:00"),
        ("2023-05-16T10:00:00Z", "2023-05-16T10:00:00Z"), ("2023-5-16", "2023-5-16"),
        ("007", "007"), ("+49 170", "+49 170"), ("+49", "+49"), ("0x1F", "0x1F"), ("0o7", "0o7"),
        ("1e3", "1e3"), ("1_000", "1_000"), (".inf", ".inf"), (".nan", ".nan"), ("=", "="),
        ("1.0e999", "1.0e999"), ("'true'", "true"), ('"3"', "3"), ("!!str 3", "3"), ("! 3", "3"),
        ("<<", "<<"), ("9" * 5000, "9" * 5000),
        ("true", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("0", 0), ("-12", -12), ("1.50", 1.5), ("-1.0e3", -1000.0),
        ("2023-05-16", date(2023, 5, 16)),
    ],
)  # fmt: skip
def test_what_plain_yaml_words_mean(written: str, value: object) -> None:
    found = read_text(f"more:\n  it: {written}\n", Book, format="yaml").more["it"]
    assert found == value
    assert type(found) is type(value)


def test_words_in_fields() -> None:
    book = read_text("country: NO\nhours: 8:00\nsure: yes\n", Book, format="yaml")
    assert book == Book(country="NO", hours="8:00", sure=True)
    assert problems("day: 2023-02-30") == [
        "line 1: day: there is no day 2023-02-30 in the calendar"
    ]
    assert problems("title: true") == [
        'line 1: title: found the word true, must be text; put it in quotes: "true"'
    ]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("", None, "the document is empty"),
        (" \n", None, "the document is empty"),
        ("null", 1, "is expected, found nothing (null)"),
        ("[1]", 1, "a mapping (lines of 'field: value') is expected, found a list of 1"),
        ('{"title":\n "a",\n}', 3, "not valid JSON, at column"),
        ('{"title":\n}', 2, "at column 1: a value is missing"),
        ('{"title": "a" "b"}', 1, "a ',' or a closing bracket is missing"),
        ('{"title" "a"}', 1, "a ':' is missing after the name of a field"),
        ('{"title": "a', 1, "a quote is opened and not closed"),
        ("{'title': 1}", 1, "the name of a field, in double quotes, is expected"),
        ('{"title": "\\d"}', 1, "a backslash in a text must be written twice"),
        ('{"title": "a\nb"}', 1, "a text goes over the end of its line"),
        ("{}\n{}", 2, "something after the end of the document"),
        ('{"more": {"x": NaN}}', None, "NaN is no JSON number"),
        ('{"more": {"x": -Infinity}}', None, "-Infinity is no JSON number"),
        ('{"more": {"x": 1e999}}', None, "the number 1e999 is too large"),
        ('{"more": {"x": ' + "9" * 5000 + "}}", None, "a number has more than 4300 digits"),
        ("[" * 100_000, None, "more than 100 deep in each other"),
        ("[" * 101 + "]" * 101, None, "more than 100 deep in each other"),
        ('{"title": "\x00"}', 1, "NUL bytes"),
        ('{"title": "\\ud83d"}', None, "\\ud83d is half a character"),
        ('{"slots": [{"id": 3}]}', 1, "slots[0].id: found the number 3, must be text; "),
    ],
)  # fmt: skip
def test_broken_json(text: str, line: int | None, part: str) -> None:
    [message] = problems(text, "json")
    assert part in message
    assert message.startswith(f"line {line}: " if line else "(document): ")


def test_json_at_the_depth_limit_is_read() -> None:
    deep: Any = 1
    for _ in range(99):
        deep = [deep]
    assert read_text(json.dumps({"more": {"x": deep[0]}}), Book, format="json").more
    assert "100 deep" in problems(json.dumps({"more": {"x": deep}}), "json")[0]


def test_json_keys_that_stand_twice_and_lines() -> None:
    text = '{"title": "a",\n "slots": [\n  {"id": "a",\n   "id": "b"}],\n "title": "c"}'
    assert problems(text, "json") == [
        "line 4: slots[0].id: 'id' stands twice, on lines 3 and 4; keep one",
        "line 5: title: 'title' stands twice, on lines 1 and 5; keep one",
    ]
    text = '{"title": "a [{,:\\" ",\n "slots": [\n  {"id": "a"},\n  {"id": "b",\n   "places": []}]}'
    assert problems(text, "json") == [
        "line 5: slots[1].places: found an empty list, must be a whole number"
    ]


def test_pairs_of_halves_are_whole_characters() -> None:
    assert read_text('{"title": "\\ud83c\\udf89"}', Book, format="json").title == "🎉"


# --- lines of places ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("book.yaml", "title: x\nslots:\n- id: a\n- id: b\n  places: 2\n"),
        ("book.json", '{"title": "x",\n"slots":\n[{"id": "a"},\n{"id": "b",\n"places": 2}]}'),
    ],
)
@pytest.mark.usefixtures("parser")
def test_the_line_of_a_place_in_a_file(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    places = ["title", "slots", "slots[0]", "slots[1]", "slots[1].places", "slots[1].colour"]
    assert [line_in_file(path, place) for place in places] == [1, 2, 3, 4, 5, 4]


@pytest.mark.parametrize("text", ["", "a: [\n", "\x00"])
@pytest.mark.parametrize("name", ["book.yaml", "book.json", "book.txt"])
def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: Path, name: str, text: str) -> None:
    assert line_in_file(tmp_path / name, "title") is None
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert line_in_file(tmp_path / name, "title") is None
