"""A programme with everything around the placements, and a plan of it made by hand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

import visitplanner
import visitplanner as vp
from visitplanner.model.plan import (
    Bed,
    Gap,
    GoalPart,
    GoalValue,
    Placement,
    Plan,
    PlannedHandover,
    PlannedVisit,
    Seat,
)

FIRST, LAST = date(2027, 4, 12), date(2027, 4, 25)
ARRIVAL, DEPARTURE = date(2027, 4, 11), date(2027, 5, 1)
MEETING = date(2027, 4, 13)


def document(**fields: Any) -> dict[str, Any]:
    """The starter with visits, houses, journeys and handovers."""
    starter = Path(visitplanner.__file__).parent / "files" / "starter.yaml"
    data: dict[str, Any] = yaml.safe_load(starter.read_text("utf-8"))
    both = ["pupils", "nurses"]
    for delegation in data["delegations"]:
        delegation["window"] = {"first": str(ARRIVAL), "last": str(DEPARTURE)}
    data["transfers"] = [
        {
            "id": "bus-in",
            "kind": "arrival",
            "delegations": both,
            "seats": 12,
            "window": str(ARRIVAL),
            "hours": "08:00-18:30",
            "origin": "Kyiv",
            "destination": "Lüneburg",
        },
        {"id": "van", "kind": "shuttle", "delegations": "pupils", "sites": "workshop-north"}
        | {"seats": 4, "window": "12-30 April 2027"},
        {"id": "late-bus", "kind": "departure", "delegations": both},
    ]
    data["lodgings"] = [
        {"id": "hostel", "name": "Hostel on the Hill", "beds": 10, "address": "Hill 3"},
        {"id": "family", "name": "Meyer family", "beds": 2},
        {"id": "hotel", "name": "Hotel Empty", "beds": 4},
    ]
    data["visits"] = [
        {"id": "museum", "name": "Museum tour", "delegations": "pupils", "at": "garage"}
        | {"window": "2027-04-14", "hours": "10:00-12:00"},
        {"id": "reception", "name": "Reception", "delegations": both, "at": "wards"}
        | {"window": "12-23 April 2027", "minutes": 90},
        {"id": "library", "name": "Library", "participants": "pupils/pupil-02", "at": "garage"}
        | {"window": "12-23 April 2027", "minutes": 60},
        {"id": "sea", "name": "Trip to the sea", "delegations": "nurses", "at": "garage"},
    ]
    data["handovers"] = [
        {"id": "money", "giver": "craft-school", "receiver": "garage", "what": "Theatre money"}
        | {"amount": "1000", "currency": "EUR", "carried_by": "reception"},
        {"id": "books", "receiver": "garage", "what": "German books", "carried_by": "bus-in"},
        {"id": "album", "receiver": "garage", "what": "Photo album"},
    ]
    return data | fields


def programme(**fields: Any) -> vp.Programme:
    """The programme, with other fields where asked for."""
    return vp.Programme.model_validate(document(**fields))


def placements() -> tuple[Placement, ...]:
    """Five pupils placed, two of them tentatively."""
    unsettled = ("documents: visa", "partnership: workshops (in_preparation)")
    return tuple(
        Placement(
            participant=f"pupils/pupil-0{number}",
            slot="cars-north",
            first_day=FIRST,
            last_day=LAST,
            tentative=unsettled if number > 3 else (),
        )
        for number in range(1, 6)
    )


def goals() -> tuple[GoalValue, ...]:
    """A level of one goal, a weighted sum, and a level of several stages."""
    steps = "people {} or more steps below first choice"
    stages = [
        GoalValue(
            level=3, name="leximin", value=value, bound=value, sense="least", unit=steps.format(at)
        )
        for at, value in ((4, 0), (3, 0), (2, 1), (1, 5))
    ]
    return (
        GoalValue(level=1, name="people_placed", value=5, bound=8, sense="most", unit="people"),
        GoalValue(
            level=2,
            name="3 x preferences + 1 x nearness",
            value=19,
            bound=19,
            sense="least",
            unit="points",
            parts=(
                GoalPart(name="preferences", weight=3, value=4, sense="least", unit="steps"),
                GoalPart(name="nearness", weight=1, value=7, sense="least", unit="metres of way"),
            ),
        ),
        *stages,
    )


def gaps() -> tuple[Gap, ...]:
    """One gap of each kind, and one of a second person for the same reason."""
    nurses = ("nurses/professional-01", "nurses/professional-02")
    return (
        Gap(kind="visit", concerns="sea", message="its day is open"),
        *(Gap(kind="bed", concerns=who, message="no bed is left") for who in nurses),
        Gap(kind="seat", concerns=nurses[1], message="no seat is left"),
        Gap(kind="handover", concerns="album", message="it has no carrier"),
    )


def plan(**fields: Any) -> Plan:
    """The plan, with other fields where asked for."""
    people = [f"pupils/pupil-0{number}" for number in range(1, 7)]
    beds = tuple(
        Bed(
            participant=who,
            lodging="family" if who.endswith(("2", "3")) else "hostel",
            first_night=ARRIVAL,
            last_night=DEPARTURE - timedelta(days=1),
        )
        for who in people
    )
    shuttle = tuple(
        Seat(participant=who, transfer="van", day=FIRST + timedelta(days=number))
        for who in people[:3]
        for number in range(3)
    )
    written: dict[str, Any] = {
        "programme": "exchange-2027",
        "status": "feasible",
        "placements": placements(),
        "duties": (
            vp.Duty(participant="pupils/teacher-01", site="workshop-north", day=FIRST),
            vp.Duty(
                participant="pupils/teacher-02",
                site="workshop-south",
                day=FIRST,
                task="interpretation",
            ),
        ),
        "visits": (
            PlannedVisit.model_validate(
                {"visit": "reception", "day": MEETING, "hours": "16:00-17:30"}
            ),
            PlannedVisit.model_validate(
                {"visit": "library", "day": MEETING, "hours": "09:00-10:00"}
            ),
        ),
        "beds": beds,
        "seats": tuple(Seat(participant=who, transfer="bus-in", day=ARRIVAL) for who in people)
        + shuttle,
        "handovers": (
            PlannedHandover(handover="money", carrier="reception", day=MEETING),
            PlannedHandover(handover="books", carrier="bus-in", day=ARRIVAL),
        ),
        "gaps": gaps(),
        "goals": goals(),
    }
    return Plan(**(written | fields))
