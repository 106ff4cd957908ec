"""The nearest known name to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nsmallest


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """A hint such as `; did you mean 'dannacker-w2'?`, or an empty text when nothing is near."""
    near = get_close_matches(found[:100], _candidates(found, known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def _candidates(found: str, known: Iterable[str]) -> list[str]:
    """Of `delegation/participant`, one half at most is mistyped: to compare all takes long."""
    names = list(known)
    group, slash, own = found.partition("/")
    if len(names) <= _FEW:
        return names
    if not slash:
        return [name for name in names if "/" not in name]
    of_group = [name for name in names if name.startswith(f"{group}/")]
    return of_group or [name for name in names if name.endswith(f"/{own}")]


_FEW = 300


def allowed(known: Iterable[str], most: int = 8) -> str:
    """The known names as one readable list, cut after `most` of them or 160 characters."""
    names = list(known)
    if not names:
        return "none is defined"
    shown: list[str] = []
    for name in nsmallest(most, names):
        if shown and sum(map(len, shown)) + len(name) > 160:
            break
        shown.append(name)
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(f"'{name}'" for name in shown) + more
