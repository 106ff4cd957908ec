"""People who share slots with too few places are named, wherever places alone bind."""

from collections.abc import Callable, Mapping
from typing import Any

import visitplanner as vp
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.options import options_of
from visitplanner.solve.shortages import Shortage, shortages_of

Build = Callable[..., vp.Programme]
WINDOW = "16-29 May 2023"


def want(label: str, people: str, *fields: str) -> dict[str, Any]:
    need = {"field": list(fields), "length": "2 weeks"}
    return {"people": people, "label": label, "needs": [need]}


def hosts(places: Mapping[str, int], **more: Any) -> list[dict[str, Any]]:
    """One host for each field, with so many places."""
    return [
        {
            "id": field,
            "name": field,
            "sites": [
                {
                    "id": f"{field}-site",
                    "name": field,
                    "slots": [{"id": f"{field}-slot", "field": field, "places": count, **more}],
                }
            ],
        }
        for field, count in places.items()
    ]


def shortages(programme: vp.Programme) -> tuple[Shortage, ...]:
    return shortages_of(options_of(programme, RULES), vp.schedule(programme))


def test_those_who_share_slots_with_too_few_places_are_named(build: Build) -> None:
    """Four want cars or crops, with room for three; whoever wants dairy has places enough."""
    people = [
        want("one", "2 professionals", "cars"),
        want("two", "2 professionals", "cars", "crops"),
        want("three", "1 professional", "dairy"),
    ]
    programme = build(
        people=people, hosts=hosts({"cars": 2, "crops": 1, "dairy": 2}), window=WINDOW
    )
    [found] = shortages(programme)
    assert found.people == ("d/one-01", "d/one-02", "d/two-01", "d/two-02")
    assert found.slots == ("cars-slot", "crops-slot")
    assert (found.wanted, found.places, len(found.left_out)) == (4, 3, 1)
    assert str(found) == "4 people share 2 slots with room for 3"


def test_who_could_make_room_is_in_no_shortage(build: Build) -> None:
    """Both are placed by hand where the third would have to be; one of them could move."""
    people = [
        want("one", "2 professionals", "cars", "crops"),
        want("two", "1 professional", "cars"),
    ]
    programme = build(people=people, hosts=hosts({"cars": 2, "crops": 1}), window=WINDOW)
    days = {"first_day": "2023-05-16", "last_day": "2023-05-29"}
    taken = {f"d/one-0{number}": {"slot": "cars-slot", **days} for number in (1, 2)}
    plan = vp.Plan.from_placements(taken)
    assert shortages_of(options_of(programme, RULES), plan) == ()


def test_places_taken_up_count(build: Build) -> None:
    people = [{**want("one", "2 professionals", "cars"), "takes_places": 2}]
    programme = build(people=people, hosts=hosts({"cars": 2}), window=WINDOW)
    [found] = shortages(programme)
    assert str(found) == "2 people share 1 slot with room for 2 and take up 4 places"


def test_where_a_stay_may_begin_on_several_days_nothing_is_claimed(build: Build) -> None:
    people = [want("one", "3 professionals", "cars")]
    programme = build(people=people, hosts=hosts({"cars": 2}))
    assert len(vp.schedule(programme).unplaced) == 1
    assert shortages(programme) == ()


def test_where_places_change_nothing_is_claimed(build: Build) -> None:
    people = [want("one", "3 professionals", "cars")]
    more = {"places_on": [{"window": "16-17 May 2023", "places": 1}]}
    programme = build(people=people, hosts=hosts({"cars": 2}, **more), window=WINDOW)
    assert vp.schedule(programme).unplaced
    assert shortages(programme) == ()
