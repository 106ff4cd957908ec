"""Language: where a slot asks for languages, a participant speaks one, or somebody interprets."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

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


NEED = [{"field": "agriculture", "length": "2 working days"}]
WORK = {"field": "agriculture", "places": 1, "id": "work"}
HELPED = {"admits": {"languages": ["de", "en"], "interpreter": True}}
INTERPRETER = {"id": "anna", "role": "interpreter", "languages": ["uk", "de"]}


def with_interpreters(*more: dict[str, Any], window: str = "2-31 May 2023") -> dict[str, Any]:
    return {"window": window, "participants": [INTERPRETER | each for each in more]}


def interpreting(programme: vp.Programme, *days: tuple[str, int]) -> list[vp.Violation]:
    """What the rule finds where a professional works from 2 to 3 May."""
    plan = vp.Plan.model_validate(
        {
            "placements": [
                {
                    "participant": "d/professional-01",
                    "slot": "work",
                    "first_day": "2023-05-02",
                    "last_day": "2023-05-03",
                }
            ],
            "duties": [
                {
                    "participant": who,
                    "site": "farm",
                    "day": f"2023-05-{day:02d}",
                    "task": "interpretation",
                }
                for who, day in days
            ],
        }
    )
    return [each for each in vp.check(programme, plan) if each.rule == "language"]


def test_an_interpreter_on_every_day_is_as_good(build: Build) -> None:
    programme = build(slot=HELPED, traveller={"languages": "uk"}, delegation=with_interpreters({}))
    assert not interpreting(programme, ("d/anna", 2), ("d/anna", 3))
    assert interpreting(programme, ("d/anna", 2)) == [
        vp.Violation(
            rule="language",
            who=("d/professional-01",),
            site="farm",
            slot="work",
            days=(date(2023, 5, 3),),
            limit="de or en",
            found="uk",
            message="d/professional-01 at work: no interpreter between uk and de or en on 1 of 2 "
            "days (3 May 2023)",
        )
    ]


@pytest.mark.parametrize(
    ("slot", "interpreter", "understood"),
    [
        (HELPED, {"languages": ["uk", "en"]}, True),
        (HELPED, {"languages": ["de", "en"]}, False),  # speaks nothing of theirs
        (HELPED, {"languages": ["uk", "fr"]}, False),  # speaks nothing of the host's
        ({"admits": {"languages": ["de", "en"]}}, {}, False),  # the host wants none
    ],
)
def test_an_interpreter_speaks_with_both(
    *, slot: dict[str, Any], interpreter: dict[str, Any], understood: bool, build: Build
) -> None:
    programme = build(
        slot=slot, traveller={"languages": "uk"}, delegation=with_interpreters(interpreter)
    )
    found = interpreting(programme, ("d/anna", 2), ("d/anna", 3))
    assert (not found) is understood
    assert len(vp.schedule(programme).placements) == (2 if understood else 0)


def test_an_interpreter_who_may_not_come_is_none(build: Build) -> None:
    unsure = {"people": "0-1 interpreters", "languages": ["uk", "de"]}
    traveller = {"people": "1 professional", "languages": "uk", "needs": NEED}
    programme = build(slot=HELPED, delegation={"headcounts": [traveller, unsure]})
    [violation] = interpreting(programme, ("d/interpreter-01", 2), ("d/interpreter-01", 3))
    assert "and no interpreter speaks both" in violation.message


def test_only_interpreters_interpret(build: Build) -> None:
    programme = build(teachers="1 teacher")
    assert interpreting(programme, ("d/teacher-01", 2)) == [
        vp.Violation(
            rule="language",
            who=("d/teacher-01",),
            site="farm",
            days=(date(2023, 5, 2),),
            limit="interpreter",
            found="accompanying_person",
            message="d/teacher-01 interprets at farm: is no interpreter",
        )
    ]


def test_one_interpreter_serves_everybody_there_and_nobody_is_sent_in_vain(build: Build) -> None:
    programme = build(
        slot=HELPED,
        traveller={"languages": "uk"},
        delegation=with_interpreters({}, {"id": "bela"}, window="2-3 May 2023"),
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 2
    assert [(duty.day.day, duty.task) for duty in plan.duties] == [
        (2, "interpretation"),
        (3, "interpretation"),
    ]


def test_an_interpreter_is_at_one_site_a_day(build: Build) -> None:
    sites = [
        {"id": f"farm-{each}", "name": "Farm", "slots": [{**WORK, "id": f"work-{each}", **HELPED}]}
        for each in "ab"
    ]
    programme = build(
        hosts=[{"id": "host", "name": "Host", "sites": sites}],
        traveller={"languages": "uk"},
        delegation=with_interpreters({}, window="2-4 May 2023"),
    )
    plan = vp.schedule(programme)
    assert len(plan.placements) == 1
    [unplaced] = plan.unplaced
    rules = {reason.rule for reason in unplaced.reasons}
    assert rules == {"language", "slot_places"}


def test_an_interpreter_with_work_of_their_own_does_one_after_the_other(build: Build) -> None:
    busy = {"needs": [{"field": "cars", "length": "2 working days"}]}
    slots = [WORK | HELPED | {"places": 2}, {"id": "cars", "field": "cars", "places": 1}]
    for last, placed in ((5, 3), (4, 2)):
        programme = build(
            site={"slots": slots},
            traveller={"languages": "uk"},
            delegation=with_interpreters(busy, window=f"2-{last} May 2023"),
        )
        assert len(vp.schedule(programme).placements) == placed


def test_the_smallest_fix_names_the_interpreter(build: Build) -> None:
    away = {"away": ["3-4 May 2023"]}
    programme = build(
        slot=HELPED,
        traveller={"languages": "uk"},
        delegation=with_interpreters(away, window="2-5 May 2023"),
    )
    for unplaced in vp.schedule(programme).unplaced:
        assert unplaced.smallest_fix == "an interpreter between uk and de or en at 'farm'"


def test_an_idle_interpreter_would_help_out(build: Build) -> None:
    programme = build(
        slot=HELPED | {"places": 1},
        traveller={"languages": "uk"},
        delegation=with_interpreters({}, window="2-4 May 2023"),
    )
    [unplaced] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in unplaced.reasons} == {"slot_places"}
    assert unplaced.smallest_fix is not None
    assert "interpreter" not in unplaced.smallest_fix
