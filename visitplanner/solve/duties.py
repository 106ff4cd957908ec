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
    for columns, needs in zip(model.problem.duties, model.problem.duty_needs, strict=True):
        for (person, day), site in _of_delegation(model, columns, needs, values).items():
            who = columns.people[person].id
            yield Duty(participant=who, site=site, day=model.options.date(day))


def _of_delegation(model: Model, columns: DutyColumns, needs: DutyNeeds, values: Ints) -> Given:
    places = zip(needs.site, needs.day.tolist(), needs.column.tolist(), strict=True)
    there = {(site, day): int(values[column]) for site, day, column in places if values[column]}
    given = wrapped_around(columns, there)
    if given is None or not _keeps_rows(model, columns, given, values):
        return _as_solved(columns, there, values)
    return given


def _keeps_rows(model: Model, columns: DutyColumns, given: Given, values: Ints) -> bool:
    """Whether what was told the solver, such as days of rest, holds for these duties, too."""
    changed = values.copy()
    places = zip(columns.person.tolist(), columns.day.tolist(), strict=True)
    changed[columns.column] = [place in given for place in places]
    return model.matrix.keeps(changed)


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
