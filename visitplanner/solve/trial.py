"""What would be broken if somebody were added to a finished plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from visitplanner.matrix.on_duty import is_there, supervisors
from visitplanner.model.people import Person
from visitplanner.model.plan import Duty, Placement, Plan, Task
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay, roster_of, stay_of
from visitplanner.rules import (
    duty_rest,
    duty_run,
    language,
    supervision,
    visiting_teacher,
    window,
)
from visitplanner.rules.form import Rule, Violation
from visitplanner.solve.belongings import JUDGED_HERE, Belongings
from visitplanner.solve.near import Neighbours


@dataclass(frozen=True, slots=True)
class _Near:
    """The part of a plan that a placement can touch, and what is broken in it anyway."""

    stays: tuple[Stay, ...]
    duties: tuple[tuple[Duty, Person], ...]
    broken: frozenset[Violation]


class Trial:
    """A finished plan on which placements are tried, one at a time."""

    def __init__(self, programme: Programme, plan: Plan, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._programme = programme
        self._roster = roster_of(programme, plan)
        self._busy = {(duty.participant, duty.day) for duty in plan.duties}
        self._busy |= {(stay.who, day) for stay in self._roster.stays for day in stay.days}
        self._on_duty = {person.id for _, person in self._roster.duties}
        # Pins are kept by the plan as a whole, of which only a part is looked at.
        self._judging = [rule for rule in rules if rule.name not in {"pin", *JUDGED_HERE}]
        self._neighbours = Neighbours(programme, self._roster)
        self._near: dict[tuple[tuple[str, str], ...], _Near] = {}
        self._supervisors: dict[str, tuple[Person, ...]] = {}
        self._belongings = Belongings(programme, self._roster, rules)
        self._rest = [
            broken
            for name, broken in (
                (duty_run.NAME, duty_run.too_long),
                (duty_rest.NAME, duty_rest.too_full),
            )
            if any(rule.name == name for rule in rules)
        ]

    def fits_windows(self, placement: Placement) -> bool:
        """Whether the dates lie in all windows that bind the placement."""
        alone = Roster(self._programme, (self._stay(placement),), (), ())
        return not any(True for _ in window.RULE.check(alone))

    def breaches(self, placement: Placement) -> tuple[Violation, ...]:
        """What is broken only because of the placement, whoever is idle helping out."""
        stay = self._stay(placement)
        near = self._near_to(stay)
        after = self._broken(stay, near, ())
        if helpers := tuple(self._helpers(stay, after)):
            after = min((after, self._broken(stay, near, helpers)), key=len)
        return (*after, *self._belongings.breaches(stay))

    def own(self, person: Person) -> tuple[Stay, ...]:
        """What somebody has in the plan already."""
        return tuple(stay for stay in self._roster.stays if stay.who == person.id)

    def _stay(self, placement: Placement) -> Stay:
        stay = stay_of(self._programme, placement)
        if isinstance(stay, str):
            raise TypeError(stay)
        return stay

    def _near_to(self, stay: Stay) -> _Near:
        """What a placement can touch.

        Of everybody who is placed nowhere else and in the same wishes, the near part is the same.
        """
        site, who = stay.offer.site.id, stay.who
        key = self._neighbours.key(stay)
        if who in self._on_duty:
            key = (*key, ("duty", who))
        if key not in self._near:
            stays = self._neighbours.of(key)
            duties = tuple(
                pair for pair in self._roster.duties if pair[0].site == site or pair[1].id == who
            )
            broken = frozenset(self._violations(self._part(stays, duties)))
            self._near[key] = _Near(stays, duties, broken)
        return self._near[key]

    def _broken(
        self, stay: Stay, near: _Near, helpers: tuple[tuple[Duty, Person], ...]
    ) -> tuple[Violation, ...]:
        part = self._part((*near.stays, stay), (*near.duties, *helpers))
        found = self._violations(replace(part, seats=self._belongings.own_seats(stay.who)))
        return tuple(violation for violation in found if violation not in near.broken)

    def _part(self, stays: tuple[Stay, ...], duties: tuple[tuple[Duty, Person], ...]) -> Roster:
        visits = self._roster.visits
        return Roster(self._programme, stays, duties, (), visits=visits, by_hand=False)

    def _violations(self, roster: Roster) -> Iterable[Violation]:
        return (violation for rule in self._judging for violation in rule.check(roster))

    def _helpers(self, stay: Stay, broken: Iterable[Violation]) -> Iterator[tuple[Duty, Person]]:
        """One idle person for each day and each duty that is missing, as far as there are."""
        missing: dict[Task, set[date]] = {"supervision": set(), "interpretation": set()}
        for violation in broken:
            if violation.rule in (supervision.NAME, visiting_teacher.NAME):
                missing["supervision"].update(violation.days)
            elif violation.rule == language.NAME and violation.found is not None:
                missing["interpretation"].update(violation.days)
        for task, days in missing.items():
            served: dict[str, set[date]] = {}
            for day in sorted(days):
                for helper in self._able(stay, task):
                    if helper.id != stay.who and self._is_free(helper, day, served):
                        served.setdefault(helper.id, set()).add(day)
                        site = stay.offer.site.id
                        yield Duty(participant=helper.id, site=site, day=day, task=task), helper
                        break

    def _able(self, stay: Stay, task: Task) -> tuple[Person, ...]:
        """Who could do what the stay asks for."""
        if task == "interpretation":
            fitting = language.fitting(self._programme, stay.person, stay.offer)
            return tuple(self._programme.people[who] for who in sorted(fitting))
        delegation = stay.person.delegation
        if delegation not in self._supervisors:
            self._supervisors[delegation] = supervisors(self._programme, delegation)
        return self._supervisors[delegation]

    def _is_free(self, helper: Person, day: date, served: Mapping[str, set[date]]) -> bool:
        if not is_there(helper, day) or (helper.id, day) in self._busy:
            return False
        if helper.role != "accompanying_person":
            return True
        profile = self._programme.supervision_of(helper.delegation)
        duties = {duty.day for duty, _ in self._roster.duties if duty.participant == helper.id}
        days = {day, *duties, *served.get(helper.id, ())}
        return not any(True for broken in self._rest for _ in broken(profile, days))
