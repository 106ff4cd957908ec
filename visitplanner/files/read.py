"""Reading a document (a programme, a plan) from YAML or JSON into a model.

Whatever is wrong with the file, the answer is a `DocumentError` that says what and where.
"""

import json
import math
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, Literal, NamedTuple, NoReturn, TypeVar

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

M = TypeVar("M", bound=BaseModel)

Format = Literal["yaml", "json"]
SUFFIXES: Mapping[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""The endings of file names that can be read and written."""

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""

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
        text = _decoded(_content(FilePath(path)))
        file_format = format_of(FilePath(path))
    except DocumentError as error:
        raise DocumentError(error.problems, source=source) from None
    return read_text(text, model, format=file_format, source=source, context=context)


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
    text = text.removeprefix("\ufeff")
    try:
        data, mark = _json_data(text) if format == "json" else _yaml_data(text)
        if not isinstance(data, dict):
            refuse(f"a mapping (lines of 'field: value') is expected, found {shown(data)}", line=1)
    except DocumentError as error:
        raise DocumentError(error.problems, source=source) from None
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        marks = mark or _json_marks(text)[0]
        problems = problems_of(error, model, data, lambda place: line_of(marks, place))
        raise DocumentError(problems, source=source) from error


def line_in_file(path: str | os.PathLike[str], where: str) -> int | None:
    """The line on which a place such as `pins[0]` stands in a file, where that can be told.

    Of a place that is not in the file, the line of the nearest thing around it.
    """
    try:
        text = _decoded(_content(FilePath(path))).removeprefix("\ufeff")
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


def _content(path: FilePath) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            refuse("this is a folder; name a file in it")
        if not stat.S_ISREG(found.st_mode):
            refuse("this is not an ordinary file")
        format_of(path)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        refuse(f"there is no such file{_similar(path)}")
    except PermissionError:
        refuse("no permission to read this file")
    except DocumentError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        refuse(f"this file cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(content) > MAX_BYTES:
        refuse(f"the file is larger than {MAX_BYTES // 1024**2} MiB, the most that is read")
    return content


def _similar(path: FilePath) -> str:
    """The name of a file next to the missing one that may have been meant."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in SUFFIXES]
    except OSError:
        return ""
    near = get_close_matches(path.name, sorted(names), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse("the file is UTF-16 text; save the file as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02X} on line {line}"
        refuse(f"not UTF-8 text ({byte}); save the file as UTF-8", line=line)


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
