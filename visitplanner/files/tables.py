"""Tables in place of lists: `tables: {participants: people.csv}` in a document.

A table stands for a list of a document, one row for each part. A column is a field, by the path
that messages use: `age`, `contact.email`, `needs[0].field`. Parts of parts have tables of their
own, with a column for what they belong to: a participant's `delegation`, a slot's `site`.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NamedTuple, NoReturn

from pydantic import BaseModel, ValidationError

from visitplanner.errors import DocumentError, Problem
from visitplanner.files.cells import read_cells
from visitplanner.files.messages import LineFinder, annotations_at, fields_of, nearest, problems_of
from visitplanner.files.places import Path, path_text, shown
from visitplanner.files.raw import content_of, decoded
from visitplanner.files.table_files import Columns, csv_columns, parquet_columns
from visitplanner.model.nearest import allowed, did_you_mean

SUFFIXES = (".csv", ".parquet")
"""The endings of tables that can be read."""

_COLUMN = re.compile(r"[A-Za-z]\w*(?:\[[0-9]{1,2}\])?(?:\.[A-Za-z]\w*(?:\[[0-9]{1,2}\])?)*")
_SEGMENT = re.compile(r"(\w+)|\[([0-9]+)\]")
_PLACE = re.compile(r"[a-z_]+\[[0-9]+\](?:\.[a-z_]+(?:\[[0-9]+\])?)*")
_IN_WORDS = "people"
"""What a headcount may be called in place of its role and count."""


class Kind(NamedTuple):
    """A list that may be a table."""

    item: Path
    """Where its parts stand in the model."""
    parent: str = ""
    """The kind of what its parts belong to."""
    key: str = ""
    """The column that names what a part belongs to, by its id."""


_NESTED: Mapping[str, tuple[str, str]] = {
    "sites": ("hosts", "host"),
    "slots": ("sites", "site"),
    "headcounts": ("delegations", "delegation"),
    "participants": ("delegations", "delegation"),
}


def kinds_of(model: type[BaseModel]) -> dict[str, Kind]:
    """The lists of a document that may be tables, parents first."""
    kinds = {
        name: Kind((name, 0))
        for name in fields_of(model)
        if any(isinstance(kind, type) and issubclass(kind, BaseModel)
               for kind in annotations_at(model, (name, 0)))
    }  # fmt: skip
    for name, (parent, key) in _NESTED.items():
        if parent in kinds:
            kinds[name] = Kind((*kinds[parent].item, name, 0), parent, key)
    return kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table that was read: its rows as parts of a document."""

    name: str
    columns: Mapping[Path, str]
    rows: list[dict[str, Any]]
    numbers: Columns
    keys: list[Any]
    """What each row belongs to; empty where its parts belong to the document."""

    def where(self, row: int, path: Path) -> str:
        """A place in this table, for people."""
        place = f"{self.name}, row {self.numbers.rows[row]}"
        near = [each for each in self.columns if each[: len(path)] == path[: len(each)]]
        if path and near:
            return f"{place}, column '{self.columns[max(near, key=len)]}'"
        return f"{place}, column '{path_text(path)}'" if path else place


@dataclass(slots=True)
class Expanded:
    """A document with the rows of its tables in their places."""

    data: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    """Rows that belong to nothing."""
    tables: list[_Table] = field(default_factory=list)
    _rows: dict[int, tuple[_Table, int]] = field(default_factory=dict)

    def tell(self, path: Path, text: str) -> tuple[str, str]:
        """Place and message of a mistake, with rows in place of paths that nobody wrote."""

        def place(match: re.Match[str]) -> str:
            segments = _SEGMENT.findall(match.group())
            return self._where(tuple(name or int(number) for name, number in segments)) or match[0]

        return self._where(path) or path_text(path), _PLACE.sub(place, text)

    def problems_of(
        self, error: ValidationError, model: type[BaseModel], lines: LineFinder
    ) -> tuple[Problem, ...]:
        """Everything wrong with the document and the rows in it; each is told once."""
        found = problems_of(
            error,
            model,
            self.data,
            lambda path: None if self._where(path) else lines(path),
            self.tell,
        )
        return (*found, *self.problems)

    def _where(self, path: Path) -> str | None:
        if self.tables and not self._rows:
            self._rows = {
                id(row): (table, number)
                for table in self.tables
                for number, row in enumerate(table.rows)
            }
        found, value = None, self.data
        for depth, segment in enumerate(path, start=1):
            try:
                value = value[segment]  # type: ignore[index]  # whatever it is, it may not fit
            except (KeyError, IndexError, TypeError):
                break
            if id(value) in self._rows:
                found = (*self._rows[id(value)], path[depth:])
        return found and found[0].where(found[1], found[2])


