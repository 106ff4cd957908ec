"""A model that is a whole document: it can be read from a file and written to one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from typing import Literal, Self

from visitplanner.model.base import Model


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Keep Python's collector of reference cycles from walking a growing document over and over.

    Documents have no cycles; on 100,000 people the collector takes nearly half of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Document(Model):
    """A model with a file of its own.

    `load` and `save` are doors to `visitplanner.files`, opened when they are first used; they
    are the one place where the model knows a room above it (see `docs/explanation/design.md`).
    """

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Read a `.yaml` or `.json` file, with the tables that it names under `tables`.

        Raises `visitplanner.errors.DocumentError` with every mistake in the file.
        """
        from visitplanner.files.read import read_document  # noqa: PLC0415 - the door

        return read_document(path, cls)

    def save(
        self, path: str | PathLike[str], *, tables: Literal["csv", "parquet"] | None = None
    ) -> None:
        """Write a `.yaml` or `.json` file; an existing file is replaced whole or not at all.

        With `tables`, its lists (participants, slots, placements, ...) go to tables beside it,
        `may-participants.csv` beside `may.yaml`, which names them, so that `load` finds them.

        Raises `visitplanner.errors.VisitPlannerError` for another ending and where Parquet is asked
        for and polars is not installed; `OSError` if a file cannot be written.
        """
        from visitplanner.files.write import write_document  # noqa: PLC0415 - the door

        write_document(self, path, tables=tables)
