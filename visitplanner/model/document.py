"""A model that is a whole document: it can be read from a file and written to one."""

from os import PathLike
from typing import Self

from visitplanner.model.base import Model


class Document(Model):
    """A model with a file of its own.

    `load` and `save` are doors to `visitplanner.files`, opened when they are first used; they
    are the one place where the model knows a room above it (see `docs/explanation/design.md`).
    """

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Read a `.yaml` or `.json` file.

        Raises `visitplanner.errors.DocumentError` with every mistake in the file.
        """
        from visitplanner.files.read import read_document  # noqa: PLC0415 - the door

        return read_document(path, cls)

    def save(self, path: str | PathLike[str]) -> None:
        """Write a `.yaml` or `.json` file; an existing file is replaced whole or not at all."""
        from visitplanner.files.write import write_document  # noqa: PLC0415 - the door

        write_document(self, path)
