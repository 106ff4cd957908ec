"""What the coordinator decides for a programme: profiles, company, goals in levels, pins."""

from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from visitplanner.model.base import (
    MONDAY_TO_FRIDAY,
    Day,
    Flag,
    Id,
    Model,
    Reference,
    Text,
    Weekdays,
    Whole,
    one_or_many,
)
from visitplanner.model.companions import Apart, Exclusion, Share, Together
from visitplanner.model.hosts import CAPACITY_STATUSES, PartnershipStatus
from visitplanner.model.levels import Level, Levels
from visitplanner.model.places import FieldPlaces
from visitplanner.model.supervision import SupervisionProfile
from visitplanner.model.youth import YouthHours


class Precedence(Model):
    """An order between two fields of work: surgery after anatomy."""

    first: Id
    """The field that comes first."""
    then: Id
    """The field that begins only when every placement of the same person in `first` is over."""
    required: Flag = False
    """Whether nobody is placed in `then` without having been placed in `first`."""

    @model_validator(mode="after")
    def _two_fields(self) -> Self:
        if self.first == self.then:
            raise ValueError(f"the field '{self.first}' cannot come before itself")
        return self


class Tentative(Model):
    """What may be planned although it is not settled: such a placement says so everywhere."""

    missing_documents: Flag = False
    """Whether people with missing documents are placed, tentatively."""
    partnership_status: Annotated[
        tuple[PartnershipStatus, ...],
        BeforeValidator(
            one_or_many, json_schema_input_type=PartnershipStatus | list[PartnershipStatus]
        ),
    ] = ()
    """Statuses besides `agreed` and `active` whose partnerships supply places, tentatively."""

    @field_validator("partnership_status")
    @classmethod
    def _not_settled(cls, value: tuple[PartnershipStatus, ...]) -> tuple[PartnershipStatus, ...]:
        if settled := sorted(CAPACITY_STATUSES.intersection(value)):
            raise ValueError(f"'{settled[0]}' supplies places anyway: leave it out")
        return value


class Policy(Model):
    """Decisions that hold for the whole programme."""

    supervision: Id | None = None
    """Name of the supervision profile of every delegation that names none itself;
    without one, `standard`."""
    supervision_profiles: tuple[SupervisionProfile, ...] = ()
    """Profiles besides the shipped ones, `standard` and `none`."""
    youth_hours_profiles: tuple[YouthHours, ...] = ()
    """Profiles of working hours for the young besides the shipped ones; a delegation names the one
    that holds for it."""
    minors_work_on: Weekdays = MONDAY_TO_FRIDAY
    """Days of the week on which minors may work, wherever they are."""
    together: tuple[Together, ...] = ()
    apart: tuple[Apart, ...] = ()
    shares: tuple[Share, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    """Orders between fields of work."""
    field_places: tuple[FieldPlaces, ...] = ()
    """The most people at work in a field, over all hosts."""
    lodging_within_km: Annotated[Decimal, Field(gt=0, le=40_000, decimal_places=3)] | None = None
    """How far a house may be from the sites where its guests work; None: any way."""
    visits_start_every: Annotated[Whole, Field(ge=5, le=240)] = 30
    """Minutes between the beginnings that planning tries for a visit, from midnight on. The first
    and the last in the hours open to it are tried as well, and when people come from work."""
    tentative: Tentative = Tentative()
    goals: Levels = None
    """Goals in levels, the first counts most; a higher one is never given up for a lower one. Or
    the name of a shipped profile: `fair`, `near`, `steady`, `standard`. Without a word, the
    standard levels: every goal that the programme gives something to do."""

    @field_validator("goals")
    @classmethod
    def _goals_make_sense(cls, value: tuple[Level, ...] | None) -> tuple[Level, ...] | None:
        if value is None:
            return None
        names = [name for level in value for name in level.goals]
        if "people_placed" not in names:
            raise ValueError("the goal 'people_placed' is missing: without it nobody is placed")
        return value


def circle_of(pairs: list[tuple[str, str]]) -> list[str]:
    """Names in a circle of `(before, after)` pairs, the first again at the end; empty: none."""
    before: dict[str, list[str]] = {}
    for first, then in pairs:
        before.setdefault(then, []).append(first)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


class Pin(Model):
    """A placement fixed by hand, which planning must not move."""

    participant: Reference
    """`delegation/participant`."""
    slot: Id
    first_day: Day
    last_day: Day | None = None
    """None: as the length of the need asks for."""
    need: Id | None = None
    """None: the participant's only need."""
    reason: Text = ""
