"""Places that differ by date, weekday and time of the day."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.model.places import FieldPlaces, PlacesOn, minutes_of, places_at

TUESDAY = date(2023, 5, 16)


def places_on(**facts: Any) -> PlacesOn:
    return PlacesOn.model_validate({"places": 1, **facts})


@pytest.mark.parametrize(
    ("facts", "day", "minute", "holds"),
    [
        ({"window": "16-17 May 2023"}, 16, 0, True),
        ({"window": "16-17 May 2023"}, 18, 0, False),
        ({"weekdays": "tue"}, 16, 1439, True),
        ({"weekdays": "tue"}, 17, 0, False),
        ({"hours": "08:00-12:00"}, 16, 479, False),
        ({"hours": "08:00-12:00"}, 16, 480, True),
        ({"hours": "08:00-12:00"}, 16, 719, True),
        ({"hours": "08:00-12:00"}, 16, 720, False),
        ({"weekdays": "tue", "hours": "08:00-12:00"}, 17, 500, False),
        ({"window": "2023-05-16", "weekdays": "wed"}, 16, 0, False),
    ],
)
def test_when_an_exception_holds(
    *, facts: dict[str, Any], day: int, minute: int, holds: bool
) -> None:
    assert places_on(**facts).holds(date(2023, 5, day), minute) == holds


def test_an_exception_says_when_it_holds() -> None:
    with pytest.raises(ValidationError, match="name a window, weekdays or hours"):
        places_on()


def test_of_several_the_last_that_holds_counts() -> None:
    day, hours = places_on(places=2, weekdays="tue"), places_on(places=0, hours="08:00-12:00")
    assert places_at(5, (), TUESDAY, 500) == 5
    assert places_at(5, (day, hours), TUESDAY, 500) == 0
    assert places_at(5, (hours, day), TUESDAY, 500) == 2
    assert places_at(None, (hours,), TUESDAY, 800) is None


def test_hours_in_minutes_after_midnight() -> None:
    assert minutes_of(None) == (0, 1440)
    assert minutes_of(vp.Hours.model_validate("08:15-12:30")) == (495, 750)


def test_a_limit_of_a_field_says_something() -> None:
    with pytest.raises(ValidationError, match="otherwise nothing is limited"):
        FieldPlaces(field="cows")
    assert FieldPlaces(field="cows", places=0).places == 0
    assert len(FieldPlaces(field="cows", places_on=(places_on(weekdays="tue"),)).places_on) == 1
