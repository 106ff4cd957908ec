"""One place: nobody is at two places at the same time."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.options import Bools, Ints
from visitplanner.matrix.problem import Problem, concatenate, groups
from visitplanner.model.people import Person
from visitplanner.model.places import DAY_MINUTES, Minutes, minutes_of
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import PLACEMENTS

NAME = "one_place"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody has two placements at the same time; a duty takes the whole day."""
    places: dict[tuple[str, date], list[tuple[Minutes, str]]] = {}
    on_duty = {person.id for _, person in roster.duties}
    for who, stays in roster.stays_by_person.items():
        if len(stays) == 1 and who not in on_duty:
            continue
        days = [day for stay in stays for day in stay.days]
        if len(set(days)) < len(days) or who in on_duty:  # else one thing a day
            for stay in stays:
                for day in stay.days:
                    places.setdefault((who, day), []).append((stay.minutes, stay.offer.id))
    for duty, person in roster.duties:
        whole = ((0, DAY_MINUTES), f"duty at {duty.site}")
        places.setdefault((person.id, duty.day), []).append(whole)
    for (who, day), found in sorted(places.items()):
        clash = max((_at(found, minutes[0]) for minutes, _ in found), key=len)
        if len(clash) > 1:
            yield Violation(
                rule=NAME,
                who=(who,),
                days=(day,),
                limit=1,
                found=len(clash),
                message=f"{who} is at {len(clash)} places on {day}: {', '.join(clash)}",
            )


def _at(found: list[tuple[Minutes, str]], minute: int) -> list[str]:
    return [name for (start, end), name in found if start <= minute < end]


def rows(problem: Problem) -> None:
    """For people with several placements, or with duties too: one thing at each time of a day."""
    options = problem.options
    duties = tuple(_duties(problem))
    on_duty = {person.id for people, *_ in duties for person in people}
    if not len(options):
        return
    busy = np.flatnonzero(options.parts > 1).tolist()
    if on_duty:
        busy = [
            number
            for number, people in enumerate(options.cohorts)
            if people[0].parts > 1 or (people[0].needs and people[0].id in on_duty)
        ]
    _one_site(problem)
    numbers = {options.cohorts[cohort][0].id: cohort for cohort in busy}
    option, day = options.days_of(np.flatnonzero(np.isin(options.cohort, busy)))
    for there in _moments(problem) if busy else ():
        now = there[options.offer[option]]
        person = [options.cohort[option[now]]]
        days, column = [day[now]], [option[now]]
        for people, person_on_duty, day_of_duty, column_of_duty in duties:
            of_person = np.array([numbers.get(p.id, -1) for p in people], dtype=np.int64)
            known = of_person[person_on_duty] >= 0
            person.append(of_person[person_on_duty][known])
            days.append(day_of_duty[known])
            column.append(column_of_duty[known])
        row, keys = groups(concatenate(person), concatenate(days))
        problem.add_rows(NAME, row=row, column=concatenate(column), upper=1, count=len(keys[0]))


def _duties(problem: Problem) -> Iterator[tuple[tuple[Person, ...], Ints, Ints, Ints]]:
    """Who could be on duty: people, index of the person, day and column of each duty."""
    for duty in problem.duties:
        yield duty.people, duty.person, duty.day, duty.column
    table = problem.interpreters
    if table is not None:
        yield table.people, table.person, table.day, table.column


def _one_site(problem: Problem) -> None:
    """Whoever interprets is at one site on a day; whoever supervises has one duty anyway."""
    table = problem.interpreters
    if table is not None:
        row, (cohort, _) = groups(table.person, table.day)
        people = np.array([len(each) for each in table.cohorts], dtype=np.int64)
        problem.add_rows(
            NAME, row=row, column=table.column, upper=people[cohort], count=len(cohort)
        )


def _moments(problem: Problem) -> Iterator[Bools]:
    """For some times of the day, (offers,) whether a slot is open then.

    A time at which no slot is open that is not open at another time, too, adds nothing.
    """
    spans = [minutes_of(offer.slot.hours) for offer in problem.options.offers]
    found = (
        tuple(start <= minute < end for start, end in spans)
        for minute in sorted({start for start, _ in spans})
    )
    masks = dict.fromkeys(found)
    for mask in masks:
        there = np.array(mask)
        if not any(other != mask and (there <= np.array(other)).all() for other in masks):
            yield there


RULE = Rule(
    name=NAME,
    says="Nobody is at two places at the same time: slots with hours may share a day, a duty takes "
    "all of it.",
    source="the meaning of a placement",
    check=check,
    looks=PLACEMENTS,
    rows=rows,
)
