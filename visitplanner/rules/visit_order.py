"""Visit order: where two visits both take place, the earlier one ends before the later begins."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem
from visitplanner.model.places import DAY_MINUTES
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE
from visitplanner.rules.visit_known import visit_violation

NAME = "visit_order"


def check(roster: Roster) -> Iterator[Violation]:
    """No visit begins before one that it comes after has ended."""
    for taking in roster.visits:
        planned, visit = taking
        for before, earlier in roster.visits:
            if earlier.id not in visit.after:
                continue
            if (planned.day, planned.hours.start) < (before.day, before.hours.end):
                yield visit_violation(
                    NAME,
                    roster,
                    taking,
                    f"begins before the visit '{earlier.id}' ends, on {before.day} "
                    f"at {before.hours.end:%H:%M}",
                    limit=f"after '{earlier.id}'",
                    found=f"{planned.day}, {planned.hours}",
                )


def rows(problem: Problem) -> None:
    """For each pair in order: the end of the one <= the beginning of the other.

    By the day, tight in fractions, and by the minute. A visit that has no time ends at the very
    beginning, or begins at the very end.
    """
    visits = problem.visits
    if visits is None:
        return
    numbers = {each.id: number for number, each in enumerate(problem.programme.visits)}
    for number, visit in enumerate(problem.programme.visits):
        later = np.flatnonzero(visits.visit == number)
        for name in visit.after:
            earlier = np.flatnonzero(visits.visit == numbers[name])
            if len(later) and len(earlier):
                _rows_of_days(problem, earlier, later)
                _row_of_minutes(problem, earlier, later)


def _rows_of_days(problem: Problem, earlier: Ints, later: Ints) -> None:
    """For each day on which the earlier one could be: it is then or after, or the later before."""
    visits = problem.visits
    if visits is None:
        return
    days = np.unique(visits.day[earlier])
    row_before, before = np.nonzero(visits.day[later][None, :] < days[:, None])
    row_since, since = np.nonzero(visits.day[earlier][None, :] >= days[:, None])
    problem.add_rows(
        NAME,
        row=np.concatenate([row_before, row_since]),
        column=visits.column[np.concatenate([later[before], earlier[since]])],
        upper=1,
        count=len(days),
    )


def _row_of_minutes(problem: Problem, earlier: Ints, later: Ints) -> None:
    visits = problem.visits
    if visits is None:
        return
    end = visits.day[earlier] * DAY_MINUTES + visits.end[earlier]
    begin = visits.day[later] * DAY_MINUTES + visits.start[later]
    first = min(end.min(), begin.min())
    latest = int(max(end.max(), begin.max()) - first)
    both = np.concatenate([earlier, later])
    problem.add_rows(
        NAME,
        row=np.zeros_like(both),
        column=visits.column[both],
        coefficient=np.concatenate([end - first, latest - (begin - first)]),
        upper=latest,
        count=1,
    )


RULE = Rule(
    name=NAME,
    says="Where a visit and one that it comes after both take place, the earlier one ends before "
    "the later begins.",
    source="the programme: after of the visit",
    check=check,
    looks=ELSEWHERE,
    rows=rows,
)
