"""The day programme around the placements: when visits are, what rides along, what is missing."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from visitplanner.matrix.options import Ints
from visitplanner.model.logistics import Handover, Visit
from visitplanner.model.plan import Gap, Plan, PlannedHandover, PlannedVisit
from visitplanner.model.programme import Programme
from visitplanner.model.travel import houses, journeys, nights, travel_day
from visitplanner.model.windows import Hours
from visitplanner.solve.model import Model


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


def gaps_of(programme: Programme, plan: Plan) -> tuple[Gap, ...]:
    """What the plan has not found, in the order of the document."""
    return tuple(
        [
            *_visits_without_time(programme, plan),
            *_people_without_bed(programme, plan),
            *_people_without_seat(programme, plan),
            *_handovers_without_carrier(programme, plan),
        ]
    )


def _visits_without_time(programme: Programme, plan: Plan) -> Iterator[Gap]:
    planned = {each.visit for each in plan.visits}
    for visit in programme.visits:
        if visit.id not in planned:
            yield Gap(kind="visit", concerns=visit.id, message=_why_no_visit(visit))


def _why_no_visit(visit: Visit) -> str:
    if visit.window is None:
        return "its day is open: give a window"
    if visit.open:
        return "its hours are open: give hours, or minutes to have a time found"
    return f"no time from {visit.window} is open to it and free for all who take part"


def _people_without_bed(programme: Programme, plan: Plan) -> Iterator[Gap]:
    lodged = {bed.participant for bed in plan.beds}
    for person in programme.people.values():
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
    for person in programme.people.values():
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
