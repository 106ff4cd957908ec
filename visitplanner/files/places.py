"""Where in a document things stand: data with its paths and its lines.

Pydantic names the place of an error by a `loc` that also holds things which are not in the
document (the branch of a union, the name of a model, a validator function). Walking the data itself
tells the two apart. Lines come from a tree of marks, built next to the data.

YAML is read by the core rules of YAML 1.2, made a little stricter, so that nothing changes its
meaning on the way in:

- only `true`, `false` and `null` are words; `yes`, `no`, `on`, `off` stay text (`NO` is Norway);
- `8:00` stays text (YAML 1.1 makes it 480), and so do `007`, `+49`, `0x1F` and `1e3`;
- `2023-05-16` is a date; a day that does not exist stays text, for the model to refuse by name.
"""

import contextlib
import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, NoReturn

import yaml

from visitplanner.errors import DocumentError, Problem

Segment = str | int
"""A key of a mapping or a position in a list."""
Path = tuple[Segment, ...]
"""A place in a document: the keys and list positions that lead to it."""

_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")
_WALKS = 256
_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {None, "!", _TAG + "str", _TAG + "seq", _TAG + "map"}
_KEY_LENGTH = 40
_SHOWN_LENGTH = 60


MAX_DEPTH = 100
"""How deep lists and mappings may stand in each other."""
MAX_ALIASED = 100_000
"""How many values the aliases of a YAML document may come to, each counted in full."""

WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
"""The unquoted YAML words that are not text."""
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
FRACTION = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Mark(NamedTuple):
    """The line of a value, counted from 1, and the marks of what it holds."""

    line: int
    parts: "dict[str, Mark] | list[Mark] | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """A `loc` of pydantic, read against the data.

    `path` holds the segments found in the data, `skipped` the others, each with the length of the
    path at which it stood.
    """

    path: Path
    skipped: tuple[tuple[int, Segment], ...]
    value: Any


def path_text(path: Sequence[Segment]) -> str:
    """A path as people read it: `hosts[0].sites[1].id`; keys of another form are quoted."""
    parts = []
    for segment in path:
        if isinstance(segment, int):
            parts.append(f"[{segment}]")
        elif _PLAIN_KEY.fullmatch(segment) and len(segment) <= _KEY_LENGTH:
            parts.append(f".{segment}" if parts else segment)
        else:
            parts.append(f"[{_cut(segment, _KEY_LENGTH)!r}]")
    return "".join(parts)


def shown(value: Any) -> str:
    """A found value as a message shows it: short, printable, on one line."""
    if isinstance(value, Mapping):
        names = [_cut(str(key), _KEY_LENGTH) for key in itertools.islice(value, 4)]
        names[3:] = ["…"] * len(names[3:])
        text = f"a mapping ({', '.join(names)})" if names else "an empty mapping"
    elif isinstance(value, (list, tuple, set, frozenset)):
        text = f"a list of {len(value)}" if value else "an empty list"
    elif isinstance(value, str):
        text = repr(_cut(value, _SHOWN_LENGTH))
    elif value is None or isinstance(value, bool):
        text = {None: "nothing (null)", True: "true", False: "false"}[value]
    elif isinstance(value, int) and value.bit_length() > 4 * _SHOWN_LENGTH:
        text = "a number of very many digits"
    else:
        text = _cut(str(value), _SHOWN_LENGTH)
    return text if text.isprintable() else repr(text)[1:-1]


def value_at(data: Any, path: Sequence[Segment]) -> Any:
    """The value at a path, or None where the path leads to nothing."""
    for segment in path:
        if not _holds(data, segment):
            return None
        data = data[segment]
    return data


def place_of(loc: Sequence[Segment], data: Any, found: Any) -> Place:
    """Read a `loc` of pydantic against the data.

    Args:
        loc: What pydantic says.
        data: The document that was validated.
        found: The input pydantic complains about. It settles which reading is meant where the
            branch of a union has the same name as a key.
    """
    walks = list(itertools.islice(_walks(tuple(loc), data), _WALKS))
    return next((walk for walk in walks if walk.value is found), walks[0])


def line_of(mark: Mark | None, path: Sequence[Segment]) -> int | None:
    """The line of a path, or of the nearest thing around it that stands in the document."""
    if mark is None:
        return None
    for segment in path:
        if not _holds(mark.parts, segment):
            break
        parts: Any = mark.parts
        mark = parts[segment]
    return mark.line


def refuse(message: str, *, line: int | None = None, path: Path = ()) -> NoReturn:
    """Raise the one problem that ends the reading."""
    raise DocumentError([Problem(where=path_text(path), message=message, line=line)])


def repeated_key(path: Path, first_line: int, line: int) -> Problem:
    """The problem of a key that stands twice in one mapping."""
    message = f"{shown(path[-1])} stands twice, on lines {first_line} and {line}; keep one"
    return Problem(where=path_text(path), message=message, line=line)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _holds(data: Any, segment: Segment) -> bool:
    if isinstance(segment, str):
        return isinstance(data, dict) and segment in data
    return isinstance(data, list) and 0 <= segment < len(data)


def _walks(loc: Path, data: Any) -> Iterator[Place]:
    """Every reading of a `loc`, the one that takes most segments from the data first."""
    path: list[Segment] = []
    skipped: list[tuple[int, Segment]] = []

    def walk(index: int, value: Any) -> Iterator[Place]:
        if index == len(loc):
            yield Place(tuple(path), tuple(skipped), value)
            return
        segment = loc[index]
        if _holds(value, segment):
            path.append(segment)
            yield from walk(index + 1, value[segment])
            path.pop()
        skipped.append((len(path), segment))
        yield from walk(index + 1, value)
        skipped.pop()

    return walk(0, data)


def plain_value(text: str) -> str | int | float | bool | date | None:
    """What an unquoted YAML word means, by the rules in the text above."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "-0123456789":
        for pattern, read in _READERS:
            if pattern.fullmatch(text):
                with contextlib.suppress(ValueError):  # 2023-02-30, or thousands of digits
                    return read(text)
    return text


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float | date]], ...] = (
    (INTEGER, int),
    (DAY, date.fromisoformat),
    (FRACTION, _finite),
)


