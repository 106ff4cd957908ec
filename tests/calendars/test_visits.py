"""Visits in calendars: of everybody who takes part, and of the sites visited."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.calendars.events import Event
from visitplanner.calendars.outcome import CalendarFile
from visitplanner.errors import CalendarError

NOW = datetime(2023, 3, 1, tzinfo=UTC)

DOCUMENT: dict[str, Any] = {
    "id": "p",
    "name": "Exchange",
    "time_zone": "Europe/Berlin",
    "coordinator": {"name": "Office", "phone": "1"},
    "organisations": [{"id": "school", "name": "School", "place": "Bar"}],
    "hosts": [
        {
            "id": "museums",
            "name": "Museums",
            "contact": {"name": "Desk"},
            "sites": [
                {
                    "id": "old",
                    "name": "Old museum",
                    "address": "Street 1",
                    "time_zone": "Europe/Kyiv",
                },
                {"id": "new", "name": "New museum"},
            ],
        }
    ],
    "delegations": [
        {
            "id": name,
            "name": name.title(),
            "senders": "school",
            "window": "2-5 May 2023",
            "participants": [
                {"id": "a", "role": "professional", "name": "Secret A", "away": ["2023-05-04"]},
                {"id": "b", "role": "professional", "name": "Secret B"},
            ],
        }
        for name in ("one", "two")
    ],
    "visits": [
        {
            "id": "tour",
            "name": "Tour",
            "delegations": ["one"],
            "participants": ["two/b"],
            "at": "old",
            "window": "2-5 May 2023",
            "minutes": 90,
            "notes": "secret",
        },
        {
            "id": "signing",
            "name": "Signing",
            "delegations": ["two"],
            "at": "museums",
            "window": "2023-05-04",
            "hours": "15:00-16:00",
        },
    ],
    "transfers": [
        {
            "id": "bus",
            "kind": "arrival",
            "delegations": ["one"],
            "window": "2023-05-02",
            "hours": "09:00-13:00",
            "origin": "Bar",
            "destination": "Lüneburg",
        },
        {"id": "train", "kind": "departure", "delegations": ["one"], "window": "2023-05-05"},
    ],
    "handovers": [
        {
            "id": "album",
            "what": "photo album",
            "giver": "school",
            "receiver": "museums",
            "carried_by": "tour",
        },
        {"id": "books", "what": "books", "receiver": "museums", "carried_by": "bus"},
    ],
}
PLAN: dict[str, Any] = {
    "visits": [{"visit": "tour", "day": "2023-05-03", "hours": "10:00-11:30"}],
    "seats": [
        {"participant": "one/a", "transfer": "bus", "day": "2023-05-02"},
        {"participant": "one/a", "transfer": "train", "day": "2023-05-05"},
    ],
    "handovers": [
        {"handover": "album", "carrier": "tour", "day": "2023-05-03"},
        {"handover": "books", "carrier": "bus", "day": "2023-05-02"},
    ],
}
Write = Callable[..., tuple[CalendarFile, ...]]


def events(write: Write, plan: dict[str, Any] = PLAN) -> dict[str, dict[str, Event]]:
    """Reader -> title -> entry."""
    files = write(vp.Programme.model_validate(DOCUMENT), vp.Plan.model_validate(plan), now=NOW)
    return {each.id: {event.summary: event for event in each.events} for each in files}


def test_a_site_reads_how_many_come_and_what_they_bring() -> None:
    found = events(vp.host_calendars)
    assert {site: list(titles) for site, titles in found.items()} == {
        "old": ["Visit: Tour", "Visit: Signing"],
        "new": ["Visit: Signing"],
    }
    tour = found["old"]["Visit: Tour"]
    assert tour.description.split("\n") == [
        "Taking part: 3 people (One: 2, Two: 1)",
        "Handover: photo album (School – Museums)",
        "Coordination: Office, 1",
    ]
    assert (f"{tour.first_day}", tour.hours) == ("2023-05-03", (time(10), time(11, 30)))
    assert (tour.zone, tour.location) == ("Europe/Kyiv", "Old museum, Street 1")
    assert not tour.transparent
    assert not any(
        "secret" in f"{event}".casefold() for titles in found.values() for event in titles.values()
    )


def test_who_takes_part_reads_where_and_whom_to_ask() -> None:
    found = events(vp.participant_calendars)
    assert found["two/b"]["Visit: Tour"].description.split("\n") == [
        "Host: Museums, Old museum",
        "Taking part: 3 people (One: 2, Two: 1)",
        "Handover: photo album (School – Museums)",
        "Contact at the host: Desk",
        "Coordination: Office, 1",
    ]
    signing = found["two/b"]["Visit: Signing"]
    assert signing.description.startswith("Host: Museums\nTaking part: 1 person (Two)\n")
    assert "two/a" not in found  # away on the day of the signing


def test_all_readers_have_the_same_entry_on_any_day() -> None:
    later = {"visits": [{"visit": "tour", "day": "2023-05-05", "hours": "08:00-09:30"}]}
    uids = {
        titles["Visit: Tour"].uid
        for plan in (PLAN, later)
        for write in (vp.host_calendars, vp.participant_calendars)
        for titles in events(write, plan).values()
        if "Visit: Tour" in titles
    }
    assert len(uids) == 1


def test_journeys_of_those_who_have_a_seat() -> None:
    found = events(vp.participant_calendars)
    assert "one/b" in found
    assert not any("Arrival" in title for title in found["one/b"])
    bus = found["one/a"]["Arrival: Bar – Lüneburg"]
    assert bus.description.split("\n") == [
        "From: Bar",
        "To: Lüneburg",
        "Handover: books (Museums)",
        "Coordination: Office, 1",
    ]
    assert (bus.hours, bus.transparent) == ((time(9), time(13)), False)
    train = found["one/a"]["Departure"]
    assert (train.hours, train.transparent, f"{train.first_day}") == (None, True, "2023-05-05")


SHUTTLES: dict[str, dict[str, Any]] = {
    "van": {"hours": "07:00-18:00", "origin": "Hostel"},
    "tram": {"hours": None, "origin": None},
}
RIDES = ("2023-05-02", "2023-05-03", "2023-05-03", "2023-05-05")


def rides(*days: str) -> dict[str, list[Event]]:
    """Reader -> entries of two people who ride on two shuttles on these days."""
    shuttles = [
        {"id": name, "kind": "shuttle", "delegations": ["one"], "sites": ["old"], "seats": 9}
        | {"window": "2-5 May 2023", **fields}
        for name, fields in SHUTTLES.items()
    ]
    programme = vp.Programme.model_validate(
        DOCUMENT | {"transfers": [*DOCUMENT["transfers"], *shuttles]}
    )
    seats = [
        {"participant": who, "transfer": name, "day": day}
        for who in ("one/a", "one/b")
        for name in SHUTTLES
        for day in days
    ]
    plan = vp.Plan.model_validate(
        {"seats": seats, "handovers": [{"handover": "books", "carrier": "van", "day": days[0]}]}
    )
    assert not any(file.id.startswith("one") for file in vp.host_calendars(programme, plan))
    found = vp.participant_calendars(programme, plan, now=NOW)
    return {each.id: [e for e in each.events if e.categories == ("Shuttle",)] for each in found}


def test_a_shuttle_is_one_entry_for_all_days_or_for_each_run_of_days() -> None:
    van, *tram = rides(*RIDES)["one/a"]
    assert [f"{day:%d}" for day in van.days] == ["02", "03", "05"]
    assert (van.summary, van.hours) == ("Shuttle: Hostel", (time(7), time(18)))
    assert van.description.split("\n") == [
        "From: Hostel",
        "Shuttle: van",
        "Handover: books (Museums)",
        "Coordination: Office, 1",
    ]
    assert [[f"{day:%d}" for day in event.days] for event in tram] == [["02", "03"], ["05"]]
    assert all(event.hours is None for event in tram)
    assert all(event.transparent for event in (van, *tram))


def test_a_shuttle_keeps_its_uid_and_is_everybodys_own() -> None:
    now, later = rides(*RIDES), rides("2023-05-05")
    assert now["one/a"][0].uid == later["one/a"][0].uid
    assert len({event.uid for events_ in now.values() for event in events_}) == 6


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({"visits": [PLAN["visits"][0]] * 2}, r"visits\[1\]: the same visit as visits\[0\]"),
        (
            {"visits": [{**PLAN["visits"][0], "visit": "x"}]},
            r"visits\[0\]: no visit is called 'x'",
        ),
        ({"seats": [{**PLAN["seats"][0], "participant": "x"}]}, r"seats\[0\]: nobody is called"),
        ({"seats": [{**PLAN["seats"][0], "transfer": "x"}]}, r"seats\[0\]: no transfer is called"),
        ({"seats": [PLAN["seats"][0]] * 2}, r"seats\[1\]: the same participant and transfer"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan: dict[str, Any], message: str) -> None:
    with pytest.raises(CalendarError, match=message):
        events(vp.participant_calendars, plan)
