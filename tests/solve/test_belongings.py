"""Beds and seats that are left, for whoever is tried on a finished plan."""

from collections.abc import Callable

import pytest

import visitplanner as vp
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.belongings import Belongings


@pytest.mark.parametrize(
    ("beds", "window", "house"), [(1, None, None), (2, None, "inn"), (2, "16-17 May 2023", None)]
)
def test_a_bed_is_left_where_the_house_is_open_and_not_full(
    beds: int, window: str | None, house: str | None, build: Callable[..., vp.Programme]
) -> None:
    inn = {"id": "inn", "name": "Inn", "beds": beds, "window": window}
    found = build(lodgings=[inn])
    one, two = found.people.values()
    stay = found.delegations[0].window
    bed = {
        "participant": one.id,
        "lodging": "inn",
        "first_night": stay.first,
        "last_night": stay.last.replace(day=stay.last.day - 1),
    }
    roster = roster_of(found, vp.Plan.model_validate({"beds": [bed]}))
    belongings = Belongings(found, roster, RULES)
    assert [each[2].id for each in belongings.beds(one)] == ["inn"]
    assert [each[2].id for each in belongings.beds(two)] == ([house] if house else [])
