"""Calendars of hosts and participants: which there are, and that they show only what they may."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.calendars.outcome import CalendarFile, file_names
from visitplanner.errors import CalendarError

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
Make = Callable[..., tuple[CalendarFile, ...]]
ALL: tuple[Make, ...] = (vp.host_calendars, vp.participant_calendars)


def text(file: CalendarFile) -> str:
    return file.content.decode().replace("\r\n ", "")


def by_id(files: tuple[CalendarFile, ...]) -> dict[str, CalendarFile]:
    return {file.id: file for file in files}


def test_one_for_each_site_in_the_order_of_the_document(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    files = vp.host_calendars(programme, plan, now=NOW)
    assert [file.id for file in files] == ["w1", "w2", "ward", "lab"]
    assert [file.filename for file in files] == ["w1.ics", "w2.ics", "ward.ics", "lab.ics"]
    assert files[0].title == "Exchange 2023 – Workshop 1"
    assert "X-WR-CALNAME;VALUE=TEXT:Exchange 2023 – Workshop 1\r\n" in text(files[0])
    assert [event.summary for event in files[0].events] == [
        "Internship: auto/pupil-01 (Car workshop)",
        "Internship: Petro Prykladenko (Paint shop)",
        "Accompanying: auto/teacher-01",
        "Accompanying: Tamila Testova",
    ]


def test_one_for_each_participant_with_a_placement_or_a_duty(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    files = vp.participant_calendars(programme, plan, now=NOW)
    assert [(file.id, file.filename) for file in files] == [
        ("auto/pupil-01", "auto-pupil-01.ics"),
        ("auto/pupil-02", "auto-pupil-02.ics"),
        ("auto/pupil-03", "auto-pupil-03.ics"),
        ("auto/teacher-01", "auto-teacher-01.ics"),
        ("auto/teacher-02", "auto-teacher-02.ics"),
        ("medical/colleague", "medical-colleague.ics"),
    ]
    assert files[1].title == "Exchange 2023 – Petro Prykladenko"
    assert [len(file.events) for file in files] == [1, 1, 1, 1, 4, 2]


def test_sites_with_duties_only_have_a_calendar(programme: vp.Programme, plan: vp.Plan) -> None:
    duties = vp.Plan(duties=plan.duties)
    assert [file.id for file in vp.host_calendars(programme, duties, now=NOW)] == ["w1", "w2"]


@pytest.mark.parametrize("make", ALL)
def test_an_empty_plan_has_no_calendars(programme: vp.Programme, make: Make) -> None:
    assert make(programme, vp.Plan()) == ()


@pytest.mark.parametrize("make", ALL)
def test_a_calendar_asks_for_nothing(programme: vp.Programme, plan: vp.Plan, make: Make) -> None:
    for file in make(programme, plan, now=NOW):
        for word in ("METHOD", "ORGANIZER", "ATTENDEE"):
            assert f"\n{word}" not in text(file)


@pytest.mark.parametrize("make", ALL)
def test_an_entry_has_the_same_uid_for_both_readers(
    programme: vp.Programme, plan: vp.Plan, make: Make
) -> None:
    def uids(make: Make) -> list[str]:
        return sorted(e.uid for file in make(programme, plan, now=NOW) for e in file.events)

    assert uids(make) == uids(vp.host_calendars)
    assert len(set(uids(make))) == len(uids(make)) == 10


@pytest.mark.parametrize("make", ALL)
def test_the_language_changes_the_words_and_nothing_else(
    programme: vp.Programme, plan: vp.Plan, make: Make
) -> None:
    english, ukrainian = (
        make(programme, plan, now=NOW, language=language) for language in ("en", "uk")
    )
    for one, other in zip(english, ukrainian, strict=True):
        assert (one.id, one.filename, one.title) == (other.id, other.filename, other.title)
        assert one.content != other.content
        assert [(e.uid, e.days, e.hours) for e in one.events] == [
            (e.uid, e.days, e.hours) for e in other.events
        ]


@pytest.mark.parametrize("make", ALL)
def test_an_unknown_language_is_refused(programme: vp.Programme, plan: vp.Plan, make: Make) -> None:
    with pytest.raises(CalendarError, match="language 'fr': allowed are en, de, uk"):
        make(programme, plan, now=NOW, language="fr")


@pytest.mark.parametrize("make", ALL)
def test_now_is_the_stamp_or_the_clock(programme: vp.Programme, plan: vp.Plan, make: Make) -> None:
    for file in make(programme, plan, now=NOW):
        assert "DTSTAMP:20230301T090000Z" in text(file)
    before = datetime.now(UTC).replace(microsecond=0)
    stamps = {
        line.removeprefix("DTSTAMP:")
        for file in make(programme, plan)
        for line in text(file).split("\r\n")
        if line.startswith("DTSTAMP")
    }
    assert len(stamps) == 1  # the clock is read once
    stamp = datetime.strptime(stamps.pop(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert before <= stamp <= datetime.now(UTC)


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("empty", [True, False])
def test_a_time_without_a_zone_is_refused(
    programme: vp.Programme, plan: vp.Plan, make: Make, *, empty: bool
) -> None:
    with pytest.raises(CalendarError, match="zone"):
        make(programme, vp.Plan() if empty else plan, now=NOW.replace(tzinfo=None))


def test_what_cannot_be_written_is_told_with_its_calendar(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    row = plan.placements[0].model_dump() | {"first_day": "1969-05-12", "last_day": "1969-05-16"}
    old = vp.Plan.model_validate({"placements": [row]})
    with pytest.raises(CalendarError, match=r"calendar of 'w1': event .* 1970"):
        vp.host_calendars(programme, old, now=NOW)


# Privacy.


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item, path)
    elif isinstance(value, str):
        yield path, value


def test_the_programme_of_these_tests_has_telltales_everywhere(document: dict[str, Any]) -> None:
    """Every text of the models that is not shown on a calendar holds 'secret'."""
    shown = {
        ".name", ".coordinator.name", ".coordinator.email", ".coordinator.phone",
        ".hosts.name", ".hosts.contact.name", ".hosts.contact.email", ".hosts.contact.phone",
        ".hosts.sites.name", ".hosts.sites.address", ".hosts.sites.contact.name",
        ".hosts.sites.contact.email", ".hosts.sites.slots.title",
        ".delegations.name", ".delegations.participants.name",
    }  # fmt: skip
    words = ("name", "notes", "title", "address", "email", "phone", "about", "reason", "place",
             "what", "origin", "destination")  # fmt: skip
    hidden = [
        (path, value)
        for path, value in strings(document)
        if path.endswith(tuple(f".{word}" for word in words)) and path not in shown
    ]
    assert len({path for path, _ in hidden}) > 20
    assert not [path for path, value in hidden if "secret" not in value.casefold()]


@pytest.mark.parametrize("language", ["en", "de", "uk"])
@pytest.mark.parametrize("make", ALL)
def test_nothing_else_of_the_programme_is_shown(
    programme: vp.Programme, plan: vp.Plan, make: Make, language: str
) -> None:
    for file in make(programme, plan, now=NOW, language=language):
        content = text(file)
        for word in ("secret", "1979", "2006", "08-09", "0203", "0809", "xyz"):
            assert word not in content.casefold(), (file.id, word)
        assert "Age" not in content


WHOM_TO_ASK = {
    "auto/pupil-01": {"w1@garage.example"},
    "auto/pupil-02": {"w1@garage.example"},
    "auto/pupil-03": {"training@garage.example"},
    "auto/teacher-01": {"w1@garage.example"},
    "auto/teacher-02": {"w1@garage.example", "training@garage.example"},
    "medical/colleague": {"lab@clinic.example"},
}
"""The contacts of the hosts where a participant is."""


@pytest.mark.parametrize("language", ["en", "de", "uk"])
@pytest.mark.parametrize("make", ALL)
def test_addresses_are_those_of_the_coordinator_and_of_the_own_hosts(
    programme: vp.Programme, plan: vp.Plan, make: Make, language: str
) -> None:
    """A host reads the coordinator's only."""
    for file in make(programme, plan, now=NOW, language=language):
        addresses = {word.rstrip("\\,") for word in re.findall(r"[\w.]+@[\w.]+", text(file))}
        wanted = {"office@exchange.example"} | WHOM_TO_ASK.get(file.id, set())
        assert addresses == wanted, file.id


