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
