"""Who interprets where: interpreters stay where they are needed, and nobody is sent in vain.

The model decides who works where, so that interpreters can be had; which of them go is open, as
long as everybody is understood. The first choice is that whoever was at a site goes there again,
while somebody there needs them. Where that cannot be, the days that the solver chose stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import InterpreterColumns
from visitplanner.model.plan import Duty
from visitplanner.rules import language
from visitplanner.solve.model import Model

Place = tuple[int, str]
"""Number of the day, and site."""
Given = Mapping[Place, set[str]]
"""Who interprets there on that day."""
Wanted = Mapping[Place, Sequence[frozenset[str]]]
"""Of everybody who needs an interpreter there on that day, who would fit."""


def interpretation_of(model: Model, values: Ints) -> Iterator[Duty]:
    """Every duty to interpret of a solution."""
    table = model.problem.interpreters
    if table is None:
        return
    wanted = _wanted(model, values)
    given = _settled(table, wanted)
    if given is None or not _keeps_rows(model, table, given, values):
        given = _as_solved(table, wanted, values)
    for (day, site), people in given.items():
        for who in people:
            date = model.options.date(day)
            yield Duty(participant=who, site=site, day=date, task="interpretation")


def _wanted(model: Model, values: Ints) -> Wanted:
    options, programme = model.options, model.problem.programme
    found: dict[Place, dict[frozenset[str], None]] = {}
    option, day = options.days_of(np.flatnonzero(values[: len(options)]))
    for number, when in zip(option.tolist(), day.tolist(), strict=True):
        offer = options.offers[options.offer[number]]
        person = options.demands[options.demand[number]].person
        if language.needs_interpreter(person, offer):
            fitting = language.fitting(programme, person, offer)
            found.setdefault((when, offer.site.id), {})[fitting] = None
    return {place: tuple(found[place]) for place in sorted(found)}


def _settled(table: InterpreterColumns, wanted: Wanted) -> Given | None:
    """Interpreters day by day, whoever was at a site first; None where somebody is left alone."""
    able: dict[Place, set[str]] = {}
    for cohort, site, day in zip(
        table.person.tolist(), table.site, table.day.tolist(), strict=True
    ):
        able.setdefault((day, site), set()).update(each.id for each in table.cohorts[cohort])
    given: dict[Place, set[str]] = {}
    last: dict[str, str] = {}
    for day in dict.fromkeys(day for day, _ in wanted):
        places = [place for place in wanted if place[0] == day]
        busy: set[str] = set()
        for place in places:
            staying = {who for who in able.get(place, set()) if last.get(who) == place[1]}
            given[place] = _needed(staying, wanted[place])
            busy |= given[place]
        for place in places:
            for fitting in wanted[place]:
                if given[place] & fitting:
                    continue
                free = (fitting & able.get(place, set())) - busy
                if not free:
                    return None
                who = min(free, key=lambda each: (each in last, each))
                given[place].add(who)
                busy.add(who)
            given[place] = _needed(given[place], wanted[place])
            last.update(dict.fromkeys(given[place], place[1]))
    return given


def _as_solved(table: InterpreterColumns, wanted: Wanted, values: Ints) -> Given:
    """Whom the solver chose, but for those without whom everybody is understood, too."""
    chosen: dict[Place, set[str]] = {}
    following: Counter[tuple[int, int]] = Counter()
    for cohort, site, day, column in zip(
        table.person.tolist(), table.site, table.day.tolist(), table.column.tolist(), strict=True
    ):
        first = following[cohort, day]
        following[cohort, day] += int(values[column])
        people = table.cohorts[cohort][first : following[cohort, day]]
        chosen.setdefault((day, site), set()).update(each.id for each in people)
    return {place: _needed(chosen[place], fitting) for place, fitting in wanted.items()}


def _needed(people: set[str], wanted: Sequence[frozenset[str]]) -> set[str]:
    """Those of some people without whom somebody they serve would be left alone."""
    served = [fitting for fitting in wanted if fitting & people]
    kept = set(people)
    for who in sorted(people):
        if all(fitting & kept - {who} for fitting in served):
            kept.remove(who)
    return kept


def _keeps_rows(model: Model, table: InterpreterColumns, given: Given, values: Ints) -> bool:
    """Whether what was told the solver holds for these duties, too."""
    places = zip(table.person.tolist(), table.site, table.day.tolist(), strict=True)
    changed = values.copy()
    changed[table.column] = np.array(
        [
            sum(each.id in given.get((day, site), ()) for each in table.cohorts[cohort])
            for cohort, site, day in places
        ],
        dtype=np.int64,
    )
    return model.matrix.keeps(changed)
