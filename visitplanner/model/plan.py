"""A plan: who is where and when, who is left out and why, and how good that provably is."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import lt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from visitplanner.model.base import Day, Flag, Id, LateDay, Model, Name, Reference, Whole
from visitplanner.model.document import Document
from visitplanner.model.windows import Hours

Sense = Literal["most", "least"]


class Placement(Model):
    """One participant at one slot from one day to another."""

    participant: Reference
    """`delegation/participant`."""
    slot: Reference
    first_day: Day
    last_day: LateDay
    """The last day, included."""
    need: Reference = "internship"
    """Which of the participant's needs it meets."""
    site: Reference = ""
    host: Reference = ""
    days: tuple[LateDay, ...] = ()
    """Days worked, ascending. In a plan written by hand they may be left out, with site and
    host: then they are what the calendars of host and participant give."""
    pinned: Flag = False
    tentative: tuple[Name, ...] = ()
    """What is not settled yet, such as `documents: visa`; empty: the placement is firm."""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError(f"the last day {self.last_day} is before the first, {self.first_day}")
        if not all(map(lt, self.days, self.days[1:])):
            raise ValueError("the days are not ascending, or name one day twice")
        return self


Task = Literal["supervision", "interpretation"]


class Duty(Model):
    """One person on duty at one site for one day: who supervises, or who interprets."""

    participant: Reference
    site: Reference
    day: Day
    task: Task = "supervision"


class PlannedVisit(Model):
    """A visit with its day and hours."""

    visit: Reference
    day: LateDay
    hours: Hours
    """Local time of the place visited."""


class Bed(Model):
    """One person in one house, from the first night to the last."""

    participant: Reference
    lodging: Reference
    first_night: LateDay
    """The day on which the first night begins."""
    last_night: LateDay
    """The day on which the last night begins; departure is on the next."""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last_night < self.first_night:
            raise ValueError(
                f"the last night {self.last_night} is before the first, {self.first_night}"
            )
        return self


class Seat(Model):
    """One person on one journey."""

    participant: Reference
    transfer: Reference
    day: LateDay


class PlannedHandover(Model):
    """Goods or money on their way: what rides on which transfer or visit, and when."""

    handover: Reference
    carrier: Reference
    day: LateDay


class Gap(Model):
    """What a plan has not found: a time for a visit, a bed or a seat for somebody, a carrier."""

    kind: Literal["visit", "bed", "seat", "handover"]
    concerns: Reference
    """Id of the visit, the participant or the handover."""
    message: str
    """Why, in a sentence."""


class Reason(Model):
    """Why one way to place somebody is closed."""

    slot: str
    """The slot; empty where it is not about one."""
    first_day: date | None = None
    """First day of the placement that is closed; None: on every day."""
    rule: str
    """Name of the rule."""
    message: str


class Unplaced(Model):
    """One need that the plan does not meet."""

    participant: Reference
    need: Reference
    reasons: tuple[Reason, ...]
    """For every slot of a field asked for, and every first day there, the rule that blocks it.

    Of more than 30 slots, those open to the participant are told, at most 30; the last reason, of
    the rule `other_slots`, says how many more there are. There, and above 200 reasons, the first
    days at a slot that the same rule blocks are one reason, told by the first of them."""
    smallest_fix: str | None = None
    """A smallest single change that would let this participant in, the rest of the plan kept."""
    parts: Annotated[Whole, Field(ge=1)] = 1
    """Placements that are missing, of a need that asks for several."""


class GoalPart(Model):
    """One goal in the weighted sum of a level."""

    name: str
    weight: Annotated[Whole, Field(ge=1)]
    value: int
    sense: Sense
    unit: str


class GoalValue(Model):
    """What one level of goals has reached, and how good it could at best be."""

    level: Annotated[Whole, Field(ge=1)]
    name: str
    value: int
    bound: int
    """Proven: no plan that is as good on all higher levels does better than this."""
    sense: Sense
    """Whether the value is to be as large or as small as can be."""
    unit: str
    """What is counted."""
    parts: tuple[GoalPart, ...] = ()
    """The goals of a weighted sum; empty where the level is a single goal."""

    @property
    def proven(self) -> bool:
        """Whether the value is proven to be the best."""
        return self.value == self.bound


class Plan(Document):
    """Placements, duties, who is left out, and value and proven bound of every goal."""

    programme: Id | None = None
    """Id of the programme it was made for."""
    status: Literal["optimal", "feasible", "by_hand"] = "by_hand"
    """`optimal`: proven on every level; `feasible`: a limit was hit; `by_hand`: not computed."""
    placements: tuple[Placement, ...] = ()
    duties: tuple[Duty, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()
    beds: tuple[Bed, ...] = ()
    seats: tuple[Seat, ...] = ()
    handovers: tuple[PlannedHandover, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """Visits without a time, people without a bed or a seat, handovers without a carrier."""
    goals: tuple[GoalValue, ...] = ()
    assumptions: tuple[str, ...] = ()
    """What was assumed where the programme left something open."""

    @classmethod
    def from_placements(
        cls, placements: Mapping[str, Mapping[str, object]] | Iterable[Mapping[str, object]]
    ) -> Self:
        """A plan written by hand.

        `placements` maps participant ids to `{"slot": ..., "first_day": ..., "last_day": ...}`,
        or is a list of such mappings that each name their `participant`. Site, host and days may
        be left out. Raises `pydantic.ValidationError` for what is no placement.
        """
        if isinstance(placements, Mapping):
            rows = [{"participant": who, **fields} for who, fields in placements.items()]
        else:
            rows = [dict(fields) for fields in placements]
        return cls.model_validate({"placements": rows})
