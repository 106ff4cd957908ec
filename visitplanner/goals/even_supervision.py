"""Even supervision: the accompanying persons of a delegation have equally many days of duty.

Days that cannot be shared out evenly leave a difference of one, which counts nothing; every further
day between the most and the fewest days of anybody sure to come counts one (who lacks papers may
not be on duty, and is left out). So does every duty beyond what the minors there need, so that
nobody is sent on duty only to make the numbers even. A teacher who visits minors that mentors look
after is one of those they need.
"""

from collections import Counter

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.on_duty import supervisors
from visitplanner.matrix.problem import Objective, Problem, concatenate
from visitplanner.model.roster import Roster

NAME = "even_supervision"


def measure(roster: Roster) -> int:
    """Days beyond one between the most and the least burdened, plus spare duties."""
    programme = roster.programme
    days = Counter(person.id for _, person in roster.of_task("supervision"))
    uneven = 0
    for delegation in programme.delegations:
        burdens = [days[person.id] for person in supervisors(programme, delegation.id)]
        uneven += max(0, max(burdens) - min(burdens) - 1) if burdens else 0
    at_work = {
        (stay.person.delegation, stay.offer.site.id, day, stay.who)
        for stay in roster.stays
        if stay.person.minor
        for day in stay.days
    }
    minors = Counter(place[:3] for place in at_work)
    on_duty = Counter(
        (person.delegation, duty.site, duty.day)
        for duty, person in roster.of_task("supervision")
        if person.certain and person.role == "accompanying_person"
    )
    spare = 0
    for (delegation_id, site, day), there in on_duty.items():
        ratio = programme.supervision_of(delegation_id).minors_per_accompanying_person
        needed = -(-minors[delegation_id, site, day] // ratio) if ratio else 0
        spare += max(0, there - needed)
    return uneven + spare


def objective(problem: Problem) -> Objective:
    """For each delegation three columns: the most, the fewest, and the days too far apart.

    For each person: fewest <= days of duty <= most; apart >= most - fewest - 1.
    """
    columns = []
    for duty in problem.duties:
        people = len(duty.people)
        if people < 2 or not len(duty.day):
            continue
        days = len(np.unique(duty.day))
        most, fewest, apart = problem.add_columns(3, upper=days)
        row = np.concatenate([duty.person, np.arange(people)])
        days_of_duty = np.ones(len(duty.column), dtype=np.int64)
        for end, bounds in ((most, {"upper": 0}), (fewest, {"lower": 0})):
            problem.add_rows(
                NAME,
                row=row,
                column=np.concatenate([duty.column, np.full(people, end)]),
                coefficient=np.concatenate([days_of_duty, np.full(people, -1, dtype=np.int64)]),
                count=people,
                **bounds,
            )
        problem.add_rows(
            NAME,
            row=np.zeros(3, dtype=np.int64),
            column=np.array([most, fewest, apart]),
            coefficient=np.array([1, -1, -1], dtype=np.int64),
            upper=1,
            count=1,
        )
        columns.append(np.array([apart], dtype=np.int64))
    column = concatenate(columns)
    return Objective(column, np.ones(len(column), dtype=np.int64))


GOAL = Goal(
    name=NAME,
    says="The accompanying persons of a delegation have equally many days of duty: each day beyond "
    "one between the most and the fewest counts one, and so does each duty nobody needs.",
    unit="days of duty too far apart",
    sense="least",
    measure=measure,
    objective=objective,
)
