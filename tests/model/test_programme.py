"""The programme: ids, references, all mistakes at once, and a copy that is equal."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

import visitplanner as vp

FULL: dict[str, Any] = {
    "id": "full",
    "name": "Everything",
    "time_zone": "Europe/Berlin",
    "region": {"country": "DE", "subdivision": "NI", "school_free": ["2023-05-19"]},
    "year": 2023,
    "coordinator": {"name": "Office", "email": "office@example.org", "phone": "+49 1"},
    "organisations": [
        {"id": "school", "name": "School", "place": "Bar", "contact": {"name": "Office"}},
        {"id": "museum", "name": "Museum"},
    ],
    "hosts": [
        {
            "id": "host",
            "name": "Host",
            "sites": [
                {
                    "id": "farm",
                    "name": "Farm",
                    "address": "Road 1",
                    "places": 5,
                    "weekdays": "mon-sat",
                    "closed": ["17 May"],
                    "mentors": 1,
                    "location": "53.2464, 10.4115",
                    "places_on": [{"places": 2, "weekdays": "sat"}],
                    "time_zone": "Europe/Kyiv",
                    "region": {"country": "UA"},
                    "slots": [
                        {
                            "id": "work",
                            "field": "agriculture",
                            "places": 4,
                            "title": "Work",
                            "minimum_group": 2,
                            "window": "May",
                            "hours": "08:00-16:00",
                            "length": "1 week",
                            "weekdays": "mon-fri",
                            "admits": {"roles": "pupil", "min_age": 16, "languages": "uk"},
                            "reserved_for": ["link", "d"],
                        }
                    ],
                }
            ],
        }
    ],
    "partnerships": [
        {"id": "link", "between": ["school", "host"], "status": "agreed", "since": "2022-01-01"}
    ],
    "delegations": [
        {
            "id": "d",
            "name": "Delegation",
            "senders": "school",
            "window": "2nd half of May",
            "contact": "teacher-01",
            "supervision": "trip",
            "headcounts": [
                {
                    "people": "3-4 pupils",
                    "age": 17,
                    "languages": ["uk", "en"],
                    "preferences": ["work", "farm", "host"],
                    "away": ["22 May"],
                    "needs": [{"field": ["agriculture", "care"], "window": "16-31 May"}],
                    "utilities": [{"of": "farm", "value": 3}],
                },
                "1 teacher",
            ],
            "participants": [
                {"id": "pupil-01", "name": "Олена", "sender": "school"},
                {"id": "anna", "role": "interpreter", "born": "1990-02-28"},
            ],
        }
    ],
    "visits": [{"id": "v", "name": "Museum", "delegations": "d", "at": "museum", "hours": "10-12"}],
    "lodgings": [{"id": "l", "name": "Hostel", "beds": 9, "provided_by": "museum"}],
    "transfers": [{"id": "t", "kind": "arrival", "delegations": "d", "seats": 9}],
    "handovers": [
        {
            "id": "h",
            "giver": "museum",
            "receiver": "school",
            "what": "Money",
            "amount": "10.00",
            "currency": "EUR",
            "carried_by": "t",
        }
    ],
    "policy": {
        "supervision": "standard",
        "supervision_profiles": [
            {"name": "trip", "minors_per_accompanying_person": 5, "mentors_count": True}
        ],
        "goals": ["people_placed", {"preferences": 2, "earliest_start": 1}],
        "youth_hours_profiles": [
            {
                "name": "short",
                "source": "An agreement",
                "as_of": "2023-01-01",
                "minutes_per_day": 360,
                "breaks": [{"over": 240, "minutes": 30}],
            }
        ],
        "lodging_within_km": "12.5",
    },
    "distances": [{"between": ["l", "farm"], "km": "3.25"}],
    "pins": [{"participant": "d/pupil-01", "slot": "work", "first_day": "2023-05-23"}],
}
WISHES: dict[str, Any] = {
    "together": [{"people": ["d/pupil-01", "d/pupil-02"]}],
    "apart": [{"people": ["d/pupil-03", "d/pupil-04"], "strength": "soft", "weight": 2}],
    "shares": [{"delegation": "d", "at_most": 3, "only": "farm"}],
    "exclusions": [{"people": "d/anna", "at": "work"}],
    "precedences": [{"first": "agriculture", "then": "care"}],
    "field_places": [{"field": "care", "places": 3}],
}


MODELS = {
    "Admission",
    "Apart",
    "Break",
    "Contact",
    "Count",
    "DateWindow",
    "Delegation",
    "Distance",
    "Exclusion",
    "FieldPlaces",
    "Handover",
    "Headcount",
    "HostOrganisation",
    "Hours",
    "InternshipNeed",
    "InternshipSlot",
    "Length",
    "Level",
    "Location",
    "Lodging",
    "Organisation",
    "Participant",
    "Partnership",
    "Pin",
    "PlacesOn",
    "Policy",
    "Precedence",
    "Programme",
    "Region",
    "Share",
    "Site",
    "SupervisionProfile",
    "Tentative",
    "Together",
    "Transfer",
    "Utility",
    "Visit",
    "WeightedGoal",
    "YouthHours",
}


def full(**changes: Any) -> vp.Programme:
    return vp.Programme.model_validate({**deepcopy(FULL), **changes})


def full_with_wishes() -> vp.Programme:
    return full(policy=FULL["policy"] | WISHES)


def parts(found: object) -> Iterator[BaseModel]:
    """A model and all models in it."""
    if isinstance(found, BaseModel):
        yield found
        for name in type(found).model_fields:
            yield from parts(getattr(found, name))
    elif isinstance(found, tuple):
        for item in found:
            yield from parts(item)


def test_every_model_reads_back_from_json_as_it_was() -> None:
    seen = set()
    for part in parts(full_with_wishes()):
        seen.add(type(part).__name__)
        if type(part) is vp.Programme:
            continue
        assert type(part).model_validate_json(part.model_dump_json()) == part
    assert seen == MODELS
    assert seen - {"Programme", "WeightedGoal"} == {*vp.Programme.model_json_schema()["$defs"]}


def test_a_programme_reads_back_from_json_as_it_was() -> None:
    programme = full_with_wishes()
    assert vp.Programme.model_validate_json(programme.model_dump_json()) == programme
    assert vp.Programme.model_validate(programme.model_dump(mode="json")) == programme
    assert vp.Programme.model_validate(programme.model_dump()) == programme
    assert vp.Programme.model_validate(programme) == programme


@pytest.mark.parametrize("name", ["programme.yaml", "programme.json"])
def test_a_programme_reads_back_from_a_file_as_it_was(name: str, tmp_path: Path) -> None:
    full_with_wishes().save(tmp_path / name)
    assert vp.Programme.load(tmp_path / name) == full_with_wishes()


@pytest.mark.parametrize("model", sorted(MODELS))
def test_every_model_is_frozen_closed_and_holds_no_list(model: str) -> None:
    part = next(each for each in parts(full_with_wishes()) if type(each).__name__ == model)
    name, value = next((name, getattr(part, name)) for name in type(part).model_fields)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(part, name, value)
    assert type(part).model_config.get("extra") == "forbid"
    assert not [name for name in type(part).model_fields if isinstance(getattr(part, name), list)]


def test_the_year_holds_for_every_window_without_one() -> None:
    programme = full()
    site = programme.hosts[0].sites[0]
    windows = [
        programme.delegations[0].window,
        site.closed[0],
        site.slots[0].window,
        (programme.delegations[0].headcounts[0].away or ())[0],
    ]
    assert {window.first.year for window in windows if window is not None} == {2023}


def test_without_a_year_a_window_that_names_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="the year is missing"):
        full(year=None)


def test_lookups_follow_the_order_of_the_document() -> None:
    programme = full()
    assert list(programme.people) == [
        "d/pupil-01",
        "d/pupil-02",
        "d/pupil-03",
        "d/pupil-04",
        "d/teacher-01",
        "d/anna",
    ]
    offer = programme.offers["work"]
    assert (offer.site.id, offer.host.id, offer.time_zone) == ("farm", "host", "Europe/Kyiv")
    assert offer.region == vp.Region(country="UA")
    assert programme.supervision_of("d").name == "trip"


def test_looking_up_the_unknown_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        full().work_calendar("play", minor=False)
    with pytest.raises(KeyError):
        full().supervision_of("e")


def broken(path: str, value: object) -> dict[str, Any]:
    """The document with something else at a path such as `hosts.0.sites.0.id`."""
    document = deepcopy(FULL)
    *way, last = path.split(".")
    place: Any = document
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return document


def faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        vp.Programme.model_validate(document)
    return [
        (".".join(str(step) for step in error["loc"]), error["msg"])
        for error in caught.value.errors()
    ]


@pytest.mark.parametrize(
    ("path", "found", "hint"),
    [
        ("partnerships.0.between.0", "scool", "school"),
        ("delegations.0.headcounts.0.preferences.1", "fam", "farm"),
        ("delegations.0.supervision", "tripp", "trip"),
        ("delegations.0.contact", "teacher-1", "teacher-01"),
        ("delegations.0.participants.0.sender", "museum", None),
        ("hosts.0.sites.0.slots.0.reserved_for.0", "lnk", "link"),
        ("policy.supervision", "standart", "standard"),
        ("visits.0.at", "musem", "museum"),
        ("lodgings.0.provided_by", "musem", "museum"),
        ("handovers.0.giver", "musem", "museum"),
        ("handovers.0.receiver", "scool", "school"),
        ("handovers.0.carried_by", "tt", "t"),
        ("pins.0.participant", "d/pupil-1", "d/pupil-01"),
        ("pins.0.slot", "wrk", "work"),
        ("pins.0.need", "intern", None),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_its_place(
    path: str, found: str, hint: str | None
) -> None:
    [(place, message)] = faults(broken(path, found))
    assert place == path
    assert f"'{found}'" in message
    if hint is not None:
        assert f"did you mean '{hint}'?" in message


@pytest.mark.parametrize(
    ("path", "where"),
    [("visits.0.delegations", "visits.0.delegations"), ("transfers.0.delegations", None)],
)
def test_a_single_text_in_place_of_a_list_has_the_place_of_the_text(
    path: str, where: str | None
) -> None:
    [(place, message)] = faults(broken(path, "dd"))
    assert place.startswith(where or path)
    assert "no delegation is called 'dd'" in message


@pytest.mark.parametrize(
    ("path", "taken", "earlier"),
    [
        ("organisations.1.id", "school", "organisations[0].id"),
        ("hosts.0.id", "school", "organisations[0].id"),
        ("delegations.0.participants.1.id", "pupil-01", None),
    ],
)
def test_an_id_used_twice_is_told_with_its_place(
    path: str, taken: str, earlier: str | None
) -> None:
    places = dict(faults(broken(path, taken)))
    assert f"'{taken}'" in places[path]
    if earlier is not None:
        assert f"is already used at {earlier}" in places[path]


@pytest.mark.parametrize("kind", ["delegations", "visits", "lodgings", "transfers", "handovers"])
def test_ids_are_unique_among_their_kind(kind: str) -> None:
    document = deepcopy(FULL)
    document[kind] = [document[kind][0], document[kind][0]]
    [(place, message)] = faults(document)
    assert place == f"{kind}.1.id"
    assert f"is already used at {kind}[0].id" in message


def test_a_participant_who_is_no_placeholder_needs_a_role() -> None:
    document = broken("delegations.0.participants.1", {"id": "pupil-1"})
    [(place, message)] = faults(document)
    assert place == "delegations.0.participants.1.id"
    assert "a role is needed" in message
    assert "did you mean 'pupil-01'?" in message


def test_somebody_born_after_the_stay_begins_is_refused() -> None:
    [(place, _)] = faults(broken("delegations.0.participants.1.born", "2023-05-17"))
    assert place == "delegations.0.participants.1.born"
    on_the_day = broken("delegations.0.participants.1.born", "2023-05-16")
    assert len(vp.Programme.model_validate(on_the_day).people) == 6


def test_a_pin_of_somebody_with_several_needs_says_which() -> None:
    needs = [{"id": each, "field": "agriculture"} for each in "ab"]
    document = broken("delegations.0.headcounts.0.needs", needs)
    [(place, message)] = faults(document)
    assert place == "pins.0"
    assert "say which one ('a', 'b')" in message


def test_a_pin_of_somebody_without_a_need_is_refused() -> None:
    [(place, message)] = faults(broken("pins.0.participant", "d/anna"))
    assert place == "pins.0.participant"
    assert "has no need" in message


def test_mistakes_of_every_kind_are_told_at_once() -> None:
    document = broken("time_zone", "Mars")
    document["organisations"].append({"id": "school", "name": "Again"})
    document["partnerships"][0]["between"] = ["school", "hots"]
    document["visits"][0]["hours"] = "12-10"
    document["pins"][0]["slot"] = "wrk"
    document["colour"] = "red"
    assert {place for place, _ in faults(document)} == {
        "time_zone",
        "organisations.2.id",
        "partnerships.0.between.1",
        "visits.0.hours",
        "pins.0.slot",
        "colour",
    }


@pytest.mark.parametrize("value", [3, True, {"a": 1}, [None], ["a"], [[]], [{"id": 3}]])
@pytest.mark.parametrize("field", sorted(set(FULL) - {"year"}))
def test_a_value_of_the_wrong_kind_is_refused_with_its_place(field: str, value: object) -> None:
    places = [place.split(".")[0] for place, _ in faults(broken(field, value))]
    assert field in places


def test_braces_in_a_mistyped_name_do_no_harm() -> None:
    [(_, message), *_] = [
        fault for fault in faults(broken("pins.0.participant", "{x} %s {0}")) if "pins" in fault[0]
    ]
    assert "{x} %s {0}" in message
