"""The folder that comes out of planning: which files it holds, and how they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner.calendars.invite import host_invitations, uninvited_sites
from visitplanner.calendars.publish import host_calendars, participant_calendars
from visitplanner.files.write import document_text, write_files
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.report.page import report_page

if TYPE_CHECKING:
    from visitplanner.language.catalogue import Language

CALENDAR_FOLDERS = ("calendars/hosts", "calendars/participants", "invitations")
"""The folders that hold calendar files."""

_OURS = b"-//visitplanner//"
_HEAD = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Everything that is written for a plan."""

    files: Mapping[str, bytes]
    """Content by path. The plan comes last: where it is, the others are, too."""
    inviting: bool
    """Whether there is a coordinator with an e-mail address, whom hosts could answer."""
    uninvited: tuple[str, ...]
    """Sites with placements for which no invitation can be written, for want of an e-mail."""
    folders: tuple[str, str, str] = CALENDAR_FOLDERS
    """Where the calendars of hosts and of participants are, and the invitations."""

    def count(self, folder: str) -> int:
        """How many files go into a folder."""
        return sum(name.startswith(f"{folder}/") for name in self.files)


def outputs_of(programme: Programme, plan: Plan, *, language: "Language", now: datetime) -> Outputs:
    """Plan, report, calendars and, where the coordinator has an e-mail address, invitations.

    Raises `CalendarError` for what no calendar can carry.
    """
    hosts = host_calendars(programme, plan, language=language, now=now)
    people = participant_calendars(programme, plan, language=language, now=now)
    files = {f"calendars/hosts/{each.filename}": each.content for each in hosts}
    files |= {f"calendars/participants/{each.filename}": each.content for each in people}
    inviting = programme.coordinator is not None and programme.coordinator.email is not None
    uninvited: tuple[str, ...] = ()
    if inviting:
        letters = host_invitations(programme, plan, language=language, now=now)
        files |= {f"invitations/{each.filename}": each.content for each in letters}
        uninvited = uninvited_sites(programme, plan)
    files["report.html"] = report_page(programme, plan, language=language).encode()
    files["plan.json"] = document_text(plan, "json").encode()
    return Outputs(files=files, inviting=inviting, uninvited=uninvited)


def write_outputs(folder: Path, outputs: Outputs) -> tuple[Path, ...]:
    """Write everything, then remove the calendar files of an earlier run that no longer belong.

    Returns the files removed. Only `*.ics` files that visitplanner has written, directly in
    `CALENDAR_FOLDERS`, are ever removed. Raises `OSError` where something cannot be written.
    """
    write_files(folder, outputs.files)
    stale = [
        path
        for part in CALENDAR_FOLDERS
        for path in sorted((folder / part).glob("*.ics"))
        if f"{part}/{path.name}" not in outputs.files and _is_ours(path)
    ]
    for path in stale:
        path.unlink()
    return tuple(stale)


def _is_ours(path: Path) -> bool:
    """Whether the file names visitplanner as its maker (RFC 5545, 3.7.3)."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return _OURS in file.read(_HEAD)
