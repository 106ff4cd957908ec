"""Minimum group: a slot is used by nobody or by at least its minimum group, on each day."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster, Stay, by_place_and_day
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import PLACES

NAME = "minimum_group"


def check(roster: Roster) -> Iterator[Violation]:
    """On a day with anybody at all, enough people sure to come are there."""
    for day, present in by_place_and_day(roster.stays, _grouped_slot):
        offer = present[0].offer
        least = offer.slot.minimum_group
        sure = sum(1 for stay in present if stay.person.certain)
        if sure < least:
            unsure = len(present) - sure
            besides = f" and {unsure} who may not come" if unsure else ""
            yield Violation(
                rule=NAME,
                who=tuple(stay.who for stay in present),
                site=offer.site.id,
                slot=offer.id,
                days=(day,),
                limit=least,
                found=sure,
                message=f"{offer.id} on {day}: {counted(sure, 'person', 'people')}{besides}, "
                f"at least {least} are needed",
            )


def _grouped_slot(stay: Stay) -> str | None:
    return stay.offer.id if stay.offer.slot.minimum_group > 1 else None


def rows(problem: Problem) -> None:
    """For each slot and day a yes-or-no column `used`.

    Certain people >= least * used, and everybody <= all who could be there * used.
    """
    options = problem.options
    least = np.array([offer.slot.minimum_group for offer in options.offers], dtype=np.int64)
    option, day = options.days_of(np.flatnonzero(least[options.offer] > 1))
    if not len(option):
        return
    row, (offer, _) = groups(options.offer[option], day)
    count = len(offer)
    used = problem.add_columns(count, upper=1)
    certain = np.array([demand.person.certain for demand in options.demands])
    size = np.array([len(demand.people) for demand in options.demands], dtype=np.int64)
    sure = certain[options.demand[option]]
    every_row = np.arange(count)
    problem.add_rows(
        NAME,
        row=np.concatenate([row[sure], every_row]),
        column=np.concatenate([option[sure], used]),
        coefficient=np.concatenate([np.ones(int(sure.sum()), dtype=np.int64), -least[offer]]),
        lower=0,
        count=count,
    )
    most = np.bincount(row, weights=size[options.demand[option]], minlength=count).astype(np.int64)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, every_row]),
        column=np.concatenate([option, used]),
        coefficient=np.concatenate([np.ones(len(option), dtype=np.int64), -most]),
        upper=0,
        count=count,
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if not violation.found:
        return f"at least {violation.limit} people who are sure to come at '{violation.slot}'"
    return (
        f"a minimum group of {violation.found} at '{violation.slot}' instead of {violation.limit}"
    )


RULE = Rule(
    name=NAME,
    says="On each day a slot is used by nobody, or by at least its minimum group of people who "
    "are sure to come.",
    source="the programme: minimum_group of the slot",
    check=check,
    fix=fix,
    looks=PLACES,
    rows=rows,
    grows=False,
)
