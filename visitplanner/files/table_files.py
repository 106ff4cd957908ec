"""Tables as files: the columns of a CSV or Parquet file, and their rows as people count them."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

from visitplanner.files.places import refuse

if TYPE_CHECKING:
    import polars as pl

TableFormat = Literal["csv", "parquet"]
"""How a table is written. CSV needs nothing more; Parquet needs polars."""

MAX_ROWS = 2_000_000
"""The longest table that is read."""

_QUOTED = re.compile('"[^"]*"')
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What stands in a table: one list of cells for each column, None where a cell is empty."""

    names: tuple[str, ...]
    cells: tuple[list[Any], ...]
    rows: Sequence[int]
    """The number of each row: as a spreadsheet shows it, where the file has a line of names, and
    else counted from 1."""


def csv_columns(text: str) -> Columns:
    """Read the text of a CSV file with names in its first row.

    Cells are separated by commas, semicolons or tabs, whichever the first row has most of. All
    cells are text. Rows without any text are left out. Raises `DocumentError`.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        refuse(f"not a CSV table: {error}")
    names = tuple(name.strip() for name in rows[0]) if rows else ()
    if not any(names):
        refuse("the table is empty: its first row holds the names of the columns")
    if len(rows) > MAX_ROWS + 1:
        refuse(f"the table has more than {MAX_ROWS} rows")
    kept = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    for number, row in kept:
        if len(row) != len(names):
            told = f"{len(row)} cells, but the first row names {len(names)} columns"
            refuse(f"row {number} has {told}; put a cell with a separator in it in quotes")
    columns = zip(*(row for _, row in kept), strict=True)
    cells = tuple([cell or None for cell in column] for column in columns)
    return Columns(
        names=names,
        cells=cells or tuple([] for _ in names),
        rows=[number for number, _ in kept],
    )


def _delimiter(text: str) -> str:
    first = _QUOTED.sub("", text.lstrip("\r\n").partition("\n")[0])
    counts = Counter(letter for letter in first if letter in _DELIMITERS)
    return max(_DELIMITERS, key=lambda letter: counts[letter])


def parquet_columns(path: FilePath) -> Columns:
    """Read a Parquet file. Raises `DocumentError`, also where polars is not installed."""
    library = polars_library()
    try:
        frame = library.read_parquet(path, glob=False, hive_partitioning=False, n_rows=MAX_ROWS + 1)
    except (library.exceptions.PolarsError, OSError, ValueError) as error:
        first = str(error).strip().partition("\n")[0]
        refuse(f"not a Parquet file that can be read: {first}")
    if frame.height > MAX_ROWS:
        refuse(f"the table has more than {MAX_ROWS} rows")
    return Columns(
        names=tuple(frame.columns),
        cells=tuple(_cells(column) for column in frame.iter_columns()),
        rows=range(1, frame.height + 1),
    )


def parquet_bytes(columns: Columns) -> bytes:
    """Write a Parquet file; text, numbers, yes or no and lists of text keep their kind."""
    library = polars_library()
    target = io.BytesIO()
    library.DataFrame(
        [
            library.Series(name, cells, dtype=_dtype(library, cells))
            for name, cells in zip(columns.names, columns.cells, strict=True)
        ]
    ).write_parquet(target)
    return target.getvalue()


def polars_library() -> Any:
    """The library that reads and writes Parquet, loaded when it is first needed."""
    try:
        import polars as pl  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        refuse(
            "a Parquet table needs the library polars: pip install 'visitplanner[tables]' "
            "(a .csv table needs nothing more)"
        )
    return pl


def _dtype(library: Any, cells: list[Any]) -> Any:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {list}:
        return library.List(library.String)
    plain = {bool: library.Boolean, int: library.Int64, float: library.Float64}
    return plain[kinds.pop()] if len(kinds) == 1 and kinds <= plain.keys() else library.String


def _cells(column: "pl.Series") -> list[Any]:
    """The cells of a column, as far as possible of the kinds that a YAML file would give."""
    cells: list[Any] = column.to_list()
    if column.dtype.is_float():
        # Whole numbers with gaps are written as 12.0 by pandas, and the gaps as NaN.
        cells = [None if cell is None or math.isnan(cell) else cell for cell in cells]
        if all(cell is None or float(cell).is_integer() for cell in cells):
            return [None if cell is None else int(cell) for cell in cells]
    elif column.dtype.is_temporal():
        found = [cell for cell in cells if isinstance(cell, datetime)]
        if found and all(cell.time() == time.min and cell.tzinfo is None for cell in found):
            return [cell and cell.date() for cell in cells]
    elif column.dtype.is_nested():
        return [_without_nulls(cell) for cell in cells]
    return [None if cell == "" else cell for cell in cells]


def _without_nulls(cell: Any) -> Any:
    """A mapping without the fields that are empty in this row, a list of such mappings."""
    if isinstance(cell, dict):
        return {key: _without_nulls(part) for key, part in cell.items() if part is not None}
    return [_without_nulls(part) for part in cell] if isinstance(cell, list) else cell
