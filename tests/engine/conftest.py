"""Fixtures of the engine's tests."""

from dataclasses import dataclass
from typing import Any

import pytest

from visitplanner.engine import math_opt


@dataclass(frozen=True, slots=True)
class Asked:
    """What one solver of relaxations was asked for."""

    algorithm: int
    """As `math_opt` numbers them; 0 where the solver chooses."""
    begun: bool
    """Whether it was told where to begin."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Grows by one for each relaxation that is solved."""
    found: list[Asked] = []
    solved = math_opt.solved

    def noted(solver: Any, parameters: Any, *given: Any, basis: Any = None, **named: Any) -> Any:
        found.append(Asked(parameters.lp_algorithm, begun=basis is not None))
        return solved(solver, parameters, *given, basis=basis, **named)

    monkeypatch.setattr(math_opt, "solved", noted)
    return found
