"""Steps below the first choice, person by person: what the two goals of fairness share.

Whom cohorts count together have one placement each, and so the rank of their option. Everybody else
is a cohort alone, whose steps add up over several placements.
"""

from collections import Counter

import numpy as np

from visitplanner.goals.preferences import rank
from visitplanner.matrix.options import Ints, Options
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster


def steps_of_people(roster: Roster) -> Counter[str]:
    """Steps below the first choice of everybody who is placed, over all their placements."""
    found: Counter[str] = Counter()
    for stay in roster.stays:
        found[stay.who] += rank(stay.person, stay.offer)
    return found


def most_steps(programme: Programme) -> int:
    """The most steps that anybody could have."""
    return max(
        (len(person.preferences) * person.parts for person in programme.people.values()), default=0
    )


def several_parts(options: Options) -> Ints:
    """(cohorts,) 1 where one person asks for several placements, else 0."""
    return (options.parts > 1).astype(np.int64)
