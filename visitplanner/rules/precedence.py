"""Precedence: a field begins only when the field that comes before it is over."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.alternatives import split
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import Problem
from visitplanner.model.policy import Precedence
from visitplanner.model.roster import Roster
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Looks
from visitplanner.rules.order import latest, order_rows, too_early

NAME = "precedence"


def check(roster: Roster) -> Iterator[Violation]:
    """Nobody begins in a field on a day on which a field that comes before it is not over yet."""
    orders = roster.programme.policy.precedences
    for stays in roster.stays_by_person.values() if orders else ():
        for order in orders:
            firsts = [stay for stay in stays if stay.offer.slot.field == order.first]
            for stay in stays:
                if stay.offer.slot.field != order.then:
                    continue
                begins = stay.placement.first_day
                unfinished = latest(each for each in firsts if each.placement.last_day >= begins)
                if unfinished is not None:
                    yield too_early(NAME, stay, unfinished, f"the field '{order.first}'")


def rows(problem: Problem) -> None:
    """For each person and order: what is in `then` begins after what is in `first` has ended."""
    pairs = (
        pair for order in problem.programme.policy.precedences for pair in pairs_of(problem, order)
    )
    order_rows(problem, NAME, pairs)


def pairs_of(problem: Problem, order: Precedence) -> Iterator[tuple[Ints, Ints]]:
    """The options of each person with several placements in the first and in the later field."""
    options = problem.options
    several = options.parts > 1
    cohort = options.cohort
    fields = [offer.slot.field for offer in options.offers]
    firsts, thens = (
        np.flatnonzero(several[cohort] & (options.of_offer([name == end for name in fields]) > 0))
        for end in (order.first, order.then)
    )
    earlier = {int(cohort[each[0]]): each for each in split(firsts, cohort)}
    for later in split(thens, cohort):
        yield earlier.get(int(cohort[later[0]]), firsts[:0]), later


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "no order between the two fields"


RULE = Rule(
    name=NAME,
    says="Of two fields in an order, nobody begins in the second before the day after every one of "
    "their placements in the first.",
    source="the programme: policy.precedences",
    check=check,
    fix=fix,
    fix_by_day=False,
    looks=Looks(part="own", when=lambda programme, _case: bool(programme.policy.precedences)),
    rows=rows,
)
