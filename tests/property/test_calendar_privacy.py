"""Any text in any field: files are read back, no line is added, and hidden fields stay hidden."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import visitplanner as vp
from visitplanner.calendars.outcome import CalendarFile
from visitplanner.errors import CalendarError
from visitplanner.model.base import Email, Name, Text

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
TELLTALE = "Geheimnis"

SHOWN = (
    "programme", "coordinator", "coordinator phone", "host", "host contact", "host phone",
    "site", "address", "slot", "delegation", "pupil", "teacher",
)  # fmt: skip
"""Fields of one line that stand on calendars."""

HIDDEN_NAMES = (
    "place", "school", "school contact", "school phone", "about", "visit", "house",
    "house address", "house contact", "origin", "destination", "what", "other host",
    "other site", "other slot", "other address", "other contact", "other delegation", "other pupil",
)  # fmt: skip
"""Fields of one line that do not stand on the calendars of the one host and its pupil."""

NOTES = (
    "programme notes", "school notes", "host notes", "site notes", "slot notes", "link notes",
    "delegation notes", "pupil notes", "visit notes", "house notes", "bus notes", "gift notes",
    "profile notes", "pin reason",
)  # fmt: skip
"""Remarks of several lines, none of which stands on a calendar."""

LETTERS = st.sampled_from(list("\\^\"',;:=%n N2C5-/(){}\täЖ🚜\u2028\x85\r\n\u200f@."))
ANY_TEXT = (
    st.text(max_size=60)
    | st.text(LETTERS, max_size=60)
    | st.text(st.characters(codec="utf-8", categories=["L", "P"]), max_size=60)
    | st.sampled_from(["BEGIN:VEVENT", "x" * 200, "{who}", "{", "Ж" * 200, "\\n", "^n", "%s"])
)


def accepted(kind: Any) -> Callable[[object], bool]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def check(text: object) -> bool:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return False
        return True

    return check


is_contact = accepted(vp.Contact)
NAMES = ANY_TEXT.filter(accepted(Name)).filter(lambda text: TELLTALE not in text)
CONTACT_NAMES = NAMES.filter(lambda text: is_contact({"name": text}))
REMARKS = ANY_TEXT.map(lambda text: f"{TELLTALE} {text}").filter(accepted(Text))
TELLTALES = ANY_TEXT.map(lambda text: f"{TELLTALE} {text}").filter(
    lambda text: is_contact({"name": text})
)
ADDRESSES = (st.emails() | st.from_regex(r"[!-~]{1,9}@[a-z0-9.-]{1,9}", fullmatch=True)).filter(
    accepted(Email)
)

PLAIN = dict.fromkeys(SHOWN, "x") | dict.fromkeys((*HIDDEN_NAMES, *NOTES), TELLTALE)
CONTACTS = ("coordinator", "host contact")

TEXTS = st.builds(
    lambda *parts: {key: text for part in parts for key, text in part.items()},
    st.just(PLAIN),
    st.dictionaries(st.sampled_from(sorted(set(SHOWN) - set(CONTACTS))), NAMES, max_size=3),
    st.dictionaries(st.sampled_from(CONTACTS), CONTACT_NAMES, max_size=2),
    st.dictionaries(st.sampled_from(HIDDEN_NAMES), TELLTALES, max_size=2),
    st.dictionaries(st.sampled_from(NOTES), REMARKS, max_size=2),
)
"""Texts of all fields, a few of them arbitrary: all at once would take long and show no more."""

OFFICE, DESK = "office@example.org", "desk@example.org"


def document(  # one literal, long as a programme is
    t: Mapping[str, str], office: str = OFFICE, desk: str = DESK
) -> dict[str, Any]:
    may = "2nd half of May 2023"
    need = {"field": "cars"}
    hidden_mail = f"{TELLTALE}@example.org"
    return {
        "id": "p",
        "name": t["programme"],
        "time_zone": "Europe/Berlin",
        "coordinator": {
            "name": t["coordinator"],
            "email": office,
            "phone": t["coordinator phone"],
        },
        "notes": t["programme notes"],
        "organisations": [
            {
                "id": "school",
                "name": t["school"],
                "place": t["place"],
                "contact": {
                    "name": t["school contact"],
                    "email": hidden_mail,
                    "phone": t["school phone"],
                },
                "notes": t["school notes"],
            }
        ],
        "hosts": [
            {
                "id": "garage",
                "name": t["host"],
                "place": t["place"],
                "contact": {"name": t["host contact"], "email": desk, "phone": t["host phone"]},
                "notes": t["host notes"],
                "sites": [
                    {
                        "id": "w1",
                        "name": t["site"],
                        "address": t["address"],
                        "notes": t["site notes"],
                        "slots": [
                            {
                                "id": "w1-cars",
                                "field": "cars",
                                "title": t["slot"],
                                "places": 2,
                                "hours": "08:00-15:00",
                                "notes": t["slot notes"],
                            }
                        ],
                    }
                ],
            },
            {
                "id": "clinic",
                "name": t["other host"],
                "sites": [
                    {
                        "id": "ward",
                        "name": t["other site"],
                        "address": t["other address"],
                        "contact": {"name": t["other contact"], "email": hidden_mail},
                        "slots": [
                            {
                                "id": "ward-cars",
                                "field": "cars",
                                "title": t["other slot"],
                                "places": 2,
                            }
                        ],
                    }
                ],
            },
        ],
        "partnerships": [
            {
                "id": "link",
                "between": ["school", "garage"],
                "status": "active",
                "about": t["about"],
                "notes": t["link notes"],
            }
        ],
        "delegations": [
            {
                "id": "d",
                "name": t["delegation"],
                "senders": "school",
                "window": may,
                "notes": t["delegation notes"],
                "participants": [
                    {
                        "id": "pupil",
                        "role": "pupil",
                        "name": t["pupil"],
                        "born": "2006-02-03",
                        "notes": t["pupil notes"],
                        "needs": [need],
                    },
                    {"id": "teacher", "role": "accompanying_person", "name": t["teacher"]},
                ],
            },
            {
                "id": "other",
                "name": t["other delegation"],
                "senders": "school",
                "window": may,
                "participants": [
                    {"id": "pupil", "role": "pupil", "name": t["other pupil"], "needs": [need]}
                ],
            },
        ],
        "visits": [{"id": "v", "name": t["visit"], "at": "w1", "notes": t["visit notes"]}],
        "lodgings": [
            {
                "id": "l",
                "name": t["house"],
                "beds": 2,
                "address": t["house address"],
                "contact": {"name": t["house contact"]},
                "notes": t["house notes"],
            }
        ],
        "transfers": [
            {
                "id": "b",
                "kind": "arrival",
                "delegations": ["d"],
                "origin": t["origin"],
                "destination": t["destination"],
                "notes": t["bus notes"],
            }
        ],
        "handovers": [
            {"id": "g", "receiver": "school", "what": t["what"], "notes": t["gift notes"]}
        ],
        "policy": {
            "supervision_profiles": [
                {
                    "name": "mine",
                    "minors_per_accompanying_person": 9,
                    "notes": t["profile notes"],
                }
            ]
        },
        "pins": [
            {
                "participant": "d/pupil",
                "slot": "w1-cars",
                "first_day": "2023-05-16",
                "reason": t["pin reason"],
            }
        ],
    }


WEEK = {"first_day": "2023-05-22", "last_day": "2023-05-26"}
PLAN = vp.Plan.model_validate(
    {
        "placements": [
            {"participant": "d/pupil", "slot": "w1-cars", **WEEK},
            {"participant": "other/pupil", "slot": "ward-cars", **WEEK},
        ],
        "duties": [{"participant": "d/teacher", "site": "w1", "day": "2023-05-22"}],
    }
)


def lines(file: CalendarFile) -> list[str]:
    """Unfold by the letter of RFC 5545, 3.1, after a look at each physical line."""
    physical = file.content.split(b"\r\n")
    assert physical.pop() == b""
    for line in physical:
        assert len(line) <= 75
        assert len(line.decode().splitlines()) == 1
    return file.content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def shape(file: CalendarFile) -> list[str]:
    return [re.split("[;:]", line, maxsplit=1)[0] for line in lines(file)]


def calendars(texts: Mapping[str, str], language: Any = "en") -> list[CalendarFile]:
    programme = vp.Programme.model_validate(document(texts))
    files = (
        *vp.host_calendars(programme, PLAN, now=NOW, language=language),
        *vp.participant_calendars(programme, PLAN, now=NOW, language=language),
    )
    return [file for file in files if file.id not in {"ward", "other/pupil"}]


def invitation(texts: Mapping[str, str], **addresses: str) -> CalendarFile:
    programme = vp.Programme.model_validate(document(texts, **addresses))
    (found,) = (each for each in vp.host_invitations(programme, PLAN, now=NOW) if each.site == "w1")
    return found


SHAPES = [shape(file) for file in calendars(PLAIN)]
INVITATION = shape(invitation(PLAIN))


def carried(email: str) -> bool:
    """Whether an address can stand in a calendar; the models let a few more pass."""
    local, _, domain = email.rpartition("@")
    return (
        len(local) <= 64
        and all(local.split("."))
        and all(len(label) <= 63 and label.strip("-") == label for label in domain.split("."))
    )


def compared(file: CalendarFile, wanted: list[str]) -> None:
    """No line added, everything read back as meant, nothing hidden in it."""
    assert shape(file) == wanted
    assert TELLTALE.casefold() not in "\n".join(lines(file)).casefold()
    entries = {event.uid: event for event in file.events}
    events: list[Any] = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert {str(event["UID"]) for event in events} == set(entries)
    for event in events:
        entry = entries[str(event["UID"])]
        assert event["SUMMARY"] == entry.summary
        assert event["DESCRIPTION"] == entry.description
        assert event["LOCATION"] == entry.location


@settings(deadline=None)  # what is written is tested, not how fast
@given(texts=TEXTS, language=st.sampled_from(["en", "de", "uk"]))
def test_any_text_in_calendars(texts: dict[str, str], language: str) -> None:
    for file, wanted in zip(calendars(texts, language), SHAPES, strict=True):
        compared(file, wanted)


@settings(deadline=None)  # as above
@given(texts=TEXTS)
def test_any_text_in_invitations(texts: dict[str, str]) -> None:
    compared(invitation(texts), INVITATION)


@settings(deadline=None)  # as above
@given(office=ADDRESSES, desk=ADDRESSES)
@example(office=OFFICE, desk=OFFICE)
def test_any_address_in_invitations(office: str, desk: str) -> None:
    if all(map(carried, (office, desk))):
        compared(invitation(PLAIN, office=office, desk=desk), INVITATION)
        return
    with pytest.raises(CalendarError, match="is no e-mail address that calendars can carry"):
        invitation(PLAIN, office=office, desk=desk)


@settings(deadline=None)  # as above
@given(texts=TEXTS, other=TEXTS)
def test_identity_does_not_depend_on_any_text(texts: dict[str, str], other: dict[str, str]) -> None:
    def identity(texts: dict[str, str]) -> list[Any]:
        return [(file.id, file.filename, [e.uid for e in file.events]) for file in calendars(texts)]

    assert identity(texts) == identity(other)


@pytest.mark.parametrize("field", [*HIDDEN_NAMES, *NOTES])
def test_a_hidden_field_does_not_change_a_byte(field: str) -> None:
    changed = PLAIN | {field: f"{TELLTALE} 2"}
    assert [file.content for file in calendars(changed)] == [
        file.content for file in calendars(PLAIN)
    ]
    assert invitation(changed).content == invitation(PLAIN).content
