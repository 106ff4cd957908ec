"""First invitations."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.calendars.invite import uninvited_sites
from visitplanner.calendars.outcome import Invitation
from visitplanner.errors import CalendarError

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)


def text(file: Invitation) -> str:
    return file.content.decode().replace("\r\n ", "")


def with_changes(document: dict[str, Any], **changes: Any) -> vp.Programme:
    return vp.Programme.model_validate(document | changes)


def test_one_for_each_placement_at_a_site_with_an_address(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    found = vp.host_invitations(programme, plan, now=NOW)
    assert [(each.site, each.participant, each.recipient) for each in found] == [
        ("w1", "auto/pupil-01", "w1@garage.example"),
        ("w1", "auto/pupil-02", "w1@garage.example"),
        ("w2", "auto/pupil-03", "training@garage.example"),
        ("lab", "medical/colleague", "lab@clinic.example"),
        ("lab", "medical/colleague", "lab@clinic.example"),
    ]
    assert uninvited_sites(programme, plan) == ("ward",)
    assert [each.filename for each in found] == [
        "w1-auto-pupil-01.ics",
        "w1-auto-pupil-02.ics",
        "w2-auto-pupil-03.ics",
        "lab-medical-colleague-2023-05-22.ics",
        "lab-medical-colleague-2023-05-23.ics",
    ]


def test_an_invitation_is_a_request_of_one_event(programme: vp.Programme, plan: vp.Plan) -> None:
    first = vp.host_invitations(programme, plan, now=NOW)[0]
    content = text(first)
    assert content.split("\r\n")[4] == "METHOD:REQUEST"
    assert content.count("BEGIN:VEVENT") == 1
    assert f"\r\nUID:{first.uid}\r\n" in content
    assert first.uid == first.id
    assert "\r\nSEQUENCE:0\r\n" in content
    assert "\r\nDTSTAMP:20230301T090000Z\r\n" in content
    assert (
        '\r\nORGANIZER;CN="Exchange office, room 3":mailto:office@exchange.example\r\n' in content
    )
    assert (
        '\r\nATTENDEE;CN="Desk, W1";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:'
        "mailto:w1@garage.example\r\n" in content
    )
    assert "CALNAME" not in content
    assert first.title == "Internship: auto/pupil-01 (Car workshop)"


def test_it_says_what_the_calendar_of_the_host_says(programme: vp.Programme, plan: vp.Plan) -> None:
    calendars = vp.host_calendars(programme, plan, now=NOW)
    entries = {event.uid: event for file in calendars for event in file.events}
    for each in vp.host_invitations(programme, plan, now=NOW)[:3]:
        (event,) = each.events
        entry = entries[event.uid]
        assert (event.summary, event.description) == (entry.summary, entry.description)
        assert (event.days, event.hours, event.zone) == (entry.days, entry.hours, entry.zone)


def test_hours_without_a_yearly_rule_are_an_invitation_for_each_day(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    days = vp.host_invitations(programme, plan, now=NOW)[3:]
    assert len({each.uid for each in days}) == 2
    for each, start in zip(days, ("20230522T080000Z", "20230523T080000Z"), strict=True):
        assert text(each).count("BEGIN:VEVENT") == 1
        assert f"DTSTART:{start}\r\n" in text(each)
        assert "RRULE" not in text(each)


def test_a_placement_that_moves_keeps_its_uid(programme: vp.Programme, plan: vp.Plan) -> None:
    row = plan.placements[0].model_dump()
    later = row | {"slot": "w1-paint", "first_day": "2023-05-22", "last_day": "2023-05-26"}
    away = row | {"slot": "w2-desk"}
    here, moved, gone = (
        vp.host_invitations(programme, vp.Plan.model_validate({"placements": [each]}), now=NOW)[
            0
        ].uid
        for each in (row, later, away)
    )
    assert here == moved != gone


@pytest.mark.parametrize("coordinator", [None, {"name": "Office", "phone": "1"}])
def test_somebody_must_send_them(
    document: dict[str, Any], plan: vp.Plan, coordinator: object
) -> None:
    programme = with_changes(document, coordinator=coordinator)
    with pytest.raises(CalendarError, match=r"^coordinator\.email: "):
        vp.host_invitations(programme, plan, now=NOW)
    assert uninvited_sites(programme, plan) == ("ward",)
    assert vp.host_calendars(programme, plan, now=NOW)


def test_the_organizer_may_be_the_one_invited(document: dict[str, Any], plan: vp.Plan) -> None:
    office = {"name": "Desk", "email": "w1@garage.example"}
    programme = with_changes(document, coordinator=office)
    first = vp.host_invitations(programme, plan, now=NOW)[0]
    assert len(re.findall("mailto:w1@garage.example", text(first))) == 2


@pytest.mark.parametrize("email", ["a..b@exchange.example", f"{'a' * 65}@exchange.example"])
def test_an_address_that_calendars_cannot_carry_is_told_with_its_invitation(
    document: dict[str, Any], plan: vp.Plan, email: str
) -> None:
    try:
        programme = with_changes(document, coordinator={"name": "Office", "email": email})
    except ValueError:
        return  # refused by the model already
    with pytest.raises(CalendarError, match=r"invitation of 'w1' for 'auto/pupil-01': .*organizer"):
        vp.host_invitations(programme, plan, now=NOW)


def test_without_a_zone_now_is_refused(programme: vp.Programme) -> None:
    with pytest.raises(CalendarError, match="zone"):
        vp.host_invitations(programme, vp.Plan(), now=NOW.replace(tzinfo=None))


def test_no_placements_no_invitations(programme: vp.Programme, plan: vp.Plan) -> None:
    duties = vp.Plan(duties=plan.duties)
    assert vp.host_invitations(programme, duties, now=NOW) == ()
    assert uninvited_sites(programme, duties) == ()


@pytest.mark.parametrize("language", ["en", "de", "uk"])
def test_nothing_else_of_the_programme_is_shown(
    programme: vp.Programme, plan: vp.Plan, language: Any
) -> None:
    for each in vp.host_invitations(programme, plan, now=NOW, language=language):
        content = text(each)
        for word in ("secret", "1979", "2006", "xyz"):
            assert word not in content.casefold()
        others = {stay.participant for stay in plan.placements} - {each.participant}
        assert not [who for who in others if programme.people[who].title in content]
