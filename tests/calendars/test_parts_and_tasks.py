"""Several parts of one need at one site, parts of the day, and who interprets."""

from datetime import date, time
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.calendars.agenda import Agenda, agenda_of
from visitplanner.calendars.entries import duty_at_host, duty_of_participant, stay_at_host
from visitplanner.errors import CalendarError

DAY = date(2023, 5, 16)


def slot(name: str, field: str, hours: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "field": field, "places": 4, "hours": hours, **more}


def clinic(*, parts: int = 1, interpreter: bool = False) -> vp.Programme:
    asks = {"admits": {"languages": "de", "interpreter": interpreter}}
    slots = [
        slot("ward", "care", "08:00-12:00", **asks),
        slot("lab", "tests", "13:00-16:00", **asks),
        slot("office", "papers", "06:00-18:00"),
    ]
    need = {"field": ["care", "tests", "papers"], "parts": parts}
    people = [
        {"id": "a", "role": "pupil", "needs": [need]},
        {"id": "teacher", "role": "accompanying_person"},
        {"id": "voice", "role": "interpreter", "name": "Olha Zrazkova"},
    ]
    return vp.Programme.model_validate(
        {
            "id": "p",
            "name": "Programme",
            "time_zone": "Europe/Berlin",
            "organisations": [{"id": "school", "name": "School"}],
            "hosts": [
                {
                    "id": "clinic",
                    "name": "Clinic",
                    "sites": [{"id": "site", "name": "Site", "slots": slots}],
                }
            ],
            "delegations": [
                {
                    "id": "d",
                    "name": "Delegation",
                    "senders": "school",
                    "window": "15-26 May 2023",
                    "participants": people,
                }
            ],
        }
    )


def stay(where: str) -> dict[str, Any]:
    return {"participant": "d/a", "slot": where, "first_day": DAY, "last_day": DAY}


def agenda(programme: vp.Programme, *slots: str, tasks: tuple[str, ...] = ()) -> Agenda:
    placements = vp.Plan.from_placements([stay(where) for where in slots]).placements
    who = {"supervision": "d/teacher", "interpretation": "d/voice"}
    duties = tuple(
        vp.Duty.model_validate({"participant": who[task], "site": "site", "day": DAY, "task": task})
        for task in tasks
    )
    return agenda_of(programme, vp.Plan(placements=placements, duties=duties))


def test_parts_of_one_need_at_one_site_are_entries_of_their_own_in_order_of_the_day() -> None:
    found = agenda(clinic(parts=2), "lab", "ward")
    events = [stay_at_host(found, each, "en") for each in found.stays]
    assert [event.hours for event in events] == [(time(8), time(12)), (time(13), time(16))]
    assert len({event.uid for event in events}) == 2


def test_a_part_keeps_its_uid_whatever_the_other_part_does() -> None:
    both = agenda(clinic(parts=2), "ward", "lab")
    alone = agenda(clinic(parts=2), "lab")
    assert (
        stay_at_host(both, both.stays[1], "en").uid == stay_at_host(alone, alone.stays[0], "en").uid
    )


def test_two_parts_in_one_field_or_two_stays_for_one_part_are_refused() -> None:
    with pytest.raises(CalendarError, match=r"need, field and site as placements\[0\]"):
        agenda(clinic(parts=2), "ward", "ward")
    with pytest.raises(CalendarError, match=r"participant, need and site as placements\[0\]"):
        agenda(clinic(), "ward", "lab")


def test_who_interprets_has_no_charges_and_works_the_hours_of_the_slots_that_ask_for_it() -> None:
    programme = clinic(parts=3, interpreter=True)
    found = agenda(programme, "ward", "lab", "office", tasks=("supervision", "interpretation"))
    teacher, voice = found.watches
    assert teacher.hours == vp.Hours(start=time(6), end=time(18))
    assert voice.hours == vp.Hours(start=time(8), end=time(16))
    [mine] = duty_of_participant(found, voice, "en")
    [hosts] = duty_at_host(found, voice, "en")
    assert (mine.summary, hosts.summary) == (
        "Interpreting: Clinic, Site",
        "Interpreting: Olha Zrazkova",
    )
    assert "d/a" not in mine.description
    assert "d/a" in duty_of_participant(found, teacher, "en")[0].description
    assert mine.categories == ("Interpreting",)
    assert mine.uid != duty_of_participant(found, teacher, "en")[0].uid


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Interprets: Olha Zrazkova"),
        ("de", "Dolmetscht: Olha Zrazkova"),
        ("uk", "Перекладає: Olha Zrazkova"),
    ],
)
def test_a_stay_names_who_interprets_where_the_slot_asks_for_it(language: Any, line: str) -> None:
    tasks = ("supervision", "interpretation")
    asked = agenda(clinic(interpreter=True), "ward", tasks=tasks)
    text = stay_at_host(asked, asked.stays[0], language).description.split("\n")
    assert line in text
    assert sum("Olha" in each for each in text) == 1
    free = agenda(clinic(), "ward", tasks=tasks)
    assert "Olha" not in stay_at_host(free, free.stays[0], language).description


def test_one_person_may_have_both_duties_at_one_site_on_different_days() -> None:
    programme = clinic()
    duties = (
        vp.Duty(participant="d/voice", site="site", day=DAY, task="interpretation"),
        vp.Duty(participant="d/voice", site="site", day=date(2023, 5, 17)),
    )
    found = agenda_of(programme, vp.Plan(duties=duties))
    assert [watch.task for watch in found.watches] == ["interpretation", "supervision"]
