"""The day programme around the placements: when visits are, what rides along, what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time

from visitplanner.matrix.options import Ints
from visitplanner.model.logistics import Handover, Visit
from visitplanner.model.plan import Gap, Plan, PlannedHandover, PlannedVisit
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, roster_of
from visitplanner.model.travel import houses, journeys, nights, travel_day
from visitplanner.model.windows import DateWindow, Hours
from visitplanner.rules import visit_clash, visit_order, visit_places, visit_work
from visitplanner.rules.form import Rule, Violation
from visitplanner.solve.model import Model
from visitplanner.solve.tables import visit_times

_GIVEN_UP = "it was given up for a goal on a higher level"
_NOT_FOUND = "the time limit was hit before something better was found"


def visits_of(model: Model, values: Ints) -> tuple[PlannedVisit, ...]:
    """The visits of a solution, in the order in which they take place."""
    found, programme = model.problem.visits, model.problem.programme
    if found is None:
        return ()
    planned = [
        PlannedVisit(
            visit=programme.visits[visit].id,
            day=model.options.date(day),
            hours=Hours(start=_time(start), end=_time(end)),
        )
        for visit, day, start, end, column in zip(
            found.visit.tolist(),
            found.day.tolist(),
            found.start.tolist(),
            found.end.tolist(),
            found.column.tolist(),
            strict=True,
        )
        if values[column]
    ]
    return tuple(sorted(planned, key=lambda each: (each.day, each.hours.start, each.visit)))


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def handovers_of(
    programme: Programme, visits: Iterable[PlannedVisit]
) -> tuple[PlannedHandover, ...]:
    """What is to be handed over and has a carrier: with the day of the transfer or visit."""
    days: dict[str, date] = {
        transfer.id: travel_day(transfer) for transfer in programme.transfers if transfer.window
    }
    days.update({planned.visit: planned.day for planned in visits})
    return tuple(
        PlannedHandover(
            handover=handover.id, carrier=handover.carried_by, day=days[handover.carried_by]
        )
        for handover in programme.handovers
        if handover.state != "done" and handover.carried_by in days and handover.carried_by
    )


def gaps_of(programme: Programme, plan: Plan, rules: Sequence[Rule]) -> tuple[Gap, ...]:
    """What the plan has not found, in the order of the document."""
    return (
        *_visits_without_time(programme, plan, rules),
        *_people_without_bed(programme, plan),
        *_people_without_seat(programme, plan),
        *_handovers_without_carrier(programme, plan),
    )


def _visits_without_time(programme: Programme, plan: Plan, rules: Sequence[Rule]) -> Iterator[Gap]:
    planned = {each.visit for each in plan.visits}
    missing = [visit for visit in programme.visits if visit.id not in planned]
    roster = roster_of(programme, plan) if missing else None
    for visit in missing:
        if roster is not None:
            message = _why_no_visit(visit, roster, rules, proven=plan.status == "optimal")
            yield Gap(kind="visit", concerns=visit.id, message=message)


def _why_no_visit(visit: Visit, roster: Roster, rules: Sequence[Rule], *, proven: bool) -> str:
    if visit.window is None:
        return "its day is open: give a window"
    if visit.open:
        return "its hours are open: give hours, or minutes to have a time found"
    days: dict[date, list[Hours]] = {}
    for day, hours in visit_times(roster.programme, visit):
        days.setdefault(day, []).append(hours)
    reasons: Counter[str] = Counter()
    for day, times in days.items():
        reason = _why_not_that_day(visit, roster, rules, day, times)
        reasons[reason or (_GIVEN_UP if proven else _NOT_FOUND)] += 1
    if len(reasons) == 1:
        return f"no time is left {_in(visit.window)}: {next(iter(reasons))}"
    told = "; ".join(
        f"{reason} ({many} day{'s' if many > 1 else ''})" for reason, many in reasons.most_common()
    )
    return f"no time is left {_in(visit.window)}: {told}"


def _in(window: DateWindow) -> str:
    return f"on {window}" if window.days == 1 else f"in {window}"


def _why_not_that_day(
    visit: Visit, roster: Roster, rules: Sequence[Rule], day: date, times: list[Hours]
) -> str | None:
    """Why a visit has no time on one day: what closes it, or what is in the way at open times.

    None: no rule is in the way.
    """
    closing = [rule.closed_visit for rule in rules if rule.closed_visit is not None]
    closed = {
        hours: next(
            filter(None, (why(roster.programme, visit, day, hours) for why in closing)), None
        )
        for hours in times
    }
    open_times = [hours for hours in times if closed[hours] is None]
    if not open_times:
        # Of the times tried, the one around noon shows best what closes the whole day.
        noon = min(times, key=lambda hours: abs(hours.start.hour - 12))
        return closed[noon] or ""
    near = replace(
        roster,
        stays=tuple(stay for stay in roster.stays if day in stay.days),
        visits=tuple(
            (planned, other)
            for planned, other in roster.visits
            if planned.day == day or other.id in visit.after or visit.id in other.after
        ),
    )
    before = {violation for rule in _judging(rules) for violation in rule.check(near)}
    found: dict[str, list[str]] = {}
    for hours in open_times:
        planned = PlannedVisit(visit=visit.id, day=day, hours=hours)
        tried = replace(near, visits=(*near.visits, (planned, visit)))
        broken = [
            violation
            for rule in _judging(rules)
            for violation in rule.check(tried)
            if violation not in before
        ]
        if not broken:
            return None
        found.setdefault(broken[0].rule, []).append(_in_the_way(broken))
    return _joined(found)


def _judging(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that a visit can break at a time that is open to it."""
    names = {each.NAME for each in (visit_clash, visit_order, visit_places, visit_work)}
    return [rule for rule in rules if rule.name in names]


