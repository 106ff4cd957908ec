"""Components planned by the workers of an executor: the same plan, whatever becomes of them."""

import os
import pickle
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

import visitplanner as vp
from visitplanner.engine import least, parts, pool
from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.limits import Limits
from visitplanner.engine.parts import Part
from visitplanner.engine.solve import solve
from visitplanner.matrix.linear import matrix_of
from visitplanner.matrix.problem import UNLIMITED, Objective
from visitplanner.solve.progress import Progress

TOWNS = 4


def town(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A host and a delegation that no other town has anything to do with.

    Minimum groups, so that CP-SAT plans them; one person too many.
    """
    field = f"field-{number}"
    slots = [
        {"id": f"slot-{number}-{each}", "field": field, "places": 3, "minimum_group": 2}
        for each in range(2)
    ]
    host = {
        "id": f"host-{number}",
        "name": f"Host {number}",
        "sites": [{"id": f"site-{number}", "name": f"Site {number}", "slots": slots}],
    }
    need = {"field": field, "length": "5 working days"}
    people = [
        {
            "id": f"person-{each}",
            "role": "professional",
            "preferences": [f"slot-{number}-{(each + number) % 2}"],
            "needs": [need],
        }
        for each in range(6 + number)
    ]
    delegation = {
        "id": f"group-{number}",
        "name": f"Group {number}",
        "senders": ["school"],
        "window": "5-9 April 2027",
        "participants": people,
    }
    return host, delegation


def towns(**more: Any) -> vp.Programme:
    """A programme of as many components as there are towns."""
    hosts, delegations = zip(*map(town, range(TOWNS)), strict=True)
    return vp.Programme.model_validate(
        {
            "id": "towns",
            "name": "Towns",
            "time_zone": "Europe/Berlin",
            "organisations": [{"id": "school", "name": "School"}],
            "hosts": hosts,
            "delegations": delegations,
            **more,
        }
    )


@pytest.fixture(autouse=True)
def no_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small components are not bundled."""
    monkeypatch.setattr(least, "parts_of", partial(parts.parts_of, smallest=1))


@contextmanager
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


@contextmanager
def dask() -> Iterator[Executor]:
    import distributed

    library: Any = distributed  # it has types for some of its functions only
    cluster = library.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, library.Client(cluster) as client, client.get_executor() as executor:
        yield executor


def plan_of(programme: vp.Programme, **how: Any) -> str:
    return vp.schedule(programme, **how).model_dump_json()


# --- workers that work --------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Dask, about itself
@pytest.mark.parametrize("workers", [threads, processes, dask])
def test_the_plan_is_the_same_with_workers_and_without(workers: Callable[[], Any]) -> None:
    programme = towns()
    told: list[Progress] = []
    with workers() as executor:
        began = time.monotonic()
        found = plan_of(programme, executor=executor, progress=told.append)
        limited = plan_of(programme, executor=executor, time_limit=60.0)
        assert time.monotonic() - began < 20
    assert found == limited == plan_of(programme)
    assert {each.components for each in told if each.phase == "people_placed"} == {TOWNS}


@pytest.mark.parametrize("workers", [threads, processes])
def test_parts_as_they_are_have_the_same_outcome(
    workers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # parts large enough not to be bundled
    draw = np.random.default_rng(0)
    blocks, size = 3, parts.SMALL + 100
    row = np.arange(blocks * size) // 50
    block_of_row = np.arange(row[-1] + 1) // (size // 50)
    column = np.arange(blocks * size)
    linked = np.concatenate([row, block_of_row + row[-1] + 1])
    columns = np.concatenate([column, np.arange(row[-1] + 1) * 50])
    rows = int(linked.max()) + 1
    matrix = matrix_of(
        np.zeros(len(column), dtype=np.int64),
        np.ones(len(column), dtype=np.int64),
        (linked, columns, draw.integers(1, 4, len(linked))),
        (np.full(rows, -UNLIMITED), np.full(rows, 7)),
    )
    goals = [Objective(column, -draw.integers(1, 6, len(column)), least=-6 * len(column))]
    limits = Limits(seed=0, deadline=Deadline(None))
    alone = solve(matrix, goals, limits=limits)
    with workers() as executor:
        found = solve(matrix, goals, limits=limits, executor=executor)
    assert found.reached == alone.reached
    assert (found.values == alone.values).all()


def test_what_cannot_be_planned_is_said_by_workers_too() -> None:
    pin = {"participant": "group-0/person-0", "slot": "slot-0-0", "first_day": "2027-04-05"}
    others = [
        {"participant": f"group-0/person-{each}", "slot": "slot-0-1", "first_day": "2027-04-05"}
        for each in range(1, 4)
    ]
    exclusion = {"people": [f"group-0/person-{each}" for each in (4, 5)], "at": "slot-0-0"}
    programme = towns(pins=[pin, *others], policy={"exclusions": [exclusion]})
    with threads() as executor, pytest.raises(vp.ContradictionError):
        vp.schedule(programme, executor=executor)


# --- workers that do not ------------------------------------------------------------------------


class Workers(Executor):
    """An executor of which the first parts fare badly; the others are solved at once."""

    def __init__(self, begin: Callable[[], Future[Any]], bad: int = TOWNS) -> None:
        self.begin, self.bad = begin, bad

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.bad -= 1
        if self.bad >= 0:
            return self.begin()
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def refused() -> Future[Any]:
    raise OSError("no workers")


def failed() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(MemoryError("too large"))
    return future


def cancelled() -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


def killed() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(SystemExit(1))
    return future


@pytest.mark.parametrize("bad", [1, TOWNS])
@pytest.mark.parametrize("begin", [refused, failed, cancelled, killed])
def test_what_no_worker_plans_is_planned_here(begin: Callable[[], Future[Any]], bad: int) -> None:
    programme = towns()
    with pytest.warns(RuntimeWarning, match=f"{bad} of {TOWNS} components are planned here"):
        found = plan_of(programme, executor=Workers(begin, bad))
    assert found == plan_of(programme)


def test_workers_that_die_are_survived() -> None:
    programme = towns()
    with processes() as executor:
        dying = Workers(lambda: executor.submit(os._exit, 1), bad=2)
        with pytest.warns(RuntimeWarning, match=r"2 of 4 .*: BrokenProcessPool"):
            found = plan_of(programme, executor=dying)
        with pytest.warns(RuntimeWarning, match=r"4 of 4 .*: BrokenProcessPool"):
            again = plan_of(programme, executor=executor)
    assert found == again == plan_of(programme)


def test_an_executor_that_is_shut_down_is_survived() -> None:
    programme = towns()
    with threads() as executor:
        pass
    with pytest.warns(RuntimeWarning, match="after shutdown"):
        assert plan_of(programme, executor=executor) == plan_of(programme)


def test_workers_that_never_answer_are_waited_for_in_vain_not_longer_than_the_limit() -> None:
    programme = towns()
    never: list[Future[Any]] = []

    def begin() -> Future[Any]:
        never.append(Future())
        return never[-1]

    began = time.monotonic()
    with pytest.warns(RuntimeWarning, match=r"2 of 4 .*: TimeoutError: not begun in time"):
        found = plan_of(programme, executor=Workers(begin, bad=2), time_limit=5.0)
    assert time.monotonic() - began < 10
    assert found == plan_of(programme)
    assert all(each.cancelled() for each in never)


class Odd(Exception):  # noqa: N818 - an exception that does not come back from a pickle
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def test_a_part_that_fails_in_a_worker_is_planned_here(monkeypatch: pytest.MonkeyPatch) -> None:
    programme = towns()
    real, handed = least.least_of_part, []

    def faulty(part: Part, start: Any, limits: Limits) -> Any:
        if threading.current_thread() is not threading.main_thread():
            raise Odd(1, 2)
        return real(part, start, limits)

    def work(*args: Any) -> Any:
        handed.append(pickle.loads(pickle.dumps(real_work(*args))))
        return handed[-1]

    real_work = pool._work
    monkeypatch.setattr(pool, "_work", work)
    monkeypatch.setattr(pool, "least_of_part", faulty)
    with threads() as executor, pytest.warns(RuntimeWarning, match="RuntimeError: Odd: 1 and 2"):
        found = plan_of(programme, executor=executor)
    assert [type(each) for each in handed] == [RuntimeError] * TOWNS
    assert found == plan_of(programme)


def test_an_interrupt_gives_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "FAREWELL", 0.1)
    # Who runs the tests in the background may have told them to ignore interrupts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    programme, whole = towns(), vp.schedule(towns())
    main = threading.main_thread().ident or 0
    timer = threading.Timer(1.0, partial(signal.pthread_kill, main, signal.SIGINT))
    never: list[Future[Any]] = []

    def begin() -> Future[Any]:
        never.append(Future())
        timer.start()
        return never[-1]

    began = time.monotonic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = vp.schedule(programme, executor=Workers(begin, bad=1))
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 10
    assert [each.cancelled() for each in never] == [True]
    # Of the part that was waited for, nothing is sure to be found; the others are planned.
    others = set(whole.placements) ^ set(found.placements)
    assert len({each.participant.split("/")[0] for each in others}) <= 1
    assert vp.check(programme, found) == ()


@pytest.mark.parametrize("workers", [nullcontext, threads])
def test_an_interrupt_between_two_solvers_gives_what_is_there(
    workers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    programme, whole = towns(), vp.schedule(towns())
    real, begun = least.least_of_part, []

    def interrupted(part: Part, start: Any, limits: Limits) -> Any:
        begun.append(limits.deadline.over)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return real(part, start, limits)

    monkeypatch.setattr(pool, "least_of_part", interrupted)
    with workers() as executor:
        found = vp.schedule(programme, executor=executor)
    assert sum(begun) >= 1
    assert vp.check(programme, found) == ()
    assert 0 < len(found.placements) <= len(whole.placements)


def test_parts_share_the_time_so_that_all_have_theirs() -> None:
    sizes = [50, 30, 20, 20, 10, 10]
    made = [Part(np.arange(size), matrix_of_size(size), ()) for size in sizes]
    assert pool._shares(made, 1) == [size / sum(sizes) for size in sizes]
    assert pool._shares(made, 2) == [size / 70 for size in sizes]
    assert pool._shares(made, 100) == [size / 50 for size in sizes]


def matrix_of_size(columns: int) -> Any:
    none = np.zeros(0, dtype=np.int64)
    bounds = np.zeros(columns, dtype=np.int64)
    return matrix_of(bounds, bounds, (none, none, none), (none, none))


@pytest.mark.parametrize("seconds", [1_000.0, None])
def test_small_parts_are_first_and_time_that_is_left_is_for_what_is_open(
    monkeypatch: pytest.MonkeyPatch, seconds: float | None
) -> None:
    made = [
        Part(np.arange(size), matrix_of_size(size), (Objective(np.arange(1), np.ones(1, int)),))
        for size in (50, 10, 30)
    ]
    asked: list[tuple[int, int | None]] = []
    times: list[float | None] = []
    answers = {50: [(7, 5), (5, 3)], 10: [(4, 4)], 30: [(6, 1), (8, 2)]}

    def least_of_part(part: Part, start: Any, limits: Limits) -> Outcome:
        size = part.matrix.columns
        times.append(limits.deadline.left)
        asked.append((size, None if start is None else int(start[0])))
        value, bound = answers[size][sum(each == size for each, _ in asked) - 1]
        return Outcome.of(np.full(size, value), part.objectives, [bound])

    monkeypatch.setattr(pool, "least_of_part", least_of_part)
    found = list(pool.solved(made, Limits(seed=0, deadline=Deadline(seconds)), None))
    first = [(10, None), (30, None), (50, None)]
    if seconds is None:
        assert asked == first
        assert [(each.reached, each.bounds) for each in found] == [
            ((7,), (5,)),
            ((4,), (4,)),
            ((6,), (1,)),
        ]
    else:
        # What is found later is no worse, and what was proven before still is.
        assert asked == [*first, (30, 6), (50, 7)]
        # What one does not need is for those that follow.
        shares = [1 / 9, 3 / 8, 1, 3 / 8, 1]
        assert times == pytest.approx([seconds * each for each in shares], rel=0.01)
        assert [(each.reached, each.bounds) for each in found] == [
            ((5,), (5,)),
            ((4,), (4,)),
            ((6,), (2,)),
        ]


def test_what_workers_leave_open_has_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        Part(np.arange(size), matrix_of_size(size), (Objective(np.arange(1), np.ones(1, int)),))
        for size in (20, 10)
    ]
    asked: list[tuple[int, bool]] = []

    def least_of_part(part: Part, start: Any, _: Limits) -> Outcome:
        asked.append((part.matrix.columns, start is not None))
        bound = 5 if start is not None or part.matrix.columns == 10 else 4
        return Outcome.of(np.full(part.matrix.columns, 5), part.objectives, [bound])

    monkeypatch.setattr(pool, "least_of_part", least_of_part)
    limits = Limits(seed=0, deadline=Deadline(1_000.0))
    with threads() as executor:
        found = list(pool.solved(made, limits, executor))
    assert sorted(asked[:2]) == [(10, False), (20, False)]
    assert asked[2:] == [(20, True)]
    assert all(each.proven for each in found)
