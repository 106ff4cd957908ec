"""A small programme and a plan made by hand, for the tests of calendars."""

from datetime import date
from typing import Any

import pytest

import visitplanner as vp

HIDDEN = "secret"
"""Stands in every text that no calendar may show."""

DOCUMENT: dict[str, Any] = {
    "id": "exchange-2023",
    "name": "Exchange 2023",
    "time_zone": "Europe/Berlin",
    "region": {"country": "DE", "subdivision": "NI"},
    "coordinator": {
        "name": "Exchange office, room 3",
        "email": "office@exchange.example",
        "phone": "+49 000 1",
    },
    "notes": "secret notes of the programme",
    "organisations": [
        {
            "id": "school",
            "name": "Secret school",
            "place": "Secret place",
            "contact": {
                "name": "Secret head",
                "email": "secret@school.example",
                "phone": "secret 2",
            },
            "notes": "secret notes of the school",
        },
    ],
    "hosts": [
        {
            "id": "garage",
            "name": "Garage Example",
            "place": "Secret town",
            "contact": {
                "name": "Training office",
                "email": "training@garage.example",
                "phone": "+49 000 2",
            },
            "notes": "secret notes of the garage",
            "sites": [
                {
                    "id": "w1",
                    "name": "Workshop 1",
                    "address": "Example street 1; 21335 Lüneburg",
                    "contact": {"name": "Desk, W1", "email": "w1@garage.example"},
                    "notes": "secret notes of the site",
                    "slots": [
                        {
                            "id": "w1-cars",
                            "field": "secret-field",
                            "title": "Car workshop",
                            "places": 4,
                            "hours": "08:00-15:30",
                            "notes": "secret notes of the slot",
                        },
                        {
                            "id": "w1-paint",
                            "field": "secret-field",
                            "title": "Paint shop",
                            "places": 4,
                            "hours": "07:00-13:00",
                        },
                    ],
                },
                {
                    "id": "w2",
                    "name": "Workshop 2",
                    "slots": [
                        {"id": "w2-desk", "field": "secret-field", "places": 4},
                    ],
                },
            ],
        },
        {
            "id": "clinic",
            "name": "Example clinic",
            "sites": [
                {
                    "id": "ward",
                    "name": "Example clinic",
                    "slots": [
                        {
                            "id": "ward-watch",
                            "field": "secret-medicine",
                            "title": "On the ward",
                            "activity": "observation",
                            "places": 2,
                            "hours": "06:00-14:00",
                        },
                    ],
                },
                {
                    "id": "lab",
                    "name": "Laboratory",
                    "contact": {"name": "Lab desk", "email": "lab@clinic.example"},
                    "time_zone": "Africa/Casablanca",
                    "slots": [
                        {
                            "id": "lab-course",
                            "field": "secret-medicine",
                            "title": "Course",
                            "activity": "training",
                            "places": 2,
                            "hours": "09:00-12:00",
                        },
                    ],
                },
            ],
        },
    ],
    "partnerships": [
        {
            "id": "secret-link",
            "between": ["school", "garage", "clinic"],
            "status": "active",
            "about": "secret subject",
            "notes": "secret notes of the link",
        },
    ],
    "delegations": [
        {
            "id": "auto",
            "name": "Pupils of cars",
            "senders": ["school"],
            "window": "2nd half of May 2023",
            "contact": "teacher-01",
            "notes": "secret notes of the delegation",
            "headcounts": [
                {
                    "people": "4 pupils",
                    "age": 17,
                    "languages": ["xyz"],
                    "preferences": ["w2"],
                    "needs": [{"id": "internship", "field": "secret-field", "length": "2 weeks"}],
                },
                {"people": "2 teachers"},
            ],
            "participants": [
                {
                    "id": "pupil-02",
                    "name": "Petro Prykladenko",
                    "born": "2006-02-03",
                    "languages": ["xyz"],
                    "notes": "secret notes of a pupil",
                },
                {"id": "teacher-02", "name": "Tamila Testova", "notes": "secret notes of hers"},
            ],
        },
        {
            "id": "medical",
            "name": "Colleagues of wards",
            "senders": ["school"],
            "window": "May 2023",
            "participants": [
                {
                    "id": "colleague",
                    "name": "Zoryana Zrazkova",
                    "role": "professional",
                    "born": "1979-08-09",
                    "needs": [
                        {"id": "watch", "field": "secret-medicine"},
                        {"id": "course", "field": "secret-medicine"},
                    ],
                },
            ],
        },
    ],
    "visits": [
        {
            "id": "secret-visit",
            "name": "Secret visit",
            "at": "w1",
            "delegations": ["auto"],
            "notes": "secret notes of the visit",
        },
    ],
    "lodgings": [
        {
            "id": "secret-house",
            "name": "Secret house",
            "beds": 9,
            "address": "Secret street 1",
            "contact": {"name": "Secret landlord", "email": "secret@house.example"},
            "notes": "secret notes of the house",
        },
    ],
    "transfers": [
        {
            "id": "secret-bus",
            "kind": "arrival",
            "delegations": ["auto"],
            "origin": "Secret stop",
            "destination": "Secret station",
            "notes": "secret notes of the bus",
        },
    ],
    "handovers": [
        {
            "id": "secret-gift",
            "giver": "school",
            "receiver": "garage",
            "what": "Secret gift",
            "notes": "secret notes of the gift",
        },
    ],
    "policy": {
        "supervision": "secret-profile",
        "supervision_profiles": [
            {
                "name": "secret-profile",
                "minors_per_accompanying_person": 10,
                "notes": "secret notes of the profile",
            },
        ],
    },
    "pins": [
        {
            "participant": "auto/pupil-01",
            "slot": "w1-cars",
            "first_day": "2023-05-16",
            "reason": "secret reason",
        },
    ],
}


@pytest.fixture
def document() -> dict[str, Any]:
    """The programme as it is written down."""
    return DOCUMENT


@pytest.fixture
def programme() -> vp.Programme:
    """Two hosts with two sites each, pupils with teachers, a colleague in two places."""
    return vp.Programme.model_validate(DOCUMENT)


@pytest.fixture
def plan() -> vp.Plan:
    """Made by hand: no site, host or days are given."""
    may = {"first_day": "2023-05-16", "last_day": "2023-05-29"}
    placements = vp.Plan.from_placements(
        [
            {"participant": "auto/pupil-01", "slot": "w1-cars", **may},
            {"participant": "auto/pupil-02", "slot": "w1-paint", **may},
            {"participant": "auto/pupil-03", "slot": "w2-desk", **may},
            {
                "participant": "medical/colleague",
                "slot": "ward-watch",
                "need": "watch",
                "first_day": "2023-05-02",
                "last_day": "2023-05-12",
            },
            {
                "participant": "medical/colleague",
                "slot": "lab-course",
                "need": "course",
                "first_day": "2023-05-22",
                "last_day": "2023-05-23",
            },
        ]
    ).placements
    worked = [date(2023, 5, day) for day in (16, 17, 19, 22, 23, 24, 25, 26)]
    duties = [
        *(vp.Duty(participant="auto/teacher-01", site="w1", day=day) for day in worked),
        *(vp.Duty(participant="auto/teacher-02", site="w2", day=day) for day in worked[1:]),
        vp.Duty(participant="auto/teacher-02", site="w1", day=worked[0]),
    ]
    return vp.Plan(placements=placements, duties=tuple(duties))
