"""What a programme leaves open is read in a stated way."""

from typing import Any

import pytest

import visitplanner as vp

HOST = {
    "id": "host",
    "name": "Host",
    "sites": [
        {
            "id": "farm",
            "name": "Farm",
            "slots": [{"id": "work", "field": "agriculture", "places": 9}],
        }
    ],
}
LINK = {"id": "link", "between": ["school", "host"], "status": "agreed"}
NEED = {"field": "agriculture"}


def assumptions(people: object, **facts: Any) -> tuple[str, ...]:
    programme = {
        "id": "p",
        "name": "P",
        "time_zone": "Europe/Berlin",
        "region": {"country": "DE"},
        "organisations": [{"id": "school", "name": "School"}],
        "hosts": [HOST],
        "partnerships": [LINK],
        "delegations": [
            {
                "id": "d",
                "name": "D",
                "senders": "school",
                "window": "2023-05-16/2023-05-31",
                "headcounts": people if isinstance(people, list) else [people],
            }
        ],
        **facts,
    }
    return vp.Programme.model_validate(programme).assumptions


def test_where_nothing_is_open_nothing_is_assumed() -> None:
    assert assumptions("2 professionals") == ()


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"partnerships": []}, "no partnerships are listed"),
        ({"region": None}, "no region is named, so no public holidays are kept"),
    ],
)
def test_what_the_programme_does_not_say_is_stated(facts: dict[str, Any], part: str) -> None:
    [found] = assumptions("2 professionals", **facts)
    assert part in found


def test_a_region_of_a_site_is_enough() -> None:
    sites: Any = HOST["sites"]
    farm = {**sites[0], "region": {"country": "DE"}}
    assert assumptions("2 professionals", region=None, hosts=[{**HOST, "sites": [farm]}]) == ()


def test_a_window_that_needs_a_convention_is_stated_with_its_place() -> None:
    visit = {"id": "v", "name": "V", "at": "school", "window": "end of May 2023"}
    [found] = assumptions("2 professionals", visits=[visit])
    assert "visits[0].window" in found
    assert "'end of May 2023' is read as 22-31 May 2023" in found


@pytest.mark.parametrize(
    ("count", "words"), [("1 pupil", "the age of 1 pupil is"), ("3 pupils", "of 3 pupils is")]
)
def test_pupils_of_unknown_age_are_said_to_be_minors(count: str, words: str) -> None:
    [found] = assumptions(count)
    assert words in found
    assert "planned as minors" in found
    assert assumptions({"people": count, "age": 17}) == ()


def test_the_standard_supervision_is_stated_where_minors_work_and_none_is_named() -> None:
    minors = {"people": "2 pupils", "age": 17, "needs": [NEED]}
    [found] = assumptions(minors)
    assert "'standard' holds" in found
    assert assumptions(minors, policy={"supervision": "standard"}) == ()
    assert assumptions({**minors, "age": 18}) == ()


def test_those_who_may_come_are_named() -> None:
    [one] = assumptions("3-4 teachers")
    assert "d/teacher-04" in one
    [more] = assumptions("2-4 teachers")
    assert "d/teacher-03" in more
    assert "d/teacher-02" not in more


def test_each_assumption_stands_once_and_in_one_line() -> None:
    visits = [
        {"id": f"v{number}", "name": "V", "at": "school", "window": "end of May 2023"}
        for number in (1, 2)
    ]
    found = assumptions(["2-3 pupils", "1-2 teachers"], visits=visits, partnerships=[])
    assert len(found) == len(set(found)) >= 4
    assert all(each.isprintable() for each in found)


def test_a_plan_carries_the_assumptions_of_its_programme() -> None:
    programme = vp.Programme.model_validate(
        {"id": "p", "name": "P", "time_zone": "UTC", "hosts": [HOST]}
    )
    assert programme.assumptions
    assert vp.schedule(programme).assumptions == programme.assumptions
