"""Language: where a slot asks for a language, a participant speaks one it names, or somebody helps.

Where the slot lets interpreters help, an interpreter on duty at the site that day is as good, who
speaks one of the languages of the slot and one of the participant's. One interpreter serves
everybody there on that day. Interpreters are participants: those of any delegation who are sure to
come and lack no papers.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.kinds import Reads, as_set, by_pair
from visitplanner.matrix.on_duty import free_days, most_at_once
from visitplanner.matrix.options import Bools, Cohort, Ints
from visitplanner.matrix.problem import InterpreterColumns, Problem, groups
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Violation, stay_violation
from visitplanner.rules.looks import Looks

NAME = "language"


def interpreters(programme: Programme) -> tuple[Person, ...]:
    """The interpreters of all delegations who are sure to come and lack no papers."""
    return tuple(
        person
        for person in programme.people_of_role("interpreter")
        if person.certain and not programme.papers_missing(person)
    )


def understood(person: Person, offer: Offer) -> bool:
    """Whether no language is asked for, or the participant speaks one of them."""
    asked = offer.slot.admits.languages
    return not asked or not set(asked).isdisjoint(person.languages)


def needs_interpreter(person: Person, offer: Offer) -> bool:
    """Whether the participant can be there only with an interpreter."""
    return offer.slot.admits.interpreter and not understood(person, offer)


def fitting(programme: Programme, person: Person, offer: Offer) -> frozenset[str]:
    """Ids of the interpreters who speak a language of the slot and one of the participant's."""
    asked, spoken = set(offer.slot.admits.languages), set(person.languages)
    return frozenset(
        each.id
        for each in interpreters(programme)
        if asked & set(each.languages) and spoken & set(each.languages)
    )


def closed(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> str | None:
    """Why they cannot talk to each other on any day."""
    if understood(person, offer):
        return None
    helped = offer.slot.admits.interpreter
    if helped and fitting(programme, person, offer):
        return None
    spoken = ", ".join(person.languages) or "none is named"
    asked = " or ".join(offer.slot.admits.languages)
    nobody = ", and no interpreter speaks both" if helped and person.languages else ""
    return f"the slot asks for {asked} (spoken: {spoken}){nobody}"


def check(roster: Roster) -> Iterator[Violation]:
    """Everybody is understood on each of their days, by themselves or by an interpreter."""
    programme = roster.programme
    on_duty: dict[tuple[str, date], set[str]] = {}
    for duty, person in roster.of_task("interpretation"):
        if person.role != "interpreter":
            yield _wrong_person(person, duty.site, duty.day)
        else:
            on_duty.setdefault((duty.site, duty.day), set()).add(person.id)
    for stay in roster.stays:
        reason = closed(programme, stay.person, stay.need, stay.offer)
        if reason is not None:
            asked = " or ".join(stay.offer.slot.admits.languages)
            yield stay_violation(NAME, stay, reason, limit=asked)
        elif needs_interpreter(stay.person, stay.offer):
            fit = fitting(programme, stay.person, stay.offer)
            site = stay.offer.site.id
            alone = [day for day in stay.days if not fit & on_duty.get((site, day), set())]
            if alone:
                yield _alone(stay, alone)


def _wrong_person(person: Person, site: str, day: date) -> Violation:
    return Violation(
        rule=NAME,
        who=(person.id,),
        site=site,
        days=(day,),
        limit="interpreter",
        found=person.role,
        message=f"{person.id} interprets at {site}: is no interpreter",
    )


def _alone(stay: Stay, days: list[date]) -> Violation:
    asked = " or ".join(stay.offer.slot.admits.languages)
    spoken = " or ".join(stay.person.languages)
    reason = f"no interpreter between {spoken} and {asked} on {len(days)} of {len(stay.days)} days"
    when = f"({span_text(days[0], days[-1])})"
    return stay_violation(
        NAME,
        stay,
        f"{reason} {when}",
        days=days,
        limit=asked,
        found=spoken,
    )


def rows(problem: Problem) -> None:
    """For each demand, slot and day: people <= most there at once * interpreters there who fit."""
    options = problem.options
    if not any(offer.slot.admits.interpreter for offer in options.offers):
        return
    able = {person.id for person in interpreters(problem.programme)}
    cohorts = tuple(people for people in options.cohorts if people[0].id in able)
    fit, fits = _fits(problem, cohorts)
    if not len(options) or not fits.any():
        return
    option, day = options.days_worked()
    wanting = fit[option] >= 0
    option, day = option[wanting], day[wanting]
    if not len(option):
        return
    row, (demand, offer, days) = groups(options.demand[option], options.offer[option], day)
    fit_of_row = np.zeros(len(demand), dtype=np.int64)
    fit_of_row[row] = fit[option]
    one_of_each = tuple(people[0] for people in cohorts)
    free = free_days(problem, one_of_each, np.arange(options.days)).astype(bool)
    helped, cohort = np.nonzero(fits[fit_of_row] & free[:, days].T)
    sites = tuple(dict.fromkeys(each.site.id for each in options.offers))
    site = np.array([sites.index(each.site.id) for each in options.offers], dtype=np.int64)[offer]
    which, (who, where, when) = groups(cohort, site[helped], days[helped])
    size = np.array([len(people) for people in cohorts], dtype=np.int64)
    column = problem.add_columns(len(who), upper=size[who])
    problem.interpreters = InterpreterColumns(
        cohorts, who, tuple(sites[number] for number in where), when, column
    )
    most = most_at_once(problem, demand, offer)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, helped]),
        column=np.concatenate([option, column[which]]),
        coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), -most[helped]]),
        upper=0,
        count=len(demand),
    )


def _fits(problem: Problem, cohorts: tuple[Cohort, ...]) -> tuple[Ints, Bools]:
    """(options,) which set of interpreters fits, -1: none is needed; (sets, cohorts) who is in."""
    sets: dict[frozenset[str], int] = {}

    def ask(programme: Programme, person: Person, _need: InternshipNeed, offer: Offer) -> int:
        if not needs_interpreter(person, offer):
            return -1
        return sets.setdefault(fitting(programme, person, offer), len(sets))

    fit = by_pair(problem, ask, reads(problem.programme))
    fits = np.array([[people[0].id in found for people in cohorts] for found in sets], dtype=bool)
    return fit, fits.reshape(len(sets), len(cohorts))


def reads(_programme: Programme) -> Reads:
    """The languages spoken and asked for, and whether interpreters may help."""
    return Reads(
        demand=lambda person, _need: as_set(person.languages),
        offer=lambda offer: (offer.slot.admits.languages, offer.slot.admits.interpreter),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    if violation.found is not None:
        return (
            f"an interpreter between {violation.found} and {violation.limit} at '{violation.site}'"
        )
    return (
        f"a participant who speaks {violation.limit}, or '{violation.slot}' asking for no language"
    )


RULE = Rule(
    name=NAME,
    says="Where a slot asks for a language, a participant speaks at least one of those it names; "
    "or, where it lets interpreters help, an interpreter who speaks one of them and one of the "
    "participant's is on duty at the site on each of their days.",
    source="the programme: admits.languages and admits.interpreter of the slot",
    check=check,
    fix=fix,
    looks=Looks(
        part="interpreted", when=lambda _programme, case: case.interpreted or not case.option
    ),
    reads=reads,
    closed=closed,
    rows=rows,
    grows=False,
)