def expand(data: Mapping[str, Any], model: type[BaseModel], folder: FilePath | None) -> Expanded:
    """Read the tables that a document names under `tables`.

    Args:
        data: The document.
        model: Its class.
        folder: Where the document stands; its tables stand there too, or in folders below.

    Raises `DocumentError` with everything that is wrong with the tables as such: files, columns.
    What is wrong in their rows is found when the document is validated, and told with row and
    column.
    """
    said = data["tables"]
    whole = Expanded({key: value for key, value in data.items() if key != "tables"})
    if folder is None:
        _refuse("tables", "only a document that is read from a file can name tables beside it")
    if not isinstance(said, dict):
        _refuse("tables", f"found {shown(said)}, must be a mapping such as 'slots: slots.csv'")
    kinds = kinds_of(model)
    unknown = {name: nearest(name, list(kinds)) for name in said if name not in kinds}
    faults = [
        Problem(
            where="tables",
            message=f"no table is called {shown(name)}{hint} Allowed: {', '.join(kinds)}",
        )
        for name, hint in unknown.items()
    ]
    for name, kind in kinds.items():
        for where, file in _files(name, said.get(name, [])):
            try:
                table = _read(file, folder, kind, model, set(said))
            except DocumentError as error:
                faults += _located(error.problems, f"{where} ({file})" if file else where)
            else:
                whole.tables.append(table)
                if not faults:
                    _place_rows(whole, table, name, kinds)
    if faults:
        raise DocumentError(faults)
    return whole


def _located(problems: Iterable[Problem], where: str) -> list[Problem]:
    """Problems of a whole table, with its place in the document."""
    return [
        Problem(where=each.where or where, message=each.message, line=each.line)
        for each in problems
    ]


def _refuse(where: str, message: str) -> NoReturn:
    raise DocumentError([Problem(where=where, message=message)])


def _files(name: str, said: Any) -> Iterator[tuple[str, Any]]:
    """The files of one kind of table, each with its place in the document."""
    if isinstance(said, list):
        for number, file in enumerate(said):
            yield path_text(("tables", name, number)), file
    else:
        yield path_text(("tables", name)), said


# --- one table ----------------------------------------------------------------------------------


def _read(
    file: Any, folder: FilePath, kind: Kind, model: type[BaseModel], tables: set[str]
) -> _Table:
    columns = _columns(file, folder)
    paths = _header(file, columns, kind, model, tables)
    cells = {
        path: read_cells(values, annotations_at(model, (*kind.item, *path)))
        for path, values in zip(paths, columns.cells, strict=True)
        if path != (kind.key,)
    }
    keys = columns.cells[paths.index((kind.key,))] if kind.key else []
    rows = _nested(list(cells.items())) if columns.rows else []
    return _Table(
        name=file,
        columns=dict(zip(paths, columns.names, strict=True)),
        rows=[row or {} for row in rows],
        numbers=columns,
        keys=[str(key) if isinstance(key, int) else key for key in keys],
    )


def _columns(file: Any, folder: FilePath) -> Columns:
    if not isinstance(file, str):
        _refuse("", f"found {shown(file)}, must be the name of a .csv or .parquet file, or a list")
    path = folder / file
    base = os.path.realpath(folder)
    if FilePath(file).is_absolute() or os.path.commonpath([base, os.path.realpath(path)]) != base:
        _refuse("", "a table stands in the folder of its document or in one below it")
    if path.suffix.lower() not in SUFFIXES:
        _refuse("", f"unknown file ending '{path.suffix}' (allowed: {', '.join(SUFFIXES)})")
    content = content_of(path, SUFFIXES)
    return csv_columns(decoded(content)) if path.suffix.lower() == ".csv" else parquet_columns(path)


def _header(
    file: str, columns: Columns, kind: Kind, model: type[BaseModel], tables: set[str]
) -> list[Path]:
    """The paths of the columns; everything wrong with their names is refused at once."""
    paths: list[Path] = []
    faults: list[Problem] = []

    def say(name: str, message: str) -> None:
        faults.append(Problem(where=f"{file}, column '{name}'", message=message))

    for name in columns.names:
        path = _path(name)
        if path in paths:
            say(name, "this column stands twice; keep one")
        elif clash := next((each for each in paths if path and _overlap(path, each)), None):
            say(name, f"column '{path_text(clash)}' says the same thing; keep one of the two")
        elif (kind.key and path == (kind.key,)) or _known(model, kind, path):
            pass
        else:
            say(name, _unknown(model, kind, name, path))
        paths.append(path)
    heads = {path[0] for path in paths if path}
    for missing in _required(model, kind) - heads - tables:
        say(missing, f"this column is missing (columns: {', '.join(columns.names)})")
    if faults:
        raise DocumentError(faults)
    return paths


