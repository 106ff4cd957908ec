"""Visits known: each takes place at most once, and a fixed one at its day and hours."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.model.visits import Taking, attendees
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE

NAME = "visit_known"


def visit_violation(
    rule: str,
    roster: Roster,
    taking: Taking,
    reason: str,
    *,
    site: str | None = None,
    limit: int | str | None = None,
    found: int | str | None = None,
) -> Violation:
    """A breach by one visit; concerned is everybody who takes part."""
    planned, visit = taking
    return Violation(
        rule=rule,
        who=tuple(person.id for person in attendees(roster.programme, visit, planned.day)),
        site=site or (visit.at if visit.at in roster.programme.sites else None),
        days=(planned.day,),
        limit=limit,
        found=found,
        message=f"the visit '{visit.id}' on {planned.day}, {planned.hours}: {reason}",
    )


def check(roster: Roster) -> Iterator[Violation]:
    """No visit takes place twice, and the fixed ones when they are fixed."""
    times: Counter[str] = Counter()
    for taking in roster.visits:
        planned, visit = taking
        times[visit.id] += 1
        if times[visit.id] > 1:
            yield visit_violation(
                NAME, roster, taking, "it takes place already", limit=1, found=times[visit.id]
            )
        if visit.fixed and visit.window and visit.hours:
            fixed = (visit.window.first, visit.hours)
            if fixed != (planned.day, planned.hours):
                words = f"{fixed[0]}, {fixed[1]}"
                yield visit_violation(
                    NAME,
                    roster,
                    taking,
                    f"it is fixed on {words}",
                    limit=words,
                    found=f"{planned.day}, {planned.hours}",
                )


def rows(problem: Problem) -> None:
    """For each visit: times chosen <= 1; for a fixed one, unless it is lifted, >= 1."""
    visits = problem.visits
    if visits is None:
        return
    numbers, row = np.unique(visits.visit, return_inverse=True)
    known = [problem.programme.visits[number] for number in numbers]
    lower = [int(each.fixed and each.id not in problem.lifted) for each in known]
    problem.add_rows(
        NAME,
        row=row,
        column=visits.column,
        lower=np.array(lower, dtype=np.int64),
        upper=1,
        count=len(numbers),
    )


RULE = Rule(
    name=NAME,
    says="A visit takes place at most once, and one whose day and hours are fixed takes place "
    "then.",
    source="the programme: window and hours of the visit",
    check=check,
    looks=ELSEWHERE,
    rows=rows,
)
