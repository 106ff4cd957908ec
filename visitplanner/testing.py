"""For tests: a guard that fails with readable lines."""

from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.rules.capacity import CapacityTable, capacity_table
from visitplanner.rules.checking import check


def assert_feasible(programme: Programme, plan: Plan) -> None:
    """Fail unless a plan keeps every rule.

    Raises `AssertionError` with one line for each breach, and the capacity table of every slot that
    a breach concerns.
    """
    __tracebackhide__ = True
    violations = check(programme, plan)
    if not violations:
        return
    concerned = {(violation.slot, violation.site) for violation in violations}
    rows = tuple(
        row
        for row in capacity_table(programme, plan).rows
        if (row.slot, row.site) in concerned or (None, row.site) in concerned
    )
    count = len(violations)
    lines = [f"the plan breaks {count} rule{'s' if count > 1 else ''}:"]
    lines += [f"  {violation}" for violation in violations]
    if rows:
        lines += ["", str(CapacityTable(rows))]
    raise AssertionError("\n".join(lines))
