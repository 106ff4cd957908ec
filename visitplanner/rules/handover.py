"""Handover: what is handed over rides on the carrier that the programme names, on its day.

A visit to be placed on which something rides takes place in the window of the handover. Transfers
and fixed visits are settled by hand and keep their day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from visitplanner.model.logistics import Handover, Visit
from visitplanner.model.nearest import did_you_mean
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.travel import travel_day
from visitplanner.model.windows import Hours
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE
from visitplanner.rules.visit_known import visit_violation

NAME = "handover"


def closed_visit(programme: Programme, visit: Visit, day: date, _hours: Hours) -> str | None:
    """Why what rides on a visit closes a day to it; None: nothing does."""
    for handover in programme.handovers:
        due = handover.window
        if handover.carried_by == visit.id and handover.state != "done" and due and day not in due:
            return f"the handover '{handover.id}' that rides on it is to be in {due}"
    return None


def check(roster: Roster) -> Iterator[Violation]:
    """Every handover is one of the programme, once, with its carrier and day, in its window."""
    yield from _misplaced(roster)
    for taking in roster.visits:
        planned, visit = taking
        reason = closed_visit(roster.programme, visit, planned.day, planned.hours)
        if reason is not None and not visit.fixed:
            yield visit_violation(NAME, roster, taking, reason)


def _misplaced(roster: Roster) -> Iterator[Violation]:
    known = {each.id: each for each in roster.programme.handovers}
    days = _carrier_days(roster)
    times: Counter[str] = Counter()
    for planned in roster.handovers:
        times[planned.handover] += 1
        handover = known.get(planned.handover)
        if handover is None:
            reason: str | None = f"no handover has this id{did_you_mean(planned.handover, known)}"
        elif times[planned.handover] > 1:
            reason = "it takes place already"
        else:
            reason = _wrong(handover, planned.carrier, planned.day, days)
        if reason is not None:
            yield Violation(
                rule=NAME,
                who=(),
                days=(planned.day,),
                limit=handover.carried_by if handover else None,
                found=planned.carrier,
                message=f"the handover '{planned.handover[:60]}' on {planned.day}: {reason}",
            )


def _carrier_days(roster: Roster) -> dict[str, set[date]]:
    days = {
        transfer.id: {travel_day(transfer)}
        for transfer in roster.programme.transfers
        if transfer.window
    }
    for planned, visit in roster.visits:
        days.setdefault(visit.id, set()).add(planned.day)
    return days


def _wrong(handover: Handover, carrier: str, day: date, days: dict[str, set[date]]) -> str | None:
    if handover.carried_by is None:
        return "it has no carrier in the programme"
    if carrier != handover.carried_by:
        return f"it rides on '{handover.carried_by}', not on '{carrier[:60]}'"
    if day not in days.get(carrier, ()):
        when = " and ".join(f"{each}" for each in sorted(days.get(carrier, ())))
        return f"its carrier '{carrier}' {f'has its day on {when}' if when else 'has no day'}"
    return None


RULE = Rule(
    name=NAME,
    says="What is handed over rides on the transfer or visit that the programme names, on the day "
    "of this transfer or visit; a visit to be placed keeps the window of what rides on it.",
    source="the programme: carried_by and window of the handover",
    check=check,
    looks=ELSEWHERE,
    closed_visit=closed_visit,
)
