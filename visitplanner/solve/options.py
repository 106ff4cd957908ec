"""The options: every person, need, slot and first day that the rules' own filters leave open."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from visitplanner.engine.answer import Deadline
from visitplanner.matrix.kinds import Reads, kinds_of, numbered
from visitplanner.matrix.options import Bools, Ints, Options
from visitplanner.matrix.problem import distinct
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.workdays import WorkCalendar
from visitplanner.rules.form import Rule
from visitplanner.solve.cohorts import cohorts_of, demands_of
from visitplanner.solve.filters import Filters
from visitplanner.solve.spans import Days, Pairs, spans_of


def options_of(
    programme: Programme,
    rules: Sequence[Rule],
    *,
    previous: Plan | None = None,
    deadline: Deadline | None = None,
) -> Options:
    """The table of options of a programme: all that the rules leave open to anybody alone.

    Raises `LimitHit` where the deadline passes.
    """
    deadline = deadline or Deadline(None)
    cohorts = cohorts_of(programme, previous)
    demands = tuple(demands_of(cohorts))
    offers = tuple(programme.offers.values())
    windows = [delegation.window for delegation in programme.delegations]
    first_date = min((window.first for window in windows), default=date.min)
    last_date = max((window.last for window in windows), default=date.min)
    days = (last_date - first_date).days + 1
    deadline.press()
    filters = Filters(programme, rules, demands, offers)
    demand, offer = filters.open_pairs()
    deadline.press()
    calendar, worked = _calendars(filters, rules, (demand, offer), (first_date, days))
    pairs = Pairs(demand, offer, calendar)
    deadline.press()
    pair, first, last = spans_of(filters, Days(first_date, worked), pairs)
    return Options(
        first_date=first_date,
        days=days,
        cohorts=cohorts,
        demands=demands,
        offers=offers,
        demand=demand[pair],
        offer=offer[pair],
        first=first,
        last=last,
        calendar=calendar[pair],
        worked=worked,
    )


def _calendars(
    filters: Filters, rules: Sequence[Rule], pairs: tuple[Ints, Ints], horizon: tuple[date, int]
) -> tuple[Ints, Bools]:
    """For each pair of demand and offer its calendar; (calendars, days) whether a day is worked."""
    programme, (demand, offer), (first, days) = filters.programme, pairs, horizon

    def facts(person: Person, need: InternshipNeed) -> tuple[object, ...]:
        youth = programme.youth_hours_of(person) if programme.keeps_youth_hours else None
        return (person.minor, need.weekdays, youth and youth.name)

    kinds = kinds_of(Reads(demand=facts), filters.demands, ())
    many = len(filters.offers)
    found, which = distinct(kinds.demand[demand] * many + offer, len(kinds.demands) * many)
    calendars: list[WorkCalendar] = []
    for kind, place in (divmod(pair, many) for pair in found.tolist()):
        wanted = kinds.demands[kind]
        slot = filters.offers[place].id
        calendars.append(programme.calendar_of(wanted.person, wanted.need, slot))
    told = [rule for rule in rules if rule.why_off is not None]
    read = [rule.reads and rule.reads(programme).calendar for rule in told]
    number, firsts = numbered(
        tuple(facts(each) if facts else index for facts in read)
        for index, each in enumerate(calendars)
    )
    dates = [first + timedelta(days=day) for day in range(days)]
    worked = np.array(
        [
            not any(rule.why_off(calendars[each], day) for rule in told if rule.why_off)
            for each in firsts
            for day in dates
        ],
        dtype=bool,
    )
    return number[which], worked.reshape(len(firsts), days)
