"""Whole files, byte for byte: what readers have once got must not change unnoticed.

To write the files anew after a wanted change: `VISITPLANNER_UPDATE_GOLDEN=1 pytest` on this file;
then read the difference before it is committed.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from visitplanner.calendars.events import Calendar, Contact, Event
from visitplanner.calendars.ical import to_ical

FOLDER = Path(__file__).parent.parent / "golden" / "ical"
UPDATE = os.environ.get("VISITPLANNER_UPDATE_GOLDEN") == "1"
NOW = datetime(2023, 4, 3, 9, 30, tzinfo=UTC)

OFFICE = Contact(name='Partnership office "Lüneburg - Winnyzja"', email="office@example.org")
WORKSHOP = Contact(name="Workshop 2, service desk", email="w2@example.org")
STAY = Event(
    uid="3f9b7f52-7c1a-5d0e-9a51-0d3d0e6f5a01",
    summary="Internship: auto-bar/pupil-01",
    first_day=date(2023, 5, 16),
    last_day=date(2023, 5, 31),
    days=tuple(date(2023, 5, day) for day in (16, 17, 22, 23, 24, 25, 26, 31)),
    hours=(time(8), time(14, 30)),
    zone="Europe/Berlin",
    description="Pupil; accompanied by auto-bar/teacher-01.\nПрактика в майстерні, 8 днів 🚗",
    location="Workshop 2, Lüneburg",
    categories=("internship", "car repair, service"),
)

CALENDARS = {
    "request": Calendar(
        name="Workshop 2",
        method="REQUEST",
        events=(replace(STAY, organizer=OFFICE, attendees=(WORKSHOP,), status="TENTATIVE"),),
    ),
    "host": Calendar(
        name="Workshop 2: internships, May 2023",
        method=None,
        events=(
            STAY,
            replace(
                STAY,
                uid="3f9b7f52-7c1a-5d0e-9a51-0d3d0e6f5a02",
                summary="Internship: auto-bar/pupil-02",
                hours=None,
                transparent=True,
            ),
            replace(
                STAY,
                uid="3f9b7f52-7c1a-5d0e-9a51-0d3d0e6f5a03",
                summary="Briefing of the teachers (online, from Bar)",
                days=(date(2023, 5, 16),),
                hours=(time(18), time(19)),
                zone="Europe/Kyiv",
            ),
        ),
    ),
    "no_yearly_rule": Calendar(
        name="",
        method=None,
        events=(replace(STAY, zone="Africa/Casablanca", days=STAY.days[:2]),),
    ),
    "cancel": Calendar(
        name="",
        method="CANCEL",
        events=(
            replace(STAY, organizer=OFFICE, attendees=(WORKSHOP,), status="CANCELLED", sequence=1),
        ),
    ),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_the_bytes_are_those_of_the_golden_file(name: str) -> None:
    data = to_ical(CALENDARS[name], now=NOW)
    path = FOLDER / f"{name}.ics"
    if UPDATE:
        path.write_bytes(data)
    assert data == path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} == set(CALENDARS)
