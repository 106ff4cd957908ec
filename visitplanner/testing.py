"""For tests: a guard that fails with readable lines."""

from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.rules.capacity import CapacityTable, capacity_table
from visitplanner.rules.checking import check
from visitplanner.rules.form import Violation

MOST_LINES = 40
"""Breaches and people left out are told up to so many lines; the rest is counted."""


def assert_feasible(programme: Programme, plan: Plan, *, left_out_ok: bool = False) -> None:
    """Fail unless a plan keeps every rule and meets every need.

    With `left_out_ok` it may leave people out, as a plan written by hand for some of them does.
    Raises `AssertionError` with one line for each breach, one for each need that is not met, and
    the capacity table of every slot that these concern.
    """
    __tracebackhide__ = True
    violations = check(programme, plan)
    left_out = [] if left_out_ok else _left_out(programme, plan)
    if not violations and not left_out:
        return
    told = [*map(str, violations), *left_out]
    lines = [_title(len(violations), len(left_out))]
    lines += [f"  {line}" for line in told[:MOST_LINES]]
    if len(told) > MOST_LINES:
        lines.append(f"  ... and {len(told) - MOST_LINES} more")
    if table := _table(programme, plan, violations, concerned=bool(left_out)):
        lines += ["", table]
    raise AssertionError("\n".join(lines))


def _title(breaches: int, left_out: int) -> str:
    parts = []
    if breaches:
        parts.append(f"breaks rules {breaches} time{'s' if breaches > 1 else ''}")
    if left_out:
        parts.append(f"leaves {left_out} need{'s' if left_out > 1 else ''} unmet")
    return f"the plan {' and '.join(parts)}:"


def _left_out(programme: Programme, plan: Plan) -> list[str]:
    met = {(placement.participant, placement.need) for placement in plan.placements}
    why = {(each.participant, each.need): each for each in plan.unplaced}
    lines = []
    for person in programme.people.values():
        for need in person.needs:
            key = (person.id, need.id)
            if key in met:
                continue
            reason = f": {why[key].reasons[0].message}" if key in why else ""
            fix = f" (smallest fix: {why[key].smallest_fix})" if key in why else ""
            lines.append(f"left out: {person.id}, {need.id}{reason}{fix}")
    return lines


def _table(
    programme: Programme, plan: Plan, violations: tuple[Violation, ...], *, concerned: bool
) -> str:
    """The capacity of the slots that breaches or people left out concern, as text."""
    slots = {each.slot for each in violations if each.slot is not None}
    sites = {each.site for each in violations if each.slot is None}
    if concerned:
        slots |= {reason.slot for each in plan.unplaced for reason in each.reasons}
    rows = tuple(
        row
        for row in capacity_table(programme, plan).rows
        if row.slot in slots or row.site in sites
    )
    return str(CapacityTable(rows)) if rows else ""
