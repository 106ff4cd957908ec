"""Beds and seats that are left, for whoever is tried on a finished plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.model.people import Person
from visitplanner.model.roster import roster_of
from visitplanner.model.travel import nights
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.belongings import Belongings
from visitplanner.solve.trial import Trial


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
    assert [each.id for each in belongings.houses(one)] == ["inn"]
    assert [each.id for each in belongings.houses(two)] == [house]


A_PUPIL = {"people": "1 pupil", "age": 17, "needs": [{"field": "cars", "length": "2 weeks"}]}


@pytest.mark.parametrize(
    ("lodging", "person", "rule", "reason"),
    [
        (
            {"one_rooming_group": "hard"},
            {"rooming": "b"},
            "rooming",
            (
                "inn in the night of 2023-05-16: 2 rooming groups share the house, 'a' and 'b'",
                "a bed in a house with their own rooming group alone for 16-30 May 2023",
            ),
        ),
        (
            {"accompanying_person": "hard"},
            A_PUPIL,
            "accompanied_house",
            (
                "inn in the night of 2023-05-16: 1 minor of 'd' without an accompanying person",
                "an accompanying person of the delegation in the same house for 16-30 May 2023",
            ),
        ),
        (
            {"allergens": ["nuts"]},
            {"allergies": ["nuts"]},
            "allergies",
            (
                "at inn: allergic to what is in the house (nuts)",
                "a bed in a house with none of nuts",
            ),
        ),
    ],
)
def test_a_house_that_does_not_suit_is_named(
    lodging: dict[str, Any],
    person: dict[str, Any],
    rule: str,
    reason: tuple[str, str],
    build: Callable[..., vp.Programme],
) -> None:
    need = {"field": "cars", "length": "2 weeks"}
    first = {"people": "1 professional", "needs": [need], "rooming": "a"}
    other = {"people": "1 professional", "label": "late", "needs": [need], **person}
    found = build(
        people=[first, other],
        slot={"places": 5},
        lodgings=[{"id": "inn", "name": "Inn", "beds": 5, **lodging}],
        policy={"supervision": "none"},
    )
    [left_out] = vp.schedule(found).unplaced
    assert {(each.rule, each.message) for each in left_out.reasons} == {(rule, reason[0])}
    assert left_out.smallest_fix == reason[1]


def test_of_several_free_houses_one_that_suits_is_enough(
    build: Callable[..., vp.Programme],
) -> None:
    # Both houses are too far from 'w1', the first one from 'w2', too.
    people = [{"people": "1 professional", "needs": [{"field": "cars", "length": "2 weeks"}]}]
    found = build(
        people=people,
        lodgings=[{"id": name, "name": name, "beds": 1} for name in ("far", "near")],
        distances=[
            {"between": ["far", "w1"], "km": 50},
            {"between": ["far", "w2"], "km": 50},
            {"between": ["near", "w1"], "km": 50},
        ],
        policy={"lodging_within_km": 10},
    )
    [only] = found.people.values()
    trial = Trial(found, vp.Plan(), RULES)
    broken = {slot: trial.breaches(placement(found, only, slot)) for slot in ("w1-cars", "w2-cars")}
    assert [each.rule for each in broken["w1-cars"]] == ["lodging_distance"]
    assert broken["w2-cars"] == ()


def test_an_unsettled_bed_may_be_changed_for_another(build: Callable[..., vp.Programme]) -> None:
    people = [{"people": "1 professional", "needs": [{"field": "cars", "length": "2 weeks"}]}]
    found = build(
        people=people,
        lodgings=[{"id": name, "name": name, "beds": 1} for name in ("far", "near")],
        distances=[{"between": ["far", "w1"], "km": 50}],
        policy={"lodging_within_km": 10},
    )
    [only] = found.people.values()
    [bed] = [{**each, "lodging": "far"} for each in beds_of(found, 1)]
    trial = Trial(found, vp.Plan.model_validate({"beds": [bed]}), RULES)
    assert trial.breaches(placement(found, only, "w1-cars")) == ()


def test_a_bed_in_a_house_with_company_breaks_nothing(build: Callable[..., vp.Programme]) -> None:
    """A pupil without a place has a bed in a house in which a teacher sleeps."""
    found = build(
        people=[{**A_PUPIL, "people": "3 pupils"}, "1 teacher"],
        sites=1,
        lodgings=[{"id": "inn", "name": "Inn", "beds": 4, "accompanying_person": "hard"}],
    )
    plan = vp.schedule(found)
    [left_out] = plan.unplaced
    assert len(plan.beds) == 4
    assert left_out.smallest_fix == "one more place at 'w1-cars' for 16-26 May 2023"


@pytest.mark.parametrize("beds", [1, 2])
def test_nobody_is_the_first_of_a_delegation_whose_teachers_have_no_bed(
    beds: int, build: Callable[..., vp.Programme]
) -> None:
    inn = {"id": "inn", "name": "Inn", "beds": beds}
    found = build(people=[A_PUPIL, "1 teacher"], lodgings=[inn])
    pupil = next(person for person in found.people.values() if person.needs)
    trial = Trial(found, vp.Plan.model_validate({"beds": beds_of(found, beds)}), RULES)
    broken = trial.breaches(placement(found, pupil, "w1-cars"))
    assert [each.rule for each in broken] == (["come_along"] if beds == 1 else [])


def beds_of(programme: vp.Programme, count: int) -> list[dict[str, Any]]:
    """Beds for the first so many people."""
    first, last = nights(programme, "d") or (None, None)
    return [
        {"participant": who, "lodging": "inn", "first_night": first, "last_night": last}
        for who in list(programme.people)[:count]
    ]


def placement(programme: vp.Programme, person: Person, slot: str) -> vp.Placement:
    """Two weeks from the first working day on."""
    offer = programme.offers[slot]
    first, last = date(2023, 5, 16), date(2023, 5, 29)
    return vp.Placement(
        participant=person.id,
        need=person.needs[0].id,
        slot=slot,
        site=offer.site.id,
        host=offer.host.id,
        first_day=first,
        last_day=last,
        days=programme.calendar_of(person, person.needs[0], slot).worked(first, last),
    )
