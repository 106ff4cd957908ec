"""One measurement, in a process of its own.

`python -m tests.benchmarks.part FOLDER prepare FAMILY PEOPLE SEED` writes a case to a folder,
`python -m tests.benchmarks.part FOLDER PEER LIMIT` measures an alternative on it and prints a line
of JSON: seconds, peak memory of the process in MiB, values and bounds. What is measured runs once
before on a tiny programme of the same family, so that what a library makes at its first use is not
in the time.
"""

import gc
import json
import pickle
import resource
import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.families import FAMILIES
from tests.benchmarks.nepal import VARIANTS, nepal, read_tables
from tests.benchmarks.peers.catalogue import peer
from tests.benchmarks.peers.form import Case, NotHereError

TINY = 12
STACK = 512 * 2**20
"""Bytes: some alternatives recurse as deep as there are people."""


def prepare_case(folder: Path, family: str, people: int, seed: int) -> None:
    """Write a programme and its arrays to a folder, and those of a tiny one."""
    for name, size in (("tiny", min(TINY, people)), ("whole", people)):
        document, arrays, options = _made(family, size, seed)
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(arrays))
        (folder / "options.txt").write_text(str(options), encoding="utf-8")


def _made(family: str, people: int, seed: int) -> tuple[dict[str, Any], object, int]:
    """A document, its arrays, and how many options there are."""
    if family in VARIANTS:
        from tests.benchmarks.nepal_reference import pairs_of

        tables = read_tables()
        if people < tables.people:
            tables = tables.smallest(people)
        pairs = pairs_of(VARIANTS[family], tables)
        return nepal(VARIANTS[family], tables), pairs, len(pairs.way)
    from tests.benchmarks.arrays import instance_of

    document = FAMILIES[family](people, seed)
    instance = instance_of(document)
    return document, instance, len(instance)


def measured(folder: Path, name: str, limit: float) -> dict[str, Any]:
    """What one run of an alternative took and found."""
    prepare = peer(name).load()
    try:
        prepare(Case(folder, "tiny", min(limit, 5.0)))()
        run = prepare(Case(folder, "whole", limit))
    except NotHereError as error:
        return {"note": str(error)}
    gc.collect()
    began = time.perf_counter()
    outcome = run()
    return {
        "seconds": time.perf_counter() - began,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "values": dict(outcome.values),
        "bounds": dict(outcome.bounds),
    }


def main(words: list[str]) -> None:
    """Prepare, or measure in a thread with a large stack and print."""
    folder = Path(words[0])
    if words[1] == "prepare":
        family, people, seed = words[2:]
        prepare_case(folder, family, int(people), int(seed))
        return
    threading.stack_size(STACK)
    found: list[dict[str, Any]] = []
    thread = threading.Thread(
        target=lambda: found.append(measured(folder, words[1], float(words[2])))
    )
    thread.start()
    thread.join()
    if not found:
        sys.exit(1)
    print(json.dumps(found[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
