"""Even supervision: the accompanying persons of a delegation have equally many days of duty.

The value is the sum, over delegations, of the most minus the fewest days on duty among those sure
to come. A duty beyond what the minors there need counts one more, so that nobody is sent on duty
only to make the numbers even.
"""

from collections import Counter

import numpy as np

from visitplanner.goals.form import Goal
from visitplanner.matrix.problem import Objective, Problem, concatenate
from visitplanner.model.roster import Roster
from visitplanner.rules.supervision import supervisors


def measure(roster: Roster) -> int:
    """Days of duty between the most and the least burdened, plus spare duties."""
    programme = roster.programme
    days = Counter(person.id for _, person in roster.duties)
    uneven = 0
    for delegation in programme.delegations:
        burdens = [days[person.id] for person in supervisors(programme, delegation.id)]
        uneven += max(burdens) - min(burdens) if burdens else 0
    minors = Counter(
        (stay.person.delegation, stay.offer.site.id, day)
        for stay in roster.stays
        if stay.person.minor
        for day in stay.days
    )
    on_duty = Counter(
        (person.delegation, duty.site, duty.day)
        for duty, person in roster.duties
        if person.certain and person.role == "accompanying_person"
    )
    spare = 0
    for (delegation_id, site, day), there in on_duty.items():
        ratio = programme.supervision_of(delegation_id).minors_per_accompanying_person
        needed = -(-minors[delegation_id, site, day] // ratio) if ratio else 0
        spare += max(0, there - needed)
    return uneven + spare


def objective(problem: Problem) -> Objective:
    """For each delegation two columns, the most and the fewest days of duty of anybody.

    With k people and t days of duty in all, `k * fewest <= t <= k * most`: the rows follow from
    the others, but let the solver see at once that 31 days cannot be shared evenly by four.
    """
    columns, coefficients = [], []
    for duty, needs in zip(problem.duties, problem.duty_needs, strict=True):
        people = len(duty.people)
        if people < 2:
            continue
        horizon = int(duty.day.max()) + 1 if len(duty.day) else 0
        most, fewest = problem.add_columns(2, upper=horizon)
        for end, lower, upper in ((most, None, 0), (fewest, 0, None)):
            bounds = {"lower": lower} if upper is None else {"upper": upper}
            problem.add_rows(
                GOAL_NAME,
                row=np.concatenate([duty.person, np.arange(people)]),
                column=np.concatenate([duty.column, np.full(people, end)]),
                coefficient=np.concatenate(
                    [np.ones(len(duty.column), dtype=np.int64), np.full(people, -1, dtype=np.int64)]
                ),
                count=people,
                **{name: bound for name, bound in bounds.items() if bound is not None},
            )
            mentors = needs.mentor[needs.mentor >= 0]
            entries = np.concatenate([needs.column, mentors, [end]])
            problem.add_rows(
                GOAL_NAME,
                row=np.zeros(len(entries), dtype=np.int64),
                column=entries,
                coefficient=np.concatenate(
                    [
                        np.ones(len(needs.column), dtype=np.int64),
                        np.full(len(mentors), -1, dtype=np.int64),
                        [-people],
                    ]
                ),
                count=1,
                **{name: bound for name, bound in bounds.items() if bound is not None},
            )
        columns.append(np.array([most, fewest], dtype=np.int64))
        coefficients.append(np.array([1, -1], dtype=np.int64))
    return Objective(concatenate(columns), concatenate(coefficients))


GOAL_NAME = "even_supervision"

GOAL = Goal(
    name=GOAL_NAME,
    says="The accompanying persons of a delegation have equally many days of duty; the value is "
    "the most minus the fewest days, plus duties nobody needs.",
    unit="days of duty apart",
    sense="least",
    measure=measure,
    objective=objective,
)
