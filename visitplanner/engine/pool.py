"""The parts of a matrix, solved one after another or by the workers of an executor."""

import heapq
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed, wait
from os import cpu_count
from uuid import uuid4

from visitplanner.engine.answer import Deadline, Infeasible, LimitHit, Outcome
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part
from visitplanner.matrix.options import Ints

WORKING = 0.8
"""Share of the time that is left which workers have."""
WAITING = 0.9
"""Share of it after which no worker is waited for; the rest is for what they have not solved."""
FAREWELL = 1.0
"""Seconds that workers have to hand in what they have found when the keyboard interrupts."""

STOPPED: set[str] = set()
"""Runs that the keyboard has interrupted in this worker: nothing more is searched for them."""

Handed = Outcome | Exception
"""What a worker hands in: what it has found, or why it has not."""


def solved(parts: Sequence[Part], limits: Limits, executor: Executor | None) -> Iterator[Outcome]:
    """The outcome of every part, in their order.

    The same outcomes with an executor and without, whoever finishes first. A part that no worker
    solves, because it died, cannot be reached or does not answer in time, is solved here, with a
    `RuntimeWarning`. An interrupt from the keyboard lets the deadline expire, also while workers
    are waited for.
    """
    known = {} if executor is None or len(parts) < 2 else _there(parts, limits, executor)
    yield from _here(parts, limits, known)


def _here(parts: Sequence[Part], limits: Limits, known: dict[int, Outcome]) -> Iterator[Outcome]:
    """Those of which nothing is known, one after another, each with its share of the time left.

    The smallest first: the time that they do not need is for the large ones. What is left in the
    end is for those that are not proven.
    """
    found = dict(known)
    order = sorted(range(len(parts)), key=lambda each: parts[each].matrix.columns)
    _one_by_one(parts, [each for each in order if each not in found], limits, found)
    if limits.deadline.left:
        _one_by_one(parts, [each for each in order if not found[each].proven], limits, found)
    yield from (found[each] for each in range(len(parts)))


def _one_by_one(
    parts: Sequence[Part], waiting: Sequence[int], limits: Limits, found: dict[int, Outcome]
) -> None:
    """Put the outcomes of those that wait with what is found."""
    left = sum(parts[each].matrix.columns for each in waiting)
    for each in waiting:
        share = limits.of_part(each + 1, len(parts), parts[each].matrix.columns / left)
        found[each] = _solved(parts[each], share, found.get(each))
        left -= parts[each].matrix.columns


def _there(parts: Sequence[Part], limits: Limits, executor: Executor) -> dict[int, Outcome]:
    """By number, the outcomes of those parts that workers have solved."""
    handed, interrupted = _handed(parts, limits, executor)
    failed = [error for error in handed if isinstance(error, Exception)]
    for error in failed:
        if isinstance(error, (Infeasible, LimitHit)):
            raise error
    if failed and not interrupted:
        warnings.warn(
            f"{len(failed)} of {len(parts)} components are planned here, as no worker has planned "
            f"them: {type(failed[0]).__name__}: {' '.join(str(failed[0]).split())}",
            RuntimeWarning,
            stacklevel=2,
        )
    return {number: each for number, each in enumerate(handed) if isinstance(each, Outcome)}


def _handed(parts: Sequence[Part], limits: Limits, executor: Executor) -> tuple[list[Handed], bool]:
    """What workers hand in for every part, and whether the keyboard has interrupted them."""
    shares = _shares(parts, getattr(executor, "_max_workers", None) or cpu_count() or 1)
    run = uuid4().hex
    begun = [
        _begun(executor, part, limits.seed, limits.deadline.share(WORKING * share).left, run)
        for part, share in zip(parts, shares, strict=True)
    ]
    futures = [each for each in begun if isinstance(each, Future)]
    try:
        interrupted = _interrupted(futures, limits, len(parts))
    finally:
        for each in futures:
            each.cancel()
    handed = [_result(each) if isinstance(each, Future) else each for each in begun]
    return handed, interrupted


def _shares(parts: Sequence[Part], workers: int) -> list[float]:
    """For every part such a share of the time that all have theirs, one after another."""
    loads = [0] * min(workers, len(parts))
    for part in parts:
        heapq.heapreplace(loads, loads[0] + part.matrix.columns)
    return [part.matrix.columns / max(loads) for part in parts]


def _begun(
    executor: Executor, part: Part, seed: int, seconds: float | None, run: str
) -> Future[Handed] | Exception:
    try:
        return executor.submit(_work, part, seed, seconds, run)
    except Exception as error:  # noqa: BLE001 - whatever an executor raises
        return error


def _work(part: Part, seed: int, seconds: float | None, run: str) -> Handed:
    """What a worker does; it raises nothing, as not every exception can travel."""
    deadline = Deadline(0.0 if run in STOPPED else seconds)
    try:
        return _solved(part, Limits(seed=seed, deadline=deadline))
    except (Infeasible, LimitHit) as error:
        return error
    except Exception as error:  # noqa: BLE001 - told by whoever solves the part again
        return RuntimeError(f"{type(error).__name__}: {error}")
    finally:
        if deadline.over and (seconds is None or deadline.spent < seconds):
            STOPPED.add(run)


def _interrupted(futures: Sequence[Future[Handed]], limits: Limits, parts: int) -> bool:
    """Wait until all have answered or time is short; whether the keyboard has interrupted this."""
    left = limits.deadline.left
    limits.of_part(1, parts, 1.0).tell(0)
    try:
        for done, each in enumerate(
            as_completed(futures, timeout=None if left is None else WAITING * left), start=1
        ):
            found = _result(each)
            if isinstance(found, Infeasible):
                return False
            if isinstance(found, Outcome):
                told = limits.of_part(done, parts, 1.0)
                for objective, pair in enumerate(zip(found.reached, found.bounds, strict=True)):
                    told.tell(objective, *pair)
    except TimeoutError:
        return False
    except KeyboardInterrupt:
        limits.deadline.expire()
        for each in futures:
            each.cancel()
        # Workers of this machine hear the keyboard, too, and hand in what they have found.
        wait(futures, timeout=FAREWELL)
        return True
    return False


def _result(found: Future[Handed]) -> Handed:
    """What has been handed in so far."""
    if not found.done():
        return TimeoutError("no answer in time")
    try:
        error = found.exception()
    except CancelledError:
        return TimeoutError("not begun in time")
    if error is None:
        return found.result()
    return error if isinstance(error, Exception) else RuntimeError(type(error).__name__)


def _solved(part: Part, limits: Limits, known: Outcome | None = None) -> Outcome:
    """The outcome of a part, no worse than what is known of it.

    An interrupt that no solver has heard lets the deadline expire.
    """
    start = None if known is None else known.values
    try:
        found = _in_time(part, start, limits)
    except KeyboardInterrupt:
        limits.deadline.expire()
        found = _in_time(part, start, limits)
    return found if known is None else found.with_bounds_of(known)


def _in_time(part: Part, start: Ints | None, limits: Limits) -> Outcome:
    """The outcome of a part; with no time left, that of doing nothing."""
    try:
        return least_of_part(part, start, limits)
    except LimitHit:
        return _nothing_done(part)


def _nothing_done(part: Part) -> Outcome:
    """Where the rows allow it, nothing at all is better than no plan; else raises `LimitHit`."""
    empty = part.matrix.empty_plan
    if empty is None:
        raise LimitHit
    return Outcome.of(empty, part.objectives, [each.least for each in part.objectives])
