"""Runs measurements in processes of their own, in turns, and gathers them.

All alternatives of a case run one after another, then all again: a machine that is busy for a while
is busy for each of them. Quoted are medians; a ratio is the median of the ratios of each turn.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.peers.catalogue import OURS, PEERS, Peer

ROOT = Path(__file__).parents[2]
EVERY = tuple(peer.name for peer in PEERS)
ONCE = 5.0
"""Seconds from which on a measurement is not repeated."""
SLACK = 60.0
"""Seconds besides the limit after which a process is ended: for what cannot be limited."""
PER_PERSON = 0.003
"""Further seconds for each person, to read and ready a case."""


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement."""

    seconds: float | None = None
    """None: there is none, and `note` says why."""
    memory: float | None = None
    """Peak of the whole process, MiB."""
    values: Mapping[str, int] = field(default_factory=dict)
    bounds: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """All runs of one alternative on one case; a turn without a run is None."""

    peer: Peer
    runs: tuple[Run | None, ...]

    @property
    def best(self) -> Run:
        """Values, bounds and notes; all runs agree, unless a limit was hit."""
        return next(run for run in self.runs if run is not None)

    @property
    def seconds(self) -> float | None:
        """Median of all turns."""
        return _median([run.seconds for run in self.runs if run is not None])

    @property
    def memory(self) -> float | None:
        """Median of all turns."""
        return _median([run.memory for run in self.runs if run is not None])

    def ratio_of(self, ours: "Line") -> float | None:
        """How many times as long as this alternative we take."""
        pairs = [
            (mine.seconds, theirs.seconds)
            for mine, theirs in zip(ours.runs, self.runs, strict=True)
            if mine is not None and theirs is not None
        ]
        if not any(mine and theirs for mine, theirs in pairs):
            first, other = ours.seconds, self.seconds
            pairs = [(first, other)]
        return _median([mine / theirs for mine, theirs in pairs if mine and theirs])


@dataclass(frozen=True, slots=True)
class Case:
    """All that was measured on one programme."""

    family: str
    people: int
    options: int
    lines: tuple[Line, ...]

    @property
    def ours(self) -> Line | None:
        """The line of `schedule()`; None: it was not asked for."""
        return next((line for line in self.lines if line.peer is OURS), None)


def measure(
    family: str,
    people: int,
    *,
    runs: int,
    limit: float,
    peers: Collection[str] = EVERY,
    seed: int = 0,
) -> Case:
    """Measure alternatives on one programme."""
    chosen = [peer for peer in PEERS if peer.name in peers and peer.applies(family)]
    gathered: dict[str, list[Run | None]] = {peer.name: [] for peer in chosen}
    patience = SLACK + PER_PERSON * people
    with TemporaryDirectory() as folder:
        made = _part([folder, "prepare", family, str(people), str(seed)], 600 + patience)
        if made.note:
            raise RuntimeError(f"{family} for {people} people: {made.note}")
        for _ in range(runs):
            for peer in chosen:
                before = gathered[peer.name]
                again = not before or _is_quick(before[0])
                run = _part([folder, peer.name, str(limit)], limit + patience) if again else None
                before.append(run)
        options = int((Path(folder) / "options.txt").read_text(encoding="utf-8"))
    lines = tuple(Line(peer, tuple(gathered[peer.name])) for peer in chosen)
    return Case(family, people, options, lines)


def _is_quick(run: Run | None) -> bool:
    return run is not None and run.seconds is not None and run.seconds < ONCE


def _part(words: list[str], patience: float) -> Run:
    """One process; what goes wrong with it is a note."""
    command = [sys.executable, "-m", "tests.benchmarks.part", *words]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=False, text=True, timeout=patience
        )
    except subprocess.TimeoutExpired:
        return Run(note=f"ended after {patience:.0f} s")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Run(note=f"failed: {last[:80]}")
    return Run(**json.loads(done.stdout)) if done.stdout.strip() else Run()


def _median(found: list[float | None]) -> float | None:
    known = [each for each in found if each is not None]
    return statistics.median(known) if known else None
