"""Duty run: nobody supervises more days in a row than their supervision profile allows."""

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from visitplanner.matrix.on_duty import on_duty
from visitplanner.matrix.problem import Problem
from visitplanner.model.roster import Roster
from visitplanner.model.supervision import SupervisionProfile
from visitplanner.model.workdays import ONE_DAY
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import ELSEWHERE

NAME = "duty_run"


def too_long(profile: SupervisionProfile, days: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """Runs of days of duty that are longer than the profile allows."""
    if profile.longest_run is None:
        return
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    yield from (tuple(run) for run in runs if len(run) > profile.longest_run)


def check(roster: Roster) -> Iterator[Violation]:
    """No run of days of duty is longer than the profile of the delegation allows."""
    days: dict[str, list[date]] = {}
    for duty, person in roster.of_task("supervision"):
        days.setdefault(person.id, []).append(duty.day)
    for who, found in days.items():
        profile = roster.programme.supervision_of(roster.programme.people[who].delegation)
        for run in too_long(profile, found):
            yield Violation(
                rule=NAME,
                who=(who,),
                days=run,
                limit=profile.longest_run,
                found=len(run),
                message=f"{who} is on duty {len(run)} days in a row from {run[0]}, "
                f"at most {profile.longest_run} are allowed",
            )


def rows(problem: Problem) -> None:
    """Of one day more than a run may have, all in a row, nobody is on duty on every one."""
    for duties, needs in on_duty(problem):
        longest = problem.programme.supervision_of(needs.delegation).longest_run
        if longest is None or len(duties.day) <= longest:
            continue
        order = np.lexsort((duties.day, duties.person))
        person, day = duties.person[order], duties.day[order]
        in_a_row = (person[longest:] == person[:-longest]) & (
            day[longest:] - day[:-longest] == longest
        )
        first = np.flatnonzero(in_a_row)
        row = np.repeat(np.arange(len(first)), longest + 1)
        position = np.repeat(first, longest + 1) + np.tile(np.arange(longest + 1), len(first))
        problem.add_rows(
            NAME, row=row, column=duties.column[order[position]], upper=longest, count=len(first)
        )


def fix(violation: Violation) -> str:
    """What would let them rest."""
    return f"somebody who takes turns with {violation.who[0]}"


RULE = Rule(
    name=NAME,
    says="Nobody supervises on more days in a row, weekends included, than the supervision profile "
    "of the delegation allows.",
    source="the programme: longest_run of the supervision profile",
    check=check,
    fix=fix,
    looks=ELSEWHERE,
    rows=rows,
)
