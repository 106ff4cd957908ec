"""Measure and print one table: `python -m tests.benchmarks --help`.

Nothing here is a test: a ratio is a claim for people to repeat, not a limit that a busy machine
could break. The default command has some hundred measurements, each of which ends at its limit of
half a minute: on two cores it takes an hour at the most.
"""

import argparse
import shlex
import sys
from collections.abc import Collection, Sequence
from functools import partial

from tests.benchmarks.families import FAMILIES
from tests.benchmarks.measure import Case, measure
from tests.benchmarks.nepal import FOLDER, VARIANTS
from tests.benchmarks.page import PAGE, text_of
from tests.benchmarks.peers.catalogue import PEERS
from tests.benchmarks.processes import measure_processes
from tests.benchmarks.table import lines_of

ALL = (*FAMILIES, *VARIANTS)
OWN_SIZES = {"clerkships": (40, 80, 160, 320)}
"""Sizes of families that have their own; those above the largest asked for are left out."""
NEPAL_SIZE = (62_296,)


def main(words: Sequence[str]) -> None:
    """Measure, print the table, and write the page where that is asked for."""
    asked = _parser().parse_args(words)
    processes = measure_processes(max(3, asked.runs)) if asked.processes else []
    found: list[Case] = []
    for family, most in asked.families:
        for people in _sizes(family, [size for size in asked.sizes if size <= most]):
            print(f"{family}, {people} people", file=sys.stderr, flush=True)
            found.append(
                measure(family, people, runs=asked.runs, limit=asked.limit, peers=asked.peers)
            )
    table = lines_of(found, processes)
    print("\n".join(table))
    if asked.write:
        command = shlex.join(["python", "-m", "tests.benchmarks", *words])
        PAGE.write_text(text_of(table, command), encoding="utf-8")


def _sizes(family: str, asked: Sequence[int]) -> Sequence[int]:
    if family in VARIANTS:
        there = (FOLDER / "schools.tsv").exists()
        if not there:
            print(f"{family} is left out: no tables in {FOLDER}", file=sys.stderr)
        return NEPAL_SIZE if there else ()
    return [size for size in OWN_SIZES.get(family, asked) if size <= max(asked, default=0)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(each) for each in text.split(",")],
        default=[100, 1_000],
        help="numbers of people, such as 100,1000,10000,100000",
    )
    parser.add_argument(
        "--families",
        type=families_of,
        default=families_of(",".join(ALL)),
        help=f"some of {', '.join(ALL)}; all by default; `groups:10000`: no more people than that",
    )
    parser.add_argument(
        "--peers",
        type=partial(_names, known=[peer.name for peer in PEERS]),
        default=[peer.name for peer in PEERS],
        help=f"some of {', '.join(peer.name for peer in PEERS)}; all by default",
    )
    parser.add_argument("--runs", type=int, default=3, help="turns; medians are quoted")
    parser.add_argument("--limit", type=float, default=30.0, help="seconds for each measurement")
    parser.add_argument(
        "--processes",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="measure whole processes, too",
    )
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    return parser


def families_of(text: str) -> list[tuple[str, int]]:
    """Families, each with the largest number of people that it is measured for."""
    parts = [each.partition(":") for each in text.split(",")]
    names = _names(",".join(name for name, _, _ in parts), known=ALL)
    most = [int(size) if colon else sys.maxsize for _, colon, size in parts]
    return list(zip(names, most, strict=True))


def _names(text: str, known: Collection[str]) -> list[str]:
    names = text.split(",")
    if unknown := [name for name in names if name not in known]:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
    return names


if __name__ == "__main__":
    main(sys.argv[1:])
