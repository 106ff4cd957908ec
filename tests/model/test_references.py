"""References that lead nowhere: what may have been meant."""

import pytest

import visitplanner as vp
from visitplanner.model.nearest import allowed, did_you_mean

MANY = [f"d{group}/pupil-{number:02d}" for group in range(1, 21) for number in range(1, 31)]


@pytest.mark.parametrize(
    ("found", "known", "hint"),
    [
        ("d1/pupill-05", MANY, "d1/pupil-05"),
        ("d1-/pupil-05", MANY, "d1/pupil-05"),
        ("d1/pupill-05", MANY[:30], "d1/pupil-05"),
        ("nurse", [*MANY, "nurses"], "nurses"),
    ],
)
def test_the_nearest_name_is_found_among_few_and_among_many(
    found: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(found, known) == f"; did you mean '{hint}'?"


def test_nothing_near_is_no_hint() -> None:
    assert did_you_mean("wholly-else", MANY) == did_you_mean("q/r", MANY) == ""


def test_of_many_names_the_first_ones_are_shown() -> None:
    assert allowed(["c", "a", "b"]) == "'a', 'b', 'c'"
    assert allowed(reversed(MANY), most=2) == "'d1/pupil-01', 'd1/pupil-02' and 598 more"
    assert allowed([]) == "none is defined"


def test_a_pin_in_a_mistyped_delegation_has_a_hint() -> None:
    facts = {
        "id": "p",
        "name": "P",
        "time_zone": "Europe/Berlin",
        "organisations": [{"id": "school", "name": "School"}],
        "hosts": [
            {
                "id": "h",
                "name": "H",
                "sites": [
                    {
                        "id": "s",
                        "name": "S",
                        "slots": [{"id": "a", "field": "care", "places": 3}],
                    }
                ],
            }
        ],
        "delegations": [
            {
                "id": "nurses",
                "name": "Nurses",
                "senders": "school",
                "window": "2-12 May 2023",
                "headcounts": [{"people": "2 professionals", "needs": [{"field": "care"}]}],
            }
        ],
        "pins": [{"participant": "nurse/professional-02", "slot": "a", "first_day": "2023-05-02"}],
    }
    with pytest.raises(ValueError, match="did you mean 'nurses/professional-02'"):
        vp.Programme.model_validate(facts)
