"""Who supervises where: duties that are shared evenly, with as few changes of site as that allows.

The model decides how many are needed at each site and on each day, and that enough people are
there. Who they are is open: any sharing out with the same evenness is as good for every goal.
The first choice is to wrap the days around (McNaughton's rule, 1959): all days of the first site,
then of the second, and so on, are cut into stretches of equal length, one for each person. Nobody
then has more than a few sites, and days of duty differ by one at most. Where somebody is away, or
would be at two sites at once, or without the rest that is due, the days that the solver chose
stand.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import DutyColumns, DutyNeeds
from visitplanner.model.plan import Duty
from visitplanner.solve.interpreting import interpretation_of
from visitplanner.solve.model import Model

Given = Mapping[tuple[int, int], str]
"""The site of each person (by index) on each day (by number)."""


def duties_of(model: Model, values: Ints) -> tuple[Duty, ...]:
    """Every duty of a solution, by day, site and person."""
    found = [*_supervision(model, values), *interpretation_of(model, values)]
    return tuple(sorted(found, key=lambda duty: (duty.day, duty.site, duty.participant)))


def _supervision(model: Model, values: Ints) -> Iterator[Duty]:
    duties, there = (
        model.problem.duties,
        [_there(needs, values) for needs in model.problem.duty_needs],
    )
    wrapped = [wrapped_around(each, posts) for each, posts in zip(duties, there, strict=True)]
    _drop_what_breaks_rows(model, wrapped, values)
    for columns, posts, given in zip(duties, there, wrapped, strict=True):
        found = _as_solved(columns, posts, values) if given is None else given
        for (person, day), site in found.items():
            who = columns.people[person].id
            yield Duty(participant=who, site=site, day=model.options.date(day))


def _there(needs: DutyNeeds, values: Ints) -> Mapping[tuple[str, int], int]:
    """How many are on duty at each site on each day."""
    count = values[needs.column]
    some = np.flatnonzero(count).tolist()
    return {(needs.site[each], int(needs.day[each])): int(count[each]) for each in some}


def _drop_what_breaks_rows(model: Model, wrapped: list[Given | None], values: Ints) -> None:
    """Keep only duties for which holds what was told the solver, too, such as days of rest."""
    matrix, duties = model.matrix, model.problem.duties
    changed = values.copy()
    for columns, given in zip(duties, wrapped, strict=True):
        if given is not None:
            places = zip(columns.person.tolist(), columns.day.tolist(), strict=True)
            changed[columns.column] = [place in given for place in places]
    while any(given is not None for given in wrapped):
        sums = matrix.sums(changed)
        broken = (sums < matrix.row_lower) | (sums > matrix.row_upper)
        if not broken.any():
            return
        in_broken = np.zeros(len(values), dtype=bool)
        in_broken[matrix.column[broken[matrix.row]]] = True
        guilty = [
            given is not None and in_broken[each.column].any()
            for each, given in zip(duties, wrapped, strict=True)
        ]
        for number, columns in enumerate(duties):
            if guilty[number] or not any(guilty):
                wrapped[number] = None
                changed[columns.column] = values[columns.column]


def wrapped_around(columns: DutyColumns, there: Mapping[tuple[str, int], int]) -> Given | None:
    """The days shared out in stretches; None where not everybody can be on duty as they fall.

    `there` counts the people on duty by site and number of the day.
    """
    people = len(columns.people)
    if not people:
        return None
    free = set(zip(columns.person.tolist(), columns.day.tolist(), strict=True))
    posts: dict[tuple[str, int], list[int]] = {}
    for (site, day), count in there.items():
        for number in range(count):
            posts.setdefault((site, number), []).append(day)
    stretch = [(site, day) for (site, _), days in posts.items() for day in sorted(days)]
    each, more = divmod(len(stretch), people)
    given: dict[tuple[int, int], str] = {}
    position = 0
    for person in range(people):
        length = each + (person < more)
        for site, day in stretch[position : position + length]:
            if (person, day) in given or (person, day) not in free:
                return None
            given[person, day] = site
        position += length
    return given


def _as_solved(columns: DutyColumns, there: Mapping[tuple[str, int], int], values: Ints) -> Given:
    """The days the solver chose; people stay where they were last, while they are needed there."""
    present: dict[int, list[int]] = {}
    for person, day, column in zip(
        columns.person.tolist(), columns.day.tolist(), columns.column, strict=True
    ):
        if values[column]:
            present.setdefault(day, []).append(person)
    given: dict[tuple[int, int], str] = {}
    last: dict[int, str] = {}
    for day in sorted(present):
        here = {site: count for (site, when), count in there.items() if when == day}
        for person, site in _sites_for_day(present[day], here, last).items():
            given[person, day] = last[person] = site
    return given


def _sites_for_day(
    people: list[int], needed: Mapping[str, int], last: Mapping[int, str]
) -> dict[int, str]:
    left = dict(needed)
    given: dict[int, str] = {}
    for person in people:
        site = last.get(person, "")
        if left.get(site, 0) > 0:
            given[person] = site
            left[site] -= 1
    open_sites = (site for site, count in left.items() for _ in range(count))
    for person in people:
        if person not in given and (site := next(open_sites, "")):
            given[person] = site
    return given
