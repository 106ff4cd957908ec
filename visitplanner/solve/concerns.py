"""What each rule looks at when one more placement is tried on a finished plan.

A rule of the catalogue is asked about as little of the plan as it looks at, and not at all where it
cannot have anything to say. Any other rule is asked about everything near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from visitplanner.model.programme import Programme
from visitplanner.rules import (
    age,
    apart,
    availability,
    delegation_share,
    documents,
    duty_rest,
    duty_run,
    exclusion,
    field,
    field_places,
    handover,
    host_places,
    known,
    language,
    length,
    minimum_group,
    needs_in_order,
    one_place,
    partner_status,
    parts_in_other_fields,
    parts_per_host,
    precedence,
    precedence_required,
    reservation,
    role,
    seats,
    site_places,
    slot_places,
    supervision,
    together,
    travel_days,
    visit_clash,
    visit_known,
    visit_order,
    visit_places,
    visit_times,
    visit_work,
    visiting_teacher,
    window,
    working_days,
    youth_day,
    youth_rest,
    youth_week,
)
from visitplanner.rules.form import Rule

Numbered = tuple[int, Rule]
"""A rule with its place in the order in which breaches are told."""

_OPTION = (
    field.RULE,
    role.RULE,
    age.RULE,
    language.RULE,
    partner_status.RULE,
    documents.RULE,
    reservation.RULE,
    exclusion.RULE,
    window.RULE,
    availability.RULE,
    working_days.RULE,
    length.RULE,
)
"""About one placement alone: what the table of options has keeps them."""
_SEVERAL = (
    known.RULE,
    parts_in_other_fields.RULE,
    needs_in_order.RULE,
    parts_per_host.RULE,
    one_place.RULE,
)
"""Between the placements of one person."""
_YOUTH = (youth_day.RULE, youth_week.RULE, youth_rest.RULE)
_ORDER = (precedence.RULE, precedence_required.RULE)
_TRAVEL = (travel_days.RULE, seats.RULE)
_PLACES = (
    slot_places.RULE,
    site_places.RULE,
    host_places.RULE,
    field_places.RULE,
    minimum_group.RULE,
)
"""About who is at one place on one day."""
_COMPANY = (together.RULE, apart.RULE, delegation_share.RULE)
_SUPERVISION = (supervision.RULE, visiting_teacher.RULE)
_ELSEWHERE = (
    duty_run.RULE,
    duty_rest.RULE,
    visit_known.RULE,
    visit_times.RULE,
    visit_places.RULE,
    visit_clash.RULE,
    visit_order.RULE,
    handover.RULE,
)
"""About duties, visits and handovers, whoever is placed."""


@dataclass(frozen=True)
class Concerned:
    """The rules that may have something to say about a placement."""

    alone: tuple[Numbered, ...]
    """Asked about the person's own placements."""
    near: tuple[Numbered, ...]
    """Asked about everything near."""
    company: tuple[Numbered, ...] = ()
    """Asked about everybody whom the wishes about the person name."""
    places: bool = True
    """Whether the rules about places are asked besides, by what is left of the places."""

    @cached_property
    def supervised(self) -> bool:
        """Whether of what is near, only who supervises minors of a delegation matters."""
        return all(rule in _SUPERVISION for _, rule in self.near)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody stands in a plan."""

    bound: bool
    """Whether the person is there for others, too."""
    tied: bool
    """Whether a hard wish is about the person's company."""
    placed: bool
    """Whether the person has other placements."""
    minor: bool
    young: bool
    """Whether a profile of working hours holds."""


@dataclass(frozen=True, slots=True)
class Case:
    """What tells which rules may have something to say about a placement."""

    standing: Standing
    option: bool
    """Whether the placement is in the table of options."""
    interpreted: bool
    """Whether it takes an interpreter."""


class Concerns:
    """The rules of a planning round by what they look at."""

    def __init__(self, programme: Programme, rules: Sequence[Numbered]) -> None:
        self._programme = programme
        self._rules = rules
        self._concerned: dict[Case, Concerned] = {}

    @cached_property
    def places(self) -> tuple[Numbered, ...]:
        """The rules about who is at one place on one day."""
        return tuple(pair for pair in self._rules if pair[1] in _PLACES)

    def of(self, case: Case) -> Concerned:
        """The rules that may have something to say in such a case."""
        if case not in self._concerned:
            self._concerned[case] = self._of(case)
        return self._concerned[case]

    def _of(self, case: Case) -> Concerned:
        if case.standing.bound:
            return Concerned((), tuple(self._rules), places=False)
        silent = [*_ELSEWHERE, *self._silent(case)]
        alone = [*_OPTION, *_SEVERAL, *_YOUTH, *_ORDER, *_TRAVEL, visit_work.RULE]
        if case.interpreted:
            alone.remove(language.RULE)
        asked = [pair for pair in self._rules if pair[1] not in (*silent, *_PLACES)]
        return Concerned(
            tuple(pair for pair in asked if pair[1] in alone),
            tuple(pair for pair in asked if pair[1] not in (*alone, *_COMPANY)),
            tuple(pair for pair in asked if pair[1] in _COMPANY),
        )

    def _silent(self, case: Case) -> list[Rule]:
        """Rules that have nothing to say, because there is nothing they are about."""
        programme = self._programme
        groups = (
            (not case.standing.tied, _COMPANY),
            (not case.standing.minor, _SUPERVISION),
            (not case.standing.placed, _SEVERAL),
            (not case.standing.young, _YOUTH),
            (not programme.policy.precedences, _ORDER),
            (not programme.transfers, _TRAVEL),
            (not programme.visits, (visit_work.RULE,)),
            (case.option, [each for each in _OPTION if each is not language.RULE]),
            (case.option and not case.interpreted, (language.RULE,)),
        )
        return [each for holds, group in groups if holds for each in group]
