"""The May delegations, planned and written, as an independent reader understands them."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrule, rruleset, rrulestr

import visitplanner as vp
from visitplanner.calendars.invite import uninvited_sites

MAY = Path(__file__).parents[2] / "examples" / "may-2023.yaml"
NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
Instants = list[tuple[datetime, datetime]]


@pytest.fixture(scope="module")
def programme() -> vp.Programme:
    return vp.Programme.load(MAY)


@pytest.fixture(scope="module")
def plan(programme: vp.Programme) -> vp.Plan:
    return vp.schedule(programme)


def events(content: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar.errors == []
    found = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in found)
    return found


def instants(event: Any) -> Instants:
    """Expand RRULE and EXDATE with dateutil; beginning and end of each occurrence in UTC."""
    start, length = event["DTSTART"].dt, event["DTEND"].dt - event["DTSTART"].dt
    rules = rruleset()
    if "RRULE" in event:
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
        assert isinstance(rule, rrule)
        rules.rrule(rule)
    else:
        rules.rdate(start)
    exceptions = event.get("EXDATE", [])
    for exception in exceptions if isinstance(exceptions, list) else [exceptions]:
        for entry in exception.dts:
            rules.exdate(entry.dt)
    return [(begin.astimezone(UTC), (begin + length).astimezone(UTC)) for begin in rules]


def expected(programme: vp.Programme, slot: str, days: tuple[date, ...]) -> Instants:
    offer = programme.offers[slot]
    hours, zone = offer.slot.hours, ZoneInfo(offer.time_zone)
    assert hours is not None
    return [
        (
            datetime.combine(day, hours.start, zone).astimezone(UTC),
            datetime.combine(day, hours.end, zone).astimezone(UTC),
        )
        for day in days
    ]


def everything(programme: vp.Programme, plan: vp.Plan) -> Iterator[Any]:
    yield from vp.host_calendars(programme, plan, now=NOW)
    yield from vp.participant_calendars(programme, plan, now=NOW)
    yield from vp.host_invitations(programme, plan, now=NOW)


def test_every_placement_is_read_back_at_its_instants(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    wanted = sorted(expected(programme, p.slot, p.days) for p in plan.placements)
    assert len(wanted) == 27
    for files in (
        vp.host_calendars(programme, plan, now=NOW),
        vp.participant_calendars(programme, plan, now=NOW),
        vp.host_invitations(programme, plan, now=NOW),
    ):
        found = [event for file in files for event in events(file.content)]
        stays = [event for event in found if "Accompanying" not in event["SUMMARY"]]
        assert sorted(map(instants, stays)) == wanted


def test_every_participant_reads_their_own_days(programme: vp.Programme, plan: vp.Plan) -> None:
    placed = {placement.participant: placement for placement in plan.placements}
    files = vp.participant_calendars(programme, plan, now=NOW)
    assert {file.id for file in files} == set(placed) | {duty.participant for duty in plan.duties}
    for file in files:
        if file.id in placed:
            (event,) = events(file.content)
            placement = placed[file.id]
            assert instants(event) == expected(programme, placement.slot, placement.days)


def test_every_duty_is_read_back(programme: vp.Programme, plan: vp.Plan) -> None:
    wanted = {(duty.participant, duty.site, duty.day) for duty in plan.duties}
    found = {
        (event["SUMMARY"].removeprefix("Accompanying: "), file.id, begin.date())
        for file in vp.host_calendars(programme, plan, now=NOW)
        for event in events(file.content)
        if "Accompanying" in event["SUMMARY"]
        for begin, _ in instants(event)
    }
    assert found == wanted


def test_no_pupil_works_on_a_holiday_or_weekend(programme: vp.Programme, plan: vp.Plan) -> None:
    off = {date(2023, 5, 18), date(2023, 5, 29)}
    for file in vp.participant_calendars(programme, plan, now=NOW):
        days = {begin.date() for event in events(file.content) for begin, _ in instants(event)}
        if "pupil" in file.id:
            assert not days & off
            assert all(day.weekday() < 5 for day in days)


def test_uids_are_one_for_each_person_and_site(programme: vp.Programme, plan: vp.Plan) -> None:
    seen: dict[str, tuple[str, str]] = {}
    for file in vp.host_calendars(programme, plan, now=NOW):
        for event in events(file.content):
            who = event["SUMMARY"].split(": ")[1].split(" (")[0]
            assert seen.setdefault(str(event["UID"]), (who, file.id)) == (who, file.id)
    assert len(set(seen.values())) == len(seen)
    for file in vp.participant_calendars(programme, plan, now=NOW):
        for event in events(file.content):
            assert seen[str(event["UID"])][0] == file.id
    for each in vp.host_invitations(programme, plan, now=NOW):
        assert seen[each.uid] == (each.participant, each.site)


def test_placements_that_stay_keep_their_uids_when_a_slot_is_closed(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    data = programme.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for host in data["hosts"]:
        for site in host["sites"]:
            site["slots"] = [slot for slot in site["slots"] if slot["id"] != "dannacker-w3-cars"]
    smaller = vp.Programme.model_validate(data)
    replanned = vp.schedule(smaller)
    assert replanned.placements != plan.placements

    def uids(programme: vp.Programme, plan: vp.Plan) -> dict[tuple[str, str], str]:
        invitations = vp.host_invitations(programme, plan, now=NOW)
        return {(each.participant, each.site): each.uid for each in invitations}

    before, after = uids(programme, plan), uids(smaller, replanned)
    stayed = before.keys() & after.keys()
    assert 0 < len(stayed) < len(before)
    assert all(before[key] == after[key] for key in stayed)
    new = set(after) - stayed
    assert not {after[key] for key in new} & set(before.values())


def test_invitations_are_valid_requests(programme: vp.Programme, plan: vp.Plan) -> None:
    invitations = vp.host_invitations(programme, plan, now=NOW)
    assert uninvited_sites(programme, plan) == ()
    assert len({each.uid for each in invitations}) == len(invitations) == len(plan.placements)
    assert programme.coordinator is not None
    for each in invitations:
        calendar = icalendar.Calendar.from_ical(each.content)
        assert calendar["METHOD"] == "REQUEST"
        (event,) = events(each.content)
        assert event["UID"] == each.uid
        assert event["SEQUENCE"] == 0
        assert event["DTSTAMP"].dt == NOW
        assert event["STATUS"] == "CONFIRMED"
        assert event["ORGANIZER"] == f"mailto:{programme.coordinator.email}"
        assert event["ORGANIZER"].params["CN"] == programme.coordinator.name
        assert event["ATTENDEE"] == f"mailto:{each.recipient}"
        assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
        assert event["ATTENDEE"].params["RSVP"] == "TRUE"
        site = next(s for host in programme.hosts for s in host.sites if s.id == each.site)
        host = next(host for host in programme.hosts if site in host.sites)
        contact = site.contact or host.contact
        assert contact is not None
        assert (each.recipient, event["ATTENDEE"].params["CN"]) == (contact.email, contact.name)


def test_texts_come_back_unchanged(programme: vp.Programme, plan: vp.Plan) -> None:
    for file in everything(programme, plan):
        written = {event.uid: event for event in file.events}
        for event in events(file.content):
            entry = written[str(event["UID"])]
            assert event["SUMMARY"] == entry.summary
            assert event["DESCRIPTION"] == entry.description
            assert event["LOCATION"] == entry.location
            assert tuple(event["CATEGORIES"].cats) == entry.categories


def test_a_file_is_whole(programme: vp.Programme, plan: vp.Plan) -> None:
    names: dict[type, set[str]] = {}
    for file in everything(programme, plan):
        assert file.content.endswith(b"END:VCALENDAR\r\n")
        assert all(len(line) <= 75 for line in file.content.split(b"\r\n"))
        assert Path(file.filename).name == file.filename
        names.setdefault(type(file), set()).add(file.filename)
    assert sum(map(len, names.values())) == 9 + 34 + 27


def test_whole_day_stays_end_before_the_day_after(programme: vp.Programme, plan: vp.Plan) -> None:
    data = programme.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for host in data["hosts"]:
        for site in host["sites"]:
            for slot in site["slots"]:
                slot.pop("hours", None)
    days = vp.Programme.model_validate(data)
    placed = {placement.participant: placement for placement in plan.placements}
    for file in vp.participant_calendars(days, plan, now=NOW):
        if file.id in placed:
            (event,) = events(file.content)
            assert event["DTSTART"].dt == placed[file.id].first_day
            assert event["DTEND"].dt == placed[file.id].last_day + timedelta(days=1)
        else:
            duties = {duty.day for duty in plan.duties if duty.participant == file.id}
            covered = [
                event["DTSTART"].dt + timedelta(n)
                for event in events(file.content)
                for n in range((event["DTEND"].dt - event["DTSTART"].dt).days)
            ]
            assert sorted(covered) == sorted(duties)


def test_the_bytes_are_the_same_in_every_process() -> None:
    program = (
        "import hashlib, sys, visitplanner as vp; from datetime import *\n"
        "now = datetime(2023, 3, 1, 9, tzinfo=UTC)\n"
        "programme = vp.Programme.load(sys.argv[1]); plan = vp.schedule(programme)\n"
        "files = (*vp.host_calendars(programme, plan, now=now),"
        " *vp.participant_calendars(programme, plan, now=now),"
        " *vp.host_invitations(programme, plan, now=now))\n"
        "for file in files: print(file.filename, hashlib.sha256(file.content).hexdigest())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(MAY)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 9 + 34 + 27
