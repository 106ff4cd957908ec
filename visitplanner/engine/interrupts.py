"""Solvers run in a thread of their own, so that an interrupt from the keyboard reaches us."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from visitplanner.engine.answer import Deadline, LimitHit

T = TypeVar("T")


def interruptible(
    call: Callable[[], T], deadline: Deadline, *, stop: Callable[[], object] | None
) -> T:
    """The result of a call; an interrupt lets the deadline expire and stops it.

    `stop` makes the call return with what it has. Without one it is left behind in its thread,
    and `LimitHit` is raised.
    """
    found: Future[T] = Future()

    def run() -> None:
        try:
            found.set_result(call())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            found.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return found.result()
    except KeyboardInterrupt:
        deadline.expire()
        if stop is None:
            raise LimitHit from None
        stop()
        return found.result()
