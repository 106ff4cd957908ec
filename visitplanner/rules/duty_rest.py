"""Duty rest: in every week, whoever supervises has the days without duty of their profile."""

from collections.abc import Iterable, Iterator
from datetime import date

from visitplanner.matrix.on_duty import on_duty
from visitplanner.matrix.problem import Problem, groups
from visitplanner.model.roster import Roster
from visitplanner.model.supervision import SupervisionProfile
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.rules.looks import ELSEWHERE

NAME = "duty_rest"
WEEK = 7


def too_full(profile: SupervisionProfile, days: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """The days of duty of each week, Monday to Sunday, that has too few days without."""
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in sorted(set(days)):
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    most = WEEK - profile.rest_days_per_week
    yield from (tuple(week) for week in weeks.values() if len(week) > most)


def check(roster: Roster) -> Iterator[Violation]:
    """No week has fewer days without duty than the profile of the delegation asks for."""
    days: dict[str, list[date]] = {}
    for duty, person in roster.of_task("supervision"):
        days.setdefault(person.id, []).append(duty.day)
    for who, found in days.items():
        profile = roster.programme.supervision_of(roster.programme.people[who].delegation)
        least = profile.rest_days_per_week
        for week in too_full(profile, found):
            free = WEEK - len(week)
            yield Violation(
                rule=NAME,
                who=(who,),
                days=week,
                limit=least,
                found=free,
                message=f"{who} has {counted(free, 'day', 'days')} without duty in the week of "
                f"{week[0]}, needs at least {least}",
            )


def rows(problem: Problem) -> None:
    """In each week, days of duty of one person <= 7 - days without."""
    monday = problem.options.first_date.weekday()
    for duties, needs in on_duty(problem):
        rest = problem.programme.supervision_of(needs.delegation).rest_days_per_week
        if not rest or not len(duties.day):
            continue
        row, (person, _) = groups(duties.person, (duties.day + monday) // WEEK)
        problem.add_rows(NAME, row=row, column=duties.column, upper=WEEK - rest, count=len(person))


def fix(violation: Violation) -> str:
    """What would let them rest."""
    return f"somebody who takes turns with {violation.who[0]}"


RULE = Rule(
    name=NAME,
    says="In every week, Monday to Sunday, whoever supervises has as many days without duty as the "
    "supervision profile of the delegation asks for; days outside the stay are without duty.",
    source="the programme: rest_days_per_week of the supervision profile",
    check=check,
    fix=fix,
    looks=ELSEWHERE,
    rows=rows,
)
