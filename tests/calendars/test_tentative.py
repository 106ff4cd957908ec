"""What is not settled yet is tentative, and says to everybody what they may know."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import visitplanner as vp
from tests.calendars.conftest import DOCUMENT
from visitplanner.calendars.agenda import agenda_of
from visitplanner.calendars.entries import stay_at_host, stay_of_participant
from visitplanner.model.base import Name

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
WHO = "auto/pupil-01"
BOTH = ("documents: visa", "documents: insurance", "partnership: secret-link (in_preparation)")


def unsettled(plan: vp.Plan, *reasons: str) -> vp.Plan:
    first, *others = plan.placements
    row = first.model_dump() | {"tentative": reasons}
    return vp.Plan(
        placements=(vp.Placement.model_validate(row), *others),
        duties=plan.duties,
    )


def lines(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("language", "word", "papers", "partnership"),
    [
        ("en", "tentative", "papers are still missing", "the partnership is not agreed yet"),
        ("de", "vorläufig", "es fehlen noch Unterlagen", "noch nicht vereinbart"),
        ("uk", "попередньо", "ще бракує документів", "про партнерство ще не домовлено"),
    ],
)
def test_everybody_reads_that_it_is_tentative_and_only_participants_which_papers(
    *,
    programme: vp.Programme,
    plan: vp.Plan,
    language: Any,
    word: str,
    papers: str,
    partnership: str,
) -> None:
    agenda = agenda_of(programme, unsettled(plan, *BOTH))
    host = stay_at_host(agenda, agenda.stays[0], language)
    mine = stay_of_participant(agenda, agenda.stays[0], language)
    for event in (host, mine):
        assert event.status == "TENTATIVE"
        assert event.summary.endswith(f" – {word}")
        assert partnership in event.description
        assert "secret-link" not in event.description
    assert papers in host.description
    assert "visa" not in host.description
    assert ": visa, insurance, " in mine.description
    assert papers not in mine.description


def test_the_line_names_what_is_missing_once(programme: vp.Programme, plan: vp.Plan) -> None:
    agenda = agenda_of(programme, unsettled(plan, *BOTH, "something else"))
    host = stay_at_host(agenda, agenda.stays[0], "en")
    assert (
        "\nNot settled yet: papers are still missing, the partnership is not agreed yet, "
        "details are still open\n" in host.description
    )


def test_what_is_settled_says_nothing_of_it(programme: vp.Programme, plan: vp.Plan) -> None:
    agenda = agenda_of(programme, unsettled(plan, "documents: visa"))
    for stay in agenda.stays[1:]:
        event = stay_at_host(agenda, stay, "en")
        assert event.status == "CONFIRMED"
        assert "tentative" not in event.summary
        assert "settled" not in event.description


def test_files_and_invitations_carry_the_status(programme: vp.Programme, plan: vp.Plan) -> None:
    tentative = unsettled(plan, "documents: visa")
    [invitation] = (
        each
        for each in vp.host_invitations(programme, tentative, now=NOW)
        if each.participant == WHO
    )
    content = lines(invitation.content)
    assert "\r\nSTATUS:TENTATIVE\r\n" in content
    assert "\r\nSUMMARY:Internship: auto/pupil-01 (Car workshop) – tentative\r\n" in content
    for file in vp.participant_calendars(programme, tentative, now=NOW):
        assert ("STATUS:TENTATIVE" in lines(file.content)) == (file.id == WHO)


def test_an_entry_stays_the_same_one_when_it_is_settled(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    before, after = (
        vp.host_invitations(programme, each, now=NOW)[0].uid
        for each in (unsettled(plan, "documents: visa"), plan)
    )
    assert before == after


def is_name(text: str) -> bool:
    try:
        TypeAdapter(Name).validate_python(text)
    except ValidationError:
        return False
    return True


@settings(deadline=None)
@given(text=st.text(min_size=1, max_size=40).map(lambda text: f"Geheimnis {text}").filter(is_name))
def test_no_document_is_named_to_a_host(text: str) -> None:
    programme = vp.Programme.model_validate(DOCUMENT)
    stay = {"slot": "w1-cars", "first_day": "2023-05-16", "last_day": "2023-05-17"}
    plan = vp.Plan.from_placements({WHO: {**stay, "tentative": [f"documents: {text}"]}})
    for made in (vp.host_calendars, vp.host_invitations):
        for file in made(programme, plan, now=NOW):
            assert "Geheimnis" not in lines(file.content)
    [mine] = vp.participant_calendars(programme, plan, now=NOW)
    assert text.strip() in mine.events[0].description
