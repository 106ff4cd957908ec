"""What would be broken if somebody were added to a finished plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from visitplanner.matrix.on_duty import is_there, supervisors
from visitplanner.model.people import Person
from visitplanner.model.plan import Duty, Placement, Plan, Task
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay, roster_of, stay_of
from visitplanner.model.workdays import Offer
from visitplanner.rules import (
    duty_rest,
    duty_run,
    language,
    supervision,
    visiting_teacher,
)
from visitplanner.rules.form import Rule, Violation
from visitplanner.rules.looks import Case, Standing
from visitplanner.solve.belongings import Belongings
from visitplanner.solve.concerns import Concerned, Concerns, Numbered, numbered
from visitplanner.solve.near import Key, Neighbours
from visitplanner.solve.places_left import Broken, PlacesLeft

_THERE_FOR_OTHERS = frozenset({"accompanying_person", "interpreter"})
_Duties = tuple[tuple[Duty, Person], ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """A part of a plan, and what is broken in it anyway."""

    programme: Programme
    stays: tuple[Stay, ...]
    duties: _Duties = ()
    broken: dict[int, frozenset[Violation]] = field(default_factory=dict)
    """By the number of the rule, of the rules that were asked about."""


class Trial:
    """A finished plan on which placements are tried, one at a time."""

    def __init__(
        self,
        programme: Programme,
        plan: Plan,
        rules: Sequence[Rule],
        *,
        roster: Roster | None = None,
    ) -> None:
        """`roster` is the plan looked up in the programme, where that has been done already."""
        self.rules = rules
        self._programme = programme
        self._roster = roster or roster_of(programme, plan)
        self._duties: dict[Key, list[int]] = {}
        for number, (duty, person) in enumerate(self._roster.duties):
            self._duties.setdefault(("site", duty.site), []).append(number)
            self._duties.setdefault(("who", person.id), []).append(number)
        self._judging = numbered(rules)
        self._concerns = Concerns(programme, self._judging)
        self._neighbours = Neighbours(programme, self._roster)
        self._places = PlacesLeft(programme, self._neighbours, self._concerns.places)
        self._near: dict[tuple[Key, ...], _Near] = {}
        self._standings: dict[str, Standing] = {}
        self._alike: dict[tuple[str, bool], str | None] = {}
        """By the id of the person, and whether it takes an interpreter."""
        self._own: dict[str, _Near] = {}
        self._company: dict[str, _Near] = {}
        self._supervisors: dict[str, tuple[Person, ...]] = {}
        self._rest = [
            broken
            for name, broken in (
                (duty_run.NAME, duty_run.too_long),
                (duty_rest.NAME, duty_rest.too_full),
            )
            if any(rule.name == name for rule in rules)
        ]

    def breaches(self, placement: Placement, *, option: bool = False) -> tuple[Violation, ...]:
        """What is broken only because of the placement, whoever is idle helping out.

        `option` says that the table of options has it, so that rules about it alone are kept.
        """
        stay = self._stay(placement)
        after = self._broken_by(stay, self._concerned(stay.person, stay.offer, option=option))
        if helpers := tuple(self._helpers(stay, after)):
            after = min((after, self._broken_with(stay, helpers)), key=len)
        return (*after, *self._belongings.breaches(stay)) if self._belongs else after

    def alike(self, person: Person, offer: Offer) -> str | None:
        """By what the breaches of options at a slot differ between people of other delegations.

        Of everybody with the same answer who is as sure to come and takes up as many places, they
        are the same. None: they may be anybody's own.
        """
        key = (person.id, language.needs_interpreter(person, offer))
        if key not in self._alike:
            self._alike[key] = self._like(person, offer)
        return self._alike[key]

    def _like(self, person: Person, offer: Offer) -> str | None:
        standing = self._standing(person)
        if standing.bound or standing.placed or self._belongs:
            return None
        concerned = self._concerned(person, offer, option=True)
        if concerned.alone or concerned.company or not concerned.supervised:
            return None
        return person.delegation if concerned.near else ""

    def own(self, person: Person) -> tuple[Stay, ...]:
        """What somebody has in the plan already."""
        return self._neighbours.own(person.id)

    @cached_property
    def _belongings(self) -> Belongings:
        return Belongings(self._programme, self._roster, self.rules)

    @cached_property
    def _belongs(self) -> bool:
        """Whether beds or seats matter."""
        return bool(self._programme.lodgings or self._programme.transfers)

    def _standing(self, person: Person) -> Standing:
        if person.id not in self._standings:
            on_duty = ("who", person.id) in self._duties
            self._standings[person.id] = Standing(
                bound=on_duty or person.role in _THERE_FOR_OTHERS,
                tied=self._neighbours.is_tied(person),
                placed=bool(self.own(person)),
                minor=person.minor,
                young=self._programme.youth_hours_of(person) is not None,
            )
        return self._standings[person.id]

    def _stay(self, placement: Placement) -> Stay:
        stay = stay_of(self._programme, placement)
        if isinstance(stay, str):
            raise TypeError(stay)
        return stay

    def _concerned(self, person: Person, offer: Offer, *, option: bool) -> Concerned:
        interpreted = language.needs_interpreter(person, offer)
        return self._concerns.of(Case(self._standing(person), option, interpreted))

    def _broken_by(self, stay: Stay, concerned: Concerned) -> tuple[Violation, ...]:
        """What is broken only because of a stay, in the order of the rules."""
        found: Broken = {}
        if concerned.alone:
            found |= self._new(stay, self._alone(stay.who), concerned.alone)
        if concerned.near:
            found |= self._new(stay, self._near_to(stay), concerned.near)
        if concerned.company:
            found |= self._new(stay, self._company_of(stay.person), concerned.company)
        if concerned.places:
            found |= self._places.broken(stay)
        return tuple(each for number in sorted(found) for each in found[number])

    def _broken_with(self, stay: Stay, helpers: _Duties) -> tuple[Violation, ...]:
        """What is broken only because of a stay, with people on duty besides."""
        found = self._new(stay, self._near_to(stay), self._judging, helpers)
        return tuple(each for number in sorted(found) for each in found[number])

    def _new(
        self, stay: Stay, near: _Near, rules: Iterable[Numbered], helpers: _Duties = ()
    ) -> Broken:
        """What some rules say of a part of the plan with a stay, and did not say without it."""
        before = self._part(near, near.stays, near.duties)
        after = self._part(near, (*near.stays, stay), (*near.duties, *helpers))
        after = replace(after, seats=self._belongings.own_seats(stay.who))
        broken: Broken = {}
        for number, rule in rules:
            if found := tuple(rule.check(after)):
                if number not in near.broken:
                    near.broken[number] = frozenset(rule.check(before))
                broken[number] = tuple(each for each in found if each not in near.broken[number])
        return broken

    def _alone(self, who: str) -> _Near:
        """What somebody has in the plan."""
        if who not in self._own:
            self._own[who] = _Near(self._programme, self._neighbours.own(who))
        return self._own[who]

    def _company_of(self, person: Person) -> _Near:
        """Everybody whom the wishes about somebody name."""
        if person.id not in self._company:
            self._company[person.id] = _Near(*self._neighbours.company(person))
        return self._company[person.id]

    def _near_to(self, stay: Stay) -> _Near:
        """What a placement can touch.

        Of everybody who is placed nowhere else and in the same wishes, the near part is the same.
        """
        key = self._neighbours.key(stay)
        if ("who", stay.who) in self._duties:
            key = (*key, ("duty", stay.who))
        if key not in self._near:
            found = {
                number
                for each in (("site", stay.offer.site.id), ("who", stay.who))
                for number in self._duties.get(each, ())
            }
            duties = tuple(self._roster.duties[number] for number in sorted(found))
            self._near[key] = _Near(self._programme, self._neighbours.of(key), duties)
        return self._near[key]

    def _part(self, near: _Near, stays: tuple[Stay, ...], duties: _Duties) -> Roster:
        visits = self._roster.visits
        return Roster(near.programme, stays, duties, (), visits=visits, by_hand=False)

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
                    if helper.id != stay.who and self._is_idle(helper, day, served):
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

    def _is_idle(self, helper: Person, day: date, served: Mapping[str, set[date]]) -> bool:
        numbers = self._duties.get(("who", helper.id), ())
        duties = {self._roster.duties[number][0].day for number in numbers}
        at_work = any(day in stay.days for stay in self.own(helper))
        if not is_there(helper, day) or day in duties or at_work:
            return False
        if helper.role != "accompanying_person":
            return True
        profile = self._programme.supervision_of(helper.delegation)
        days = {day, *duties, *served.get(helper.id, ())}
        return not any(True for broken in self._rest for _ in broken(profile, days))
