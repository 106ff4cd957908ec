"""Where things are, and how far it is."""

from typing import Any

import pytest
from pydantic import ValidationError

from visitplanner.model.geography import Distance, Location, metres_between, ways_of

LUENEBURG = Location.model_validate("53.2464, 10.4115")
BLECKEDE = Location.model_validate("53.2901, 10.7335")


@pytest.mark.parametrize("words", ["53.2464, 10.4115", "53.2464 10.4115", " 53.2464;10.4115 "])
def test_a_location_in_words(words: str) -> None:
    assert Location.model_validate(words) == LUENEBURG


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("Lüneburg", "'Lüneburg' is no location: write latitude and longitude in degrees"),
        ("53.2464", "is no location"),
        ("91, 10", "less than or equal to 90"),
        ("53, 181", "less than or equal to 180"),
        ({"latitude": float("nan"), "longitude": 0}, "latitude"),
    ],
)
def test_what_is_no_location_is_refused(value: Any, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Location.model_validate(value)
    assert message in str(caught.value)


def test_metres_over_the_ground() -> None:
    assert metres_between(LUENEBURG, LUENEBURG) == 0
    equator = Location(latitude=0, longitude=0)
    # A quarter of the way around a sphere of this radius is 10,007,543.4 m.
    assert metres_between(equator, Location(latitude=90, longitude=0)) == 10_007_543
    assert metres_between(equator, Location(latitude=0, longitude=180)) == 20_015_087
    assert metres_between(LUENEBURG, BLECKEDE) == metres_between(BLECKEDE, LUENEBURG)
    assert 21_500 < metres_between(LUENEBURG, BLECKEDE) < 22_200


def test_the_date_line_is_no_wall() -> None:
    east, west = Location(latitude=0, longitude=179.5), Location(latitude=0, longitude=-179.5)
    assert metres_between(east, west) == metres_between(
        Location(latitude=0, longitude=0), Location(latitude=0, longitude=1)
    )


@pytest.mark.parametrize(("km", "metres"), [("0", 0), ("12.345", 12_345), ("4.1", 4_100)])
def test_a_distance_in_metres(km: str, metres: int) -> None:
    assert Distance.model_validate({"between": ["a", "b"], "km": km}).metres == metres


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"between": ["a", "a"], "km": 1}, "'a' stands on both ends"),
        ({"between": ["a"], "km": 1}, "at least 2 items"),
        ({"between": ["a", "b"], "km": -1}, "greater than or equal to 0"),
        ({"between": ["a", "b"], "km": "1.2345"}, "no more than 3 decimal places"),
    ],
)
def test_impossible_distances_are_refused(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Distance.model_validate(facts)
    assert message in str(caught.value)


def test_ways_written_down_come_before_the_map_in_both_directions() -> None:
    known = [Distance.model_validate({"between": ["farm", "house"], "km": "30.5"})]
    ways = ways_of({"house": LUENEBURG, "tent": None}, {"farm": BLECKEDE, "barn": LUENEBURG}, known)
    assert ways == {("house", "farm"): 30_500, ("house", "barn"): 0}


def test_a_way_needs_no_location() -> None:
    known = [Distance.model_validate({"between": ["house", "farm"], "km": 1})]
    assert ways_of({"house": None}, {"farm": None}, known) == {("house", "farm"): 1000}
    assert ways_of({"house": None}, {"barn": None}, known) == {}