def _in_the_way(broken: list[Violation]) -> str:
    first = broken[0]
    who = {
        person for violation in broken if violation.rule == first.rule for person in violation.who
    }
    people = "1 person" if len(who) == 1 else f"{len(who)} people"
    if first.rule == visit_work.NAME:
        return f"falls into the working hours of {people}"
    if first.rule == visit_clash.NAME:
        return f"{people} {'takes' if len(who) == 1 else 'take'} part in another visit"
    if first.rule == visit_order.NAME:
        return first.message.replace(": ", " ", 1)
    return first.message.partition(": ")[2] or first.message


def _joined(found: dict[str, list[str]]) -> str:
    """What is in the way at the open times of a day, one of each rule."""
    each = [min(words, key=lambda text: (len(text), text)) for words in found.values()]
    if list(found) == [visit_work.NAME]:
        return f"every open time {each[0]}"
    told = [f"it {words}" if words.startswith("falls") else words for words in each]
    return f"at every open time {' or '.join(told)}"


def _people_without_bed(programme: Programme, plan: Plan) -> Iterator[Gap]:
    lodged = {bed.participant for bed in plan.beds}
    for person in programme.people.values() if programme.lodgings else ():
        if person.id in lodged or nights(programme, person.delegation) is None:
            continue
        if meant := houses(programme, person):
            names = ", ".join(lodging.id for lodging in meant)
            yield Gap(
                kind="bed",
                concerns=person.id,
                message=f"no bed is left that suits, in the houses for them ({names})",
            )


def _people_without_seat(programme: Programme, plan: Plan) -> Iterator[Gap]:
    seated = {(seat.participant, seat.transfer) for seat in plan.seats}
    for person in programme.people.values() if programme.transfers else ():
        for kind in ("arrival", "departure"):
            meant = journeys(programme, person.delegation, kind)
            if meant and not any((person.id, each.id) in seated for each in meant):
                names = ", ".join(each.id for each in meant)
                yield Gap(
                    kind="seat",
                    concerns=person.id,
                    message=f"no seat is left on the {kind} ({names})",
                )


def _handovers_without_carrier(programme: Programme, plan: Plan) -> Iterator[Gap]:
    riding = {each.handover for each in plan.handovers}
    for handover in programme.handovers:
        if handover.state != "done" and handover.id not in riding:
            yield Gap(kind="handover", concerns=handover.id, message=_why_no_carrier(handover))


def _why_no_carrier(handover: Handover) -> str:
    if handover.carried_by is None:
        return "it has no carrier: name a transfer or a visit in carried_by"
    return f"its carrier '{handover.carried_by}' has no day yet"
