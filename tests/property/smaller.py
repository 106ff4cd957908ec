"""A smaller programme that shows the same fault."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

Document = dict[str, Any]
Path = tuple[str | int, ...]


def smaller(document: Document, fails: Callable[[Document], bool]) -> Document:
    """Leave out entries, one after the other, for as long as the fault stays.

    `fails` says whether a document still shows the fault; it has to be False for one that makes no
    programme at all.
    """
    left = deepcopy(document)
    again = True
    while again:
        again = False
        for path in sorted(_paths(left), key=len):
            shorter = _without(left, path)
            if shorter is not None and fails(shorter):
                left, again = shorter, True
    return left


def _paths(part: Any, above: Path = ()) -> Iterator[Path]:
    """Where every entry is, the last of a list first."""
    entries: list[tuple[str | int, Any]] = []
    if isinstance(part, dict):
        entries = list(part.items())
    elif isinstance(part, list):
        entries = list(reversed(list(enumerate(part))))
    for key, value in entries:
        yield (*above, key)
        yield from _paths(value, (*above, key))


def _without(document: Document, path: Path) -> Document | None:
    """The document without one entry; None where it is gone already."""
    shorter = deepcopy(document)
    part: Any = shorter
    try:
        for key in path[:-1]:
            part = part[key]
        del part[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return shorter
