"""Clerkships: medical students who rotate through disciplines in hospitals, for a year.

The shape of the published sets of the medical student scheduling problem: 40 to 320 students, 12 to
24 disciplines each, mandatory ones and electives, one to four weeks long; wards take a smallest and
a largest number of students each week; some disciplines come before others; students rank the
hospitals. A week is planned by its Monday, since a discipline begins on Mondays alone.
"""

import math
import random
from datetime import timedelta

from tests.benchmarks.country import FIRST_DAY, Document, days

MANDATORY = 2 / 3
ROOM = 1.3
"""Places of a ward, over the students there are in a week on average."""
SPARE = 1.15
"""Weeks of the year, over those that all disciplines of a student take."""
ELECTIVE_WEEKS = 2
HOSPITALS = 2
"""Hospitals in which a discipline is taught."""


def clerkships(people: int, seed: int = 0, *, parts: int | None = None) -> Document:
    """So many students, with `parts` disciplines each; without it, 12 up to 100 students, then 24.

    A third of the parts are electives, any of one and a half times as many; every discipline is
    taught in two hospitals.
    """
    draw = random.Random(seed)
    parts = parts or (12 if people <= 100 else 24)
    mandatory = round(parts * MANDATORY)
    weeks = {f"discipline-{number}": draw.randint(1, 4) for number in range(mandatory)}
    chosen = parts - mandatory
    electives = [f"elective-{number}" for number in range(chosen + chosen // 2)]
    year = math.ceil((sum(weeks.values()) + chosen * ELECTIVE_WEEKS) * SPARE)
    hospitals = [f"hospital-{number}" for number in range(3 + people // 160)]
    last = FIRST_DAY + timedelta(weeks=year, days=-1)
    load = {field: people * length / year for field, length in weeks.items()}
    load |= {field: people * ELECTIVE_WEEKS * chosen / len(electives) / year for field in electives}
    disciplines = list(weeks)
    orders = [
        {"first": disciplines[number], "then": disciplines[number + mandatory // 2]}
        for number in range(0, mandatory // 2, 2)
    ]
    needs: list[Document] = [
        {"id": field, "field": field, "length": f"{length} working days"}
        for field, length in weeks.items()
    ]
    elective: Document = {"id": "electives", "field": electives, "parts": chosen}
    needs.append({**elective, "length": f"{ELECTIVE_WEEKS} working days"})
    return {
        "id": "clerkships",
        "name": f"{people} students, {parts} disciplines each",
        "time_zone": "Europe/Berlin",
        "organisations": [{"id": "school", "name": "School of medicine"}],
        "hosts": _hosts(draw, hospitals, load),
        "delegations": [
            {
                "id": "students",
                "name": "Students",
                "senders": ["school"],
                "window": days(FIRST_DAY, last),
                "participants": [
                    {
                        "id": f"student-{number:03d}",
                        "role": "professional",
                        "needs": needs,
                        "preferences": draw.sample(hospitals, 2),
                    }
                    for number in range(1, people + 1)
                ],
            }
        ],
        "policy": {"precedences": orders, "goals": ["people_placed", "preferences"]},
    }


def _hosts(draw: random.Random, hospitals: list[str], load: dict[str, float]) -> list[Document]:
    wards: dict[str, list[Document]] = {hospital: [] for hospital in hospitals}
    for field, students in load.items():
        having = draw.sample(hospitals, HOSPITALS)
        for hospital in having:
            places = max(1, math.ceil(students * ROOM / len(having)))
            ward = {"id": f"{hospital}-{field}", "field": field, "places": places}
            if places > 1 and draw.random() < 1 / 3:
                ward["minimum_group"] = max(2, places // 3)
            wards[hospital].append(ward)
    return [
        {
            "id": hospital,
            "name": hospital.replace("-", " ").title(),
            "sites": [
                {
                    "id": f"{hospital}-wards",
                    "name": "Wards",
                    "weekdays": "mon",
                    "slots": slots,
                }
            ],
        }
        for hospital, slots in wards.items()
    ]
