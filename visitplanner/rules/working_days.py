"""Working days: opening weekdays, closed days, public and school-free days are kept."""

from collections.abc import Iterator
from datetime import date

from visitplanner.matrix.kinds import Reads
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import WorkCalendar
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "working_days"


def check(roster: Roster) -> Iterator[Violation]:
    """A placement works on exactly the working days of its dates, and begins on one of them."""
    for stay in roster.stays:
        placement, calendar = stay.placement, stay.calendar
        due = calendar.worked(placement.first_day, placement.last_day)
        if due and due == stay.days and due[0] == placement.first_day:
            continue
        off = [(day, why) for day in stay.days if (why := calendar.why_off(day))]
        for day, why in off:
            yield stay_violation(NAME, stay, f"{day} is no working day: {why}", days=(day,))
        if not due:
            yield stay_violation(NAME, stay, "there is no working day in these dates")
            continue
        if due[0] != placement.first_day:
            why = calendar.why_off(placement.first_day)
            yield stay_violation(NAME, stay, f"begins on {placement.first_day}: {why}")
        missing = sorted(set(due) - set(stay.days))
        outside = sorted(set(stay.days) - set(due) - {day for day, _ in off})
        for days, words in ((missing, "is a working day but left out"), (outside, "is outside")):
            for day in days:
                yield stay_violation(NAME, stay, f"{day} {words}", days=(day,))


def why_off(calendar: WorkCalendar, day: date) -> str | None:
    """Why nobody of this kind works there on a day; None on a working day."""
    return calendar.why_off(day)


def reads(_programme: Programme) -> Reads:
    """What decides which days are worked."""
    return Reads(calendar=lambda calendar: calendar.facts)


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"'{violation.slot}' open"


RULE = Rule(
    name=NAME,
    says="People work on opening weekdays only, never on closed days; minors never on public "
    "holidays, school-free days or weekdays the policy keeps free; a placement begins on a "
    "working day and works on every one of its working days; a need bound to weekdays works "
    "on these alone.",
    source="the programme: weekdays and closed of site and slot, weekdays of the need, region, "
    "policy.minors_work_on",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    why_off=why_off,
)
