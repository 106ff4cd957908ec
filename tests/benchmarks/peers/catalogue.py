"""All alternatives, in the order of the table; the first is `schedule()` itself.

Nothing is imported for it: what is measured loads its own file alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tests.benchmarks.nepal import VARIANTS
from tests.benchmarks.peers.form import Case, Outcome

NETWORKS = frozenset({"sessions", "matching"})
"""Families in which only places bind."""
NEPAL = frozenset(VARIANTS)


@dataclass(frozen=True, slots=True)
class Peer:
    """An alternative."""

    name: str
    """Of its file, too."""
    says: str
    """What it is, in one line of the table."""
    exact: bool = True
    """Whether it plans for the goals of the programme in their order, so that values compare."""
    only: frozenset[str] | None = None
    """The families it can plan; None: all of them."""
    without: frozenset[str] = frozenset()
    """Families for which there is something better of its kind."""

    def applies(self, family: str) -> bool:
        """Whether it is measured on a family."""
        return (self.only is None or family in self.only) and family not in self.without

    def load(self) -> Callable[[Case], Callable[[], Outcome]]:
        """Its `prepare`."""
        module = import_module(f"tests.benchmarks.peers.{self.name}")
        prepare: Callable[[Case], Callable[[], Outcome]] = module.prepare
        return prepare


OURS = Peer("ours", "**`schedule()`**")
PEERS = (
    OURS,
    Peer("parse", "reading the JSON with pydantic", exact=False),
    Peer("flow", "one min-cost flow by hand, goals in one sum", exact=False, only=NETWORKS),
    Peer("options_flow", "our options, then that one flow", exact=False, only=NETWORKS),
    Peer("flow_levels", "min-cost flow by hand, goal by goal", only=NETWORKS),
    Peer("engine", "CP-SAT by hand on ready rows, linearization 2", without=NETWORKS | NEPAL),
    Peer("plain", "a plain CP-SAT model, default parameters", without=NEPAL),
    Peer("seating", "min-cost flow, else HiGHS, by hand", only=NEPAL),
    Peer(
        "residents", "`matching`: stable, another goal", exact=False, only=frozenset({"matching"})
    ),
    Peer(
        "assignment", "SciPy `linear_sum_assignment`, goals in one sum", exact=False, only=NETWORKS
    ),
)


def peer(name: str) -> Peer:
    """An alternative by its name. Raises `KeyError`."""
    return {each.name: each for each in PEERS}[name]
