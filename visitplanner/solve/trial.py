"""What would be broken if somebody were added to a finished plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from visitplanner.model.people import Person
from visitplanner.model.plan import Duty, Placement, Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay, roster_of, stay_of
from visitplanner.rules import supervision, window
from visitplanner.rules.form import Rule, Violation


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
        self._placed = {stay.who for stay in self._roster.stays}
        self._placed |= {person.id for _, person in self._roster.duties}
        self._near: dict[tuple[str, str], _Near] = {}
        self._supervisors: dict[str, tuple[Person, ...]] = {}

    def fits_windows(self, placement: Placement) -> bool:
        """Whether the dates lie in all windows that bind the placement."""
        alone = Roster(self._programme, (self._stay(placement),), (), ())
        return not any(True for _ in window.RULE.check(alone))

    def breaches(self, placement: Placement) -> tuple[Violation, ...]:
        """What is broken only because of the placement, idle accompanying persons helping out."""
        stay = self._stay(placement)
        near = self._near_to(stay)
        after = self._broken((*near.stays, stay), near.duties, near.broken)
        if not any(violation.rule == supervision.NAME for violation in after):
            return after
        helped = self._broken(
            (*near.stays, stay), (*near.duties, *self._helpers(stay)), near.broken
        )
        return min((after, helped), key=len)

    def _stay(self, placement: Placement) -> Stay:
        stay = stay_of(self._programme, placement)
        if isinstance(stay, str):
            raise TypeError(stay)
        return stay

    def _near_to(self, stay: Stay) -> _Near:
        """What shares the site or the person: nothing else can be touched.

        Of everybody who is placed nowhere else, the near part is the same.
        """
        site, who = stay.offer.site.id, stay.who
        key = (site, who if who in self._placed else "")
        if key not in self._near:
            stays = tuple(
                other
                for other in self._roster.stays
                if other.offer.site.id == site or other.who == who
            )
            duties = tuple(
                pair for pair in self._roster.duties if pair[0].site == site or pair[1].id == who
            )
            broken = frozenset(self._violations(Roster(self._programme, stays, duties, ())))
            self._near[key] = _Near(stays, duties, broken)
        return self._near[key]

    def _broken(
        self,
        stays: tuple[Stay, ...],
        duties: tuple[tuple[Duty, Person], ...],
        before: frozenset[Violation],
    ) -> tuple[Violation, ...]:
        found = self._violations(Roster(self._programme, stays, duties, ()))
        return tuple(violation for violation in found if violation not in before)

    def _violations(self, roster: Roster) -> Iterable[Violation]:
        # Pins are kept by the plan as a whole, of which only a part is looked at.
        return (
            violation
            for rule in self.rules
            if rule.name != "pin"
            for violation in rule.check(roster)
        )

    def _helpers(self, stay: Stay) -> Iterator[tuple[Duty, Person]]:
        """One idle accompanying person for each day of the stay, as far as there are."""
        delegation = stay.person.delegation
        if delegation not in self._supervisors:
            found = supervision.supervisors(self._programme, delegation)
            self._supervisors[delegation] = found
        for day in stay.days:
            for helper in self._supervisors[delegation]:
                if helper.id != stay.who and self._is_free(helper, day):
                    yield Duty(participant=helper.id, site=stay.offer.site.id, day=day), helper
                    break

    def _is_free(self, helper: Person, day: date) -> bool:
        away = any(day in each for each in helper.away)
        return day in helper.window and not away and (helper.id, day) not in self._busy
