"""Required precedence: nobody is placed in a field without the one that must come before it."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.alternatives import alternatives_of, split
from visitplanner.matrix.kinds import Reads
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem, concatenate
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.policy import Precedence
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import Looks
from visitplanner.rules.precedence import pairs_of

NAME = "precedence_required"


def check(roster: Roster) -> Iterator[Violation]:
    """Everybody in the later field has a placement in the first that is over before."""
    orders = tuple(_required(roster.programme))
    for stays in roster.stays_by_person.values() if orders else ():
        for order in orders:
            ends = [
                stay.placement.last_day for stay in stays if stay.offer.slot.field == order.first
            ]
            for stay in stays:
                begins = stay.placement.first_day
                if stay.offer.slot.field == order.then and not any(end < begins for end in ends):
                    reason = f"'{order.then}' needs a placement in '{order.first}' before it"
                    yield stay_violation(NAME, stay, reason, limit=order.first, found="none")


def _required(programme: Programme) -> Iterator[Precedence]:
    return (order for order in programme.policy.precedences if order.required)


def closed(programme: Programme, person: Person, need: InternshipNeed, offer: Offer) -> str | None:
    """Why the field is closed to somebody who never works in the one before it."""
    for order in _required(programme):
        if offer.slot.field == order.then and not any(
            order.first in other.field
            for other in person.needs
            if other.id != need.id or need.parts > 1
        ):
            return f"'{order.then}' needs a placement in '{order.first}' before it"
    return None


def rows(problem: Problem) -> None:
    """For each person, order and day on which the later field may begin.

    Placements in the later field begun by then <= placements in the first over before.
    """
    if not any(_required(problem.programme)):
        return
    group = alternatives_of(problem)
    numbers: list[Ints] = []
    columns: list[Ints] = []
    signs: list[Ints] = []
    count = 0
    first, last = problem.options.first, problem.options.last
    for order in _required(problem.programme):
        for earlier, later in pairs_of(problem, order):
            for after in split(later, group):
                day = np.unique(first[after])
                over, row_over = np.nonzero(last[earlier][:, None] < day)
                begun, row_begun = np.nonzero(first[after][:, None] <= day)
                numbers.extend([row_over + count, row_begun + count])
                columns.extend([earlier[over], after[begun]])
                signs.extend([np.full(len(over), -1), np.ones(len(begun), dtype=np.int64)])
                count += len(day)
    problem.add_rows(
        NAME,
        row=concatenate(numbers),
        column=concatenate(columns),
        coefficient=concatenate(signs),
        upper=0,
        count=count,
    )


def reads(programme: Programme) -> Reads:
    """The needs, where an order is required, and the field."""
    if not any(_required(programme)):
        return Reads()
    return Reads(
        demand=lambda person, need: (need, person.needs), offer=lambda offer: offer.slot.field
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"a placement in '{violation.limit}' before it"


RULE = Rule(
    name=NAME,
    says="Where an order between two fields is required, nobody is placed in the second without a "
    "placement in the first that is over before.",
    source="the programme: required in policy.precedences",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=Looks(part="own", when=lambda programme, _case: bool(programme.policy.precedences)),
    reads=reads,
    closed=closed,
    rows=rows,
    grows=False,
)
