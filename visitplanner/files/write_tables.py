"""A document written as tables beside a short file that names them."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from visitplanner.errors import VisitPlannerError
from visitplanner.files.places import Path, path_text
from visitplanner.files.table_files import Columns, TableFormat, parquet_bytes
from visitplanner.files.tables import Kind, kinds_of

_MOST_COLUMNS = 4
"""Lists of so many parts at the most have columns for each part; longer ones stand in one cell."""

_Shapes = dict[Path, set[str]]


def split_tables(
    data: dict[str, Any], model: type[BaseModel], stem: str, table_format: TableFormat
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A document without its lists of parts, and the tables that hold them, by file name.

    Args:
        data: The document. It is taken apart.
        model: Its class.
        stem: What the names of the tables begin with.
        table_format: How the tables are written.

    Raises `VisitPlannerError` for what a CSV cell cannot hold, and `DocumentError` where polars is
    needed and not installed.
    """
    kinds = kinds_of(model)
    tables: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for name in reversed(kinds):
        rows = list(_taken(data, name, kinds[name]))
        if rows:
            names[name] = f"{stem}-{name}.{table_format}"
            columns = columns_of(rows)
            write = csv_bytes if table_format == "csv" else parquet_bytes
            tables[names[name]] = write(columns)
    tables = dict(reversed(tables.items()))
    short = {key: part for key, part in data.items() if key not in names}
    return short | {"tables": dict(reversed(names.items()))}, tables


def _taken(data: dict[str, Any], name: str, kind: Kind) -> Iterator[dict[str, Any]]:
    """The rows of a table, taken out of what they belong to."""
    holders = [data]
    for segment in kind.item[:-2:2]:
        holders = [part for holder in holders for part in holder.get(str(segment), ())]
    for holder in holders:
        for row in holder.pop(name, ()):
            yield {kind.key: holder["id"], **row} if kind.key else row


def columns_of(rows: list[dict[str, Any]]) -> Columns:
    """Rows as columns, by the paths of what stands in them."""
    shapes: _Shapes = {}
    for row in rows:
        _look(row, (), shapes)
    whole = {path for path, found in shapes.items() if len(found) > 1 or "long" in found}
    cells: dict[Path, list[Any]] = {}
    for number, row in enumerate(rows):
        for path, cell in _leaves(row, (), whole):
            if path not in cells:
                cells[path] = [None] * len(rows)
            cells[path][number] = cell
    order = _in_order(cells)
    return Columns(
        names=tuple(path_text(path) for path in order),
        cells=tuple(_of_one_kind(cells[path]) for path in order),
        rows=range(1, len(rows) + 1),
    )


def _look(value: Any, path: Path, shapes: _Shapes) -> None:
    """Note what kinds of values stand at each path."""
    if isinstance(value, dict):
        if path:
            shapes.setdefault(path, set()).add("mapping" if value else "long")
        for key, part in value.items():
            _look(part, (*path, key), shapes)
    elif _has_parts(value):
        shapes.setdefault(path, set()).add("parts" if len(value) <= _MOST_COLUMNS else "long")
        for number, part in enumerate(value):
            _look(part, (*path, number), shapes)
    else:
        shapes.setdefault(path, set()).add("plain")


def _has_parts(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value)


def _leaves(value: Any, path: Path, whole: set[Path]) -> Iterator[tuple[Path, Any]]:
    if path in whole and isinstance(value, (dict, list)):
        yield path, json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*path, key), whole)
    elif _has_parts(value):
        for number, part in enumerate(value):
            yield from _leaves(part, (*path, number), whole)
    else:
        yield path, value


def _in_order(paths: Mapping[Path, Any]) -> list[Path]:
    """Paths as they came up, those of one field side by side."""
    heads = {path[0]: number for number, path in reversed(list(enumerate(paths)))}
    numbers = {path: number for number, path in enumerate(paths)}

    def place(path: Path) -> tuple[int, list[int], int]:
        positions = [segment for segment in path if isinstance(segment, int)]
        return heads[path[0]], positions, numbers[path]

    return sorted(paths, key=place)


def _of_one_kind(cells: list[Any]) -> list[Any]:
    """A column as it is where one kind of value stands in it; else as text."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) < 2 and (kinds != {list} or _all_texts(cells)):
        return cells
    return [None if cell is None else _text(cell) for cell in cells]


def _all_texts(cells: list[Any]) -> bool:
    return all(isinstance(part, str) for cell in cells for part in cell or ())


def csv_bytes(columns: Columns) -> bytes:
    """Columns as CSV, with commas, in UTF-8."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns.names)
    texts = [["" if cell is None else _text(cell) for cell in cells] for cells in columns.cells]
    writer.writerows(zip(*texts, strict=True))
    return target.getvalue().encode()


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        plain = all(_is_plain(part) for part in cell) and cell and cell[0][0] not in "[{"
        return "; ".join(cell) if plain else json.dumps(cell, ensure_ascii=False)
    if cell == "":
        raise VisitPlannerError("an empty text cannot stand in a .csv table; write .parquet tables")
    return str(cell)


def _is_plain(part: Any) -> bool:
    return isinstance(part, str) and part != "" and ";" not in part and part == part.strip()
