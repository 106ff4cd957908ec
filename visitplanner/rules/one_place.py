"""One place: nobody is at two places on the same day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation

NAME = "one_place"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody has two placements, or a placement and a duty, or two duties, on one day."""
    places: dict[tuple[str, date], list[str]] = {}
    for stay in roster.stays:
        for day in stay.days:
            places.setdefault((stay.who, day), []).append(stay.offer.id)
    for duty, person in roster.duties:
        places.setdefault((person.id, duty.day), []).append(f"duty at {duty.site}")
    for (who, day), found in sorted(places.items()):
        if len(found) > 1:
            yield Violation(
                rule=NAME,
                who=(who,),
                days=(day,),
                limit=1,
                found=len(found),
                message=f"{who} is at {len(found)} places on {day}: {', '.join(found)}",
            )


def rows(problem: Problem) -> None:
    """For people with several needs, or with duties too: one thing a day."""
    options = problem.options
    times = Counter(person.id for demand in options.demands for person in demand.people)
    times.update({person.id for duty in problem.duties for person in duty.people})
    busy = [who for who, count in times.items() if count > 1]
    numbers = {who: number for number, who in enumerate(busy)}
    of_demand = np.array(
        [numbers.get(demand.person.id, -1) for demand in options.demands], dtype=np.int64
    )
    option, day = options.days_worked()
    person = of_demand[options.demand[option]] if len(option) else option
    single = person >= 0
    persons, days, columns = [person[single]], [day[single]], [option[single]]
    for duty in problem.duties:
        of_person = np.array([numbers.get(p.id, -1) for p in duty.people], dtype=np.int64)
        known = of_person[duty.person] >= 0
        persons.append(of_person[duty.person][known])
        days.append(duty.day[known])
        columns.append(duty.column[known])
    all_columns = concatenate(columns)
    if not len(all_columns):
        return
    row, keys = groups(concatenate(persons), concatenate(days))
    problem.add_rows(NAME, row=row, column=all_columns, upper=1, count=len(keys[0]))


RULE = Rule(
    name=NAME,
    says="Nobody is at two places on the same day.",
    source="the meaning of a placement",
    check=check,
    rows=rows,
)
