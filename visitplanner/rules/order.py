"""Orders between the placements of one person: what the rules about them have in common."""

from collections.abc import Iterable, Iterator

import numpy as np

from visitplanner.matrix.alternatives import alternatives_of, split
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, concatenate
from visitplanner.model.roster import Stay
from visitplanner.rules.form import Violation


def latest(stays: Iterable[Stay]) -> Stay | None:
    """The stay that ends last; None of none."""
    return max(stays, key=lambda stay: stay.placement.last_day, default=None)


def too_early(rule: str, stay: Stay, unfinished: Stay, what: str) -> Violation:
    """The breach of a stay that begins while `what`, to be over before, is not."""
    begins, ends = stay.placement.first_day, unfinished.placement.last_day
    return Violation(
        rule=rule,
        who=(stay.who,),
        site=stay.offer.site.id,
        slot=stay.offer.id,
        days=tuple(sorted({begins, *unfinished.days[-1:]})),
        limit=f"after {ends}",
        found=str(begins),
        message=f"{stay.who} at {stay.offer.id}: begins on {begins}, but {what} is over only "
        f"after {ends}",
    )


def order_rows(problem: Problem, rule: str, pairs: Iterable[tuple[Ints, Ints]]) -> None:
    """For each pair of options of one person: no second one begins before every first one is over.

    A row for each day on which a second one may begin: first ones that end on that day or later
    + second ones that have begun by then <= 1. Each side adds up to one at the most, as it is
    made of alternatives.
    """
    found = [(earlier, later) for earlier, later in pairs if len(earlier) and len(later)]
    if not found:
        return
    group = alternatives_of(problem)
    rows: list[Ints] = []
    columns: list[Ints] = []
    count = 0
    for earlier, later in found:
        for row, column, many in _rows(problem, group, earlier, later):
            rows.append(row + count)
            columns.append(column)
            count += many
    problem.add_rows(rule, row=concatenate(rows), column=concatenate(columns), upper=1, count=count)


def _rows(
    problem: Problem, group: Ints, earlier: Ints, later: Ints
) -> Iterator[tuple[Ints, Ints, int]]:
    """Rows, columns and number of rows for each pair of groups that can clash."""
    first, last = problem.options.first, problem.options.last
    for before in split(earlier, group):
        for after in split(later, group):
            day = np.unique(first[after])
            day = day[day <= last[before].max()]
            if not len(day) or group[before[0]] == group[after[0]]:
                continue
            unfinished, row_before = np.nonzero(last[before][:, None] >= day)
            begun, row_after = np.nonzero(first[after][:, None] <= day)
            yield (
                np.concatenate([row_before, row_after]),
                np.concatenate([before[unfinished], after[begun]]),
                len(day),
            )
