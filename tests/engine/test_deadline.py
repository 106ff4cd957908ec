"""Time limits within time limits, on a clock that the tests turn."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.engine import answer
from visitplanner.engine.answer import GRANTED, MOMENT, Deadline, LimitHit

SECONDS = st.integers(0, 100).map(float)


class Clock:
    """The time of day, and how often somebody looked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(answer, "time", SimpleNamespace(monotonic=made.monotonic))
    return made


def nested(limits: list[float | None]) -> Deadline:
    """A deadline for each, one within the other; the innermost."""
    found: Deadline | None = None
    for limit in limits:
        found = Deadline(limit, within=found)
    assert found is not None
    return found


@given(st.lists(st.none() | SECONDS, min_size=1, max_size=5), SECONDS)
def test_what_is_left_is_the_least_of_all_around(limits: list[float | None], spent: float) -> None:
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer, "time", SimpleNamespace(monotonic=clock.monotonic))
        deadline = nested(limits)
        clock.now = spent
        known = [max(0.0, each - spent) for each in limits if each is not None]
        assert deadline.left == min(known, default=None)
        assert deadline.over == (min(known, default=1.0) == 0)
        assert not deadline.expired


def test_each_deadline_around_is_asked_once(clock: Clock) -> None:
    deadline = nested([100.0] * 12)
    before = clock.looks
    assert deadline.left == 100.0
    assert clock.looks == before + 12


@pytest.mark.parametrize("inner", [Deadline.share, Deadline.farewell])
def test_a_share_is_of_what_is_left(
    clock: Clock, inner: Callable[[Deadline, float], Deadline]
) -> None:
    deadline = Deadline(100.0)
    clock.now = 60.0
    own = inner(deadline, 0.25)
    assert own.left == 10.0
    assert inner(Deadline(None), 0.25).left is None
    clock.now = 65.0
    assert (own.left, deadline.left) == (5.0, 35.0)


def test_who_does_not_want_to_wait_ends_all_around(clock: Clock) -> None:
    deadline = Deadline(None)
    own = deadline.share(0.5)
    own.expire()
    assert deadline.over
    assert deadline.expired
    assert own.expired
    assert deadline.share(0.5).over
    assert deadline.farewell(0.5).left == MOMENT


def test_a_hastened_deadline_leaves_a_part_of_the_time(clock: Clock) -> None:
    deadline = Deadline(100.0)
    clock.now = 20.0
    deadline.hasten(0.25)
    assert deadline.left == 20.0
    endless = Deadline(None)
    endless.hasten(0.5)
    assert endless.left is None


@given(st.lists(st.none() | SECONDS, min_size=1, max_size=3), SECONDS)
def test_what_takes_longer_than_what_is_left_is_not_allowed(
    limits: list[float | None], needed: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer, "time", SimpleNamespace(monotonic=Clock().monotonic))
        least = min((each for each in limits if each is not None), default=None)
        assert nested(limits).allows(needed) == (least is None or least > needed)


@pytest.mark.parametrize(("limit", "spent"), [(None, 1e9), (100.0, 99.0), (1e-6, 0.9 * GRANTED)])
def test_nobody_is_pressed_before_the_limit_or_within_the_first_second(
    clock: Clock, limit: float | None, spent: float
) -> None:
    deadline = Deadline(limit)
    clock.now = spent
    deadline.press()


@pytest.mark.parametrize(("limit", "spent"), [(100.0, 100.0), (1e-6, GRANTED)])
def test_after_that_it_is_too_late(clock: Clock, limit: float, spent: float) -> None:
    deadline = Deadline(limit)
    clock.now = spent
    with pytest.raises(LimitHit):
        deadline.press()
