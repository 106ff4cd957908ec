"""Language: where a slot asks for languages, a participant speaks one of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import visitplanner as vp

Build = Callable[..., vp.Programme]
Stay = Callable[..., dict[str, Any]]
Breaches = Callable[..., list[vp.Violation]]


def test_speaking_none_of_the_languages_is_a_breach(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    programme = build(slot={"admits": {"languages": ["de", "en"]}}, traveller={"languages": "uk"})
    assert breaches("language", programme, {"d/professional-01": stay(2, 3)}) == [
        vp.Violation(
            rule="language",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 2),),
            limit="de or en",
            message="d/professional-01 at work: the slot asks for de or en (spoken: uk)",
        )
    ]


def test_unknown_languages_are_a_breach_only_where_one_is_asked_for(
    build: Build, stay: Stay, breaches: Breaches
) -> None:
    placed = {"d/professional-01": stay(2, 3)}
    [violation] = breaches("language", build(slot={"admits": {"languages": "de"}}), placed)
    assert "(spoken: none is named)" in violation.message
    assert not breaches("language", build(), placed)


def test_one_common_language_is_enough(build: Build, stay: Stay, breaches: Breaches) -> None:
    programme = build(
        slot={"admits": {"languages": ["de", "en"]}}, traveller={"languages": ["uk", "en"]}
    )
    assert not breaches("language", programme, {"d/professional-01": stay(2, 3)})


def test_the_smallest_fix_names_the_language(build: Build) -> None:
    programme = build(slot={"admits": {"languages": "de"}}, traveller={"languages": "uk"})
    unplaced = vp.schedule(programme).unplaced
    assert len(unplaced) == 2
    for each in unplaced:
        assert each.smallest_fix is not None
        assert "speaks de" in each.smallest_fix
        assert "None" not in each.smallest_fix


def test_a_fix_names_everything_that_stands_in_the_way(build: Build) -> None:
    programme = build(
        slot={"admits": {"languages": "de"}, "places": 1},
        delegation={
            "window": "2-3 May 2023",
            "participants": [{"id": "professional-01", "languages": "de"}],
        },
    )
    [unplaced] = vp.schedule(programme).unplaced
    assert unplaced.smallest_fix is not None
    assert "speaks de" in unplaced.smallest_fix
    assert "one more place at 'work'" in unplaced.smallest_fix
