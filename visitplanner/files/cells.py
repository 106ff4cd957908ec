"""What the cells of a column mean: text, numbers, lists, by the field that the column fills."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from visitplanner.files.messages import branches_of
from visitplanner.files.places import WORDS, plain_value
from visitplanner.model.base import Written

_AS_TEXT = (str, date, time, Decimal)


def read_cells(cells: list[Any], kinds: Sequence[Any]) -> list[Any]:
    """The cells of a column as the values that a document would have there.

    Text becomes what the field takes: a number, `true` or `false`, a list whose parts stand between
    semicolons, or what is written as JSON (`["a", "b"]`, `{"first": ...}`). What cannot be read
    stays text, for the model to refuse it with its place. A whole number becomes text where only
    text can stand, as in an id.

    Args:
        cells: The column; None where a cell is empty.
        kinds: The types that the field takes.
    """
    read = _reader(kinds)
    texts = {cell for cell in cells if isinstance(cell, str)}
    if texts:
        known = {text: read(text) for text in texts}
        return [known[cell] if isinstance(cell, str) else cell for cell in cells]
    if _takes_text(kinds) and not _takes(kinds, int, float, Decimal):
        return [str(cell) if type(cell) is int else cell for cell in cells]
    return cells


def _reader(kinds: Sequence[Any]) -> Callable[[str], Any]:
    lists = [kind for kind in kinds if _is_list(kind)]
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    items = [part for kind in lists for part in branches_of(get_args(kind)[0])]
    # A list of fixed words, such as weekdays, also reads words of its own: `mon-fri`.
    words = any(get_origin(kind) is Literal for kind in items)
    text, texts = _takes_text(kinds), _takes_text(items)

    def read(cell: str) -> Any:
        if cell[0] in "[{" and (lists or models):
            try:
                return json.loads(cell)
            except ValueError:
                return cell
        if lists:
            parts = [part.strip() for part in cell.removesuffix(";").split(";")]
            if words and len(parts) == 1:
                return cell
            return parts if texts else [_plain(part, items) for part in parts]
        return cell if text else _plain(cell, kinds)

    return read


def _plain(cell: str, kinds: Iterable[Any]) -> Any:
    """A number or yes or no where the field takes such; else the text."""
    if _takes(kinds, bool):
        word = WORDS.get(cell.strip())
        return cell if word is None else word
    if _takes(kinds, int, float):
        value = plain_value(cell.strip())
        return value if isinstance(value, (int, float)) else cell
    return cell


def _takes_text(kinds: Iterable[Any]) -> bool:
    return any(
        kind in _AS_TEXT
        or get_origin(kind) is Literal
        or (isinstance(kind, type) and issubclass(kind, Written))
        for kind in kinds
    )


def _takes(kinds: Iterable[Any], *wanted: type) -> bool:
    return any(kind in wanted for kind in kinds)


def _is_list(kind: Any) -> bool:
    return get_origin(kind) in (tuple, list, frozenset, set)