class _Built(NamedTuple):
    """A finished value with its marks; `nodes` and `height` count through aliases."""

    value: Any
    mark: Mark
    nodes: int = 1
    height: int = 0


@dataclass(slots=True)
class _Open:
    """A YAML mapping or list that is being read."""

    value: dict[str, Any] | list[Any]
    marks: dict[str, Mark] | list[Mark]
    line: int
    anchor: str | None
    nodes_before: int
    height: int = 1
    has_key: bool = False
    key: str | None = None
    """The key whose value comes next; None where the key cannot be used."""
    key_line: int = 0

    def position(self) -> Segment:
        """Where in this mapping or list the next value comes to stand."""
        if isinstance(self.value, list):
            return len(self.value)
        return "?" if self.key is None else self.key


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


class YamlBuilder:
    """Builds data and marks from YAML events, without recursion and within the limits."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.built: list[_Built] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Built | None] = {}
        self._nodes = 0
        self._aliased = 0

    def take(self, event: Any) -> None:
        """Take in the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._nodes += 1
            self._check_tag(event)
            plain = event.implicit[0] and event.tag is None
            value = plain_value(event.value) if plain else event.value
            built = _Built(value, Mark(_line(event)))
            if event.anchor:
                self._anchors[event.anchor] = built
            if value == "<<" and plain and self._expects_key():
                self._say("merging with '<<' is not supported; repeat the fields", built.mark.line)
            self._add(built, event.value)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.built:
            line = _line(event)
            refuse("a second document starts here ('---'); a file holds one", line=line)

    def _open(self, event: Any) -> None:
        self._check_tag(event)
        line = _line(event)
        if len(self._stack) >= MAX_DEPTH:
            refuse(f"lists and mappings stand more than {MAX_DEPTH} deep in each other", line=line)
        if event.anchor:
            self._anchors[event.anchor] = None
        mapping = isinstance(event, yaml.MappingStartEvent)
        opened = _Open(
            {} if mapping else [], {} if mapping else [], line, event.anchor, self._nodes
        )
        self._nodes += 1
        self._stack.append(opened)

    def _close(self) -> None:
        done = self._stack.pop()
        mark = Mark(done.line, done.marks)
        built = _Built(done.value, mark, self._nodes - done.nodes_before, done.height)
        if done.anchor:
            self._anchors[done.anchor] = built
        self._add(built)

    def _alias(self, event: Any) -> None:
        line = _line(event)
        name = shown(f"*{event.anchor}")
        if event.anchor not in self._anchors:
            refuse(f"the alias {name} stands for nothing; put text that starts with * in quotes",
                    line=line)  # fmt: skip
        built = self._anchors[event.anchor]
        if built is None:
            refuse(f"the alias {name} stands inside what it stands for", line=line)
        self._nodes += built.nodes
        self._aliased += built.nodes
        if self._aliased > MAX_ALIASED:
            refuse(f"its aliases stand for more than {MAX_ALIASED} values", line=line)
        if len(self._stack) + built.height > MAX_DEPTH:
            refuse(f"lists and mappings stand more than {MAX_DEPTH} deep in each other", line=line)
        self._add(built._replace(mark=Mark(line, built.mark.parts)))

    def _add(self, built: _Built, written: str = "") -> None:
        """Put a finished value where it belongs: into a list, or as a key or a value."""
        if not self._stack:
            self.built.append(built)
            return
        top = self._stack[-1]
        top.height = max(top.height, built.height + 1)
        if isinstance(top.value, list) and isinstance(top.marks, list):
            top.value.append(built.value)
            top.marks.append(built.mark)
        elif isinstance(top.value, dict) and isinstance(top.marks, dict):
            if not top.has_key:
                top.key, top.key_line = self._key(top.marks, built, written), built.mark.line
                top.has_key = True
                return
            top.has_key = False
            if top.key is not None:
                top.value[top.key] = built.value
                top.marks[top.key] = Mark(top.key_line, built.mark.parts)

    def _key(self, marks: dict[str, Mark], built: _Built, written: str) -> str | None:
        key, line = built.value, built.mark.line
        if not isinstance(key, str):
            quoted = f'; put it in quotes: "{written}"' if len(written) in range(1, 60) else ""
            self._say(f"{shown(key)} cannot be the name of a field{quoted}", line)
            return None
        if key in marks:
            self.problems.append(repeated_key((*self._path(), key), marks[key].line, line))
            return None
        return key

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and (
            not self._stack[-1].has_key
        )  # fmt: skip

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            tag = shown(event.tag.replace(_TAG, "!!"))
            self._say(f"the tag {tag} is not allowed: a document holds plain data only",
                      _line(event))  # fmt: skip

    def _say(self, message: str, line: int) -> None:
        self.problems.append(Problem(where=path_text(self._path()), message=message, line=line))

    def _path(self) -> Path:
        return tuple(
            level.position()
            for level in self._stack
            if isinstance(level.value, list) or level.has_key
        )
