"""Who sees what."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.calendars.agenda import Agenda, Stay, Watch, agenda_of, runs
from visitplanner.calendars.entries import (
    duty_at_host,
    duty_of_participant,
    stay_at_host,
    stay_of_participant,
)
from visitplanner.errors import CalendarError

WORKED = tuple(date(2023, 5, day) for day in (16, 17, 19, 22, 23, 24, 25, 26))


@pytest.fixture
def agenda(programme: vp.Programme, plan: vp.Plan) -> Agenda:
    return agenda_of(programme, plan)


def stay_of(agenda: Agenda, who: str, slot: str = "") -> Stay:
    (found,) = (s for s in agenda.stays if s.person.id == who and slot in ("", s.slot.id))
    return found


def watch_of(agenda: Agenda, who: str, site: str) -> Watch:
    (found,) = (w for w in agenda.watches if w.person.id == who and w.place.site.id == site)
    return found


def changed(plan: vp.Plan, number: int, **changes: Any) -> vp.Plan:
    rows = [placement.model_dump() for placement in plan.placements]
    rows[number] |= changes
    return vp.Plan.model_validate({"placements": rows})


# Placements.


def test_a_host_reads_who_comes_for_what_and_when(agenda: Agenda) -> None:
    event = stay_at_host(agenda, stay_of(agenda, "auto/pupil-01"), "en")
    assert event.summary == "Internship: auto/pupil-01 (Car workshop)"
    assert event.description.split("\n") == [
        "Role: pupil",
        "Delegation: Pupils of cars",
        "Activity: Internship",
        "Slot: Car workshop",
        "8 days: 16–17 May 2023; 19 May 2023; 22–26 May 2023",
        "Hours: 08:00–15:30 (local time)",
        "Accompanied by: auto/teacher-01, Tamila Testova (16 May 2023)",
        "Contact in the delegation: auto/teacher-01",
        "Coordination: Exchange office, room 3, +49 000 1, office@exchange.example",
    ]
    assert event.location == "Workshop 1, Example street 1; 21335 Lüneburg"
    assert event.categories == ("Internship",)
    assert (event.status, event.sequence) == ("CONFIRMED", 0)
    assert (event.organizer, event.attendees) == (None, ())


def test_hours_make_a_series_on_the_days_worked(agenda: Agenda) -> None:
    event = stay_at_host(agenda, stay_of(agenda, "auto/pupil-01"), "en")
    assert event.days == WORKED  # without weekends, Ascension and Whit Monday
    assert event.hours == (time(8), time(15, 30))
    assert event.zone == "Europe/Berlin"
    assert not event.transparent


def test_without_hours_it_is_a_whole_day_stay_that_leaves_the_time_free(agenda: Agenda) -> None:
    for view in (stay_at_host, stay_of_participant):
        event = view(agenda, stay_of(agenda, "auto/pupil-03"), "en")
        assert event.hours is None
        assert event.transparent
        assert (event.first_day, event.last_day) == (date(2023, 5, 16), date(2023, 5, 29))
        assert "Hours" not in event.description


def test_a_name_takes_the_place_of_the_placeholder(agenda: Agenda) -> None:
    event = stay_at_host(agenda, stay_of(agenda, "auto/pupil-02"), "en")
    assert event.summary == "Internship: Petro Prykladenko (Paint shop)"
    assert "pupil-02" not in event.description


@pytest.mark.parametrize(
    ("slot", "language", "start"),
    [
        ("ward-watch", "en", "Observation: "),
        ("ward-watch", "de", "Hospitation: "),
        ("ward-watch", "uk", "Спостереження: "),
        ("lab-course", "en", "Training: "),
        ("lab-course", "de", "Ausbildung: "),
        ("lab-course", "uk", "Навчання: "),
    ],
)
def test_the_activity_stands_on_every_entry(
    agenda: Agenda, slot: str, language: Any, start: str
) -> None:
    stay = stay_of(agenda, "medical/colleague", slot)
    for view in (stay_at_host, stay_of_participant):
        event = view(agenda, stay, language)
        assert event.summary.startswith(start)
        assert event.categories == (start[:-2],)
        assert start[:-2] in event.description


def test_a_participant_reads_where_and_whom_to_ask(agenda: Agenda) -> None:
    event = stay_of_participant(agenda, stay_of(agenda, "auto/pupil-01"), "en")
    assert event.summary == "Internship: Car workshop (Garage Example, Workshop 1)"
    assert event.description.split("\n") == [
        "Host: Garage Example, Workshop 1",
        "Activity: Internship",
        "Slot: Car workshop",
        "8 days: 16–17 May 2023; 19 May 2023; 22–26 May 2023",
        "Hours: 08:00–15:30 (local time)",
        "Accompanied by: auto/teacher-01, Tamila Testova (16 May 2023)",
        "Contact at the host: Desk, W1, w1@garage.example",
        "Coordination: Exchange office, room 3, +49 000 1, office@exchange.example",
    ]
    assert event.location == "Workshop 1, Example street 1; 21335 Lüneburg"


def test_the_contact_of_the_host_stands_in_for_that_of_the_site(agenda: Agenda) -> None:
    event = stay_of_participant(agenda, stay_of(agenda, "auto/pupil-03"), "en")
    assert (
        "\nContact at the host: Training office, +49 000 2, training@garage.example\n"
        in event.description
    )
    assert event.location == "Workshop 2"


def test_a_host_called_like_its_site_is_named_once(agenda: Agenda) -> None:
    event = stay_of_participant(agenda, stay_of(agenda, "medical/colleague", "ward-watch"), "en")
    assert event.summary == "Observation: On the ward (Example clinic)"
    assert "Contact" not in event.description


def test_the_zone_is_that_of_the_site(agenda: Agenda) -> None:
    event = stay_at_host(agenda, stay_of(agenda, "medical/colleague", "lab-course"), "en")
    assert event.zone == "Africa/Casablanca"


def test_german_and_ukrainian(agenda: Agenda) -> None:
    stay = stay_of(agenda, "auto/pupil-01")
    german = stay_at_host(agenda, stay, "de").description
    assert "Rolle: Schülerin oder Schüler" in german
    assert "8 Tage: 16.–17. Mai 2023; 19. Mai 2023; 22.–26. Mai 2023" in german
    assert "Uhrzeit: 08:00–15:30 Uhr (Ortszeit)" in german
    ukrainian = stay_at_host(agenda, stay, "uk").description
    assert "8 днів: " in ukrainian
    assert "Делегація: Pupils of cars" in ukrainian


def test_wording_does_not_touch_identity(agenda: Agenda) -> None:
    for stay in agenda.stays:
        uids = {
            view(agenda, stay, language).uid
            for view in (stay_at_host, stay_of_participant)
            for language in ("en", "de", "uk")
        }
        assert len(uids) == 1


def test_companions_are_those_of_the_same_delegation_at_the_same_site(agenda: Agenda) -> None:
    def names(who: str, slot: str = "") -> list[str]:
        return [person.id for person, _ in agenda.companions(stay_of(agenda, who, slot))]

    assert names("auto/pupil-01") == ["auto/teacher-01", "auto/teacher-02"]
    assert names("auto/pupil-03") == ["auto/teacher-02"]
    assert names("medical/colleague", "ward-watch") == []


# Duties.


def test_a_duty_is_one_series_over_the_hours_of_the_minors_there(agenda: Agenda) -> None:
    watch = watch_of(agenda, "auto/teacher-01", "w1")
    (event,) = duty_at_host(agenda, watch, "en")
    assert event.summary == "Accompanying: auto/teacher-01"
    assert event.hours == (time(7), time(15, 30))  # car workshop and paint shop together
    assert event.days == WORKED
    assert event.categories == ("Accompanying",)
    assert event.description.split("\n") == [
        "Role: accompanying person",
        "Delegation: Pupils of cars",
        "8 days: 16–17 May 2023; 19 May 2023; 22–26 May 2023",
        "Hours: 07:00–15:30 (local time)",
        "Contact in the delegation: auto/teacher-01",
        "Coordination: Exchange office, room 3, +49 000 1, office@exchange.example",
    ]
    (mine,) = duty_of_participant(agenda, watch, "en")
    assert mine.summary == "Accompanying: Garage Example, Workshop 1"
    assert mine.description.split("\n") == [
        "Host: Garage Example, Workshop 1",
        "8 days: 16–17 May 2023; 19 May 2023; 22–26 May 2023",
        "Hours: 07:00–15:30 (local time)",
        "You accompany: auto/pupil-01, Petro Prykladenko",
        "Contact at the host: Desk, W1, w1@garage.example",
        "Coordination: Exchange office, room 3, +49 000 1, office@exchange.example",
    ]
    assert (mine.uid, mine.days, mine.hours) == (event.uid, event.days, event.hours)


def test_a_duty_without_hours_is_whole_days_run_by_run(agenda: Agenda) -> None:
    events = duty_at_host(agenda, watch_of(agenda, "auto/teacher-02", "w2"), "en")
    assert [event.days for event in events] == [WORKED[1:2], WORKED[2:3], WORKED[3:]]
    assert all((e.first_day, e.last_day) == (e.days[0], e.days[-1]) for e in events)
    assert all(event.hours is None and event.transparent for event in events)
    assert len({event.uid for event in events}) == 3
    assert "\n1 day: 19 May 2023\n" in events[1].description


def test_who_is_accompanied_is_said_for_the_days_of_duty(
    programme: vp.Programme, plan: vp.Plan
) -> None:
    few = changed(plan, 1, days=["2023-05-19", "2023-05-22"])
    agenda = agenda_of(programme, vp.Plan(placements=few.placements, duties=plan.duties))
    (event,) = duty_of_participant(agenda, watch_of(agenda, "auto/teacher-01", "w1"), "en")
    assert (
        "\nYou accompany: auto/pupil-01, Petro Prykladenko (19 May 2023; 22 May 2023)\n"
        in event.description
    )
    # On the one day of teacher-02 there he does not work.
    (event,) = duty_of_participant(agenda, watch_of(agenda, "auto/teacher-02", "w1"), "en")
    assert "\nYou accompany: auto/pupil-01\n" in event.description


def test_a_host_reads_nothing_of_minors_in_a_duty(agenda: Agenda) -> None:
    for watch in agenda.watches:
        for event in duty_at_host(agenda, watch, "en"):
            assert "pupil-" not in event.description
            assert "Petro" not in event.description


def test_a_duty_where_no_minor_is_has_no_hours(programme: vp.Programme, plan: vp.Plan) -> None:
    duty = vp.Duty(participant="auto/teacher-01", site="ward", day=date(2023, 5, 3))
    (watch,) = agenda_of(
        programme, vp.Plan(placements=plan.placements, duties=(duty, duty))
    ).watches
    assert watch.hours is None
    assert watch.days == (duty.day,)
    agenda = agenda_of(programme, vp.Plan(placements=plan.placements, duties=(duty,)))
    (event,) = duty_of_participant(agenda, watch, "en")
    assert "accompany" not in event.description


def test_runs() -> None:
    assert runs(()) == ()
    assert runs(WORKED) == (WORKED[:2], WORKED[2:3], WORKED[3:])


# Looking up a plan.


def test_the_order_is_that_of_the_document(programme: vp.Programme, plan: vp.Plan) -> None:
    turned = vp.Plan(placements=plan.placements[::-1], duties=plan.duties[::-1])
    one, other = agenda_of(programme, plan), agenda_of(programme, turned)
    assert (one.stays, one.watches) == (other.stays, other.watches)
    assert [stay.person.id for stay in one.stays][:2] == ["auto/pupil-01", "auto/pupil-02"]


def faults() -> Iterator[tuple[int, dict[str, Any], str]]:
    yield 0, {"participant": "auto/nobody"}, "nobody is called 'auto/nobody'"
    yield 0, {"participant": "x" * 99}, f"nobody is called '{'x' * 60}...'"
    yield 0, {"slot": "w9"}, "no slot is called 'w9'"
    yield 0, {"need": "wish"}, "'auto/pupil-01' has no need called 'wish'"
    yield 0, {"site": "w2"}, "the slot 'w1-cars' is at the site 'w1', not 'w2'"
    yield 0, {"host": "clinic"}, "the slot 'w1-cars' is at the host 'garage', not 'clinic'"
    yield 0, {"days": ["2023-05-30"]}, "its days 2023-05-30 to 2023-05-30 reach beyond"
    yield (
        0,
        {"first_day": "2023-05-20", "last_day": "2023-05-21"},
        "no working day of 'auto/pupil-01' at 'w1-cars' from 2023-05-20 to 2023-05-21",
    )
    yield (
        1,
        {"participant": "auto/pupil-01"},
        "the same participant, need and site as placements[0]",
    )


@pytest.mark.parametrize(("number", "changes", "message"), list(faults()))
def test_a_plan_that_does_not_fit_is_refused_with_the_place(
    programme: vp.Programme, plan: vp.Plan, number: int, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(CalendarError) as caught:
        agenda_of(programme, changed(plan, number, **changes))
    assert "check the plan first" in str(caught.value)
    assert f"placements[{number}]: {message}" in str(caught.value)


def test_all_faults_are_told_at_once(programme: vp.Programme) -> None:
    day = date(2023, 5, 16)
    plan = vp.Plan(
        placements=(
            vp.Placement(participant="a", slot="b", first_day=day, last_day=day),
            vp.Placement(participant="auto/pupil-01", slot="b", first_day=day, last_day=day),
        ),
        duties=(
            vp.Duty(participant="nobody", site="w1", day=day),
            vp.Duty(participant="auto/teacher-01", site="w9", day=day),
        ),
    )
    with pytest.raises(CalendarError) as caught:
        agenda_of(programme, plan)
    assert str(caught.value).split("\n")[1:] == [
        "  placements[0]: nobody is called 'a'",
        "  placements[1]: no slot is called 'b'",
        "  duties[0]: nobody is called 'nobody'",
        "  duties[1]: no site is called 'w9'",
    ]


def test_a_plan_of_another_programme_is_refused(programme: vp.Programme) -> None:
    with pytest.raises(CalendarError, match="made for the programme 'other', not for 'exchange"):
        agenda_of(programme, vp.Plan(programme="other"))


def test_days_given_are_kept(programme: vp.Programme, plan: vp.Plan) -> None:
    days = ["2023-05-16", "2023-05-22"]
    stay = agenda_of(programme, changed(plan, 0, days=days)).stays[0]
    assert stay.days == (date(2023, 5, 16), date(2023, 5, 22))
