"""Contradictions among what was fixed by hand are named, and nothing is planned over them."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]


def pin(who: str, slot: str = "w1-cars", first: str = "2023-05-16", **more: Any) -> dict[str, Any]:
    return {"participant": f"d/{who}", "slot": slot, "first_day": first, **more}


def refusal(programme: vp.Programme) -> vp.ContradictionError:
    with pytest.raises(vp.ContradictionError) as caught:
        vp.schedule(programme)
    return caught.value


def test_a_pin_outside_the_window_is_named(build: Build) -> None:
    error = refusal(build(pins=[pin("professional-01", first="2023-06-05")]))
    assert error.pins == ("pins[0]",)
    assert "pins[0]: d/professional-01 at w1-cars: 5 June 2023 is not inside" in str(error)


def test_pins_on_a_full_slot_are_named_together(build: Build) -> None:
    need = {"field": "cars", "length": "2 weeks"}
    people = [{"people": "3 professionals", "needs": [need]}]
    pins = [pin(f"professional-0{number}") for number in (1, 2, 3)]
    error = refusal(build(people=people, pins=pins))
    assert error.pins == ("pins[0]", "pins[1]", "pins[2]")
    assert "w1-cars on 2023-05-16: 3 people, 2 places" in str(error)


def test_two_pins_for_one_need_are_named_as_a_pair(build: Build) -> None:
    pins = [pin("professional-01"), pin("professional-01", "w2-cars")]
    error = refusal(build(pins=pins))
    assert error.pins == ("pins[0]", "pins[1]")
    assert "pins[0] and pins[1]: both fix the need 'internship'" in str(error)


def test_two_pins_of_one_person_that_overlap_are_named_as_a_pair(build: Build) -> None:
    needs = [{"id": name, "field": "cars", "length": "1 week"} for name in ("a", "b")]
    people = [{"people": "1 professional", "needs": needs}]
    pins = [
        pin("professional-01", need="a"),
        pin("professional-01", "w2-cars", "2023-05-19", need="b"),
    ]
    error = refusal(build(people=people, pins=pins))
    assert error.pins == ("pins[0]", "pins[1]")
    assert "d/professional-01 is at 2 places on 2023-05-19" in str(error)


def test_a_pin_that_runs_backwards_is_named(build: Build) -> None:
    error = refusal(build(pins=[pin("professional-01", last_day="2023-05-15")]))
    assert "pins[0]: the last day 2023-05-15 is before the first, 2023-05-16" in str(error)


def test_a_pin_of_another_length_is_named(build: Build) -> None:
    error = refusal(build(pins=[pin("professional-01", last_day="2023-05-24")]))
    assert "asked for are 2 weeks" in str(error)


def test_pins_that_only_supervision_forbids_are_named_as_the_smallest_set(build: Build) -> None:
    # One teacher cannot be at two workshops; the pin of the adult has no part in that.
    need = {"field": "cars", "length": "2 weeks"}
    people = [
        {"people": "2 pupils", "age": 17, "needs": [need]},
        {"people": "1 professional", "needs": [need]},
        "1 teacher",
    ]
    pins = [pin("professional-01"), pin("pupil-01"), pin("pupil-02", "w2-cars")]
    error = refusal(build(people=people, pins=pins))
    assert error.pins == ("pins[1]", "pins[2]")
    assert "no plan can keep these pins together" in str(error)


def test_one_pin_that_a_minimum_group_forbids_is_named_alone(build: Build) -> None:
    need = {"field": "cars", "length": "2 weeks"}
    people = [{"people": "1 professional", "needs": [need]}]
    programme = build(people=people, slot={"minimum_group": 2}, pins=[pin("professional-01")])
    error = refusal(programme)
    assert error.pins == ("pins[0]",)
    assert "no plan can keep this pin" in str(error)


def test_all_contradictions_are_told_at_once(build: Build) -> None:
    pins = [
        pin("professional-01", first="2023-06-05"),
        pin("professional-02", first="2023-05-18"),
    ]
    error = refusal(build(pins=pins))
    assert error.pins == ("pins[0]", "pins[1]")
    assert len(str(error).splitlines()) == 2


def choice(build: Build, *pins: dict[str, Any]) -> vp.Programme:
    """Any two of three fields for one professional, each of two days."""
    fields = ["cars", "paint", "tyres"]
    needs = [{"id": "any-two", "field": fields, "parts": 2, "length": "2 working days"}]
    slots = [{"id": field, "field": field, "places": 1} for field in fields]
    garage = {"id": "w1", "name": "W1", "slots": slots}
    return build(
        people=[{"people": "1 professional", "needs": needs}],
        hosts=[{"id": "garage", "name": "Garage", "sites": [garage]}],
        pins=list(pins),
    )


def test_two_pins_on_a_need_of_two_parts_are_both_kept(build: Build) -> None:
    pins = [pin("professional-01", "tyres"), pin("professional-01", "cars", "2023-05-23")]
    plan = vp.schedule(choice(build, *pins))
    assert [(each.slot, each.first_day.day, each.pinned) for each in plan.placements] == [
        ("tyres", 16, True),
        ("cars", 23, True),
    ]


def test_one_pin_on_a_need_of_two_parts_leaves_the_other_to_planning(build: Build) -> None:
    plan = vp.schedule(choice(build, pin("professional-01", "paint")))
    assert [each.pinned for each in plan.placements] == [True, False]
    assert plan.placements[1].slot != "paint"


def test_three_pins_on_a_need_of_two_parts_are_named_together(build: Build) -> None:
    days = ("2023-05-16", "2023-05-22", "2023-05-24")
    pins = [
        pin("professional-01", slot, day)
        for slot, day in zip(("cars", "paint", "tyres"), days, strict=True)
    ]
    error = refusal(choice(build, *pins))
    assert error.pins == ("pins[0]", "pins[1]", "pins[2]")
    assert "all fix the need 'any-two' of d/professional-01: keep 2" in str(error)


def test_two_pins_of_one_need_in_one_field_are_named_as_a_pair(build: Build) -> None:
    pins = [pin("professional-01", "cars"), pin("professional-01", "cars", "2023-05-23")]
    error = refusal(choice(build, *pins))
    assert error.pins == ("pins[0]", "pins[1]")
    assert "2 parts of the need 'any-two' are in the field 'cars'" in str(error)


def test_pins_against_the_order_of_the_needs_are_named_as_a_pair(build: Build) -> None:
    needs = [{"id": name, "field": "cars", "length": "2 working days"} for name in ("a", "b")]
    people = [{"people": "1 professional", "needs": needs, "in_order": True}]
    pins = [
        pin("professional-01", "w1-cars", "2023-05-23", need="a"),
        pin("professional-01", "w2-cars", "2023-05-16", need="b"),
    ]
    error = refusal(build(people=people, pins=pins))
    assert error.pins == ("pins[0]", "pins[1]")
    assert "the need 'a' is over only after 2023-05-24" in str(error)


def test_a_pin_in_a_field_whose_precedence_cannot_be_had_is_named_alone(build: Build) -> None:
    needs = [{"id": field, "field": field, "length": "1 week"} for field in ("paint", "cars")]
    programme = build(
        people=[{"people": "1 professional", "needs": needs}],
        policy={"precedences": [{"first": "paint", "then": "cars", "required": True}]},
        pins=[pin("professional-01", need="cars")],
    )
    error = refusal(programme)
    assert error.pins == ("pins[0]",)
    assert "no plan can keep this pin" in str(error)
