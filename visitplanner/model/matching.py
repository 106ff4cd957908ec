"""Sharing out what is limited: who gets which of the seats that would do."""

from collections.abc import Mapping, Sequence


def matching(wanted: Sequence[Sequence[int]], limits: Mapping[int, int | None]) -> list[int | None]:
    """One of the things that would do for each, so that as many as can be get one.

    `wanted` names for each what would do, the best first; `limits` says how many can have a thing
    (None: any number). Whoever comes first keeps one once he has one (augmenting paths).
    """
    given: list[int | None] = [None] * len(wanted)
    holders: dict[int, list[int]] = {}
    for who in range(len(wanted)):
        _serve(who, wanted, limits, given, holders)
    return given


def _serve(
    who: int,
    wanted: Sequence[Sequence[int]],
    limits: Mapping[int, int | None],
    given: list[int | None],
    holders: dict[int, list[int]],
) -> None:
    """Look breadth-first for a free thing, and pass things on along the way to it."""
    came: dict[int, tuple[int, int | None]] = {}
    queue: list[tuple[int, int | None]] = [(who, None)]
    for one, held in queue:
        for thing in wanted[one]:
            if thing in came:
                continue
            came[thing] = (one, held)
            limit = limits.get(thing)
            if limit is None or len(holders.get(thing, ())) < limit:
                _pass_on(thing, came, given, holders)
                return
            queue.extend((other, thing) for other in holders.get(thing, ()))


def _pass_on(
    thing: int,
    came: Mapping[int, tuple[int, int | None]],
    given: list[int | None],
    holders: dict[int, list[int]],
) -> None:
    free: int | None = thing
    while free is not None:
        who, held = came[free]
        if held is not None:
            holders[held].remove(who)
        holders.setdefault(free, []).append(who)
        given[who] = free
        free = held
