"""What a programme leaves open and how it is then read, in sentences a coordinator can check."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from visitplanner.model.people import Person
from visitplanner.model.references import Loc, place
from visitplanner.model.windows import DateWindow

if TYPE_CHECKING:
    from visitplanner.model.programme import Programme


def assumptions_of(programme: "Programme") -> tuple[str, ...]:
    """Every assumption once, in the order of the document, defaults last."""
    read: dict[str, list[str]] = {}
    for loc, assumption in _gather(programme) if _is_assumed([programme]) else ():
        read.setdefault(assumption, []).append(place(loc))
    windows = [f"{assumption}, at {', '.join(places)}" for assumption, places in read.items()]
    return tuple(dict.fromkeys([*windows, *_defaults(programme)]))


def _is_assumed(found: Iterable[object]) -> bool:
    """Whether anything was assumed of any window in some things.

    Many thousand people are looked through kind by kind, which is quicker than one by one.
    """
    kinds: dict[type, list[Any]] = {}
    for each in found:
        kinds.setdefault(type(each), []).append(each)
    return any(
        any(window.assumption for window in items)
        if kind is DateWindow
        else _is_assumed(chain.from_iterable(items))
        if kind is tuple
        else any(
            _is_assumed(filter(None, map(attrgetter(name), items))) for name in _with_windows(kind)
        )
        for kind, items in kinds.items()
        if kind is tuple or issubclass(kind, BaseModel)
    )


def _gather(found: object) -> Sequence[tuple[Loc, str]]:
    """What was assumed of every window in something, each with its place there.

    Places are put together on the way back: nearly everywhere nothing was assumed.
    """
    if isinstance(found, DateWindow):
        return [((), found.assumption)] if found.assumption else ()
    told: list[tuple[Loc, str]] = []
    if isinstance(found, tuple):
        for number, item in enumerate(found):
            if inside := _gather(item):
                told += [((number, *loc), assumption) for loc, assumption in inside]
    elif isinstance(found, BaseModel):
        for name in _with_windows(type(found)):
            if (item := getattr(found, name)) and (inside := _gather(item)):
                told += [((name, *loc), assumption) for loc, assumption in inside]
    return told


@cache
def _with_windows(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in which there can be a window."""
    return tuple(
        name for name, field in model.model_fields.items() if _has_window(field.annotation)
    )


def _has_window(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation is DateWindow or bool(_with_windows(annotation))
    return any(map(_has_window, get_args(annotation)))


def _defaults(programme: "Programme") -> Iterator[str]:
    of_delegation: dict[str, list[Person]] = {}
    for person in programme.people.values():
        of_delegation.setdefault(person.delegation, []).append(person)
    unsupervised: list[str] = []
    for delegation in programme.delegations:
        people = of_delegation.get(delegation.id, [])
        yield from _people(delegation.id, people)
        named = delegation.supervision or programme.policy.supervision
        if named is None and any(person.minor and person.needs for person in people):
            unsupervised.append(delegation.id)
    if unsupervised:
        yield (
            f"{', '.join(unsupervised)}: no supervision profile is named, so 'standard' holds: "
            "one accompanying person for up to ten minors of a delegation at a site"
        )
    if programme.hosts and not programme.partnerships:
        yield "no partnerships are listed, so every host is taken to have agreed with every sender"
    regions = [offer.region for offer in programme.offers.values()]
    if regions and not any(regions):
        yield "no region is named, so no public holidays are kept"


def _people(delegation: str, people: list[Person]) -> Iterator[str]:
    unknown = [
        person
        for person in people
        if person.role == "pupil" and person.age_on(person.window.first) is None
    ]
    if unknown:
        count = f"{len(unknown)} pupil{'s' if len(unknown) > 1 else ''}"
        yield f"{delegation}: the age of {count} is not known: planned as minors"
    if unsure := [person.id for person in people if not person.certain]:
        ends = " to ".join(dict.fromkeys((unsure[0], unsure[-1])))
        yield (
            f"{delegation}: it is not sure that {ends} will come: counted for places, "
            "but not relied on for supervision"
        )