def test_a_host_sees_nobody_of_other_sites(programme: vp.Programme, plan: vp.Plan) -> None:
    there = {
        "w1": {"auto/pupil-01", "auto/pupil-02", "auto/teacher-01", "auto/teacher-02"},
        # teacher-01 is whom hosts may ask, so all of them know who that is.
        "w2": {"auto/pupil-03", "auto/teacher-01", "auto/teacher-02"},
        "ward": {"medical/colleague"},
        "lab": {"medical/colleague"},
    }
    files = by_id(vp.host_calendars(programme, plan, now=NOW))
    for site, file in files.items():
        content = text(file)
        for person in programme.people.values():
            seen = person.title in content
            assert seen == (person.id in there[site]), (site, person.id)
            assert person.name is None or person.id not in content
    names = {site.id: site.name for host in programme.hosts for site in host.sites}
    for own, file in files.items():
        others = [name for other, name in names.items() if other != own and name != names[own]]
        assert not [name for name in others if name in text(file)]


def test_a_participant_sees_only_who_accompanies_and_is_accompanied(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    seen = {
        file.id: {p.id for p in programme.people.values() if p.title in text(file)}
        for file in vp.participant_calendars(programme, plan, now=NOW)
    }
    assert seen == {
        "auto/pupil-01": {"auto/pupil-01", "auto/teacher-01", "auto/teacher-02"},
        "auto/pupil-02": {"auto/pupil-02", "auto/teacher-01", "auto/teacher-02"},
        "auto/pupil-03": {"auto/pupil-03", "auto/teacher-02"},
        "auto/teacher-01": {"auto/teacher-01", "auto/pupil-01", "auto/pupil-02"},
        "auto/teacher-02": {"auto/teacher-02", "auto/pupil-01", "auto/pupil-02", "auto/pupil-03"},
        "medical/colleague": {"medical/colleague"},
    }


# File names.


def test_file_names_are_plain_and_unique() -> None:
    ids = ["a/b-c", "a-b/c", "A-B-C", "a-b-c-2", "con", "Nul.x", "console", "../x y/ü"]
    assert file_names(ids) == (
        "a-b-c.ics",
        "a-b-c-2.ics",
        "A-B-C-3.ics",
        "a-b-c-2-2.ics",
        "_con.ics",
        "_Nul.x.ics",
        "console.ics",
        "..-x-y-.ics",
    )


def test_the_plan_does_not_decide_who_gets_which_name(document: dict[str, Any]) -> None:
    need = [{"id": "internship", "field": "secret-field"}]
    clash = document | {
        "pins": [],
        "visits": [],
        "transfers": [],
        "partnerships": [],
        "delegations": [
            {
                "id": group,
                "name": group,
                "senders": ["school"],
                "window": "May 2023",
                "participants": [{"id": who, "role": "pupil", "needs": need}],
            }
            for group, who in (("a", "b-c"), ("a-b", "c"))
        ],
    }
    programme = vp.Programme.model_validate(clash)
    day = {"slot": "w1-cars", "first_day": "2023-05-16", "last_day": "2023-05-16"}
    plan = vp.Plan.from_placements({"a-b/c": day})
    (file,) = vp.participant_calendars(programme, plan, now=NOW)
    assert file.filename == "a-b-c-2.ics"
