"""The form every alternative has: one file with one `prepare`.

`prepare(case)` does what is not measured (imports, data that stand ready) and gives the function
that is measured, once for each process.
"""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tests.benchmarks.arrays import Instance


class NotHereError(Exception):
    """The alternative cannot be run: not installed, or out of its reach at this size."""


@dataclass(frozen=True)
class Case:
    """A programme in a folder; each form of it is read when it is first asked for."""

    folder: Path
    name: str
    limit: float
    """Seconds that planning may take, about."""

    @cached_property
    def text(self) -> str:
        """The programme as JSON."""
        return (self.folder / f"{self.name}.json").read_text(encoding="utf-8")

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The programme in dictionaries and lists."""
        found: Mapping[str, Any] = json.loads(self.text)
        return found

    @cached_property
    def arrays(self) -> object:
        """The programme in arrays, in the form that its family has."""
        found: object = pickle.loads((self.folder / f"{self.name}.pickle").read_bytes())
        return found

    @property
    def instance(self) -> "Instance":
        """The arrays of all families but one."""
        return cast("Instance", self.arrays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found."""

    values: Mapping[str, int] = field(default_factory=dict)
    """By goal; empty: it plans nothing, or found nothing."""
    bounds: Mapping[str, int] = field(default_factory=dict)
    """By goal, as far as something is proven."""
