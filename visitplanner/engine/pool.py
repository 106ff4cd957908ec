"""The parts of a matrix, solved one after another or by the workers of an executor."""

import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from os import cpu_count

from visitplanner.engine.answer import Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part

GRACE = 1.05
"""Of the time that is left: workers that have not answered by then are not waited for."""


def solved(parts: Sequence[Part], limits: Limits, executor: Executor | None) -> Iterator[Outcome]:
    """The outcome of every part, in their order.

    The same outcomes with an executor and without, whoever finishes first. A part that no worker
    solves, because it died or cannot be reached, is solved here, with a warning.
    """
    if executor is None or len(parts) < 2:
        yield from _here(parts, limits)
    else:
        yield from _there(parts, limits, executor)


def _here(parts: Sequence[Part], limits: Limits) -> Iterator[Outcome]:
    """One after another, each with its share of the time that is left."""
    left = sum(part.matrix.columns for part in parts)
    for number, part in enumerate(parts, start=1):
        share = part.matrix.columns / left
        left -= part.matrix.columns
        yield _solved(part, limits.of_part(number, len(parts), share))


def _there(parts: Sequence[Part], limits: Limits, executor: Executor) -> Iterator[Outcome]:
    workers = getattr(executor, "_max_workers", None) or cpu_count() or 1
    total = sum(part.matrix.columns for part in parts)
    waiting = [
        _begun(part, limits, executor, min(1.0, workers * part.matrix.columns / total))
        for part in parts
    ]
    for number, (part, found) in enumerate(zip(parts, waiting, strict=True), start=1):
        mine = limits.of_part(number, len(parts), 1.0)
        try:
            outcome = _result(found, limits.deadline)
        except Infeasible:
            raise
        except FutureTimeoutError:
            outcome = _nothing_done(part)
        except Exception as error:  # noqa: BLE001 - whatever an executor raises
            warnings.warn(
                f"part {number} of {len(parts)} is solved here, as no worker has solved it: "
                f"{type(error).__name__}: {error}",
                RuntimeWarning,
                stacklevel=2,
            )
            outcome = _solved(part, mine)
        else:
            for objective, pair in enumerate(zip(outcome.reached, outcome.bounds, strict=True)):
                mine.tell(objective, *pair)
        yield outcome


def _begun(
    part: Part, limits: Limits, executor: Executor, share: float
) -> Future[Outcome] | Exception:
    seconds = limits.deadline.share(share).left
    try:
        return executor.submit(_work, part, limits.seed, seconds)
    except Exception as error:  # noqa: BLE001 - whatever an executor raises
        return error


def _work(part: Part, seed: int, seconds: float | None) -> Outcome:
    """What a worker does."""
    return _solved(part, Limits(seed=seed, deadline=Deadline(seconds)))


def _solved(part: Part, limits: Limits) -> Outcome:
    """The outcome of a part; with no time left, that of doing nothing."""
    try:
        return least_of_part(part, None, limits)
    except LimitHit:
        return _nothing_done(part)


def _nothing_done(part: Part) -> Outcome:
    """Where the rows allow it, nothing at all is better than no plan; else raises `LimitHit`."""
    empty = part.matrix.empty_plan
    if empty is None:
        raise LimitHit
    return Outcome.of(empty, part.objectives, [each.least for each in part.objectives])


def _result(found: Future[Outcome] | Exception, deadline: Deadline) -> Outcome:
    if isinstance(found, Exception):
        raise found
    left = deadline.left
    return found.result(None if left is None else left * GRACE + 0.1)
