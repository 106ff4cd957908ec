"""What is written is read back unchanged, and no text at all makes the reader stumble."""

import contextlib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from visitplanner import Programme, check, schedule
from visitplanner.errors import ContradictionError, DocumentError, Problem, TimeLimitError
from visitplanner.files import read
from visitplanner.files.read import Format, read_text
from visitplanner.files.write import document_text, write_document

FORMATS: tuple[Format, ...] = ("yaml", "json")


class Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reception(Facts):
    kind: Literal["reception"] = "reception"
    guests: int = 1


class Tour(Facts):
    kind: Literal["tour"] = "tour"
    where: str = ""


class Document(Facts):
    title: str = ""
    titles: tuple[str, ...] = ()
    by_name: dict[str, str | None] = {}
    number: float = 0.0
    whole: int = 0
    day: date | None = None
    sure: bool = True
    visits: tuple[Annotated[Reception | Tour, Field(discriminator="kind")], ...] = ()


TRAPS = (
    "no", "NO", "yes", "off", "true", "null", "~", "", "2023-05-16", "2023-02-30", "08:00", "8:00",
    "1e3", "1.0e3", "1_000", "0x1F", "0o17", "007", "-0", ".inf", ".nan", "1.", "+1",
    "# no comment", "- item", "-", "? x", ": x", "a: b", "a #b", "'", '"', "\\", "&a", "*a", "!t",
    "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "<<", "=", "---", "...", "--- x", " lead",
    "trail ", "a\n", "\na", "\n", "a\n\nb\n\n", "a\n b", "a \nb", "\ta", "a\tb", "a\r\nb", "\r",
    "\x85", "a\u2028b", "\u2029", "\ufeff", "a\ufeffb", "\x00", "\x07", "\x7f", "\x9f", "\xa0",
    "\ufffe", "\uffff", "🎉", "a\n🎉", "🎉 \u2028", "x" * 10_000, "word " * 2_000,
    ("line of text\n" * 800), "a" * 200 + "\n" + "b" * 200, "Straße\nОдеса, вул. Шевченка",
    "x\n---\ny", "x\n...\ny", "x\n# y", "x\n- y",
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(),
    st.text(alphabet=st.sampled_from(" \n\t\r-#:'\"\\a0[]{}|>é🎉\u2028\x85\ufeff"), max_size=40),
    st.text(alphabet=st.sampled_from("ab. \n"), max_size=400),
    st.from_regex(r"[-+0-9.:eE_xT]{1,12}", fullmatch=True),
)
documents = st.builds(
    Document,
    title=texts,
    titles=st.lists(texts, max_size=4).map(tuple),
    by_name=st.dictionaries(texts, st.none() | texts, max_size=4),
    number=st.floats(allow_nan=False, allow_infinity=False),
    whole=st.integers(),
    day=st.none() | st.dates(),
    sure=st.booleans(),
    visits=st.lists(
        st.builds(Reception, guests=st.integers(0, 3)) | st.builds(Tour, where=texts), max_size=3
    ).map(tuple),
)


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(read, "_PARSER", yaml.SafeLoader)


SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SHARED
@given(document=documents, file_format=st.sampled_from(FORMATS))
@pytest.mark.usefixtures("parser")
def test_what_is_written_is_read_back(document: Document, file_format: Format) -> None:
    text = document_text(document, file_format)
    again = read_text(text, Document, format=file_format)
    assert again == document
    assert document_text(again, file_format) == text


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("text", TRAPS)
def test_texts_that_look_like_something_else_come_back(text: str, file_format: Format) -> None:
    document = Document(title=text, titles=(text, text), by_name={text: text, "none": None})
    written = document_text(document, file_format)
    assert read_text(written, Document, format=file_format) == document


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(document=documents, suffix=st.sampled_from([".yaml", ".yml", ".json"]))
def test_files_come_back_too(document: Document, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"document{suffix}"
    write_document(document, path)
    assert read.read_document(path, Document) == document


@SHARED
@given(text=st.one_of(texts, st.text(alphabet="ab:-&*![]{}<>|,'\"# \n\t~?%@0"), st.text()))
@example(text="a: &a\n  b: *a")
@example(text="? ? a")
@example(text="%YAML 9.9\n---\na")
@example(text="&a : *a")
@pytest.mark.usefixtures("parser")
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    for file_format in FORMATS:
        with contextlib.suppress(DocumentError):
            read_text(text, Document, format=file_format)


plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts | st.dates(),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.sampled_from([*Document.model_fields, "kind", "x"]), parts, max_size=4)
    ),
    max_leaves=12,
)


