"""What comes out: files with their names, ready to be written or sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from visitplanner.calendars.events import Event

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows their first dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """One calendar, as a file."""

    id: str
    """Whose it is: id of the site or of the participant; of an invitation, its UID."""
    filename: str
    """A plain name without folders, unique among the files made together (also where case does
    not count), such as `dannacker-w1.ics`."""
    title: str
    """What people may call it."""
    content: bytes
    """The iCalendar file (RFC 5545)."""
    events: tuple[Event, ...]
    """The entries in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(CalendarFile):
    """One invitation, as a file of its own."""

    site: str
    """Id of the site invited."""
    recipient: str
    """E-mail address of who is invited."""
    participant: str
    """Id of the participant whom it is about."""

    @property
    def uid(self) -> str:
        """The one UID in the file."""
        return self.id


def file_names(ids: Iterable[str], suffix: str = ".ics") -> tuple[str, ...]:
    """Give each id a file name: `auto-bar/pupil-03` is `auto-bar-pupil-03.ics`.

    A name that is taken, or that differs from a taken one by case only, gets a number; names that
    Windows keeps for devices get an underscore.
    """
    taken: set[str] = set()
    names = []
    for each in ids:
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", each)
        if _DEVICE.match(stem):
            stem = f"_{stem}"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(name + suffix)
    return tuple(names)
