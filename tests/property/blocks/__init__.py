"""Parts of a plan that depend on the placements alone, and not on each other.

Every module here has a `BLOCK`. Given the placements of a plan, the best plan has the best of each
block, so brute force may look at one block after the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import visitplanner as vp

Part = dict[str, tuple[Any, ...]]
"""Fields of a plan, such as `{"duties": (...)}`."""


@dataclass(frozen=True)
class Block:
    """One part of a plan."""

    rules: frozenset[str]
    """Names of the rules that judge this part; they say nothing of the other blocks."""
    goals: frozenset[str]
    """Names of the goals that this part decides, alone or with the placements."""
    ways: Callable[[vp.Programme, tuple[vp.Placement, ...], vp.Plan | None], Iterator[Part]]
    """Every way in which the part could be, given the plan before if there was one, whether the
    rules accept it or not; ways that are surely no better than another one may be left out."""
    adds_to: frozenset[str] = frozenset()
    """Names of the goals that the placements decide, but for what this part may add: their values
    are never smaller with it than without."""


def blocks() -> tuple[Block, ...]:
    names = sorted(each.name for each in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").BLOCK for name in names)
