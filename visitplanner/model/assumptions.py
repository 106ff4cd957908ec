"""What a programme leaves open and how it is then read, in sentences a coordinator can check."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from visitplanner.model.references import Loc, place
from visitplanner.model.windows import DateWindow

if TYPE_CHECKING:
    from visitplanner.model.programme import Programme


def assumptions_of(programme: "Programme") -> tuple[str, ...]:
    """Every assumption once, in the order of the document, defaults last."""
    return tuple(dict.fromkeys([*_windows(programme, ()), *_defaults(programme)]))


def _windows(found: object, loc: Loc) -> Iterator[str]:
    if isinstance(found, DateWindow):
        if found.assumption:
            yield f"{place(loc)}: {found.assumption}"
    elif isinstance(found, BaseModel):
        for name in type(found).model_fields:
            yield from _windows(getattr(found, name), (*loc, name))
    elif isinstance(found, tuple):
        for number, item in enumerate(found):
            yield from _windows(item, (*loc, number))


def _defaults(programme: "Programme") -> Iterator[str]:
    minors = False
    for delegation in programme.delegations:
        people = [p for p in programme.people.values() if p.delegation == delegation.id]
        unknown = sum(
            1
            for person in people
            if person.role == "pupil" and person.age_on(person.window.first) is None
        )
        minors = minors or any(person.minor and person.needs for person in people)
        if unknown:
            yield (
                f"{delegation.id}: the age of {unknown} pupil{'s' if unknown > 1 else ''} is not "
                "known, so they are planned as minors"
            )
        if unsure := [person for person in people if not person.certain]:
            yield (
                f"{delegation.id}: {len(unsure)} more may come ({unsure[0].id}"
                f"{' and others' if len(unsure) > 1 else ''}); they take places, beds and seats, "
                "but nobody relies on them"
            )
    named = programme.policy.supervision or any(d.supervision for d in programme.delegations)
    if minors and not named:
        yield (
            "no supervision profile is named, so 'standard' holds: one accompanying person for "
            "up to ten minors of a delegation at a site"
        )
    if programme.hosts and not programme.partnerships:
        yield "no partnerships are listed, so every host is taken to have agreed with every sender"
    if (
        programme.hosts
        and programme.region is None
        and not any(site.region for host in programme.hosts for site in host.sites)
    ):
        yield "no region is named, so no public holidays are kept"
