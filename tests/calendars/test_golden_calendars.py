"""Calendars and invitations whole, byte for byte: what readers have got must not change unnoticed.

To write the files anew after a wanted change: `VISITPLANNER_UPDATE_GOLDEN=1 pytest` on this file;
then read the difference before it is committed.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import visitplanner as vp
from visitplanner.calendars.outcome import CalendarFile

FOLDER = Path(__file__).parent.parent / "golden" / "calendars"
UPDATE = os.environ.get("VISITPLANNER_UPDATE_GOLDEN") == "1"
NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)

Make = Callable[[vp.Programme, vp.Plan], tuple[CalendarFile, ...]]

CALENDARS: dict[str, tuple[Make, str]] = {
    "host": (lambda *of: vp.host_calendars(*of, now=NOW), "w1.ics"),
    "host_whole_days_de": (lambda *of: vp.host_calendars(*of, now=NOW, language="de"), "w2.ics"),
    "host_no_yearly_rule": (lambda *of: vp.host_calendars(*of, now=NOW), "lab.ics"),
    "pupil_uk": (
        lambda *of: vp.participant_calendars(*of, now=NOW, language="uk"),
        "auto-pupil-01.ics",
    ),
    "teacher": (lambda *of: vp.participant_calendars(*of, now=NOW), "auto-teacher-02.ics"),
    "invitation": (lambda *of: vp.host_invitations(*of, now=NOW), "w1-auto-pupil-02.ics"),
    "invitation_whole_days_uk": (
        lambda *of: vp.host_invitations(*of, now=NOW, language="uk"),
        "w2-auto-pupil-03.ics",
    ),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_the_bytes_are_those_of_the_golden_file(
    name: str, programme: vp.Programme, plan: vp.Plan
) -> None:
    make, filename = CALENDARS[name]
    (file,) = (each for each in make(programme, plan) if each.filename == filename)
    path = FOLDER / f"{name}.ics"
    if UPDATE:
        path.write_bytes(file.content)
    assert file.content == path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} == set(CALENDARS)
