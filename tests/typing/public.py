"""The public types, pinned: this file is only checked by mypy, never run."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import assert_type

import visitplanner as vp


def programme_and_plan(now: datetime) -> None:
    programme = vp.Programme.load("may-2023.yaml")
    assert_type(programme, vp.Programme)
    assert_type(programme.assumptions, tuple[str, ...])
    assert_type(programme.delegations, tuple[vp.Delegation, ...])
    plan = vp.schedule(programme, seed=0, time_limit=None, progress=None)
    assert_type(plan, vp.Plan)
    assert_type(plan.placements, tuple[vp.Placement, ...])
    assert_type(plan.placements[0].first_day, date)
    assert_type(plan.placements[0].days, tuple[date, ...])
    assert_type(plan.unplaced[0].smallest_fix, str | None)
    assert_type(plan.goals, tuple[vp.GoalValue, ...])
    assert_type(vp.check(programme, plan), tuple[vp.Violation, ...])
    assert_type(vp.capacity_table(programme, plan).rows, tuple[vp.CapacityRow, ...])
    assert_type(vp.host_calendars(programme, plan, now=now)[0].content, bytes)
    assert_type(vp.host_invitations(programme, plan, now=now)[0].recipient, str)
    vp.assert_feasible(programme, plan)
    placements: Mapping[str, Mapping[str, object]] = {}
    assert_type(vp.Plan.from_placements(placements), vp.Plan)
