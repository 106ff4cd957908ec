"""Few tentative: what is settled comes before what may still fall through."""

from collections.abc import Callable
from typing import Any

import pytest

import visitplanner as vp

Build = Callable[..., vp.Programme]
WHO = "d/professional-01"
VISA = {"participants": [{"id": "professional-01", "missing_documents": ["visa"]}]}
PAPERS = {"tentative": {"missing_documents": True}}
OFFERED = {"tentative": {"partnership_status": "offered"}}


def two_hosts(build: Build, *statuses: str, **policy: Any) -> vp.Programme:
    """A place for one at each of two hosts, in partnership with the school."""
    hosts = [
        {
            "id": name,
            "name": name,
            "sites": [
                {
                    "id": f"at-{name}",
                    "name": name,
                    "slots": [{"id": f"slot-{name}", "field": "agriculture", "places": 1}],
                }
            ],
        }
        for name, _ in zip("ab", statuses, strict=True)
    ]
    partnerships = [
        {"id": f"with-{name}", "between": ["school", name], "status": status}
        for name, status in zip("ab", statuses, strict=True)
    ]
    return build(people="1 professional", hosts=hosts, partnerships=partnerships, policy=policy)


def with_papers(
    build: Build, policy: dict[str, Any], people: str = "2 professionals"
) -> vp.Programme:
    """Somebody lacks a visa, and there is one place."""
    programme = build(people=people, policy=policy).model_dump(mode="json")
    programme["delegations"][0].update(VISA)
    [host] = programme["hosts"]
    host["sites"] = host["sites"][:1]
    host["sites"][0]["slots"][0]["places"] = 1
    programme["delegations"][0]["window"] = "2-3 May 2023"
    return vp.Programme.model_validate(programme)


def value(plan: vp.Plan) -> int | None:
    return next((goal.value for goal in plan.goals if goal.name == "few_tentative"), None)


@pytest.mark.parametrize("statuses", [("agreed", "offered"), ("offered", "agreed")])
def test_a_firm_place_is_taken_first(statuses: tuple[str, str], build: Build) -> None:
    plan = vp.schedule(two_hosts(build, *statuses, **OFFERED))
    [placement] = plan.placements
    assert placement.slot == ("slot-a" if statuses[0] == "agreed" else "slot-b")
    assert (placement.tentative, value(plan)) == ((), 0)


def test_who_has_all_papers_goes_first(build: Build) -> None:
    plan = vp.schedule(with_papers(build, PAPERS))
    assert [each.participant for each in plan.placements] == ["d/professional-02"]
    assert value(plan) == 0


def test_nobody_is_left_out_for_it(build: Build) -> None:
    plan = vp.schedule(with_papers(build, PAPERS, "1 professional"))
    assert [each.participant for each in plan.placements] == [WHO]
    assert value(plan) == 1
    assert value(vp.schedule(two_hosts(build, "offered", "offered", **OFFERED))) == 1


def test_the_standard_levels_have_it_where_something_is_planned_tentatively(build: Build) -> None:
    assert value(vp.schedule(with_papers(build, {}))) is None
    assert value(vp.schedule(with_papers(build, OFFERED))) is None
    assert value(vp.schedule(build(policy=PAPERS))) is None
    assert value(vp.schedule(two_hosts(build, "agreed", "offered"))) is None
    assert value(vp.schedule(two_hosts(build, "agreed", "agreed", **OFFERED))) is None
