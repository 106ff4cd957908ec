"""Time zones and the holidays of regions."""

import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

import visitplanner as vp
from visitplanner.model.regions import TimeZone, public_holidays

ZONE: TypeAdapter[str] = TypeAdapter(TimeZone)
LOWER_SAXONY = {"country": "DE", "subdivision": "NI"}


def region(**facts: Any) -> vp.Region:
    return vp.Region.model_validate(facts)


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "Europe/Kyiv", "UTC", "America/Argentina/Ushuaia"]
)
def test_an_iana_zone_is_taken(name: str) -> None:
    assert ZONE.validate_python(name) == name


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Europe/Berlinn", "did you mean 'Europe/Berlin'?"),
        ("CEST", "write an IANA name"),
        ("+02:00", "write an IANA name"),
        ("", "write an IANA name"),
        ("/etc/passwd", "write an IANA name"),
        ("../../etc/passwd", "write an IANA name"),
        ("Europe", "write an IANA name"),
        ("Europe/Berlin\n", "write an IANA name"),
        ("Europe\x00", "write an IANA name"),
    ],
)
def test_what_is_no_zone_is_refused(name: str, part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ZONE.validate_python(name)
    [error] = caught.value.errors()
    assert part in error["msg"]


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ({"country": "XX"}, ("no holidays are known for the country 'XX'", "such as DE")),
        ({"country": "de"}, ("the country 'de'", "did you mean 'DE'?")),
        ({"country": "Germany"}, ("the country 'Germany'",)),
        ({"country": ""}, ("the country ''",)),
        (
            {"country": "DE", "subdivision": "NX"},
            ("no holidays are known for the subdivision 'NX' of DE", "'NI'"),
        ),
        ({"country": "DE", "subdivision": "ni"}, ("the subdivision 'ni' of DE",)),
        ({"country": "DE", "planet": "Earth"}, ("Extra inputs are not permitted",)),
    ],
)
def test_an_unknown_region_is_refused(facts: dict[str, str], parts: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        region(**facts)
    [error] = caught.value.errors()
    for part in parts:
        assert part in error["msg"]


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2023, 5, 1), True),
        (date(2023, 5, 18), True),
        (date(2023, 5, 19), False),
        (date(2023, 5, 29), True),
        (date(2023, 5, 28), False),  # Whit Sunday is a holiday in Brandenburg and Hesse only
        (date(2023, 10, 31), True),
        (date(2023, 6, 8), False),  # Corpus Christi is none in Lower Saxony
    ],
)
def test_the_holidays_of_lower_saxony_are_known(*, day: date, free: bool) -> None:
    assert bool(region(**LOWER_SAXONY).holiday(day)) is free


def test_the_subdivision_makes_a_difference() -> None:
    corpus_christi = date(2023, 6, 8)
    assert region(country="DE", subdivision="BY").holiday(corpus_christi)
    assert not region(country="DE").holiday(corpus_christi)


def test_school_free_days_are_no_public_holidays() -> None:
    found = region(**LOWER_SAXONY, school_free=["2023-05-19", "27 March - 11 April 2023"])
    assert found.is_school_free(date(2023, 5, 19))
    assert found.holiday(date(2023, 5, 19)) is None
    assert found.is_school_free(date(2023, 3, 27))
    assert found.is_school_free(date(2023, 4, 11))
    assert not found.is_school_free(date(2023, 4, 12))
    assert not found.is_school_free(date(2023, 5, 18))


@pytest.mark.parametrize("language", ["C", "de_DE.UTF-8", "uk_UA.UTF-8"])
def test_the_names_of_holidays_do_not_depend_on_the_language_of_the_machine(language: str) -> None:
    code = (
        "from datetime import date; import visitplanner as vp; "
        "print([vp.Region(country=c).holiday(date(2023, 5, 1)) for c in ('DE', 'FR', 'PL')])"
    )
    spoken = dict.fromkeys(("LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES"), language)
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **spoken, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    here = [
        public_holidays(country, None, 2023)[date(2023, 5, 1)] for country in ("DE", "FR", "PL")
    ]
    assert found.stdout.strip() == str(here)
    assert here == ["Labor Day", "Labor Day", "National Day"]


def test_a_year_holds_only_its_own_holidays_in_order() -> None:
    days = list(public_holidays("DE", "NI", 2023))
    assert days == sorted(days)
    assert {day.year for day in days} == {2023}


def test_a_region_is_frozen() -> None:
    found = region(**LOWER_SAXONY)
    with pytest.raises(ValidationError, match="frozen"):
        found.country = "UA"  # type: ignore[misc]  # refused, which is the point