def _path(name: str) -> Path:
    """The path that the name of a column stands for; empty where it is none."""
    if not _COLUMN.fullmatch(name):
        return ()
    return tuple(word or int(number) for word, number in _SEGMENT.findall(name))


def _overlap(one: Path, other: Path) -> bool:
    return one[: len(other)] == other[: len(one)]


def _known(model: type[BaseModel], kind: Kind, path: Path) -> bool:
    if not path:
        return False
    if path[-1] == _IN_WORDS:
        return "count" in _fields(model, (*kind.item, *path[:-1]))
    return bool(annotations_at(model, (*kind.item, *path)))


def _unknown(model: type[BaseModel], kind: Kind, name: str, path: Path) -> str:
    if not name:
        return "a column has no name"
    known = path[: next((n for n in range(len(path)) if not _known(model, kind, path[: n + 1])), 0)]
    keys = (kind.key,) if kind.key and not known else ()
    names = [*keys, *(path_text((*known, each)) for each in _fields(model, (*kind.item, *known)))]
    return f"unknown column {shown(name)}{nearest(name, names)} Allowed: {', '.join(names)}"


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    owners = [
        kind
        for kind in annotations_at(model, path)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    ]
    return list(dict.fromkeys(name for owner in owners for name in fields_of(owner)))


def _required(model: type[BaseModel], kind: Kind) -> set[str]:
    """Columns without which no row can be right."""
    names = {kind.key} if kind.key else set()
    for owner in annotations_at(model, kind.item):
        for name, each in fields_of(owner).items() if "count" not in fields_of(owner) else ():
            if each.is_required():
                names.add(name)
    return names


def _nested(columns: list[tuple[Path, list[Any]]]) -> list[Any]:
    """The rows of some columns: mappings and lists as the paths say; None where all is empty."""
    if not columns[0][0]:
        return columns[0][1]
    groups: dict[Any, list[tuple[Path, list[Any]]]] = {}
    for path, cells in columns:
        groups.setdefault(path[0], []).append((path[1:], cells))
    rows = zip(*(_nested(group) for group in groups.values()), strict=True)
    if isinstance(columns[0][0][0], int):
        order = sorted(range(len(groups)), key=list(groups).__getitem__)
        return [_trimmed([row[n] for n in order]) for row in rows]
    names = tuple(groups)
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None} or None
        for row in rows
    ]


def _trimmed(items: list[Any]) -> list[Any] | None:
    """A list without what is empty at its end."""
    while items and items[-1] is None:
        items.pop()
    return items or None


# --- rows in their places -----------------------------------------------------------------------


def _place_rows(whole: Expanded, table: _Table, name: str, kinds: Mapping[str, Kind]) -> None:
    kind = kinds[name]
    if not kind.parent:
        _extend(whole.data, name, table.rows)
        return
    holders: dict[Any, dict[str, Any]] = {}
    for holder in _parts(whole.data, kind.item[:-2]):
        if isinstance(holder.get("id"), str):
            holders.setdefault(holder["id"], holder)
    theirs: dict[Any, list[dict[str, Any]]] = {}
    for number, (key, row) in enumerate(zip(table.keys, table.rows, strict=True)):
        if key in holders:
            theirs.setdefault(key, []).append(row)
            continue
        text = f"'{kind.key}' is missing"
        if key is not None:
            hint = did_you_mean(str(key), holders)
            text = f"no {kind.key} is called {shown(key)}{hint} (known: {allowed(holders)})"
        whole.problems.append(Problem(where=table.where(number, (kind.key,)), message=text))
    for key, rows in theirs.items():
        _extend(holders[key], name, rows)


def _extend(holder: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> None:
    """Put rows behind what is written out; what is no list is left for the model to refuse."""
    written = holder.get(name, [])
    if isinstance(written, list):
        holder[name] = [*written, *rows]


def _parts(data: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    """Every mapping in the lists that a path leads through."""
    found: list[dict[str, Any]] = [dict(data)]
    for name in path[::2]:
        lists = [each.get(str(name)) for each in found]
        found = [part for parts in lists if isinstance(parts, list)
                 for part in parts if isinstance(part, dict)]  # fmt: skip
    return found
