"""What the coordinator decides for a programme: supervision, minors' weekdays, goals, pins."""

from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

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
)

GoalName = Literal["people_placed", "preferences", "even_supervision", "earliest_start"]
GOAL_NAMES: tuple[GoalName, ...] = get_args(GoalName)


class SupervisionProfile(Model):
    """How many accompanying persons minors need, at each site and on each day."""

    name: Id
    minors_per_accompanying_person: Annotated[Whole, Field(ge=1, le=1_000)] | None
    """Minors of one delegation at one site that one accompanying person may look after;
    None: minors need no supervision."""
    mentors_count: Flag = False
    """Whether the mentors of a site stand in for accompanying persons."""
    notes: Text = ""


STANDARD_SUPERVISION = SupervisionProfile(
    name="standard",
    minors_per_accompanying_person=10,
    notes="One accompanying person at each site with up to ten minors of the delegation.",
)
NO_SUPERVISION = SupervisionProfile(name="none", minors_per_accompanying_person=None)
SHIPPED_PROFILES: tuple[SupervisionProfile, ...] = (STANDARD_SUPERVISION, NO_SUPERVISION)


class Policy(Model):
    """Decisions that hold for the whole programme."""

    supervision: Id | None = None
    """Name of the supervision profile of every delegation that names none itself;
    without one, `standard`."""
    supervision_profiles: tuple[SupervisionProfile, ...] = ()
    """Profiles besides the shipped ones, `standard` and `none`."""
    minors_work_on: Weekdays = MONDAY_TO_FRIDAY
    """Days of the week on which minors may work, wherever they are."""
    goals: tuple[GoalName, ...] = GOAL_NAMES
    """Goals in levels, the first counts most; a lower one is never bought with a higher one."""

    @field_validator("goals")
    @classmethod
    def _goals_make_sense(cls, value: tuple[GoalName, ...]) -> tuple[GoalName, ...]:
        if twice := sorted({name for name in value if value.count(name) > 1}):
            raise ValueError(f"the goal '{twice[0]}' stands on two levels: keep one")
        if "people_placed" not in value:
            raise ValueError("the goal 'people_placed' is missing: without it nobody is placed")
        return value

    @field_validator("supervision_profiles")
    @classmethod
    def _names_are_free(
        cls, value: tuple[SupervisionProfile, ...]
    ) -> tuple[SupervisionProfile, ...]:
        names = [profile.name for profile in (*SHIPPED_PROFILES, *value)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"the name '{twice[0]}' is taken: give the profile another one")
        return value


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
