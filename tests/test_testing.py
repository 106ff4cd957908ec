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
        "the plan breaks rules 2 times:",
        "  slot_places: work on 2023-05-02: 2 people, 1 place",
        "  slot_places: work on 2023-05-03: 2 people, 1 place",
        "",
        "slot  days                      places  taken  free",
        "work  2023-05-02 to 2023-05-03       1      2    -1",
        "work  2023-05-04 to 2023-05-05       1      0     1",
    ]


def test_a_breach_of_one_rule_is_said_in_the_singular_without_a_table_where_none_helps() -> None:
    plan = vp.Plan.from_placements({"d/nobody": STAY})
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(programme(places=2), plan, left_out_ok=True)
    assert str(failed.value).splitlines() == [
        "the plan breaks rules 1 time:",
        "  known: nobody is called 'd/nobody'",
    ]


def test_people_left_out_by_planning_fail_with_reason_fix_and_table() -> None:
    tight = programme(places=1)
    lasting = vp.Programme.model_validate(
        {**tight.model_dump(mode="json"), "delegations": [
            {**tight.delegations[0].model_dump(mode="json"), "window": "2-3 May 2023"}
        ]}
    )  # fmt: skip
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(lasting, vp.schedule(lasting))
    assert str(failed.value).splitlines() == [
        "the plan leaves 1 need unmet:",
        (
            "  left out: d/professional-02, internship: work on 2023-05-02: 2 people, 1 place "
            "(smallest fix: one more place at 'work' for 2-3 May 2023)"
        ),
        "",
        "slot  days                      places  taken  free",
        "work  2023-05-02 to 2023-05-03       1      1     0",
    ]


def test_people_left_out_by_hand_fail_unless_that_is_meant() -> None:
    one = vp.Plan.from_placements({"d/professional-01": STAY})
    with pytest.raises(AssertionError, match="left out: d/professional-02, internship"):
        vp.assert_feasible(programme(places=2), one)
    vp.assert_feasible(programme(places=2), one, left_out_ok=True)


def test_a_flood_of_lines_is_cut() -> None:
    many = programme(places=1).model_dump(mode="json")
    many["delegations"][0]["headcounts"] = [
        {"people": "60 professionals", "needs": [{"field": "agriculture"}]}
    ]
    with pytest.raises(AssertionError, match=r"\.\.\. and 20 more"):
        vp.assert_feasible(vp.Programme.model_validate(many), vp.Plan())


def test_the_failure_points_at_the_test_not_at_the_helper() -> None:
    with pytest.raises(AssertionError) as failed:
        vp.assert_feasible(programme(places=1), PLAN)
    assert failed.traceback[-1].frame.f_locals.get("__tracebackhide__") is True
