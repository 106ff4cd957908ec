"""`assert_feasible`: a guard of three lines that fails with readable lines and a table."""

import pytest

import visitplanner as vp


def programme(places: int) -> vp.Programme:
    slots = [
        {"id": "work", "field": "agriculture", "places": places},
        {"id": "office", "field": "office", "places": 1},
    ]
    sites = [
        {"id": "farm", "name": "Farm", "slots": slots[:1]},
        {"id": "town-hall", "name": "Town hall", "slots": slots[1:]},
    ]
    need = {"field": "agriculture", "length": "2 working days"}
    return vp.Programme.model_validate(
        {
            "id": "p",
            "name": "Programme",
            "time_zone": "Europe/Berlin",
            "organisations": [{"id": "school", "name": "School"}],
            "hosts": [{"id": "host", "name": "Host", "sites": sites}],
            "delegations": [
                {
                    "id": "d",
                    "name": "Delegation",
                    "senders": "school",
                    "window": "2-5 May 2023",
                    "headcounts": [{"people": "2 professionals", "needs": [need]}],
                }
            ],
        }
    )


STAY = {"slot": "work", "first_day": "2023-05-02", "last_day": "2023-05-03"}
PLAN = vp.Plan.from_placements({"d/professional-01": STAY, "d/professional-02": STAY})


def test_a_plan_that_keeps_every_rule_passes() -> None:
    vp.assert_feasible(programme(places=2), PLAN)


def test_a_plan_that_breaks_a_rule_fails_with_a_line_for_each_breach_and_a_table() -> None:
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(programme(places=1), PLAN)
    assert str(failed.value).splitlines() == [
        "the plan breaks 2 rules:",
        "  slot_places: work on 2023-05-02: 2 people, 1 places",
        "  slot_places: work on 2023-05-03: 2 people, 1 places",
        "",
        "slot  days                      places  taken  free",
        "work  2023-05-02 to 2023-05-03       1      2    -1",
        "work  2023-05-04 to 2023-05-05       1      0     1",
    ]


def test_a_breach_of_one_rule_is_said_in_the_singular_without_a_table_where_none_helps() -> None:
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(programme(places=2), vp.Plan.from_placements({"d/nobody": STAY}))
    assert str(failed.value).splitlines() == [
        "the plan breaks 1 rule:",
        "  known: nobody is called 'd/nobody'",
    ]


def test_the_failure_points_at_the_test_not_at_the_helper() -> None:
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(programme(places=1), PLAN)
    assert failed.traceback[-1].frame.f_locals.get("__tracebackhide__") is True
