"""Which days are worked, and why others are not."""

from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.workdays import Offer, WorkCalendar


def offer(*, slot: dict[str, Any] | None = None, **site: Any) -> Offer:
    work = vp.InternshipSlot.model_validate(
        {"id": "work", "field": "agriculture", "places": 1, **(slot or {})}
    )
    farm = vp.Site.model_validate({"id": "farm", "name": "Farm", **site})
    return Offer(
        slot=work,
        site=farm,
        host=vp.HostOrganisation(id="host", name="Host", sites=(farm,)),
        region=vp.Region.model_validate(
            {"country": "DE", "subdivision": "NI", "school_free": ["2023-05-19"]}
        ),
        time_zone="Europe/Berlin",
    )


def why(of: Offer, day: int, *, minor: bool = False, weekdays: Any = ("thu", "fri")) -> str | None:
    return WorkCalendar(of, minor, weekdays).why_off(date(2023, 5, day))


def test_the_first_reason_is_the_hosts_own() -> None:
    closed = offer(closed=["18 May 2023"])
    assert why(closed, 18, minor=True) == "a closed day of the host"
    assert why(offer(weekdays="mon-wed"), 18) == "the host is closed on Thursdays"


@pytest.mark.parametrize(
    ("day", "minor", "reason"),
    [
        (17, False, None),
        (17, True, "minors do not work on Wednesdays"),
        (25, True, None),
        (19, False, None),
        (19, True, "a school-free day"),
        (20, False, "the host is closed on Saturdays"),
        (21, False, "the host is closed on Sundays"),
    ],
)
def test_minors_and_adults_have_days_of_their_own(
    *, day: int, minor: bool, reason: str | None
) -> None:
    assert why(offer(), day, minor=minor) == reason


@pytest.mark.parametrize("minor", [True, False])
def test_a_public_holiday_is_told_by_its_name(*, minor: bool) -> None:
    assert why(offer(), 18, minor=minor) == "a public holiday (Ascension Day)"


def test_worked_days_include_both_ends() -> None:
    calendar = WorkCalendar(offer(), minor=False, minors_work_on=("mon",))
    days = calendar.worked(date(2023, 5, 16), date(2023, 5, 22))
    assert [day.day for day in days] == [16, 17, 19, 22]
    assert calendar.worked(date(2023, 5, 16), date(2023, 5, 16)) == (date(2023, 5, 16),)
    assert calendar.worked(date(2023, 5, 16), date(2023, 5, 15)) == ()


def test_a_slot_is_known_by_its_own_name_that_of_its_site_and_that_of_its_host() -> None:
    assert offer().names == ("work", "farm", "host")
    assert offer().title == "work"
    assert offer(slot={"title": "Work on the farm"}).title == "Work on the farm"