@SHARED
@given(data=st.dictionaries(st.sampled_from([*Document.model_fields, "titel"]), plain_data))
def test_wrong_data_is_told_in_printable_lines_in_order(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    for problem in problems_in(text):
        assert problem.message
        assert len(problem.message) < 400
        assert str(problem).isprintable()
    lines = [problem.line for problem in problems_in(text) if problem.line]
    assert lines == sorted(lines)


def problems_in(text: str) -> tuple[Problem, ...]:
    try:
        read_text(text, Document, format="yaml")
    except DocumentError as error:
        return error.problems
    return ()


@SHARED
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".yaml", ".json"]))
def test_no_bytes_make_the_reader_stumble(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"document{suffix}"
    path.write_bytes(content)
    with contextlib.suppress(DocumentError):
        read.read_document(path, Document)


# --- programmes with something wrong in them ----------------------------------------------------

ROOT = Path(__file__).parents[2]
CASES = tuple(sorted((ROOT / "tests" / "cases").glob("*.yaml")))
PARTNERSHIP = ROOT / "examples" / "partnership-2023.yaml"
WRONG: tuple[Any, ...] = (
    None, True, 0, -1, 1, 7, 1.5, 10**6, 10**30, "", "x", "a b", "2 weeks", "mon", "8-9",
    "3 May 2023", "hard", "people_placed", date(2023, 5, 16), [], ["x"], [[]], {}, {"id": "x"},
)  # fmt: skip


def inner(found: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list of a document, each with each of its keys or positions."""
    if isinstance(found, (dict, list)):
        for key in list(found) if isinstance(found, dict) else range(len(found)):
            yield found, key
            yield from inner(found[key])


@st.composite
def mutated(draw: st.DrawFn, *paths: Path) -> Any:
    """The data of a file with a few parts missing, repeated, of a wrong kind or elsewhere."""
    document = yaml.safe_load(draw(st.sampled_from(paths)).read_text("utf-8"))
    for _ in range(draw(st.integers(1, 3))):
        spots = list(inner(document))
        holder, key = spots[draw(st.integers(0, len(spots) - 1))]
        other, there = spots[draw(st.integers(0, len(spots) - 1))]
        change = draw(st.sampled_from(("remove", "replace", "copy", "swap", "repeat")))
        if change == "remove":
            del holder[key]
        elif change == "replace":
            holder[key] = deepcopy(draw(st.sampled_from(WRONG)))
        elif change == "copy":
            holder[key] = deepcopy(other[there])
        elif change == "swap":
            holder[key], other[there] = deepcopy(other[there]), deepcopy(holder[key])
        elif isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
    return document


def loaded(document: Any) -> Programme | None:
    """The programme, or None where mistakes are told: each in a short line, in order."""
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    told: tuple[Problem, ...] = ()
    programme = None
    try:
        programme = read_text(text, Programme, format="yaml")
    except DocumentError as error:
        told = error.problems
    assert bool(told) == (programme is None)
    assert all(str(each).isprintable() and len(str(each)) < 700 for each in told)
    lines = [each.line for each in told if each.line]
    assert lines == sorted(lines)
    return programme


@SHARED
@given(document=mutated(PARTNERSHIP, *CASES))
def test_no_mistake_in_a_programme_makes_the_reader_stumble(document: Any) -> None:
    loaded(document)


@SHARED
@given(document=mutated(*CASES))
def test_what_is_read_is_planned_or_refused_in_words(document: Any) -> None:
    programme = loaded(document)
    if programme is not None:
        with contextlib.suppress(ContradictionError, TimeLimitError):
            assert check(programme, schedule(programme, time_limit=5)) == ()
