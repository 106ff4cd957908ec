"""Who supervises where: the days of duty that were chosen, each given a site."""

from collections.abc import Iterator

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import DutyColumns, DutyNeeds
from visitplanner.model.plan import Duty
from visitplanner.solve.model import Model


def duties_of(model: Model, values: Ints) -> tuple[Duty, ...]:
    """Every duty of a solution, by day, site and person."""
    found = [
        duty
        for columns, needs in zip(model.duties, model.duty_needs, strict=True)
        for duty in _of_delegation(model, columns, needs, values)
    ]
    return tuple(sorted(found, key=lambda duty: (duty.day, duty.site, duty.participant)))


def _of_delegation(
    model: Model, columns: DutyColumns, needs: DutyNeeds, values: Ints
) -> Iterator[Duty]:
    """People stay at the site where they were last, as long as they are needed there."""
    needed: dict[int, dict[str, int]] = {}
    for site, day, column, mentor in zip(
        needs.site, needs.day.tolist(), needs.column, needs.mentor, strict=True
    ):
        count = int(values[column]) - (int(values[mentor]) if mentor >= 0 else 0)
        if count > 0:
            needed.setdefault(day, {})[site] = count
    present: dict[int, list[int]] = {}
    for person, day, column in zip(
        columns.person.tolist(), columns.day.tolist(), columns.column, strict=True
    ):
        if values[column]:
            present.setdefault(day, []).append(person)
    last: dict[int, str] = {}
    for day in sorted(needed):
        for person, site in _sites_for_day(present.get(day, []), needed[day], last).items():
            last[person] = site
            yield Duty(
                participant=columns.people[person].id, site=site, day=model.options.date(day)
            )


def _sites_for_day(
    people: list[int], needed: dict[str, int], last: dict[int, str]
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
