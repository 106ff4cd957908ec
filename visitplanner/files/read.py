"""Reading a document (a programme, a plan) from YAML or JSON into a model.

Whatever is wrong with the file, the answer is a `DocumentError` that says what and where.
"""

import json
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from visitplanner.errors import DocumentError
from visitplanner.files.messages import problems_of
from visitplanner.files.places import (
    MAX_DEPTH,
    Mark,
    Path,
    Segment,
    YamlBuilder,
    line_of,
    refuse,
    repeated_key,
    shown,
)
from visitplanner.files.raw import content_of, decoded
from visitplanner.model.document import nothing_to_collect

if TYPE_CHECKING:
    from visitplanner.files.tables import Expanded

M = TypeVar("M", bound=BaseModel)

Format = Literal["yaml", "json"]
SUFFIXES: Mapping[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""The endings of file names that can be read and written."""

_PARSER: type[Any] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_JSON = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_SEGMENT = re.compile(r"([^\W\d][\w-]*)|\[([0-9]+)\]")
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")

# What the YAML parsers say (libyaml and pure Python word it differently), and what it means.
_CLOSE = "the indentation does not fit the lines above, or a ',' or a closing bracket is missing"
_YAML_WORDS = {
    "mapping values are not allowed": "no ':' can stand here; put text with ': ' in it in quotes",
    "cannot start any token": "this character cannot start a value; put the text in quotes",
    "unexpected end of stream": "a quote is opened and not closed",
    "unknown escape character": "a backslash means more in double quotes; use single quotes",
    "expected ':'": "the line is no 'field: value'",
    "expected key": _CLOSE,
    "expected <block end>": _CLOSE,
    "expected ',' or": "a bracket is opened and not closed, or a ',' is missing after it",
    "'-' indicator": "this list has lines that do not start with '- '",
    "node content": "a bracket is opened and not closed",
    "document start": "there is something after the end of the document",
    # libyaml from 0.2.6 on looks further ahead than we read, and has a limit of its own.
    "nesting depth": f"lists and mappings stand more than {MAX_DEPTH} deep in each other",
}
_JSON_WORDS = {
    "property name": "the name of a field, in double quotes, is expected (or a ',' is left over)",
    "trailing comma": "a ',' is left over",
    "Expecting value": "a value is missing",
    "',' delimiter": "a ',' or a closing bracket is missing",
    "':' delimiter": "a ':' is missing after the name of a field",
    "Unterminated string": "a quote is opened and not closed",
    "escape": "a backslash in a text must be written twice",
    "control character": "a text goes over the end of its line, or holds a tab; write \\n or \\t",
    "Extra data": "there is something after the end of the document",
}


def read_document(path: str | os.PathLike[str], model: type[M], *, context: Any = None) -> M:
    """Read a file into a model; the ending of its name tells the format.

    Args:
        path: A `.yaml`, `.yml` or `.json` file, in UTF-8.
        model: The class of the document.
        context: Handed to the validators of the model.

    Raises `DocumentError`, with every mistake found and its line.
    """
    source = os.fspath(path)
    try:
        text = decoded(content_of(FilePath(path), SUFFIXES, check=format_of))
        file_format = format_of(FilePath(path))
    except DocumentError as error:
        raise DocumentError(error.problems, source=source) from None
    with nothing_to_collect():
        return _read(
            text, model, file_format, source=source, context=context, folder=FilePath(path).parent
        )


def read_text(
    text: str,
    model: type[M],
    *,
    format: Format,  # noqa: A002 - the plain word is the best name for callers
    source: str = "document",
    context: Any = None,
) -> M:
    """Read a text into a model.

    Args:
        text: The document.
        model: The class of the document.
        format: What the text is written in.
        source: What messages call the document, such as the name of its file.
        context: Handed to the validators of the model.

    Raises `DocumentError`, with every mistake found and its line.
    """
    with nothing_to_collect():
        return _read(text.removeprefix("\ufeff"), model, format, source=source, context=context)


def _read(
    text: str,
    model: type[M],
    file_format: Format,
    *,
    source: str,
    context: Any,
    folder: FilePath | None = None,
) -> M:
    tables: Expanded | None = None
    mark: Mark | None = None
    try:
        data, mark = _json_data(text) if file_format == "json" else _yaml_data(text)
        if not isinstance(data, dict):
            refuse(f"a mapping (lines of 'field: value') is expected, found {shown(data)}", line=1)
        if "tables" in data and "tables" not in model.model_fields:
            from visitplanner.files.tables import expand  # noqa: PLC0415 - few documents have them

            tables = expand(data, model, folder)
            data = tables.data
    except DocumentError as error:
        raise DocumentError(error.problems, source=source) from None
    try:
        found = model.model_validate(data, context=context)
    except ValidationError as error:
        marks = mark or _json_marks(text)[0]
        if tables is None:
            problems = problems_of(error, model, data, lambda place: line_of(marks, place))
        else:
            problems = tables.problems_of(error, model, lambda place: line_of(marks, place))
        raise DocumentError(problems, source=source) from error
    if tables is not None and tables.problems:
        raise DocumentError(tables.problems, source=source)
    return found


def line_in_file(path: str | os.PathLike[str], where: str) -> int | None:
    """The line on which a place such as `pins[0]` stands in a file, where that can be told.

    Of a place that is not in the file, the line of the nearest thing around it.
    """
    try:
        text = decoded(content_of(FilePath(path), SUFFIXES, check=format_of)).removeprefix("\ufeff")
        json_file = format_of(FilePath(path)) == "json"
        mark = (_json_data(text) if json_file else _yaml_data(text))[1] or _json_marks(text)[0]
    except DocumentError:
        return None
    segments = (name or int(number) for name, number in _SEGMENT.findall(where))
    return line_of(mark, tuple(segments))


def format_of(path: FilePath) -> Format:
    """The format that the ending of a file's name stands for; refused where there is none."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    allowed = ", ".join(SUFFIXES)
    if suffix == ".xlsx":
        refuse(f".xlsx is not yet supported; save it as .yaml or .json (allowed: {allowed})")
    ending = f"unknown file ending '{suffix}'" if suffix else "the file name has no ending"
    return refuse(f"{ending} (allowed: {allowed})")


def _refuse_control_characters(text: str, pattern: re.Pattern[str]) -> None:
    match = pattern.search(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        code = f"U+{ord(match.group()):04X}"
        if code == "U+0000":
            refuse("the file holds NUL bytes, so it is no UTF-8 text; save it as UTF-8", line=line)
        refuse(f"the character {code} cannot be printed and must not stand in a file", line=line)


def _refuse_half_characters(text: str, data: Any) -> None:
    r"""Refuse `\ud83d` without its other half: it is no text and could never be saved again."""
    if _HALF_CHARACTER.search(text):
        try:
            json.dumps(data, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(error.object[error.start]):04x}"
            refuse(f"{half} is half a character: its other half is missing")


# --- YAML ---


def _yaml_data(text: str) -> tuple[Any, Mark]:
    _refuse_control_characters(text, _NOT_YAML)
    builder = YamlBuilder()
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _refuse_yaml(error, text)
    except yaml.YAMLError as error:
        refuse(f"not valid YAML: {error}")
    if builder.problems:
        raise DocumentError(builder.problems)
    if not builder.built:
        refuse("the document is empty")
    data = builder.built[0]
    if data.value is None:
        refuse("the document is empty")
    _refuse_half_characters(text, data.value)
    return data.value, data.mark


def _refuse_yaml(error: yaml.MarkedYAMLError, text: str) -> NoReturn:
    said = error.problem or "it cannot be read"
    plain = next((words for part, words in _YAML_WORDS.items() if part in said), said)
    mark = error.problem_mark or error.context_mark
    if "is opened" in plain and "content" not in said:
        # The parser saw it at the end; its author looks for the start.
        mark = error.context_mark or mark
    if not mark:
        refuse(f"not valid YAML: {plain}")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        refuse("a tab indents this line; indent with spaces", line=mark.line + 1)
    refuse(f"not valid YAML, at column {mark.column + 1}: {plain}", line=mark.line + 1)


# --- JSON ---------------------------------------------------------------------------------------


def _json_data(text: str) -> tuple[Any, None]:
    """The data of a JSON text. Its lines are looked up only when there is something to say."""
    _refuse_control_characters(text, _NOT_JSON)
    if not text.strip():
        refuse("the document is empty")
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        made = dict(pairs)
        repeated = repeated or len(made) != len(pairs)
        return made

    try:
        data = json.loads(
            text, object_pairs_hook=mapping, parse_constant=_not_finite, parse_float=_finite
        )
    except json.JSONDecodeError as error:
        plain = next((words for part, words in _JSON_WORDS.items() if part in error.msg), error.msg)
        refuse(f"not valid JSON, at column {error.colno}: {plain}", line=error.lineno)
    except RecursionError:
        refuse(f"lists and mappings stand more than {MAX_DEPTH} deep in each other")
    except DocumentError:
        raise
    except ValueError:  # Python refuses to read integers of more than 4300 digits
        refuse("a number has more than 4300 digits")
    _refuse_depth(data)
    _refuse_half_characters(text, data)
    if repeated:
        raise DocumentError(
            repeated_key(path, first, line) for path, first, line in _json_marks(text)[1]
        )
    return data, None


def _not_finite(word: str) -> NoReturn:
    refuse(f"{word} is no JSON number; only finite numbers can be used")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        refuse(f"the number {text[:60]} is too large")
    return number


def _refuse_depth(data: Any) -> None:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            part
            for whole in level
            if isinstance(whole, (dict, list))
            for part in (whole.values() if isinstance(whole, dict) else whole)
            if isinstance(part, (dict, list))
        ]
        if not level:
            return
    refuse(f"lists and mappings stand more than {MAX_DEPTH} deep in each other")


class Repeat(NamedTuple):
    """A key that stands twice in one mapping."""

    path: Path
    first_line: int
    line: int


def _json_marks(text: str) -> tuple[Mark, tuple[Repeat, ...]]:
    """The lines of a JSON text that is known to be well formed, and the keys written twice."""
    root: list[Mark] = []
    stack: list[_OpenJson] = [_OpenJson(root)]
    repeats: list[Repeat] = []
    line, position = 1, 0
    for match in _JSON_TOKEN.finditer(text):
        word = match.group()
        line += text.count("\n", position, match.start())
        position = match.start()
        top = stack[-1]
        if word in ",:":
            continue
        if word in "}]":
            stack.pop()
        elif isinstance(top.parts, dict) and top.key is None:
            top.key, top.line = json.loads(word), line
            if top.key in top.parts:
                path = (*(level.position for level in stack[1:-1]), top.key)
                repeats.append(Repeat(path, top.parts[top.key].line, line))
        elif word in "{[":
            opened = _OpenJson({} if word == "{" else [])
            top.add(Mark(line, opened.parts))
            stack.append(opened)
        else:
            top.add(Mark(line))
    return root[0], tuple(repeats)


@dataclass(slots=True)
class _OpenJson:
    """A JSON mapping or list that is being read."""

    parts: dict[str, Mark] | list[Mark]
    key: str | None = None
    line: int = 0
    position: Segment = 0

    def add(self, mark: Mark) -> None:
        """Take in the mark of the next value; a value in a mapping has the line of its key."""
        if isinstance(self.parts, list):
            self.position = len(self.parts)
            self.parts.append(mark)
        elif self.key is not None:
            self.position = self.key
            self.parts[self.key] = Mark(self.line, mark.parts)
            self.key = None
